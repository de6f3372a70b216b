"""What a foreign file would change in the book: new, changed, doubtful, known already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.named import alike
from kit.ground.base.phones import digits
from kit.people.contacts.rules.acts import Fields, shares
from kit.people.contacts.rules.book import Book
from kit.people.contacts.rules.card import Card
from kit.people.contacts.rules.contact import (
    NAME,
    NOTE,
    ORG,
    Channel,
    Contact,
    same_number,
    tidy_channels,
)

Sort = Literal["new", "changed", "same", "doubtful"]


class Change(msgspec.Struct):
    """One card against the book. ``to``: the contact it would change, "" for none; ``ahead``: the
    place among the changes of a new one of this file that it goes with, -1 for none; ``why`` of a
    doubtful one: ``same-name`` (with other numbers) or ``same-number`` (under another name);
    ``adds``: what is new in it, to be shown; ``no_post``: what was written for its post and is none
    of the site's, so that it stands in the note."""

    card: Card
    sort: Sort
    to: str = ""
    ahead: int = -1
    fields: Fields = Fields()
    why: str = ""
    adds: list[str] = []
    no_post: list[str] = []


def changes(book: Book, cards: Iterable[Card], posts: dict[str, str]) -> list[Change]:
    """Each card in the file's order. ``posts``: ids of posts by what they are called, in lower
    case; what is no post of the site goes into the note."""
    known = [*book.here()]
    places: dict[str, int] = {}
    out: list[Change] = []
    index = _Index(known)
    for card in cards:
        made = _change(index, _neat(card), posts)
        made.no_post = [text for text in card.posts if _post(text, posts) is None]
        if made.to in places:
            made.ahead, made.to = places[made.to], ""
        if made.sort == "new":
            id_ = f"new {len(out)}"
            places[id_] = len(out)
            index.add(_as_contact(id_, made.fields))
        elif made.sort == "changed":
            index.change(made.to or f"new {made.ahead}", made.fields)
        out.append(made)
    return out


class _Index:
    """Contacts by their names and numbers."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.contacts: dict[str, Contact] = {}
        self.names: dict[str, list[str]] = {}
        self.numbers: dict[str, list[str]] = {}
        for contact in contacts:
            self.add(contact)

    def add(self, contact: Contact) -> None:
        self.contacts[contact.id] = contact
        for name in contact.names():
            self.names.setdefault(alike(name), []).append(contact.id)
        for channel in contact.channels:
            key = digits(channel.number) or channel.number.casefold()
            self.numbers.setdefault(key, []).append(contact.id)

    def change(self, id_: str, fields: Fields) -> None:
        contact = self.contacts[id_]
        said = {name: value for name, value in _said(fields).items() if name != "name"}
        self.add(msgspec.structs.replace(contact, **said))

    def named(self, names: Iterable[str]) -> list[Contact]:
        ids = (id_ for name in names for id_ in self.names.get(alike(name), ()))
        return [self.contacts[id_] for id_ in dict.fromkeys(ids)]

    def reached(self, channels: Iterable[Channel]) -> list[Contact]:
        keys = (digits(c.number) or c.number.casefold() for c in channels)
        ids = (id_ for key in keys for id_ in self.numbers.get(key, ()))
        return [self.contacts[id_] for id_ in dict.fromkeys(ids)]


def _said(fields: Fields) -> dict[str, object]:
    found = msgspec.structs.asdict(fields)
    return {name: value for name, value in found.items() if value is not None}


def _neat(card: Card) -> Card:
    """The card as it can be kept; what is longer ends in ``…``, to be seen."""
    return msgspec.structs.replace(
        card,
        name=_cut(card.name, NAME),
        org=_cut(card.org, ORG),
        aliases=[_cut(alias, NAME) for alias in card.aliases],
        note=_cut(card.note, NOTE // 2),
        channels=tidy_channels(card.channels),
    )


def _cut(text: str, most: int) -> str:
    whole = clean(text, max(len(text), 1))
    return whole if len(whole) <= most else f"{whole[: most - 1]}…"


def _change(index: _Index, card: Card, posts: dict[str, str]) -> Change:
    fields = _fields(card, posts)
    namesakes = index.named([card.name])
    same = [each for each in namesakes if shares(each.channels, card.channels)]
    if not same:  # known by another name that this file gives, too
        others = [each for each in index.named(card.aliases) if each not in namesakes]
        same = [each for each in others if shares(each.channels, card.channels)]
    if same:
        return _added(same[0], card, fields)
    bare = [each for each in namesakes if not each.channels]
    if len(namesakes) == 1 and bare:
        return _added(bare[0], card, fields)
    if namesakes:
        return Change(card, "doubtful", namesakes[0].id, fields=fields, why="same-name")
    own = [channel for channel in card.channels if channel.kind != "phone"]
    taken = index.reached(own)  # a line of an office is shared by many
    if taken:
        return Change(card, "doubtful", taken[0].id, fields=fields, why="same-number")
    return Change(card, "new", fields=fields, adds=[each.number for each in card.channels])


def _fields(card: Card, posts: dict[str, str]) -> Fields:
    found = [(text, _post(text, posts)) for text in card.posts]
    filled = [*dict.fromkeys(post for _, post in found if post is not None)]
    others = [text for text, post in found if post is None]
    note = _cut("  ".join(part for part in [*others, card.note] if part), NOTE)
    return Fields(
        name=card.name,
        org=card.org or None,
        posts=filled or None,
        channels=card.channels,
        aliases=[alias for alias in card.aliases if alias != card.name] or None,
        note=note or None,
    )


def _post(text: str, posts: dict[str, str]) -> str | None:
    return posts.get(text.casefold()) or posts.get("".join(text.casefold().split()))


def _added(contact: Contact, card: Card, fields: Fields) -> Change:
    """What the card knows and the contact does not; nothing of the contact is taken away."""
    more = added_to(contact, fields)
    new = [*(c.number for c in (more.channels or [])[len(contact.channels) :])]
    new += [text for text in (more.org, more.note) if text]
    new += (more.posts or [])[len(contact.posts) :] + (more.aliases or [])[len(contact.aliases) :]
    if more == Fields():
        return Change(card, "same", contact.id)
    return Change(card, "changed", contact.id, fields=more, adds=new)


def added_to(contact: Contact, fields: Fields) -> Fields:
    """The contact's fields with what is new behind them; ``None`` where nothing is."""
    channels = [
        each
        for each in fields.channels or []
        if not any(same_number(each.number, known.number) for known in contact.channels)
    ]
    names = [*contact.aliases]
    if fields.name and alike(fields.name) != alike(contact.name):
        names.append(fields.name)
    names += fields.aliases or []
    aliases = [n for n in dict.fromkeys(names) if alike(n) != alike(contact.name)]
    posts = [*dict.fromkeys([*contact.posts, *(fields.posts or [])])]
    return Fields(
        org=fields.org if fields.org and not contact.org else None,
        posts=posts if posts != contact.posts else None,
        channels=[*contact.channels, *channels] if channels else None,
        aliases=aliases if aliases != contact.aliases else None,
        note=fields.note if fields.note and not contact.note else None,
    )


def _as_contact(id_: str, fields: Fields) -> Contact:
    return Contact(id_, **_said(fields))  # type: ignore[arg-type]
