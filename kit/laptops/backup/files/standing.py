"""When this home was backed up last and when that is due again, for whoever tells it: home, doctor,
the list of duties. Cheap: one small file is read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kit.laptops.backup.files import note
from kit.laptops.backup.rules.due import Due, due

if TYPE_CHECKING:
    from kit.ground.console.context import Context


def standing(home: str, now: datetime) -> Due:
    """``now`` with its offset. Never raises."""
    began = note.since(home)
    since = datetime.fromtimestamp(began, now.tzinfo) if began is not None else None
    last = note.load(home).at
    known = last is not None and last.tzinfo is not None
    return due(last.astimezone(now.tzinfo) if last is not None and known else None, since, now)


def reminder(ctx: Context) -> str:
    """The line for the home screen; "" where nothing is due."""
    found = standing(ctx.home, ctx.now().wall)
    if not found.late:
        return ""
    if found.last is None:
        return ctx.out.word("backup.never")
    return ctx.out.word("backup.late", last=f"{found.last:%Y-%m-%d}")
