"""``kit import FILE…``: what another laptop exported, shown first, then taken in."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

from kit.ground.base.cells import span
from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, json_option, missing
from kit.ground.machine.disk import read_laptop
from kit.ground.terminal.ask import need_terminal, terminal
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.kinds.clocks import FARTHEST

if TYPE_CHECKING:
    from kit.laptops.bundles.files.merging import Line
    from kit.laptops.bundles.files.sorts import Keepers
    from kit.laptops.bundles.rules.manifest import Held, Manifest

AHEAD = 5.0  # seconds by which a clock must be ahead to be named
LINES = 20  # of a preview; the sums stand above them


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.import"), **how)
    def import_(
        files: list[str] = typer.Argument(
            None, metavar="[FILE...]", help=ctx.out.word("help.import-file")
        ),
        folder: str = typer.Option(
            "", "--from", metavar="FOLDER", help=ctx.out.word("help.import-from")
        ),
        yes: bool = typer.Option(False, "--yes", help=ctx.out.word("help.import-yes")),
        clock: float = typer.Option(
            None, "--clock", metavar="MINUTES", help=ctx.out.word("help.import-clock")
        ),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        ctx.sign(by)
        if clock is not None and not abs(60 * clock) <= FARTHEST:  # nan is below nothing
            why = ctx.err.word("screen.bad-value", name="MINUTES")
            raise Refused("usage", Exit.USAGE, why=why, how="kit import --help")
        if folder and not files:
            watched_folder(ctx, folder, yes, as_json, clock)
        elif folder or not files:
            raise missing(ctx, "import", "FILE... | --from")
        else:
            bring(ctx, files, yes, as_json, clock)


def watched_folder(
    ctx: Context, folder: str, yes: bool, as_json: bool, clock: float | None
) -> None:
    """Until Ctrl-C. Raises ``Refused`` where there is no such folder."""
    import time

    from kit.laptops.bundles.talk import Heard, watch

    if not os.path.isdir(folder):
        raise Refused("import-folder", Exit.NOT_FOUND, path=clean(folder, 400))
    if not (yes or as_json):
        need_terminal(ctx.again("--yes"))
    name = clean(folder, 400)
    ctx.err.say("bundles.watching", path=name)
    count = watch(folder, lambda path: bring(ctx, [path], yes, as_json, clock), time.sleep, Heard(
        lambda: ctx.err.say("bundles.watch-gone", path=name),
        lambda file: ctx.err.say("bundles.watch-whole", name=clean(file, 200)),
        lambda refused: ctx.err.say(f"refused.{refused.code}", **refused.fill),
    ))  # fmt: skip
    ctx.err.say("bundles.watched", n=count)


def bring(
    ctx: Context, files: list[str], yes: bool, as_json: bool, clock: float | None = None
) -> None:
    """The same where some are sealed: each with its passphrase. Raises ``Refused``."""
    from kit.laptops.bundles.files import sealing

    with ExitStack() as stack:
        plain = []
        for path in files:
            if sealing.is_sealed(path):
                from kit.laptops.bundles.command.passphrase import asked

                sealing.sealer()
                path = stack.enter_context(sealing.unsealed(ctx.home, path, asked(ctx, path)))
            plain.append(path)
        _bring(ctx, plain, files, yes, as_json, clock)


def _bring(
    ctx: Context,
    files: list[str],
    names: list[str],
    yes: bool,
    as_json: bool,
    clock: float | None = None,
) -> None:
    """Prove every byte, show what it would change, and take it in when somebody says so; ``names``:
    what the files are called where something is wrong with them. Raises ``Refused``; then nothing
    was changed."""
    from kit.ground.console.progress import watched
    from kit.laptops.bundles import ARRIVED
    from kit.laptops.bundles.files import importing, merging, site, texts
    from kit.laptops.bundles.files.reading import size_of
    from kit.laptops.bundles.files.sorts import keepers

    kept = keepers(ctx)
    with watched(ctx):
        looked = [_looked(kept, *each) for each in zip(files, names, strict=True)]
    if not as_json:
        for path, (manifest, lines, _) in zip(files, looked, strict=True):
            _preview(ctx, path, manifest, lines)
    every = [line for _, lines, _ in looked for line in lines]
    wanted = any(line.sort in merging.CHANGES for line in every)
    wanted = wanted or any([*texts.coming(manifest, ctx.home)] for manifest, *_ in looked)
    wanted = wanted or any(site.coming(manifest, ctx.home) for manifest, *_ in looked)
    if wanted and not yes and not as_json:
        yes = _asked(ctx)
    changed = 0
    if wanted and yes:
        _room(ctx, merging.needed(every) + sum(map(size_of, files)))
        proved = [digest for *_, digest in looked]
        with watched(ctx):
            changed = importing.bring(files, kept, ctx.of(Store).laptop, proved=proved)
    if changed or clock is not None:
        from kit.laptops.bundles.command.clocks import put_right

        for manifest, *_ in looked:
            put_right(ctx, kept, manifest, clock, as_json or not terminal())
    if as_json:
        ctx.out.json({"journals_changed": changed, "bundles": [
            _as_data(path, manifest, lines)
            for path, (manifest, lines, _) in zip(files, looked, strict=True)
        ]})  # fmt: skip
    elif not wanted:
        ctx.out.say("bundles.nothing")
    elif yes:
        ctx.out.say("bundles.done", n=changed)
    if wanted and yes:
        _worked_on(ctx, kept, [line.held for line in every if line.sort in merging.CHANGES])
        for tell in ARRIVED:
            ctx.err.lines(tell(ctx))
    ctx.flush_warnings()


def _worked_on(ctx: Context, kept: Keepers, changed: list[Held]) -> None:
    """Says what one laptop ended and another went on with, and where to look."""
    from kit.laptops.bundles.files.worked_on import parted_shifts, worked_on

    each = {(held.sort, held.ref): held for held in changed}.values()
    for ref in parted_shifts(kept, each):
        ctx.err.say("bundles.parted-shift", ref=ref)
    for one in worked_on(kept, each):
        name = one.register
        what = f"{ctx.out.word(f'register.{name}')} {one.ref[-4:]}" if name else one.ref
        how = f"kit {name} show {one.ref[-4:]}" if name else f"kit log {one.ref}"
        ctx.err.say(f"bundles.worked-{'thing' if name else 'incident'}", what=what, how=how,
                    ref=one.ref, at=f"{one.at:%m-%d %H:%M}", ended=one.ended_on,
                    laptop=one.laptop, n=one.more)  # fmt: skip


def _looked(kept: Keepers, path: str, name: str) -> tuple[Manifest, list[Line], str]:
    """What it is, what it would change, and which bytes that was found of."""
    from kit.laptops.bundles.files import merging
    from kit.laptops.bundles.files.reading import Bundle, prove
    from kit.laptops.bundles.files.sorts import REGISTERS
    from kit.laptops.bundles.rules import manifest as m

    with Bundle(path, REGISTERS, name) as bundle:
        documents = {sort: kept.document(sort) for sort in m.FOLDERS}
        digest = bundle.digest()
        prove(bundle, documents, partial(merging.learn, kept))
        return bundle.manifest, merging.look(bundle, kept), digest


def _preview(ctx: Context, path: str, manifest: Manifest, lines: list[Line]) -> None:
    """Whose it is, what is new in it, and all that disagrees."""
    from kit.laptops.bundles.files import merging, site, texts
    from kit.laptops.bundles.show import counted

    out, laptop = ctx.out, read_laptop(os.path.join(ctx.home, "laptop")) or "-"
    written = manifest.written.astimezone(ctx.now().wall.tzinfo)
    out.say("bundles.from", name=clean(os.path.basename(path), 200), laptop=manifest.laptop,
            by=clean(manifest.by, 100), kit=clean(manifest.kit, 40),
            written=f"{written:%Y-%m-%d %H:%M}")  # fmt: skip
    ahead = (manifest.written - ctx.now().wall).total_seconds()
    if ahead > AHEAD:
        out.say("bundles.clock-ahead", span=span(round(ahead), ctx.me.lang))
    out.say("bundles.count", **counted(manifest), **merging.counts(lines))
    carried = sum(bool(texts.carried(own)) for own in manifest.files)
    if carried:
        out.say("bundles.texts", n=carried)
    if site.coming(manifest, ctx.home):
        out.say("bundles.site", laptop=manifest.laptop)
    news = [line for line in lines if line.sort in ("new", "ahead", "mends")]
    for line in news[:LINES]:
        out.say("bundles.line", ref=line.held.ref, sort=out.word(f"bundles.{line.held.sort}"),
                laptop=line.part.stem, what=out.word(f"bundles.{line.sort}"),
                n=line.part.lines - (line.here if line.sort == "ahead" else 0))  # fmt: skip
    if len(news) > LINES:
        out.say("bundles.more", n=len(news) - LINES)
    for line in merging.forks(lines):
        out.say("bundles.fork-line", ref=line.held.ref, laptop=line.part.stem, n=line.parted,
                here=laptop, other=manifest.laptop)  # fmt: skip


def _asked(ctx: Context) -> bool:
    """Whether somebody at the terminal says yes; a piped answer confirms nothing."""
    from kit.ground.terminal.ask import yes_or_no

    if not terminal():
        raise Refused("no-terminal", Exit.USAGE, how=ctx.again("--yes"))
    question = yes_or_no("import", ctx.err.word("bundles.ask"), ctx.me.lang)
    if ctx.ask.ask(question) == "yes":
        return True
    ctx.out.say("bundles.left")
    return False


def _room(ctx: Context, size: int) -> None:
    """Raises ``Refused`` where the disk has not so many bytes."""
    from kit.ground.machine.disk import make_dir
    from kit.ground.machine.full_disk import spare

    make_dir(ctx.home)
    if not spare(ctx.home, size):
        raise Refused("import-space", Exit.FAULT, path=ctx.home, needed=size // 1024 + 272)


def _as_data(path: str, manifest: Manifest, lines: list[Line]) -> dict[str, Any]:
    from kit.laptops.bundles.files import merging
    from kit.laptops.bundles.show import counted

    return {
        "file": clean(path, 400), "laptop": manifest.laptop, "by": clean(manifest.by, 100),
        "written": manifest.written, "documents": counted(manifest),
        "journals": merging.counts(lines),
        "forks": [
            {"ref": line.held.ref, "laptop": line.part.stem, "first": line.parted}
            for line in merging.forks(lines)
        ],
    }  # fmt: skip
