"""The question which of two laptops' clocks is right, asked once, and its answer kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import span
from kit.ground.console.context import Context
from kit.incidents.incident.files.store import Store

if TYPE_CHECKING:
    from kit.laptops.bundles.files.clocks import Clocks
    from kit.laptops.bundles.files.sorts import Keepers
    from kit.laptops.bundles.rules.manifest import Manifest

OFF = 60.0  # seconds from which on a clock is asked about
MOST = 2 * 24 * 60  # minutes by which a clock is off


def put_right(
    ctx: Context, kept: Keepers, manifest: Manifest, minutes: float | None, silent: bool
) -> None:
    """Behind an import: where the other's clock is off, ask whose is right. ``minutes``: by how
    many it is ahead, as somebody said; ``silent``: nobody can be asked. Raises ``Refused``."""
    from kit.laptops.bundles.files.clocks import clocks_of, keep

    here = ctx.of(Store).laptop
    if manifest.laptop == here:
        return
    found = clocks_of(kept, manifest, ctx.now().wall, here)
    laptop, seconds = found.known or (found.laptop, None)
    if minutes is not None:
        laptop, seconds = found.laptop, 60 * minutes
    if seconds is None and abs(found.off) >= OFF and found.logs:
        if silent:
            _left(ctx, found)
            return
        right = _whose(ctx, found, here)
        laptop = here if right == "that" else laptop
        if right in ("this", "that"):
            seconds = _minutes(ctx, found.off) * (1 if right == "this" else -1)
    if seconds is None:
        return
    count = keep(kept, found.logs, laptop, seconds, ctx.now(), ctx.by)
    how = ctx.out.word(f"bundles.clock-was-{'ahead' if seconds >= 0 else 'behind'}")
    if count and seconds:
        ctx.err.say("bundles.clock-kept", laptop=laptop, how=how, count=count,
                    span=span(abs(seconds), ctx.me.lang))  # fmt: skip
    elif minutes is not None and not found.logs:
        ctx.err.say("bundles.clock-none")


def _minutes(ctx: Context, off: float) -> float:
    """How far apart both clocks are, in seconds, read from them: logs know the least only."""
    from kit.ground.terminal.ask import Question

    least = max(1, round(abs(off) / 60))
    text = ctx.err.word("bundles.clock-minutes")
    while True:
        said = ctx.ask.ask(Question("clock-minutes", text, "text", typed=str(least), safe=True))
        try:
            minutes = float(str(said or least).replace("，", ".").strip())
        except ValueError:
            continue
        if 0 < minutes <= MOST:
            return 60.0 * minutes * (1 if off > 0 else -1)


def _left(ctx: Context, found: Clocks) -> None:
    key = "clock-was-ahead" if found.off > 0 else "clock-was-behind"
    ctx.err.say("bundles.clock-left", other=found.laptop, how=ctx.err.word(f"bundles.{key}"),
                minutes=round(found.off / 60),
                span=span(60 * (abs(found.off) // 60), ctx.me.lang))  # fmt: skip


def _whose(ctx: Context, found: Clocks, here: str) -> str:
    """``this``, ``that``, or ``unknown``; "" for no answer."""
    from kit.ground.terminal.ask import Option, Question

    word, off = ctx.err.word, span(60 * (abs(found.off) // 60), ctx.me.lang)
    how = word("bundles.clock-ahead-of" if found.off > 0 else "bundles.clock-behind")
    options = [
        Option("this", word("bundles.clock-this", here=here), "a"),
        Option("that", word("bundles.clock-that", other=found.laptop), "b"),
        Option("unknown", word("bundles.clock-unknown"), "n"),
    ]
    text = word("bundles.clock-ask", other=found.laptop, how=how, span=off)
    return str(ctx.ask.ask(Question("clock", text, "choice", options, lettered=True)) or "")
