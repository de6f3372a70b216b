"""``kit verify [REF]``: what is wrong with the logs, one line per finding."""

from __future__ import annotations

import os
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import json_option
from kit.ground.journal.keeping import CONTACTS, REGISTER, SHIFT
from kit.ground.journal.prove_log import Finding
from kit.ground.journal.seen import FOLDER
from kit.incidents.incident.files.store import Store
from kit.review.verify.files.verify import Examined


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("verify.help"), **how)
    def verify(
        ref: str = typer.Argument("", metavar="REF", help=ctx.out.word("verify.ref")),
        thorough: bool = typer.Option(
            False, "--thorough", help=ctx.out.word("verify.thorough")
        ),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.ground.console.progress import watched
        from kit.review.verify.files.verify import examine

        with watched(ctx):
            examined = examine(ctx.of(Store), ref, thorough=thorough)
        if as_json:
            ctx.out.json(as_data(ctx, examined))
        else:
            for finding in examined.findings:
                ctx.out.line(line_of(ctx, finding))
            ctx.out.say(
                "verify.total",
                incidents=examined.incidents,
                entries=examined.entries,
                findings=len(examined.findings),
            )
        ctx.flush_warnings()
        raise typer.Exit(int(Exit.DONE if examined.whole else Exit.UNREADABLE))


def line_of(ctx: Context, finding: Finding) -> str:
    """``REF JOURNAL: what it is. What to do.`` File names are data: made safe before shown."""
    first, last = finding.first, finding.last
    key: str = finding.kind
    if key == "damaged" and not first:
        key = "damaged-between"
    if key == "unreadable" and finding.what in ("", "-"):
        key = "empty"
    if key == "altered" and finding.what == "CRLF":
        key = "altered-lines"
    if key == "gone" and finding.what in (REGISTER, CONTACTS, SHIFT):
        key = f"gone-{finding.what}"
    elif key == "gone" and finding.path != FOLDER:
        key = "gone-unread"
    full = clean(os.path.normpath(os.path.join(ctx.home, finding.path)))
    text = ctx.out.word(
        f"verify.{key}",
        entries=str(first) if first == last else f"{first}-{last}",
        offset=finding.offset,
        length=finding.length,
        count=finding.count,
        what=clean(finding.what),
        why=clean(finding.what),
        path=full if finding.path == os.curdir else clean(finding.path),
        full=full,
        mode=f"{finding.count:o}",
    )
    place = clean(f"{finding.ref} {finding.journal}")
    colon = "：" if ctx.me.lang == "zh" else ": "
    return f"{place}{colon}{text}" if place else text


def as_data(ctx: Context, examined: Examined) -> dict[str, Any]:
    """The answer as JSON; ``first`` and ``last`` are numbers within the journal, null when none is
    certain."""
    return {
        "incident_count": examined.incidents,
        "entry_count": examined.entries,
        "whole": examined.whole,
        "findings": [
            {
                "ref": f.ref,
                "journal": f.journal,
                "kind": f.kind,
                "damage": f.is_damage,
                "first": f.first or None,
                "last": f.last if f.first else None,
                "offset": f.offset if f.offset >= 0 else None,
                "bytes": f.length,
                "file": f.path,
                "detail": clean(f.what) or None,
                "text": line_of(ctx, f),
            }
            for f in examined.findings
        ],
    }
