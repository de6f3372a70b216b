"""Which entries of a register an ``undo`` takes back, and which a ``redo`` restores."""

from __future__ import annotations

from collections.abc import Callable

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.entry import Event
from kit.people.registers.files.store import Book
from kit.people.registers.rules import finding
from kit.people.registers.rules.kinds import Added, Undone
from kit.people.registers.rules.state import Doc, Register
from kit.people.registers.rules.withdrawal import TAKING_BACK


def undo(book: Book, laptop: str, named: str = "", reason: str = "") -> Undone:
    """What takes back the entry that is named (``#12``), the last act about the thing that is named
    by its id or name, else the last act of this laptop. Raises ``Refused``."""
    ids = TAKING_BACK.to_undo(book.entries, laptop, named)
    if not ids and named:
        ids = TAKING_BACK.to_undo(book.entries, laptop, named, _about(book.register, named))
    if not ids:
        raise _none(named)
    return Undone(ids, reason=reason)


def redo(book: Book, laptop: str, named: str = "") -> Undone:
    """What makes count again what was taken back: by the entry or the thing that is named, else
    last. Raises ``Refused``."""
    ids = TAKING_BACK.to_redo(book.entries, laptop, named)
    if not ids and named:
        known = Register(book.ref, docs={**_ever(book), **book.register.docs})
        ids = TAKING_BACK.to_redo(book.entries, laptop, named, _about(known, named))
    if not ids:
        raise _none(named)
    return Undone(ids, restores=True)


def _about(register: Register, named: str) -> Callable[[Event], bool]:
    """Whether an entry is about the thing that is named, be it over by now. Raises ``Refused``:
    none, or several."""
    found = finding.so_called(register, named)
    if not found:
        raise _none(named)
    id_ = finding.only(register, found, named).id
    return lambda event: getattr(event, "id", "") == id_


def _ever(book: Book) -> dict[str, Doc]:
    """Things as they were noted, also those that were taken back."""
    state = Register(book.ref)
    for entry in book.entries:
        if isinstance(entry.event, Added):
            state.take(entry.event, entry.at, entry.by, entry.written)
    return state.docs


def _none(named: str) -> Refused:
    if named:
        return Refused("register-entry", Exit.NOT_FOUND, entry=named)
    return Refused("nothing-to-undo", Exit.NOT_FOUND)
