"""A note that belongs to no incident, for both doors."""

from __future__ import annotations

from functools import partial

from kit.ground.console.context import Context
from kit.shifts.shift.command.shared import happened, said
from kit.shifts.shift.files import desk
from kit.shifts.shift.rules import acts


def note(ctx: Context, text: str, at: str, date: str, by: str, as_json: bool) -> None:
    """Record it in the shift that is on; where none is, one begins by itself. Raises
    ``Refused``."""
    act = partial(acts.note, text=text)
    book, entries = desk.record_on(ctx, act, by=by, at=happened(ctx, at, date))
    said(ctx, book, entries, as_json)
