"""Which entries of a shift an ``undo`` takes back, and which a ``redo`` restores."""

from __future__ import annotations

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.entry import Entry
from kit.shifts.shift.files.store import Book
from kit.shifts.shift.rules.kinds.course import Undone
from kit.shifts.shift.rules.withdrawal import TAKING_BACK

LAST = 40  # entries among which those are that the menu takes back


def undo(book: Book, laptop: str, named: str = "", reason: str = "") -> Undone:
    """What takes back the entry that is named (``#12``), else the last act of this laptop. Raises
    ``Refused``."""
    ids = TAKING_BACK.to_undo(book.entries, laptop, named)
    if not ids:
        raise _none(named, book)
    return Undone(ids, reason=reason)


def own_last(book: Book, laptop: str) -> list[Entry]:
    """The first entry of each of this laptop's last acts that can be taken back, newest first."""
    found = []
    for entry in reversed(book.entries[-LAST:]):
        if entry.journal.partition("-")[0] != laptop:
            continue
        if TAKING_BACK.to_undo(book.entries, laptop, entry.id)[:1] == [entry.id]:
            found.append(entry)
    return found


def redo(book: Book, laptop: str, named: str = "") -> Undone:
    """What makes count again what was taken back. Raises ``Refused``."""
    ids = TAKING_BACK.to_redo(book.entries, laptop, named)
    if not ids:
        raise _none(named)
    return Undone(ids, restores=True)


def _none(named: str, begun: Book | None = None) -> Refused:
    """``begun``: the shift of which there is nothing to take back; what stands, and what to do."""
    if named:
        return Refused("shift-entry", Exit.NOT_FOUND, entry=named)
    if begun is None:
        return Refused("shift-nothing", Exit.NOT_FOUND)
    shift = begun.shift
    code = "accepted-undo" if shift.follows and not shift.quiet else "shift-begun"
    return Refused(code, Exit.NOT_FOUND, ref=begun.ref, who=shift.leader)
