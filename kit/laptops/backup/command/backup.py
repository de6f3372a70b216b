"""``kit backup``: all of this home in one proved file, and the old ones looked through."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, json_option
from kit.incidents.incident.files.store import Store

if TYPE_CHECKING:
    from kit.laptops.backup.files.making import Made

NAMED = 12  # names in one line; the rest is counted


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.backup"), **how)
    def backup(
        folder: str = typer.Argument(
            "", metavar="FOLDER", help=ctx.out.word("help.backup-folder")
        ),
        listed: bool = typer.Option(False, "--list", help=ctx.out.word("help.backup-list")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        ctx.sign(by)
        if listed:
            list_them(ctx, folder, as_json)
        else:
            back_up(ctx, folder, as_json)


def back_up(ctx: Context, said: str, as_json: bool) -> None:
    """Write it, and say what was kept and deleted. Raises ``Refused``."""
    from kit.ground.console.progress import watched
    from kit.laptops.backup.files import making
    from kit.laptops.bundles.files.sorts import keepers
    from kit.laptops.bundles.files.writing import Asked

    kept = keepers(ctx)
    folder, apart = making.place(ctx.home, said)
    asked = Asked(ctx.of(Store).laptop, ctx.by, ctx.now(), "")
    with watched(ctx):
        made = making.make(kept, folder, apart, asked)
    if as_json:
        ctx.out.json(_as_data(ctx, made))
    else:
        _say(ctx, made)
    ctx.flush_warnings()
    if made.written.unread or made.written.large:
        raise typer.Exit(int(Exit.UNREADABLE))


def _say(ctx: Context, made: Made) -> None:
    from kit.laptops.backup.files.standing import standing
    from kit.laptops.backup.rules import rotation
    from kit.laptops.backup.rules.names import said
    from kit.laptops.backup.show import counted

    written, err = made.written, ctx.err
    ctx.out.say("backup.made", path=clean(written.path, 400), kilobytes=-(-written.size // 1024),
                **counted(written.manifest))  # fmt: skip
    times = [found[1] for found in map(said, made.kept) if found is not None]
    ctx.out.say("backup.kept", n=len(made.kept), first=f"{min(times):%Y-%m-%d}",
                gone=len(made.gone))  # fmt: skip
    if made.gone:
        ctx.out.say("backup.gone", names=made.gone[:NAMED])
    due = standing(ctx.home, ctx.now().wall).due
    if due is not None:
        ctx.out.say("backup.next", due=f"{due:%Y-%m-%d}")
    for name in written.damaged:
        err.say("bundles.left-out", name=name)
    for ref, why in written.unread:
        err.say("bundles.unread", ref=ref, why=clean(why))
    for ref in written.large:
        err.say("backup.large", ref=ref)
    for name, reason in made.kept.items():
        if reason in (rotation.ALONE, rotation.UNPROVED):
            err.say(f"backup.{reason}", name=name)
    for name in made.stuck:
        err.say("backup.stuck", name=name)
    if made.left:
        err.say("backup.left", names=made.left[:NAMED])
    if not made.apart:
        err.say("backup.same-disk")
    if not made.noted:
        err.say("backup.unnoted")


def _as_data(ctx: Context, made: Made) -> dict[str, Any]:
    from kit.laptops.backup.files.standing import standing
    from kit.laptops.backup.show import counted

    written = made.written
    return {
        "file": written.path, "file_bytes": written.size, "laptop": written.manifest.laptop,
        "documents": counted(written.manifest), "damaged_journals": written.damaged,
        "documents_unread": [{"ref": ref, "why": clean(why)} for ref, why in written.unread],
        "documents_large": written.large, "files_left": made.left,
        "backups_kept": [{"file": name, "why": reason} for name, reason in made.kept.items()],
        "backups_deleted": made.gone, "backups_stuck": made.stuck,
        "other_disk": made.apart, "due": standing(ctx.home, ctx.now().wall).due,
    }  # fmt: skip


def list_them(ctx: Context, said: str, as_json: bool) -> None:
    """What lies there, and whether each proves itself, every byte read. Raises ``Refused``."""
    from kit.ground.base.going import over
    from kit.ground.console.progress import watched
    from kit.ground.journal.reader import why
    from kit.laptops.backup.files import note, shelf
    from kit.laptops.backup.show import counted

    folder = os.path.realpath(os.path.expanduser(said)) if said else note.load(ctx.home).folder
    if not folder:
        raise Refused("backup-where", Exit.USAGE)
    try:
        with watched(ctx):
            found = [(one, one.why or shelf.wrong(one.path)) for one in over(shelf.lying(folder))]
    except OSError as error:
        raise Refused("bundle-unread", Exit.FAULT, path=folder, why=why(error)) from error
    zone = ctx.now().wall.tzinfo
    if as_json:
        ctx.out.json({"backups": [
            {"file": one.name, "file_bytes": one.size, "laptop": one.laptop, "whole": not what,
             "why": clean(what, 200), "at": one.at.replace(tzinfo=zone),
             "documents": counted(one.manifest) if one.manifest is not None else {}}
            for one, what in found
        ]})  # fmt: skip
    elif not found:
        ctx.out.say("backup.list-none", path=clean(folder, 400))
    else:
        for one, what in found:
            state = ctx.out.word("backup.not-whole", what=clean(what, 200))
            if not what and one.manifest is not None:
                state = ctx.out.word("backup.whole", **counted(one.manifest))
            ctx.out.say("backup.list-line", at=f"{one.at:%Y-%m-%d %H:%M}", laptop=one.laptop,
                        kilobytes=-(-one.size // 1024), name=one.name, state=state)  # fmt: skip
    if any(what for _, what in found):
        raise typer.Exit(int(Exit.UNREADABLE))
