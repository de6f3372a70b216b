"""``kit export``: journals into one file, for another laptop; or tables, for engines."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

import typer

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import (
    force_option,
    json_option,
    missing,
    only_one,
    redact_option,
)
from kit.incidents.incident.files.store import Store


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.export"), **how)
    def export(
        ref: str = typer.Argument("", metavar="REF", help=ctx.out.word("help.export-ref")),
        shift: str = typer.Option(
            None, "--shift", metavar="SHIFT", help=ctx.out.word("help.export-shift")
        ),
        since: str = typer.Option(
            "", "--since", metavar="DAY", help=ctx.out.word("help.export-since")
        ),
        every: bool = typer.Option(False, "--all", help=ctx.out.word("help.export-all")),
        tables: str = typer.Option(
            "", "--tables", metavar="FOLDER", help=ctx.out.word("help.export-tables")
        ),
        path: str = typer.Option(
            "", "-o", "--output", metavar="FILE", help=ctx.out.word("help.export-file")
        ),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        asked = only_one(
            ctx, "export", ref=bool(ref), shift=shift is not None, since=bool(since), all=every,
            tables=bool(tables), **_beside(tables, path, redact),
        )  # fmt: skip
        if asked in ("", "redact"):
            raise missing(ctx, "export", "REF | --shift | --since | --all | --tables")
        if tables:
            from kit.laptops.tables.command import put_out as put_tables

            put_tables(ctx, tables, force, redact, as_json)
            return
        if not path:
            raise missing(ctx, "export", "-o")
        put_out(ctx, asked, ref or since or shift or "", path, force, as_json)


def _beside(tables: str, path: str, redact: bool) -> dict[str, bool]:
    """What does not go with the other: a file with tables, hiding people without them (a laptop
    that takes a bundle in needs the lines as they are)."""
    return {"output": bool(path)} if tables else {"redact": redact}


def put_out(
    ctx: Context, asked: str, text: str, path: str, force: bool, as_json: bool
) -> None:
    """Write the bundle, and say what is in it. Raises ``Refused``."""
    from kit.ground.console.progress import watched
    from kit.laptops.bundles.files import choosing
    from kit.laptops.bundles.files.sorts import keepers
    from kit.laptops.bundles.files.writing import Asked, write
    from kit.laptops.bundles.show import counted

    kept = keepers(ctx)
    with watched(ctx):
        if asked == "ref":
            docs = choosing.one(kept, text)
        elif asked == "shift":
            docs = choosing.of_shift(ctx, kept, "" if text == "now" else text)
        elif asked == "since":
            docs = choosing.since(kept, _day(text))
        else:
            docs = choosing.all_of(kept)
        if not docs:
            raise Refused("bundle-empty", Exit.NOT_FOUND)
        told = Asked(ctx.of(Store).laptop, ctx.by, ctx.now(), f"{asked} {text}".strip())
        done = write(path, docs, kept, told, force)
    if as_json:
        ctx.out.json({
            "file": done.path, "file_bytes": done.size, "laptop": done.manifest.laptop,
            "documents": counted(done.manifest), "damaged_journals": done.damaged,
            "documents_unread": [{"ref": ref, "why": clean(why)} for ref, why in done.unread],
        })  # fmt: skip
    else:
        counts = counted(done.manifest)
        ctx.out.say("bundles.exported", path=clean(done.path, 400), laptop=done.manifest.laptop,
                    kilobytes=-(-done.size // 1024), **counts)  # fmt: skip
        ctx.out.say("bundles.exported-how", name=clean(os.path.basename(done.path), 200))
    for name in done.damaged:
        ctx.err.say("bundles.left-out", name=name)
    for ref, why in done.unread:
        ctx.err.say("bundles.unread", ref=ref, why=clean(why))
    ctx.flush_warnings()
    if done.unread:
        raise typer.Exit(int(Exit.UNREADABLE))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("time-day", Exit.USAGE, text=text) from None
