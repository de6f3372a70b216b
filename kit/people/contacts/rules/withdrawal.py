"""The book without what was taken back (``ground/journal/withdrawal``)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.taking_back import Plain
from kit.ground.journal.withdrawal import Read
from kit.people.contacts.rules.book import FIXED, Book, ContactSet, Undone, apply, fold
from kit.people.contacts.rules.contact import Contact


def _stands(book: Book, event: Event) -> bool:
    """Whether the contact that an event speaks of is there."""
    id_ = getattr(event, "id", "")
    return not id_ or id_ in book.contacts or (isinstance(event, ContactSet) and book.begins(event))


TAKING_BACK = Plain(Book, apply, _stands, Undone, FIXED)


def undo(entries: list[Entry], laptop: str, named: str = "", reason: str = "") -> Undone:
    """What takes back the act of the entry that is named (``#12``), else the last one of this
    laptop. Raises ``Refused``."""
    ids = TAKING_BACK.to_undo(entries, laptop, named)
    if not ids:
        raise none(named)
    return Undone(ids, reason=reason)


def redo(entries: list[Entry], laptop: str, named: str = "") -> Undone:
    """What makes count again what was taken back: by the entry that is named, else last. Raises
    ``Refused``."""
    ids = TAKING_BACK.to_redo(entries, laptop, named)
    if not ids:
        raise none(named)
    return Undone(ids, restores=True)


def none(named: str) -> Refused:
    if named:
        return Refused("contact-entry", Exit.NOT_FOUND, entry=named)
    return Refused("contact-undo", Exit.NOT_FOUND)


def ever(entries: Iterable[Entry]) -> Book:
    """The book had nothing been taken back: who is not there any more can be read there."""
    return fold(entries)


def taken_out(entries: list[Entry], book: Book) -> list[tuple[Contact, datetime]]:
    """Who was entered and taken back, with personal data that are not forgotten, and when."""
    if not TAKING_BACK.any(entries):
        return []
    gone = [c for i, c in ever(entries).contacts.items() if i not in book.contacts]
    latest = {c.id: max(read.entry.at for read in about(entries, c.id)) for c in gone}
    return [(c, latest[c.id]) for c in gone if c.forgotten is None]


def about(entries: list[Entry], id_: str) -> list[Read]:
    """The entries about one contact as they stand, with those that took some of them back."""
    known = {entry.id for entry in entries if getattr(entry.event, "id", None) == id_}
    for entry in entries:
        if isinstance(entry.event, Undone) and not known.isdisjoint(entry.event.ids):
            known.add(entry.id)
    return [read for read in TAKING_BACK.standing(entries) if read.entry.id in known]
