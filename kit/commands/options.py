"""Options that many commands share: one word for one thing, everywhere the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import typer

from kit.clock import Now
from kit.context import Context
from kit.core import events as ev
from kit.core.acts import Act, clean
from kit.core.times import parse_when
from kit.store.folder import Folder


def incident_option(ctx: Context) -> Any:
    return typer.Option("", "--incident", "-i", metavar="REF", help=ctx.out.word("help.incident"))


def at_option(ctx: Context) -> Any:
    return typer.Option("", "--at", metavar="TIME", help=ctx.out.word("help.at"))


def by_option(ctx: Context) -> Any:
    return typer.Option("", "--by", metavar="NAME", help=ctx.out.word("help.by"))


def json_option(ctx: Context) -> Any:
    return typer.Option(False, "--json", help=ctx.out.word("help.json"))


def record(
    ctx: Context, ref: str, act: Act, *, at: str = "", by: str = "", folder: Folder | None = None
) -> tuple[Folder, list[ev.Entry]]:
    """Load the incident, run the act on it, make it durable: what every recording command does."""
    folder = folder or ctx.store.pick(ref)
    now: Now = ctx.writing_now(folder.incident)
    when: datetime | None = parse_when(at, now.wall) if at else None
    entries = ctx.store.record(folder, now, who(ctx, folder, by), act, when)
    ctx.warn(folder)
    return folder, entries


def who(ctx: Context, folder: Folder, named: str = "") -> str:
    """Who records: named, or this terminal's user, or else whoever opened the incident."""
    name = clean(named, 60) or ctx.me.by
    return name if name != "-" else folder.incident.by or name


def answer(
    ctx: Context, folder: Folder, entries: list[ev.Entry], as_json: bool, **more: object
) -> None:
    """Say what was recorded: one line per entry, or one JSON object (with ``more`` in it)."""
    from kit.render.timeline import entry_json, entry_line

    if as_json:
        ctx.out.json(
            {
                "ref": folder.ref,
                "drill": folder.incident.is_drill,
                "entries": [entry_json(entry) for entry in entries],
                **more,
            }
        )
        return
    for entry in entries:
        log = folder.entries if isinstance(entry.event, ev.Amended) else ()
        text = entry_line(folder.incident, entry, ctx.me.lang, log, several=folder.several)
        if text:
            ctx.out.line(text)
