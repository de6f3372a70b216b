"""Contacts as lines, pages and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from kit.ground.base.cells import width
from kit.ground.base.clean import clean
from kit.ground.base.named import writer
from kit.ground.base.phones import digits
from kit.ground.base.words import has, word
from kit.ground.documents.page import Column, Line, Page, Row, Section, Table, cells, whole
from kit.ground.journal.entry import Entry, Unknown
from kit.ground.journal.kinds import ClockJumped, Joined
from kit.ground.journal.withdrawal import Read
from kit.people.contacts.rules import book as ev
from kit.people.contacts.rules.book import FIELDS, Book
from kit.people.contacts.rules.contact import Channel, Contact
from kit.people.contacts.rules.doubts import Doubt, doubt
from kit.people.contacts.rules.due import ENOUGH_CHANNELS, Due, counts, last_verified
from kit.people.contacts.rules.ways import Way

Titles = Callable[[str], str]  # a post's title by its id


def say(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"contacts.{key}", **fill)


def label(channel: Channel, lang: str) -> str:
    """A number as it is read out; what no telephone dials with its kind."""
    number = clean(channel.number)
    if channel.dials:
        return number
    return f"{say(lang, f'channel-{channel.kind}')} {number}"


def part_name(name: str, lang: str) -> str:
    """A column or a part of a card, as it is called in its file or by people."""
    known = has(f"contacts.part-{name}")
    return say(lang, f"part-{name}") if known else say(lang, "part-other", name=clean(name, 40))


def labelled(lang: str) -> Callable[[Channel], str]:
    return lambda channel: label(channel, lang)


def day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d}" if at is not None else ""


def named(contact: Contact, lang: str) -> str:
    """A contact's name; of one whose personal data are gone, that they are."""
    return clean(contact.name) if contact.forgotten is None else say(lang, "forgotten")


def kind_of(contact: Contact, lang: str) -> str:
    """What a body outside is, and its organisation; "" for neither."""
    parts = [say(lang, f"body-{contact.body}")] if has(f"contacts.body-{contact.body}") else []
    return " ".join([*parts, clean(contact.org)]).strip()


# ---- lines -----------------------------------------------------------------------------------


def doubt_text(channel: Channel, lang: str) -> str:
    """Why a number looks wrong; "" where it does not."""
    why = doubt(channel)
    return odd_text(channel.number, why, lang) if why else ""


def odd_text(number: str, why: Doubt, lang: str) -> str:
    return say(lang, f"odd-{why}", n=len(digits(number)))


def _doubted(channel: Channel, lang: str) -> str:
    why = doubt_text(channel, lang)
    return say(lang, "doubtful", why=why) if why else ""


def numbered(names: list[str], cols: int) -> list[str]:
    """A list to choose from by number, in as few lines of so many cells as it takes."""
    out: list[str] = []
    for n, name in enumerate(names, 1):
        text = f"{n}. {name}"
        if out and width(f"{out[-1]}  {text}") <= cols:
            out[-1] += f"  {text}"
        else:
            out.append(text)
    return out


def channel_line(contact: Contact, channel: Channel, now: datetime, lang: str) -> str:
    """The number, its kind, when to try it, and how the last test call went."""
    parts = [label(channel, lang)]
    if channel.dials:
        parts.append(say(lang, f"channel-{channel.kind}"))
    parts += [clean(channel.hours), clean(channel.note), tested(contact, channel, lang)]
    if contact.standing(channel, now) in ("failed", "old"):
        parts.append(say(lang, "due-mark"))
    parts.append(_doubted(channel, lang))
    return "  ".join(part for part in parts if part)


def tested(contact: Contact, channel: Channel, lang: str) -> str:
    wrong = contact.wrong.get(channel.number)
    if wrong is not None:
        by = clean(wrong.by, 60).removeprefix("-")
        return say(lang, "wrong", at=day(wrong.at), by=by).rstrip()
    ok, bad = contact.verified.get(channel.number), contact.failed.get(channel.number)
    if bad is not None and (ok is None or bad > ok):
        return say(lang, "failed", at=day(bad))
    if ok is not None:
        return say(lang, "verified", at=day(ok))
    return say(lang, "unverified") if channel.dials else ""


def way_line(way: Way, lang: str) -> str:
    """Who is reached there, at which number, when to try it, for whom he stands in."""
    parts = [named_way(way, lang), label(way.channel, lang), clean(way.channel.hours)]
    line = "  ".join(part for part in parts if part)
    if way.standin:
        line += say(lang, "standin-of", who=clean(way.standin))
    return line


def named_way(way: Way, lang: str) -> str:
    """Who is reached there, and that he was, where he only stands in."""
    return clean(way.name) + (say(lang, "heard") if way.heard else "")


def due_line(one: Due, lang: str) -> str:
    contact = one.contact
    parts = [contact.id, clean(contact.name), label(one.channel, lang)]
    parts += [tested(contact, one.channel, lang), _doubted(one.channel, lang)]
    return "  ".join(part for part in parts if part)


def how_many(waiting: list[Due], lang: str) -> str:
    """``2 never tested, 1 wrong``"""
    found = counts(waiting).items()
    return say(lang, "and").join(say(lang, f"count-{each}", n=n) for each, n in found)


# ---- pages -----------------------------------------------------------------------------------


def standing_text(contact: Contact, channel: Channel, lang: str) -> str:
    """For a column of dates: when it was last reached, or that it is wrong or was not reached."""
    last = contact.verified.get(channel.number)
    failed = contact.failed.get(channel.number)
    bad = channel.number in contact.wrong or (failed and (last is None or failed > last))
    return tested(contact, channel, lang) if bad else day(last)


def marked(contact: Contact, channel: Channel, lang: str) -> str:
    """A number in a list, with what is wrong with it."""
    wrong = channel.number in contact.wrong
    parts = [tested(contact, channel, lang)] if wrong else [doubt_text(channel, lang)]
    return label(channel, lang) + "".join(say(lang, "mark", text=part) for part in parts if part)


def listed(contacts: Iterable[Contact], lang: str, titles: Titles, foot: str = "") -> Page:
    """All contacts, a row each: id, name, posts or what the body is, the numbers in order."""
    rows = []
    for each in contacts:
        name = named(each, lang)
        if each.gone and each.forgotten is None:
            name = f"{name} ({say(lang, 'gone', why=clean(each.gone))})"
        what = " ".join(filter(None, [*map(titles, each.posts), kind_of(each, lang)]))
        numbers = " / ".join(marked(each, channel, lang) for channel in each.channels)
        numbers = numbers or (say(lang, "no-channel") if each.forgotten is None else "")
        last = day(last_verified(each))
        if not last and any(channel.dials for channel in each.channels):
            last = say(lang, "unverified")
        rows.append(Row(cells([each.id, name, what, numbers, last])))
    columns = [
        Column(say(lang, "column-id"), whole=True),
        Column(say(lang, "column-name"), 2),
        Column(say(lang, "column-posts"), 3),
        Column(say(lang, "column-numbers"), 4),
        Column(say(lang, "column-tested")),
    ]
    notes = [Line(foot)] if foot else []
    return Page(sections=[Section("contacts", table=Table(columns, rows), notes=notes)])


def shown(
    contact: Contact, book: Book, past: list[Read], now: datetime, lang: str, titles: Titles
) -> Page:
    """One contact, and below it what was ever recorded of it, what was taken back, too."""
    lines = [whole(f"{named(contact, lang)}  [{contact.id}]")]
    if contact.id not in book.contacts:
        lines.append(Line(say(lang, "taken-out"), True))
    if contact.gone and contact.forgotten is None:
        lines.append(Line(say(lang, "gone", why=clean(contact.gone)), True))
    what = kind_of(contact, lang)
    facts = [
        say(lang, "org", text=what) if what else "",
        say(lang, "posts", names=[*map(titles, contact.posts)]) if contact.posts else "",
        say(lang, "aliases", names=[*map(clean, contact.aliases)]) if contact.aliases else "",
        say(lang, "note", text=clean(contact.note)) if contact.note else "",
        say(lang, "source", text=clean(contact.source)) if contact.source else "",
    ]
    lines += [Line(fact) for fact in facts if fact]
    numbers = [
        Line(f"{n}. {channel_line(contact, channel, now, lang)}", indent=2)
        for n, channel in enumerate(contact.channels, 1)
    ]
    if len(contact.channels) < ENOUGH_CHANNELS and contact.forgotten is None:
        numbers.append(Line(say(lang, "thin" if contact.channels else "no-channel"), indent=2))
    names = standin_names(contact, book)
    numbers += [Line(say(lang, "standins", names=names))] if names else []
    forgotten = contact.forgotten is not None
    people = {id_: each.name for id_, each in book.contacts.items()}
    called = _Called(titles, people)
    history = [Line(read_line(read, lang, forgotten, called), indent=2) for read in past]
    return Page(
        sections=[
            Section("contact", lines=[*lines, *numbers]),
            Section("history", say(lang, "history"), lines=history),
        ]
    )


def standin_names(contact: Contact, book: Book) -> list[str]:
    found = (book.contacts.get(id_) for id_ in contact.standins)
    return [clean(each.name) for each in found if each is not None and not each.gone]


# ---- entries ---------------------------------------------------------------------------------


class _Called:
    """How posts and stand-ins are called, which an entry names by their ids."""

    def __init__(self, titles: Titles = str, people: dict[str, str] | None = None) -> None:
        self.titles, self.people = titles, people or {}

    def texts(self, field: str, ids: list[str]) -> list[str]:
        if field == "posts":
            return [self.titles(id_) for id_ in ids]
        return [self.people.get(id_, id_) for id_ in ids] if field == "standins" else ids


NOBODY = _Called()


def entry_line(
    entry: Entry, lang: str, forgotten: bool = False, called: _Called = NOBODY
) -> str:
    text = entry_text(entry, lang, forgotten, called)
    return f"#{entry.n}  {entry.at:%Y-%m-%d %H:%M}  {writer(entry.by, lang)}  {text}"


def read_line(
    read: Read, lang: str, forgotten: bool = False, called: _Called = NOBODY
) -> str:
    """An entry, and by which it was taken back. ``forgotten``: only what happened when."""
    line = entry_line(read.entry, lang, forgotten, called)
    return line + say(lang, "taken-back", entry=f"#{read.by.n}") if read.by is not None else line


def entry_text(
    entry: Entry, lang: str, forgotten: bool = False, called: _Called = NOBODY
) -> str:
    """What one entry of the journal says. ``forgotten``: nothing of it that is personal."""
    event = entry.event
    if forgotten:
        return word(lang, f"timeline.kind-{clean(entry.kind, 40)}")
    if isinstance(event, ev.ContactSet):
        key = "contact-new" if event.begins else "contact-set"
        return word(lang, f"timeline.{key}", what=_set_text(event, lang, called))
    if isinstance(event, ev.ContactGone):
        return word(lang, "timeline.contact-gone", why=clean(event.reason) or "-")
    if isinstance(event, ev.ContactVerified):
        result = say(lang, event.result)
        text = word(lang, "timeline.contact-test", n=clean(event.number), result=result)
        return f"{text}  {clean(event.said)}".rstrip()
    if isinstance(event, ev.Undone):
        key = "contact-restored" if event.restores else "contact-undone"
        return f"{word(lang, f'timeline.{key}')}  {clean(event.reason)}".rstrip()
    if isinstance(event, ClockJumped):
        return word(lang, "timeline.contact-clock", n=f"{event.seconds:g}")
    if isinstance(event, Unknown):
        return word(lang, "timeline.contact-unknown", word=clean(event.word, 40))
    names: dict[type, str] = {
        ev.ContactsBegun: "contacts-begun",
        Joined: "contact-joined",
        ev.ContactBack: "contact-back",
        ev.ContactForgotten: "contact-forgotten",
    }
    return word(lang, f"timeline.{names[type(event)]}")


def _set_text(event: ev.ContactSet, lang: str, called: _Called) -> str:
    parts = []
    for field in FIELDS:
        value = getattr(event, field)
        if value is None:
            continue
        if field == "channels":
            value = [label(channel, lang) for channel in value]
        elif isinstance(value, list):
            value = called.texts(field, value)
        elif field == "body" and value:
            value = say(lang, f"body-{value}") if has(f"contacts.body-{value}") else value
        text = " / ".join(map(clean, value)) if isinstance(value, list) else clean(value)
        if text or field not in ("org", "body", "note"):
            parts.append(text or say(lang, "no-more", field=say(lang, f"set-{field}")))
    return "  ".join(parts)


# ---- JSON ------------------------------------------------------------------------------------


def contact_json(contact: Contact, now: datetime) -> dict[str, Any]:
    return {
        "id": contact.id,
        "name": clean(contact.name),
        "organisation": clean(contact.org),
        "body": contact.body,
        "fills": contact.posts,
        "channels": [channel_json(contact, channel, now) for channel in contact.channels],
        "standins": contact.standins,
        "aliases": contact.aliases,
        "note": clean(contact.note),
        "source": clean(contact.source),
        "entered": contact.added,
        "by": clean(contact.by, 60),
        "gone": clean(contact.gone),
        "forgotten": contact.forgotten,
    }


def channel_json(contact: Contact, channel: Channel, now: datetime) -> dict[str, Any]:
    standing = contact.standing(channel, now)
    return {
        "kind": channel.kind,
        "number": clean(channel.number),
        "hours": clean(channel.hours),
        "note": clean(channel.note),
        "verified": contact.verified.get(channel.number),
        "unreached": contact.failed.get(channel.number),
        "standing": standing,
        "doubt": doubt(channel) or "",
        "due": contact.due(channel) if channel.dials or standing != "good" else None,
    }


def due_json(one: Due, now: datetime) -> dict[str, Any]:
    return {"id": one.contact.id, "name": clean(one.contact.name)} | channel_json(
        one.contact, one.channel, now
    )


def entry_json(read: Read, lang: str, forgotten: bool = False) -> dict[str, Any]:
    entry = read.entry
    return {
        "n": entry.n,
        "at": entry.at,
        "by": clean(entry.by, 60),
        "kind": entry.kind,
        "text": entry_text(entry, lang, forgotten),
        "undone_by": read.by.id if read.by is not None else None,
    }
