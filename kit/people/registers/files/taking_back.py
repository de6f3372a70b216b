"""Which entries of a register an ``undo`` takes back, and which a ``redo`` restores."""

from __future__ import annotations

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.entry import Entry
from kit.people.registers.files.store import Book
from kit.people.registers.rules.kinds import FIXED, Undone
from kit.people.registers.rules.withdrawal import taken


def undo(book: Book, laptop: str, named: str = "", reason: str = "") -> Undone:
    """What takes back the entry that is named (``#12``), else the last act of this laptop. Raises
    ``Refused``."""
    log = taken(book.entries)
    gone = log.gone()
    for act in reversed(log.acts):
        own = [entry for entry in act if not isinstance(entry.event, FIXED)]
        if not own or isinstance(own[0].event, Undone) or own[0].id in gone:
            continue
        if _is_meant(own, named, laptop):
            return Undone([entry.id for entry in own], reason=reason)
    raise _none(named)


def redo(book: Book, laptop: str, named: str = "") -> Undone:
    """What makes count again what was taken back: by the entry that is named, else last. Raises
    ``Refused``."""
    log = taken(book.entries)
    gone = log.gone()
    for act in reversed(log.acts):
        event = act[0].event
        if not isinstance(event, Undone) or event.restores or act[0].id in gone:
            continue
        if _is_meant(act, named, laptop):
            return Undone([act[0].id], restores=True)
    raise _none(named)


def _is_meant(act: list[Entry], named: str, laptop: str) -> bool:
    if not named:
        return act[0].journal.partition("-")[0] == laptop
    wanted = named.strip().removeprefix("#")
    return any(wanted in (e.id, f"{e.n}") for e in act)


def _none(named: str) -> Refused:
    if named:
        return Refused("register-entry", Exit.NOT_FOUND, entry=named)
    return Refused("nothing-to-undo", Exit.NOT_FOUND)
