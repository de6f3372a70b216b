"""The book of contacts: the kinds of entry its journals are made of, and what they fold to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from kit.ground.base.private import Free, Name, Number, Plain, Private
from kit.ground.journal.entry import Entry, Event, Kinds, Unknown
from kit.ground.journal.kinds import ClockJumped, Joined
from kit.people.contacts.rules.contact import Channel, Contact, From, Wrong

FORMAT = 1
Reached = Annotated[list[Channel] | None, Private("channels")]
TestResult = Literal["reached", "no-answer", "wrong-number"]


class ContactsBegun(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "contacts-begun"
    format: int
    kit: Plain = ""


class Lists(msgspec.Struct, frozen=True, omit_defaults=True):
    """The lists of a contact as they stood when one of them was changed; ``None``: not changed."""

    posts: list[Plain] | None = None
    channels: Reached = None
    standins: list[Plain] | None = None
    aliases: list[Name] | None = None


class ContactSet(Event, frozen=True, omit_defaults=True):
    """A contact is now so; what is ``None`` stays as it was. ``first``: it stands before all others
    at its posts; ``source``: the file that it was read from. ``begins``: it is new (``None`` in
    lines of older kits: new where it has a name and is not there). ``was``: the lists that were
    changed as they stood, so that without an earlier entry only that entry's part is missing."""

    kind: ClassVar[str] = "contact-set"
    id: Plain
    name: Name | None = None
    org: Name | None = None
    body: Plain | None = None
    posts: list[Plain] | None = None
    channels: Reached = None
    standins: list[Plain] | None = None
    aliases: list[Name] | None = None
    note: Free | None = None
    first: bool = False
    source: From = ""
    begins: bool | None = None
    was: Lists | None = None


class ContactGone(Event, frozen=True, omit_defaults=True):
    """It counts no more; it stays to be read, and ``contact-back`` brings it back."""

    kind: ClassVar[str] = "contact-gone"
    id: Plain
    reason: Free = ""


class ContactBack(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "contact-back"
    id: Plain


class ContactVerified(Event, frozen=True, omit_defaults=True):
    """One test call to one number."""

    kind: ClassVar[str] = "contact-verified"
    id: Plain
    number: Number
    result: TestResult
    said: Free = ""


class Undone(Event, frozen=True, omit_defaults=True):
    """Entries count no more; ``restores``: they are withdrawals, and what those took back counts
    again."""

    kind: ClassVar[str] = "undone"
    ids: list[Plain]
    restores: bool = False
    reason: Free = ""


class ContactForgotten(Event, frozen=True, omit_defaults=True):
    """The personal data of somebody who left are out of the book and of every export. The lines
    that held them stay in the journal, which proves itself by every byte; no screen shows them."""

    kind: ClassVar[str] = "contact-forgotten"
    id: Plain


KINDS = Kinds(
    (
        ContactsBegun,
        Joined,
        ClockJumped,
        ContactSet,
        ContactGone,
        ContactBack,
        ContactVerified,
        Undone,
        ContactForgotten,
    )
)
FIXED = (ContactsBegun, Joined, ClockJumped, ContactForgotten)
FIELDS = ("name", "org", "body", "posts", "channels", "standins", "aliases", "note")


class Book(msgspec.Struct):
    """Every contact by its id, gone ones too; ``early``: what was said of one that is not begun,
    because that was taken back or stands behind it; ``order``: by post, ids in the order to be
    called; ``led``: by post, who was said to stand first there; ``forgotten``: ids whose personal
    data stay out, and since when."""

    contacts: dict[Plain, Contact] = {}
    early: dict[Plain, Contact] = {}
    forgotten: dict[Plain, datetime] = {}
    order: dict[Plain, list[Plain]] = {}
    led: dict[Plain, Plain] = {}
    entries: int = 0
    unknown: dict[Plain, int] = {}
    latest: datetime | None = None

    def here(self) -> list[Contact]:
        """Those that count, by name."""
        found = [each for each in self.contacts.values() if not each.gone]
        return sorted(found, key=lambda each: (each.name.casefold(), each.id))

    def holders(self, post: str, named: str = "") -> list[Contact]:
        """Who fills a post, in the order to be called. ``named``: whom the site's profile names as
        its holder stands first, unless another was said to."""
        there = (self.contacts.get(id_) for id_ in self.order.get(post, ()))
        found = [each for each in there if each is not None and not each.gone]
        if named and not self.led_at(post):
            found.sort(key=lambda each: not each.called(named))
        return found

    def led_at(self, post: str) -> bool:
        """Whether somebody was said to stand first there who still fills the post."""
        found = self.contacts.get(self.led.get(post, ""))
        return found is not None and not found.gone and post in found.posts

    # ---- folding --------------------------------------------------------------------------

    def take(self, event: Event, at: datetime, by: str) -> None:
        self.latest = at if self.latest is None else max(self.latest, at)
        if isinstance(event, ContactSet):
            self._set(event, at, by)
        elif isinstance(event, ContactGone | ContactBack):
            found = self._said_of(event.id)
            if found is not None and (found.gone or isinstance(event, ContactGone)):
                left = isinstance(event, ContactGone)
                found.gone = (event.reason or "-") if isinstance(event, ContactGone) else ""
                found.left = at if left else None
                found.changed, found.by = at, by
        elif isinstance(event, ContactVerified):
            self._verified(event, at, by)
        elif isinstance(event, ContactForgotten):
            self.forgotten.setdefault(event.id, at)
        elif isinstance(event, Unknown):
            self.unknown[event.word] = self.unknown.get(event.word, 0) + 1
        id_ = getattr(event, "id", "")
        since, said_of = self.forgotten.get(id_), self._said_of(id_)
        if since is not None and said_of is not None:
            said_of.forgotten = since
            said_of.forget()

    def _said_of(self, id_: str) -> Contact | None:
        return self.contacts.get(id_) or self.early.get(id_)

    def begins(self, event: ContactSet) -> bool:
        """Whether a contact is new with this."""
        if event.begins is None:
            return event.id not in self.contacts and bool(event.name)
        return event.begins

    def _set(self, event: ContactSet, at: datetime, by: str) -> None:
        found = self._said_of(event.id)
        if found is None:
            found = self.early[event.id] = Contact(event.id)
        begins = self.begins(event)
        if begins:
            self.contacts[event.id] = found
            self.early.pop(event.id, None)
            found.added, found.source = at, event.source
        for field in FIELDS:
            value = getattr(event, field)
            if value is None:
                continue
            before = getattr(event.was, field, None)
            if before is not None:
                value = rebased(value, before, getattr(found, field))
            setattr(found, field, [*value] if isinstance(value, list) else value)
        found.changed, found.by = at, by
        if event.channels is not None:
            numbers = [channel.number for channel in found.channels]
            for number in {*found.entered, *found.verified, *found.failed, *found.wrong}:
                if number not in numbers:
                    found.entered.pop(number, None)
                    found.verified.pop(number, None)
                    found.failed.pop(number, None)
                    found.wrong.pop(number, None)
            for number in numbers:
                found.entered.setdefault(number, at)
        placed = begins or event.posts is not None or event.first
        if placed and event.id in self.contacts:
            self._place(found, event.first)

    def _place(self, contact: Contact, first: bool) -> None:
        for post in [*self.order]:
            held = self.order[post]
            if contact.id in held and (first or post not in contact.posts):
                held.remove(contact.id)
            if self.led.get(post) == contact.id and post not in contact.posts:
                del self.led[post]
            if not held:
                del self.order[post]
        for post in contact.posts:
            held = self.order.setdefault(post, [])
            if first:
                self.led[post] = contact.id
            if contact.id not in held:
                held.insert(0 if first else len(held), contact.id)

    def _verified(self, event: ContactVerified, at: datetime, by: str) -> None:
        found = self._said_of(event.id)
        if found is None or all(event.number != each.number for each in found.channels):
            return
        if event.result == "reached":
            found.verified[event.number] = max(found.verified.get(event.number, at), at)
        else:
            found.failed[event.number] = max(found.failed.get(event.number, at), at)
        said, reached = found.wrong.get(event.number), found.verified.get(event.number)
        if event.result == "reached":
            if said is not None and at >= said.at:
                del found.wrong[event.number]
        elif event.result == "wrong-number" and (reached is None or at >= reached):
            found.wrong[event.number] = Wrong(at, by)


def rebased(now: list[Any], before: list[Any], here: list[Any]) -> list[Any]:
    """A list that was ``before`` when it became ``now``, where it is another ``here``: what came in
    and what went out between those two, done to this one."""
    if before == here:
        return now
    old, there = {_key(each): each for each in before}, {_key(each): each for each in here}
    keys = [_key(each) for each in now]
    kept = [
        there[key] if key in there and old.get(key) == each else each
        for key, each in zip(keys, now, strict=True)
        if key in there or key not in old
    ]
    return kept + [each for key, each in there.items() if key not in old and key not in keys]


def _key(each: Any) -> str:
    return each.number if isinstance(each, Channel) else str(each)


def fold(entries: Iterable[Entry]) -> Book:
    """The book after all entries, which come in working order."""
    book = Book()
    for entry in entries:
        apply(book, entry)
    return book


def apply(book: Book, entry: Entry) -> None:
    book.entries += 1
    book.take(entry.event, entry.at, entry.by)


class Draft:
    """An act in the making. ``at``: when it happened."""

    def __init__(self, book: Book, now: datetime, by: str, at: datetime | None = None) -> None:
        self.book = book
        self.at = _whole(at or now)
        self.by = by
        self.events: list[tuple[Event, datetime]] = []

    def add(self, event: Event, at: datetime | None = None) -> None:
        when = _whole(at or self.at)
        self.events.append((event, when))
        self.book.take(event, when, self.by)


def _whole(at: datetime) -> datetime:
    """To the millisecond, as the log keeps it: the state now is the state read back."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
