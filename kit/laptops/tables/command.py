"""``kit export --tables``: all that any engine needs for the whole organisation."""

from __future__ import annotations

import os

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.machine.disk import read_laptop


def put_out(ctx: Context, path: str, force: bool, redact: bool, as_json: bool) -> None:
    """Write the folder, and say what is in it. Raises ``Refused``."""
    from kit.ground.console.progress import watched
    from kit.laptops.tables.files.faces import PARQUET
    from kit.laptops.tables.files.gathering import gather
    from kit.laptops.tables.files.writing import write
    from kit.laptops.tables.rules.incidents import Told
    from kit.people.contacts.files.looking import looking

    told = Told(read_laptop(os.path.join(ctx.home, "laptop")) or "-", ctx.now().wall)
    seen = looking(ctx, redact)
    with watched(ctx):
        done, found = write(
            path, told, redact, force, lambda spool: gather(seen, told, spool.add)
        )
    contents = done.contents
    size = sum(file.bytes for file in contents.files)
    if as_json:
        ctx.out.json({
            "folder": done.path, "file_bytes": size, "laptop": told.exporter,
            "tables": contents.rows, "faces": done.faces,
            "damaged_documents": found.damaged, "unread_documents": found.unread,
        })  # fmt: skip
    else:
        rows = contents.rows
        ctx.out.say(
            "tables.written", path=clean(done.path, 400), kilobytes=-(-size // 1024),
            incidents=rows["incidents"], entries=rows["events"], shifts=rows["shifts"],
            faces=", ".join(done.faces),
        )  # fmt: skip
        if PARQUET not in done.faces:
            ctx.out.say("tables.parquet")
        ctx.out.say("tables.hidden" if redact else "tables.private")
    if found.damaged:
        ctx.err.say("tables.damaged", names=", ".join(found.damaged[:6]), n=len(found.damaged))
    if found.unread:
        ctx.err.say("tables.unread", names=", ".join(found.unread[:6]), n=len(found.unread))
    seen.flush_warnings()
    if found.unread:
        raise typer.Exit(int(Exit.UNREADABLE))
