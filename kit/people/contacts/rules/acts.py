"""Decisions about contacts: an act becomes events, or is refused with a reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from kit.ground.base.clean import clean, whole
from kit.ground.base.lean import re
from kit.ground.base.named import alike
from kit.ground.base.person import person
from kit.ground.base.phones import digits
from kit.ground.base.refusal import Exit, Refused
from kit.people.contacts.rules.book import (
    FIELDS,
    Book,
    ContactBack,
    ContactForgotten,
    ContactGone,
    ContactSet,
    ContactVerified,
    Draft,
    Lists,
    TestResult,
)
from kit.people.contacts.rules.contact import (
    BODIES,
    CHANNELS,
    EXTENSION,
    NAME,
    NOTE,
    NUMBER,
    ORG,
    Channel,
    Contact,
    read_hours,
    same_number,
    tidy_channels,
)
from kit.people.contacts.rules.doubts import without_extension

MAIL = re.compile(r"\S+@\S+\.\w+")
ENOUGH_DIGITS = 4
POST = "post-"  # before a post's id: the contact that only the profile knows
MOST_NAMED = 6
LISTS = Lists.__struct_fields__
MOST_LISTED = 40  # posts, stand-ins, aliases of one contact


class Fields(msgspec.Struct, frozen=True):
    """What was said of a contact; ``None``: nothing, so it stays as it is."""

    name: str | None = None
    org: str | None = None
    body: str | None = None
    posts: list[str] | None = None
    channels: list[Channel] | None = None
    standins: list[str] | None = None
    aliases: list[str] | None = None
    note: str | None = None


# ---- finding one -----------------------------------------------------------------------------


def meant(book: Book, text: str) -> list[Contact]:
    """The contacts that ``text`` names: by id, by name or alias, by a number or its last digits, by
    the post they fill; else by the unique beginning of an id or a part of a name."""
    wanted = clean(text, 100).casefold()
    if not wanted:
        return []
    here = book.here()
    by_id = book.contacts.get(wanted)
    if by_id is not None:
        return [by_id]
    entered = [c for c in here if wanted.startswith(POST) and wanted[len(POST) :] in c.posts]
    if entered:  # the profile alone knew it under that id, until something was recorded of it
        return [c for c in entered if c.source] or entered
    exact = [c for c in here if wanted in (name.casefold() for name in c.names())]
    exact = exact or named(book, wanted)  # nobody is called just so
    if exact:
        return exact
    tail = digits(wanted)
    if len(tail) >= ENOUGH_DIGITS and not any(char.isalpha() for char in wanted):
        found = [c for c in here if any(digits(h.number).endswith(tail) for h in c.channels)]
        if found:
            return found
    if wanted in book.order:
        return book.holders(wanted)
    if wanted in BODIES:
        return [c for c in here if c.body == wanted]
    starts = [c for c in here if c.id.startswith(wanted)] if len(wanted) > 1 else []
    part = alike(wanted)
    return starts or [c for c in here if any(part in alike(n) for n in c.names())]


def find(book: Book, text: str, seen: Book | None = None) -> Contact:
    """The one that ``text`` names. ``seen``: the book as it may be shown, where that is another.
    Raises ``Refused``: none, or several."""
    found = meant(book, text)
    if len(found) == 1:
        return found[0]
    if found:
        names = [which((seen or book).contacts[each.id]) for each in found[:MOST_NAMED]]
        raise Refused("contact-which", Exit.USAGE, who=clean(text, 60), names=names)
    raise Refused("contact-unknown", Exit.NOT_FOUND, who=clean(text, 60))


def named(book: Book, name: str) -> list[Contact]:
    """Who has that name, or it as another one."""
    return [c for c in book.here() if c.called(name)]


def which(contact: Contact) -> str:
    """What tells it from another of the same name: its id and the end of a number."""
    number = contact.channels[0].number if contact.channels else ""
    tail = f" …{number[-ENOUGH_DIGITS:]}" if number else ""
    return clean(f"{contact.id} {contact.name}{tail}", 100)


def posts_meant(titles: Mapping[str, tuple[str, ...]], text: str) -> list[str]:
    """Ids of the posts that ``text`` names: by id or title, else by a part of a title. ``titles``:
    what each is called, by id."""
    wanted = clean(text, 60).casefold()
    names = {id_: [name.casefold() for name in each] for id_, each in titles.items()}
    exact = [id_ for id_, each in names.items() if wanted in each]
    return exact[:1] or [id_ for id_, each in names.items() if any(wanted in n for n in each)]


# ---- what was typed --------------------------------------------------------------------------


def read_channel(text: str) -> Channel:
    """``13800000000``, ``mobile:138…``, ``radio:3``, with when to try it and a note behind ``|``:
    ``mobile:138…|1-5 09:00-18:00|ask for the desk``. Raises ``Refused``."""
    text = unicodedata.normalize("NFKC", text)  # as an input method writes digits
    number, *rest = [part.strip() for part in text.split("|")]
    kind, colon, value = number.partition(":")
    word = kind.strip().casefold()
    if colon and word in CHANNELS:
        number = value.strip()
    elif colon and word.isascii() and word.isalpha():
        raise Refused("contact-channel", Exit.USAGE, text=clean(text, 60), names=list(CHANNELS))
    else:
        word = guessed_kind(number)
    _line(number, NUMBER)
    if not clean(number, NUMBER):
        raise Refused("contact-channel", Exit.USAGE, text=clean(text, 60), names=list(CHANNELS))
    hours = rest[0] if rest else ""
    note = " ".join(rest[1:])
    return Channel(number, word, checked_hours(hours), note)  # type: ignore[arg-type]


def dialled(text: str) -> Channel:
    """As ``read_channel`` for what a person types one by one: letters in a bare number are a slip
    of the hand. Raises ``Refused``."""
    channel = read_channel(text)
    if channel.kind == "other" and ":" not in unicodedata.normalize("NFKC", text):
        raise Refused("contact-channel", Exit.USAGE, text=clean(text, 60), names=list(CHANNELS))
    return channel


def checked_name(text: str) -> str:
    """Raises ``Refused`` for one that would have to be cut, and for a key."""
    return person(_line(text, NAME) or "")


def checked_hours(text: str) -> str:
    """Raises ``Refused`` where hours cannot be read."""
    try:
        return read_hours(text)
    except ValueError:
        raise Refused("contact-hours", Exit.USAGE, text=clean(text, 60)) from None


def guessed_kind(number: str) -> str:
    """What a bare number most likely is."""
    if MAIL.fullmatch(number.strip()):
        return "email"
    bare = EXTENSION.sub("", without_extension(number))
    found = digits(bare) or digits(number)  # within the house an extension is dialled alone
    if len(found) == 11 and found[0] == "1":
        return "mobile"
    if len(found) >= 3 and not any(char.isalpha() for char in bare):
        return "phone"
    return "other"


# ---- acts ------------------------------------------------------------------------------------


def add(draft: Draft, id_: str, said: Fields, first: bool = False, source: str = "") -> None:
    """A new contact, by name. Raises ``Refused`` without one, and where another has that name and
    one of its numbers already."""
    fields = _checked(draft.book, said)
    if not fields.name:
        raise Refused("contact-name", Exit.USAGE)
    if not source:  # a card of another book may say no more
        person(fields.name)
    wanted, numbers = alike(fields.name), fields.channels or []
    for other in draft.book.contacts.values():
        named = alike(other.name) == wanted and not other.gone
        if named and shares(other.channels, numbers):
            raise Refused("contact-there", Exit.USAGE, who=which(other), id=other.id)
    draft.add(_event(id_, fields, first, source, begins=True))


def edit(draft: Draft, id_: str, said: Fields, first: bool = False, source: str = "") -> None:
    """Change what was said; nothing is written where nothing is new."""
    contact = draft.book.contacts[id_]
    _not_forgotten(contact)
    fields = _checked(draft.book, said)
    if fields.name == "":
        raise Refused("contact-name", Exit.USAGE)
    if fields.name is not None and not source:
        person(fields.name)
    changes = {
        name: value
        for name in FIELDS
        if (value := getattr(fields, name)) is not None and value != getattr(contact, name)
    }
    if changes or (first and contact.posts):
        was = {name: getattr(contact, name) for name in LISTS if name in changes}
        lists = Lists(**was) if was else None
        draft.add(_event(id_, Fields(**changes), first, source, begins=False, was=lists))


def remove(draft: Draft, id_: str, reason: str) -> None:
    if not draft.book.contacts[id_].gone:
        draft.add(ContactGone(id_, _line(reason, NOTE) or ""))


def join(draft: Draft, id_: str, other: str) -> None:
    """Two contacts are one person (two laptops entered him): what the other has and this one has
    not is added behind, the other counts no more."""
    one, two = draft.book.contacts[id_], draft.book.contacts[other]
    if id_ == other or two.gone:
        return
    new = [c for c in two.channels if not shares([c], one.channels)]
    names = [n for n in two.names() if n.casefold() != one.name.casefold()]
    edit(
        draft,
        id_,
        Fields(
            org=one.org or two.org,
            body=one.body or two.body,
            posts=[*one.posts, *two.posts],
            channels=[*one.channels, *new],
            standins=[s for s in (*one.standins, *two.standins) if s not in (id_, other)],
            aliases=[*one.aliases, *names],
            note=one.note or two.note,
        ),
    )
    for third in [c for c in draft.book.contacts.values() if other in c.standins]:
        names = [id_ if s == other else s for s in third.standins]
        edit(draft, third.id, Fields(standins=[s for s in names if s != third.id]))
    draft.add(ContactGone(other, f"= {id_}"))


def bring_back(draft: Draft, id_: str) -> None:
    _not_forgotten(draft.book.contacts[id_])
    if draft.book.contacts[id_].gone:
        draft.add(ContactBack(id_))


def forget(draft: Draft, id_: str) -> None:
    """Take the personal data of somebody who left out of the book. Raises ``Refused`` for who is
    still there."""
    contact = draft.book.contacts.get(id_)
    if contact is not None and not contact.gone:
        raise Refused("contact-here", who=which(contact))
    if id_ not in draft.book.forgotten:
        draft.add(ContactForgotten(id_))


def forgettable(
    book: Book, out: list[tuple[Contact, datetime]], now: datetime, days: int
) -> list[str]:
    """Ids of who left so many days ago and still has personal data; ``out``: who was taken back,
    and when."""
    left = [(c, c.left) for c in book.contacts.values() if c.gone and c.forgotten is None]
    until = now - timedelta(days=days)
    return [c.id for c, at in (*left, *out) if at is not None and at <= until]


def _not_forgotten(contact: Contact) -> None:
    """Of whom nothing personal is kept nothing is recorded. Raises ``Refused``."""
    if contact.forgotten is not None:
        raise Refused("contact-forgotten", id=contact.id)


def verify(draft: Draft, id_: str, number: str, result: TestResult, said: str = "") -> None:
    """One test call; ``number``: one of the contact's, or its last digits, "" for the first.
    Raises ``Refused`` where it has no such number."""
    contact = draft.book.contacts[id_]
    channel = channel_of(contact, number)
    draft.add(ContactVerified(id_, channel.number, result, _line(said, NOTE) or ""))


def twins(book: Book, id_: str, number: str) -> list[Contact]:
    """The contact, and who has its name and that number, too: one person, entered twice."""
    contact, wanted = book.contacts[id_], [Channel(number)]
    named = [c for c in book.here() if alike(c.name) == alike(contact.name)]
    return [contact, *(c for c in named if c.id != id_ and shares(c.channels, wanted))]


def channel_of(contact: Contact, number: str) -> Channel:
    """Raises ``Refused`` where the contact has no such channel, or several."""
    found = contact.channels
    if number:
        found = [c for c in contact.channels if same_number(c.number, number)]
        tail = digits(number)
        if not found and len(tail) >= ENOUGH_DIGITS:
            found = [c for c in contact.channels if digits(c.number).endswith(tail)]
    if not found:
        raise Refused("contact-number", Exit.NOT_FOUND, who=which(contact), n=clean(number, 60))
    return found[0]


def shares(one: Iterable[Channel], other: Sequence[Channel]) -> bool:
    return any(same_number(a.number, b.number) for a in one for b in other)


def _event(
    id_: str,
    fields: Fields,
    first: bool,
    source: str,
    *,
    begins: bool,
    was: Lists | None = None,
) -> ContactSet:
    said = {name: getattr(fields, name) for name in FIELDS}
    return ContactSet(id_, **said, first=first, source=clean(source, 100), begins=begins, was=was)


def _checked(book: Book, said: Fields) -> Fields:
    """Safe to keep. Raises ``Refused`` for a kind of body that there is not."""
    body = said.body
    if body and body not in BODIES:
        raise Refused("contact-body", Exit.USAGE, text=clean(body, 40), names=list(BODIES))
    return Fields(
        _line(said.name, NAME),
        _line(said.org, ORG),
        body,
        _names(said.posts),
        None if said.channels is None else tidy_channels(said.channels),
        _names([each for each in said.standins if each in book.contacts])
        if said.standins is not None
        else None,
        _names(said.aliases),
        _line(said.note, NOTE),
    )


def _line(text: str | None, limit: int) -> str | None:
    """Safe to keep. Raises ``Refused`` for what would have to be cut."""
    if text is None:
        return None
    return whole(text, limit)


def _names(texts: list[str] | None) -> list[str] | None:
    """Each once, in their order."""
    if texts is None:
        return None
    kept = (_line(each, NAME) or "" for each in texts)
    return [*dict.fromkeys(each for each in kept if each)][:MOST_LISTED]


def again(old: Channel, new: Channel) -> Channel:
    """A number that was there already, with what is now said of it."""
    return Channel(old.number, new.kind, new.hours or old.hours, new.note or old.note)
