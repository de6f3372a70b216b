"""``kit restore``: a backup into a home that has nothing, shown first, then asked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import json_option

if TYPE_CHECKING:
    from kit.laptops.backup.files.restoring import Choice, Looked, Restored

LINES = 5  # of one sort in the preview; the rest is counted


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.restore"), **how)
    def restore(
        path: str = typer.Argument(
            ..., metavar="BACKUP", help=ctx.out.word("help.restore-from")
        ),
        into: str = typer.Option(
            "", "--into", metavar="NEWHOME", help=ctx.out.word("help.restore-into")
        ),
        yes: bool = typer.Option(False, "--yes", help=ctx.out.word("help.restore-yes")),
        as_json: bool = json_option(ctx),
    ) -> None:
        bring_back(ctx, path, into, yes, as_json)


def bring_back(ctx: Context, path: str, into: str, yes: bool, as_json: bool) -> None:
    """Prove it, show how it stands to what is here, and restore it when somebody says so. Raises
    ``Refused``; then nothing was changed."""
    from kit.ground.console.progress import watched
    from kit.laptops.backup.files import restoring
    from kit.laptops.bundles.files.sorts import keepers

    with watched(ctx):
        choice = restoring.choose(path)
        kept = keepers(ctx)
        looked = restoring.look_at(choice.path, kept)
    if not as_json:
        _preview(ctx, choice, looked)
    home = restoring.target(ctx.home, into)
    done: Restored | None = None
    if yes or (not as_json and _asked(ctx, home)):
        _room(home, looked, choice.path)
        with watched(ctx):
            done = restoring.bring(
                choice.path, home, looked.manifest, kept.learnt, looked.digest
            )
    if as_json:
        ctx.out.json(_as_data(choice, looked, home, done))
    elif done is not None:
        _say(ctx, looked, done, into)
    ctx.flush_warnings()


def _preview(ctx: Context, choice: Choice, looked: Looked) -> None:
    from kit.laptops.backup.show import counted
    from kit.laptops.bundles.files.merging import CHANGES

    out, manifest = ctx.out, looked.manifest
    for name, what in choice.skipped:
        ctx.err.say("backup.skipped", name=name, what=clean(what, 200))
    written = manifest.written.astimezone(ctx.now().wall.tzinfo)
    out.say("bundles.from", name=clean(os.path.basename(choice.path), 200), laptop=manifest.laptop,
            by=clean(manifest.by, 100), kit=clean(manifest.kit, 40),
            written=f"{written:%Y-%m-%d %H:%M}")  # fmt: skip
    out.say("backup.what", **counted(manifest))
    if choice.newer:
        out.say("backup.newer-beside", name=choice.newer)
    newer = sum(line.sort in CHANGES for line in looked.lines)
    if newer:
        out.say("backup.newer", n=newer)
    for ref, first, last in looked.older[:LINES]:
        out.say("backup.older", ref=clean(ref, 40), first=first, last=last)
    if len(looked.older) > LINES:
        out.say("backup.older-more", n=len(looked.older) - LINES)


def _asked(ctx: Context, home: str) -> bool:
    """Whether somebody at the terminal says yes; a piped answer confirms nothing."""
    from kit.ground.terminal.ask import terminal, yes_or_no

    if not terminal():
        raise Refused("no-terminal", Exit.USAGE, how=ctx.again("--yes"))
    question = yes_or_no("restore", ctx.err.word("backup.ask", path=clean(home, 400)), ctx.me.lang)
    if ctx.ask.ask(question) == "yes":
        return True
    ctx.out.say("backup.not-restored")
    return False


def _room(home: str, looked: Looked, path: str) -> None:
    """Raises ``Refused`` where the disk has not enough."""
    from kit.ground.machine.full_disk import spare
    from kit.laptops.bundles.files.reading import size_of
    from kit.laptops.bundles.rules import manifest as m

    size = sum(part.bytes + 4096 for _, part in m.parts(looked.manifest))
    size += sum(own.bytes + 4096 for own in looked.manifest.files) + size_of(path)
    above = home
    while not os.path.isdir(above):
        above = os.path.dirname(above)
    if not spare(above, size):
        raise Refused("import-space", Exit.FAULT, path=home, needed=size // 1024 + 256)


def _say(ctx: Context, looked: Looked, done: Restored, into: str) -> None:
    out = ctx.out
    out.say("backup.restored", path=clean(done.home, 400), n=done.journals,
            old=looked.manifest.laptop, new=done.laptop)  # fmt: skip
    for head in done.heads[:LINES]:
        out.say("backup.head", ref=head.ref, head=head.head)
    if len(done.heads) > LINES:
        out.say("backup.head-more", n=len(done.heads) - LINES)
    if not done.heads:
        out.say("backup.head-none")
    if into:
        out.say("backup.use", path=clean(done.home, 400))


def _as_data(choice: Choice, looked: Looked, home: str, done: Restored | None) -> dict[str, Any]:
    from kit.laptops.backup.show import counted
    from kit.laptops.bundles.files.merging import counts

    manifest = looked.manifest
    return {
        "file": clean(choice.path, 400), "laptop": manifest.laptop, "by": clean(manifest.by, 100),
        "written": manifest.written, "documents": counted(manifest),
        "journals": counts(looked.lines), "newer_backup": choice.newer,
        "backups_skipped": [name for name, _ in choice.skipped],
        "older_than_seen": [
            {"ref": clean(ref, 40), "first": first, "last": last}
            for ref, first, last in looked.older
        ],
        "restored_into": home if done is not None else "",
        "new_laptop": done.laptop if done is not None else "",
        "heads": {head.ref: head.head for head in done.heads} if done is not None else {},
    }  # fmt: skip
