"""What an entry of a register says, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from kit.ground.base.cells import clock
from kit.ground.base.clean import clean
from kit.ground.base.lazy import imported
from kit.ground.base.named import short
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.ground.base.words import has, word
from kit.ground.journal.entry import Entry
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.items import Field, fields_of
from kit.people.registers.rules.kind import Kind
from kit.people.registers.rules.state import Doc, Register


class Dues(Protocol):
    """An entry that says by when."""

    @property
    def due(self) -> datetime | None: ...
    @property
    def next(self) -> datetime | None: ...
    @property
    def due_unentered(self) -> int: ...
    @property
    def next_unentered(self) -> int: ...


def moment(at: datetime, now: datetime) -> str:
    """A time as it is read: of another year with its whole date."""
    return clock(at, now) if at.year == now.year else f"{at:%Y-%m-%d %H:%M}"


class Reading:
    """A register's entries read in ``lang``, seen from ``now``."""

    def __init__(
        self,
        register: Register,
        now: datetime,
        lang: str,
        entries: Iterable[Entry] = (),
    ) -> None:
        self.register = register
        self.now = now
        self.lang = lang
        self.entries = {entry.id: entry for entry in entries}

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"registered.{key}", **fill)

    def part(self, key: str, text: str) -> str:
        """A sentence's end, where there is something to say."""
        if not text.strip():
            return ""
        return self.say(key, text=clean(text, 500))

    def counted(self, fields: Mapping[str, str]) -> str:
        """What two people counted, and who they are."""
        names = [self.who(fields[n]) for n in ("counted_by", "counted_with") if fields.get(n)]
        contents = clean(fields.get("contents", ""), 500)
        return self.say("counted", contents=contents, names=names) if contents else ""

    def bettered(self, fields: Mapping[str, str]) -> str:
        """What a stage was reached with, as far as its register tells it; who did it."""
        out = self.named("doer", fields.get("done_by", ""))
        book = BOOKS.get(self.register.name)
        known = fields_of(book.item) if book is not None else {}
        for name in book.tells if book is not None else ():
            if fields.get(name):
                text = value(known[name], fields[name], self.lang)
                if book is not None and book.standing:  # of several figures each says what it is
                    text = f"{self.field(name)} {text}"
                out += self.say("more", text=text)
        return out

    def who(self, text: str) -> str:
        """Somebody who is named in an entry."""
        return clean(text, 60)

    def named(self, key: str, text: str) -> str:
        """A sentence's end about somebody, where there is one."""
        return self.say(key, who=self.who(text)) if text else ""

    def clock(self, at: datetime) -> str:
        return moment(at, self.now)

    def by(self, at: datetime) -> str:
        """By when; what is tracked by the day has no hour."""
        return f"{at:%Y-%m-%d}" if self.by_day else self.clock(at)

    @property
    def by_day(self) -> bool:
        book = BOOKS.get(self.register.name)
        return book is not None and book.by_day

    def dues(self, event: Dues) -> str:
        """By when, where an entry says so, and whether that stands."""
        out = ""
        book = BOOKS.get(self.register.name)
        if event.due is not None:
            key = "due" if book is not None and book.until else "promised"
            out += self.say(key, at=self.by(event.due))
            out += self._provisional(event.due_unentered)
        if event.next is not None:
            out += self.say("due", at=self.clock(event.next))
            out += self._provisional(event.next_unentered)
        return out

    def _provisional(self, year: int) -> str:
        return self.say("provisional", year=year) if year else ""

    def book(self, name: str) -> str:
        return word(self.lang, f"register.{name}") if has(f"register.{name}") else clean(name, 40)

    def stage(self, name: str) -> str:
        key = f"register.stage-{name}"
        return word(self.lang, key) if has(key) else clean(name, 40)

    def field(self, name: str) -> str:
        return field_label(self.register.name, name, self.lang)

    def title(self, id_: str) -> str:
        doc = self.register.docs.get(id_)
        return title(doc, self.register.name, self.lang) if doc else short(id_)

    def told(self, id_: str, text: str) -> str:
        """What was noted about a thing; nothing of it where its personal data were forgotten."""
        doc = self.register.docs.get(id_)
        gone = doc is not None and doc.forgotten is not None
        return "-" if gone else clean(text, 500)

    def about(self, id_: str) -> str:
        """The thing that an entry is about; "" for none."""
        entry = self.entries.get(id_)
        return str(getattr(entry.event, "id", "")) if entry is not None else ""

    def of_entry(self, id_: str) -> str:
        entry = self.entries.get(id_)
        event = entry.event if entry is not None else None
        return event.reads(self) if isinstance(event, Kind) else clean(id_, 20)


def value(field: Field, text: str, lang: str) -> str:
    """A field's value as it is shown; a choice in words, and so is what its room has words for."""
    if field.spoken and text:
        return str(imported(field.spoken)(clean(text, field.limit), lang))
    key = f"register.choice-{text}"
    return word(lang, key) if field.choices and has(key) else clean(text, field.limit)


def choice_of(field: Field, text: str) -> str:
    """One of a field's choices, by its printed number, its name, its word in either language or the
    only one that has this in it. Raises ``Refused``."""
    wanted = text.strip().casefold()
    said = {
        choice: [str(number), choice, *(word(lang, f"register.choice-{choice}").casefold()
                                        for lang in ("zh", "en"))]
        for number, choice in enumerate(field.choices, 1)
    }  # fmt: skip
    found = [choice for choice, names in said.items() if wanted in names]
    if not found and len(wanted) > 1:
        found = [c for c, names in said.items() if any(wanted in name for name in names)]
    if len(found) == 1:
        return found[0]
    called = [
        [f"{word(lang, f'register.choice-{choice}')} ({choice})" for choice in field.choices]
        for lang in ("zh", "en")
    ]
    names = Text("、".join(called[0]), ", ".join(called[1]))
    raise Refused("value-choice", Exit.USAGE, text=clean(text, 60), names=names)


def title(doc: Doc, book: str, lang: str) -> str:
    """The id's end and what the thing is known by; that a life hangs on it stands before that."""
    parts = [short(doc.id)]
    if doc.life:
        parts.append(word(lang, "register.life-mark"))
    found = BOOKS.get(book)
    if found is not None:
        fields = fields_of(found.item)
        for name in found.item.title:
            text = value(fields[name], doc.get(name), lang)[:60]
            if text and text not in parts:
                parts.append(text)
    if doc.forgotten:
        parts.append(word(lang, "register.is-forgotten"))
    return " ".join(parts)


def field_label(book: str, name: str, lang: str) -> str:
    """What a field is called in this register, else in any."""
    for key in (f"register.field-{book}-{name}", f"register.field-{name}"):
        if has(key):
            return word(lang, key)
    return clean(name, 40)
