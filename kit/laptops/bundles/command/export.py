"""``kit export``: journals into one file, for another laptop; or tables, for engines."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    by_option,
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
        sealed: bool = typer.Option(False, "--seal", help=ctx.out.word("help.export-seal")),
        force: bool = force_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.ground.machine.output import no_page, outside

        ctx.sign(by)
        asked = only_one(
            ctx, "export", ref=bool(ref), shift=shift is not None, since=bool(since), all=every,
            tables=bool(tables), **_beside(tables, path, redact, sealed),
        )  # fmt: skip
        if asked in ("", "redact"):
            raise missing(ctx, "export", "REF | --shift | --since | --all | --tables")
        if tables or path:
            outside(tables or path)
        if tables:
            from kit.laptops.tables.command import put_out as put_tables

            _outside(ctx, tables)
            put_tables(ctx, tables, force, redact, as_json)
            return
        if not path:
            raise missing(ctx, "export", "-o")
        no_page(path, ".zip.age" if sealed else ".zip")
        text = ref or since or shift or ""
        if sealed:
            put_out_sealed(ctx, asked, text, path, force, as_json)
        else:
            put_out(ctx, asked, text, path, force, as_json)


def put_out_sealed(
    ctx: Context, asked: str, text: str, path: str, force: bool, as_json: bool
) -> None:
    """The same under a passphrase, which is asked before anything is made. Raises ``Refused``."""
    import tempfile

    from kit.ground.journal.left_over import UNSEALED
    from kit.laptops.bundles.command.passphrase import asked as ask_passphrase
    from kit.laptops.bundles.files import sealing
    from kit.laptops.bundles.files.writing import places

    sealing.sealer()
    _outside(ctx, path)
    places(path, force)
    passphrase = sealing.checked(ask_passphrase(ctx, path, twice=True))
    home = ctx.home if os.path.isdir(ctx.home) else None
    with tempfile.TemporaryDirectory(prefix=UNSEALED, dir=home) as folder:
        plain = os.path.join(folder, "bundle")
        put_out(ctx, asked, text, plain, False, as_json,
                lambda: sealing.seal(plain, path, passphrase, force), path)  # fmt: skip


def _beside(tables: str, path: str, redact: bool, sealed: bool) -> dict[str, bool]:
    """What does not go with the other: a file or a seal with tables, which nobody could open then,
    hiding people without them (a laptop that takes a bundle in needs the lines as they are)."""
    return {"output": bool(path), "seal": sealed} if tables else {"redact": redact}


def put_out(
    ctx: Context,
    asked: str,
    text: str,
    path: str,
    force: bool,
    as_json: bool,
    sealed: Callable[[], int] | None = None,
    shown: str = "",
) -> None:
    """Write the bundle, and say what is in it; ``sealed`` makes of it the file ``shown``, and gives
    its bytes. Raises ``Refused``."""
    from kit.ground.console.progress import watched
    from kit.laptops.bundles.files import choosing, site
    from kit.laptops.bundles.files.sorts import keepers
    from kit.laptops.bundles.files.texts import beside
    from kit.laptops.bundles.files.writing import Asked, write
    from kit.laptops.bundles.show import counted

    _outside(ctx, shown or path)
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
        own = [] if asked == "ref" else site.beside(ctx.home, told.laptop)
        done = write(path, docs, kept, told, force, texts=[*beside(docs, kept), *own])
        if sealed is not None:
            done = done._replace(size=sealed(), path=os.path.realpath(shown))
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
        if sealed is not None:
            ctx.out.say("bundles.sealed")
        ctx.out.say("bundles.exported-how", name=clean(os.path.basename(done.path), 200))
        if own:
            ctx.out.say("bundles.exported-site", laptop=done.manifest.laptop)
    for name in done.damaged:
        ctx.err.say("bundles.left-out", name=name)
    for ref, why in done.unread:
        ctx.err.say("bundles.unread", ref=ref, why=clean(why))
    ctx.flush_warnings()
    if done.unread:
        raise typer.Exit(int(Exit.UNREADABLE))


def _outside(ctx: Context, path: str) -> None:
    """Raises ``Refused`` for what lies inside the home: ``--force`` would put it over a journal."""
    target = os.path.realpath(os.path.expanduser(path))
    if os.path.join(target, "").startswith(os.path.join(os.path.realpath(ctx.home), "")):
        raise Refused("bundle-inside", Exit.USAGE, path=path)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("since-day", Exit.USAGE, text=text) from None
