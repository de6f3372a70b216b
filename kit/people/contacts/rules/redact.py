"""Contacts with people hidden: the same person has the same pseudonym in one home, in contacts and
in registers, and nobody who has only the export can tell who it is."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from msgspec.structs import replace

from kit.ground.journal.entry import Entry
from kit.ground.journal.withdrawal import Read
from kit.people.contacts.rules.book import (
    Book,
    ContactGone,
    ContactSet,
    ContactVerified,
    Undone,
)
from kit.people.contacts.rules.contact import Channel, Contact, Wrong

OneName = Callable[[str], str]


class Pseudonyms:
    """``P-7QMT3A``: the same for the same person, by whichever name and however it was spaced.
    ``salt``: of this home; ``one_name``: the name that stands for somebody's others."""

    def __init__(self, salt: str, one_name: OneName = str) -> None:
        self._salt = salt
        self._one_name = one_name

    def __call__(self, text: str) -> str:
        plain = "".join(self._one_name(text).split()).casefold()
        if not plain:
            return ""
        digest = sha256(f"{self._salt}\n{plain}".encode("utf-8", "replace")).hexdigest()
        return f"P-{digest[:6].upper()}"


def known_as(book: Book) -> dict[str, str]:
    """By each name of a contact, in lower case, the one that stands for it; of those that count
    before those that left."""
    out: dict[str, str] = {}
    gone = (each for each in book.contacts.values() if each.gone)
    for contact in (*book.here(), *gone):
        for name in contact.names():
            if name and contact.name:
                out.setdefault(name.strip().casefold(), contact.name)
    return out


class Redacted:
    """``hidden``: what stands where somebody wrote freely."""

    def __init__(self, names: Pseudonyms, hidden: str) -> None:
        self.names = names
        self.hidden = hidden

    def book(self, book: Book) -> Book:
        """A book to be shown; posts, hours, what a body outside is and when numbers were tested
        stay."""
        found = {id_: self.contact(each) for id_, each in book.contacts.items()}
        return replace(book, contacts=found)

    def contact(self, each: Contact) -> Contact:
        names = self.names
        return replace(
            each,
            name=names(each.name),
            channels=self._channels(each.channels),
            aliases=[],
            note=self._free(each.note),
            source="",
            by=names(each.by),
            gone=self._free(each.gone),
            verified={names(number): at for number, at in each.verified.items()},
            failed={names(number): at for number, at in each.failed.items()},
            entered={names(number): at for number, at in each.entered.items()},
            wrong={names(n): Wrong(w.at, names(w.by)) for n, w in each.wrong.items()},
        )

    def read(self, read: Read) -> Read:
        by = self._entry(read.by) if read.by is not None else None
        return replace(read, entry=self._entry(read.entry), by=by)

    def _entry(self, entry: Entry) -> Entry:
        event = entry.event
        if isinstance(event, ContactSet):
            channels, aliases = event.channels, event.aliases
            event = replace(
                event,
                name=self.names(event.name) if event.name is not None else None,
                channels=self._channels(channels) if channels is not None else None,
                aliases=[self.names(each) for each in aliases] if aliases is not None else None,
                note=self._free(event.note) if event.note is not None else None,
                source="",
            )
        elif isinstance(event, ContactGone | Undone):
            event = replace(event, reason=self._free(event.reason))
        elif isinstance(event, ContactVerified):
            event = replace(
                event, number=self.names(event.number), said=self._free(event.said)
            )
        return replace(entry, event=event, by=self.names(entry.by))

    def _channels(self, channels: list[Channel]) -> list[Channel]:
        return [Channel(self.names(each.number), each.kind, each.hours) for each in channels]

    def _free(self, text: str) -> str:
        return self.hidden if text else ""
