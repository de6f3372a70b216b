"""``kit staffing``: what is answered with so many seats; asks for what is not given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import json_option, missing
from kit.ground.console.put import put
from kit.shifts.staffing import show
from kit.shifts.staffing.rules import asked
from kit.shifts.staffing.rules.asked import Asked
from kit.shifts.staffing.rules.queue import Work


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    def option(flag: str, shown: str, default: str = "") -> Any:
        text = ctx.out.word(f"staffing.help-{flag}")
        return typer.Option(default, f"--{flag}", metavar=shown, help=text)

    @app.command(name, help=ctx.out.word("staffing.help"), **how)
    def staffing(
        calls: str = option("calls", "N[/MIN]"),
        talk: str = option("talk", "SECONDS"),
        seats: str = option("seats", "N"),
        missing: str = option("missing", "N"),
        patience: str = option("patience", "SECONDS"),
        within: str = option("within", "SECONDS", "20"),
        share: str = option("share", "PERCENT", "80"),
        as_json: bool = json_option(ctx),
    ) -> None:
        given = {"calls": calls, "talk": talk, "seats": seats, "missing": missing}
        within_, share_ = (
            asked.figure("within", within, *asked.WITHIN),
            asked.figure("share", share, *asked.SHARE),
        )
        patience_ = asked.figure("patience", patience, *asked.PATIENCE) if patience else 0
        texts = _complete(ctx, given, as_json)
        planned = asked.seats(texts["seats"])
        work = Work(asked.calls_an_hour(texts["calls"]), asked.talk(texts["talk"]), within_)
        away = asked.missing(texts["missing"], planned)
        found = asked.answer(Asked(work, planned, away, patience_, share_))
        if as_json:
            ctx.out.json(show.as_data(found))
        else:
            put(ctx, show.page(found, ctx.me.lang))


def _complete(ctx: Context, given: dict[str, str], as_json: bool) -> dict[str, str]:
    """What is not given is asked of a person; how many are missing is none where all else is
    given."""
    from kit.ground.terminal.ask import Left, terminal

    lacking = [name for name in ("calls", "talk", "seats") if not given[name]]
    if lacking and (as_json or not terminal()):
        raise missing(ctx, "staffing", f"--{lacking[0]}")
    if not lacking:
        return given | {"missing": given["missing"] or "0"}
    texts = dict(given)
    try:
        for name in ("calls", "talk", "seats", "missing"):
            texts[name] = texts[name] or _one(ctx, name, texts)
    except Left:
        raise KeyboardInterrupt from None
    return texts


def _one(ctx: Context, name: str, texts: dict[str, str]) -> str:
    from kit.shifts.staffing.talk.flow import Before, one

    readers: dict[str, Callable[[str], float]] = {
        "calls": asked.calls_an_hour,
        "talk": asked.talk,
        "seats": asked.seats,
        "missing": lambda text: asked.missing(text, asked.seats(texts["seats"])),
    }
    flow = one(ctx.of(Before), name, readers[name], ctx.me.lang)
    question = next(flow)
    while True:
        typed = ctx.ask.ask(question)
        try:
            question = flow.send(typed)
        except StopIteration as stop:
            return str(stop.value)
