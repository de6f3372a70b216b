"""Acts on a register: decided on the state as it is on disk, or refused with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypedDict

from kit.ground.base.clean import clean, parted, whole
from kit.ground.base.four_eyes import by_another
from kit.ground.base.named import alike, short
from kit.ground.base.person import person
from kit.ground.base.phones import phone_text
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.ground.base.words import word
from kit.ground.journal.entry import Event
from kit.people.registers.rules import kinds as kd
from kit.people.registers.rules.books import BOOKS, Book, Stage, stage_of, usual_end
from kit.people.registers.rules.dates import USUAL, End, span_end
from kit.people.registers.rules.finding import find
from kit.people.registers.rules.items import fields_of
from kit.people.registers.rules.kind import About
from kit.people.registers.rules.reading import choice_of
from kit.people.registers.rules.state import Doc, Register

LINE, WHO = 500, 100  # characters of a note and of a name
TRIES = ("no-answer", "busy", "wrong-number", "off")


class Draft:
    """An act in the making. ``at`` is when it happened, ``now`` when it is written down; ``said``:
    a person named that time, which is not before the thing itself, unless that was there before it
    was noted. ``add`` raises ``Refused``."""

    def __init__(
        self, register: Register, now: datetime, by: str, at: datetime | None = None
    ) -> None:
        self.register = register
        self.now = now
        self.at = at or now
        self.said = at is not None and at != now
        self.by = by
        self.calendar = USUAL
        self.one_name: Callable[[str], str] = str
        self.events: list[tuple[Event, datetime]] = []

    def add(self, event: Event, at: datetime | None = None) -> None:
        when = at or self.at
        doc = self.register.docs.get(event.id) if isinstance(event, About) else None
        book = BOOKS.get(self.register.name)
        dated = self.said and not (book is not None and book.standing)
        if doc is not None and dated and when < doc.at.replace(second=0, microsecond=0):
            names = {"id": short(doc.id), "at": f"{when:%m-%d %H:%M}"}
            raise Refused("before-noted", Exit.USAGE, **names, noted=f"{doc.at:%m-%d %H:%M}")
        self.events.append((event, when))
        self.register.take(event, when, self.by, self.now)


Act = Callable[[Draft], None]


def _open(register: Register, text: str) -> Doc:
    """Of something that is over, nothing is recorded but notes. Raises ``Refused``."""
    doc = find(register, text)
    if doc.ended is not None:
        how = f"kit {register.name} undo {short(doc.id)}"
        raise Refused("register-over", id=doc.id, at=f"{doc.ended:%m-%d %H:%M}", how=how)
    return doc


def _handled(draft: Draft, text: str) -> Doc:
    """Something open, by somebody who may handle it. Raises ``Refused``."""
    doc = _open(draft.register, text)
    _not_about(draft, doc.get("about"), draft.by)
    return doc


class Beside:
    """What was typed and is longer than its field becomes notes beside it."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def held(self, text: str, limit: int) -> str:
        """What the field holds of it."""
        held, more = parted(text, limit, LINE)
        self.notes += more
        return held

    def to(self, draft: Draft, id_: str) -> None:
        """The notes of what was just recorded."""
        for note in self.notes:
            draft.add(kd.Noted(id_, note))


def checked(book: Book, fields: Mapping[str, str], beside: Beside) -> dict[str, str]:
    """Fields as they are kept: cleaned, cut to their length with the rest ``beside``, choices by
    their name, also where their word in either language was given. Raises ``Refused``, too for a
    key as a name, and a rest that no note may hold: what is withheld from those who look."""
    known = fields_of(book.item)
    out = {}
    for name, text in fields.items():
        field = known[name]
        if name == "phone":
            text = phone_text(text, max(1, len(text)))
        if field.secret and len(clean(text, len(text) or 1)) > field.limit:
            raise Refused("field-long", Exit.USAGE, names=[_option(name)], most=field.limit)
        text = beside.held(text, field.limit)
        if text and field.choices:
            text = choice_of(field, text)
        if text:
            out[name] = person(text) if field.who else text
    return out


# ---- acts --------------------------------------------------------------------------------


def add(
    draft: Draft,
    book: Book,
    id_: str,
    fields: Mapping[str, str],
    *,
    due: End | None = None,
    owner: str = "",
    incident: str = "",
    drill: bool = False,
    paper: str = "",
    unread: str = "",
) -> None:
    """``due``: a time that a person was named; without it what the register itself says.
    ``paper``: who noted it on paper; ``unread``: what looked like a time and was not taken for
    one."""
    beside = Beside()
    kept = checked(book, fields, beside)
    for group in book.item.needed:
        if not any(kept.get(name) for name in group):
            raise Refused("field-needed", Exit.USAGE, names=[_option(name) for name in group])
    if id_ in draft.register.docs:
        raise Refused("register-twice", id=id_)
    _two_counters(draft, kept)
    if kept.get("sort") in book.ending and due is None:
        raise Refused("item-until", Exit.USAGE, option="--due")
    owner = draft.one_name(person(whole(owner, 60)))
    _not_about(draft, kept.get("about", ""), owner)
    owner = owner or _own(draft, kept.get("about", ""))
    later = book.due if kept.get("sort") not in ("moved", "lost") else ""
    next_ = span_end(later, draft.at, draft.calendar) if later else None
    draft.add(
        kd.Added(
            id_,
            kept,
            **times(due, next_),
            owner=owner,
            incident=incident,
            drill=drill,
            paper=person(whole(paper, 60)),
            unread=clean(unread, 100),
        )
    )
    beside.to(draft, id_)


class Times(TypedDict):
    due: datetime | None
    next: datetime | None
    due_days: int
    next_days: int
    due_unentered: int
    next_unentered: int


def times(due: End | None, next_: End | None) -> Times:
    """When things are due, as an entry keeps it."""
    return {
        "due": due.at if due else None,
        "next": next_.at if next_ else None,
        "due_days": due.days if due else 0,
        "next_days": next_.days if next_ else 0,
        "due_unentered": due.unentered if due else 0,
        "next_unentered": next_.unentered if next_ else 0,
    }


def _own(draft: Draft, about: str) -> str:
    """Whoever notes it owns it, so that nothing is nobody's; "" where that is not known, or where
    it is about them."""
    who = draft.by
    same = about and _same(draft, about, who)
    return "" if who in ("", "-") or same else who


def _same(draft: Draft, one: str, other: str) -> bool:
    """Whether both names are one person's, however they are written."""
    return alike(draft.one_name(one)) == alike(draft.one_name(other))


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _two_counters(draft: Draft, fields: Mapping[str, str]) -> None:
    """What was found is counted by two people."""
    first, second = fields.get("counted_by", ""), fields.get("counted_with", "")
    if first and _same(draft, first, second):
        raise Refused("two-count", Exit.USAGE, who=first)


def _not_about(draft: Draft, about: str, who: str) -> None:
    """Whoever is complained about does not handle the complaint."""
    if about and who and _same(draft, about, who):
        raise Refused("handler-is-about", Exit.REFUSED, who=who)


def promised(draft: Draft, text: str, due: End | None) -> None:
    """The time that was promised, said afterwards (``None``: none was). One that stands and is
    over already is not changed any more: it was missed, or moved by agreement."""
    doc = _handled(draft, text)
    if doc.due is not None and doc.due <= draft.at:
        raise Refused("register-promised", id=doc.id, at=f"{doc.due:%m-%d %H:%M}")
    if due is not None:
        _coming(draft, due.at)
    said = times(due, None)
    draft.add(kd.Promised(doc.id, said["due"], said["due_days"], said["due_unentered"]))


def takes_back(draft: Draft, docs: Iterable[Doc]) -> None:
    """Raises ``Refused`` where whoever a complaint is about would take back what was noted."""
    for doc in docs:
        _not_about(draft, doc.get("about"), draft.by)


def untie(draft: Draft, text: str) -> None:
    """It has nothing to do with the incident in which it was noted."""
    doc = find(draft.register, text)
    if not doc.incident:
        raise Refused("register-untied", id=doc.id)
    draft.add(kd.Untied(doc.id))


def edit(draft: Draft, book: Book, text: str, fields: Mapping[str, str]) -> None:
    doc = find(draft.register, text)
    if doc.forgotten is not None:
        raise Refused("register-forgotten", id=doc.id)
    _not_about(draft, doc.get("about"), draft.by)
    beside = Beside()
    kept = checked(book, fields, beside)
    if not kept:
        names = [_option(name) for name in fields_of(book.item)]
        raise Refused("field-needed", Exit.USAGE, names=names)
    _two_counters(draft, {**doc.fields, **kept})
    _not_about(draft, kept.get("about", ""), doc.owner)
    draft.add(kd.Edited(doc.id, kept))
    beside.to(draft, doc.id)


def attempt(draft: Draft, text: str, result: str, note: str = "") -> None:
    """Somebody tried and did not reach them; it rings again in a while."""
    doc = _handled(draft, text)
    if result not in TRIES:
        raise Refused("value-choice", Exit.USAGE, text=result, names=list(TRIES))
    beside = Beside()
    draft.add(kd.Tried(doc.id, result, beside.held(note, LINE)))
    beside.to(draft, doc.id)


def move(
    draft: Draft, book: Book, text: str, to: datetime | None, reason: str, agreed: str
) -> None:
    """By agreement: to when, why, and who agreed; both times are kept."""
    doc = _handled(draft, text)
    beside = Beside()
    reason, agreed = beside.held(reason, LINE), beside.held(person(agreed), WHO)
    if to is None or not reason or not (agreed or book.by_day):
        why = "action-move" if book.by_day else "register-move"
        raise Refused(why, Exit.USAGE, id=doc.id)
    _coming(draft, to)
    draft.add(kd.Moved(doc.id, to, reason, agreed))
    beside.to(draft, doc.id)


def wait(draft: Draft, text: str, until: datetime | None, note: str = "") -> None:
    doc = _handled(draft, text)
    if until is None:
        raise Refused("register-wait", Exit.USAGE, id=doc.id)
    _coming(draft, until)
    beside = Beside()
    draft.add(kd.Waits(doc.id, until, beside.held(note, LINE)))
    beside.to(draft, doc.id)


def _coming(draft: Draft, at: datetime) -> None:
    if at <= draft.at:
        raise Refused("time-passed", Exit.USAGE, text=f"{at:%H:%M}")


def stage(
    draft: Draft,
    book: Book,
    text: str,
    verb: str,
    note: str = "",
    fields: Mapping[str, str] | None = None,
    due: End | None = None,
) -> None:
    """Reach a stage. Raises ``Refused`` where one before it lacks, or something it needs."""
    found = stage_of(book, verb) or usual_end(book)
    doc = find(draft.register, text) if found.later else _handled(draft, text)
    beside = Beside()
    kept, note = checked(book, fields or {}, beside), beside.held(note, LINE)
    _may(book, doc, found, kept, note)
    if found.other:
        by_another(draft.by, [doc.owner, doc.doer], draft.one_name)
    _two_counters(draft, {**doc.fields, **kept})
    next_ = span_end(found.due, draft.at, draft.calendar) if found.due else None
    said = times(due, next_)
    draft.add(kd.Staged(doc.id, found.name, note, kept, **said, ends=found.ends))
    beside.to(draft, doc.id)


def _called(book: Book, stages: Iterable[str]) -> Text:
    """Stages by what people call them, each with the word to type."""
    found = [(name, stage_of(book, name)) for name in stages]

    def called(lang: str) -> list[str]:
        return [
            word(lang, f"register.stage-{name}") + (f" ({stage.verb})" if stage else "")
            for name, stage in found
        ]

    return Text("、".join(called("zh")), " / ".join(called("en")))


def _may(book: Book, doc: Doc, found: Stage, given: Mapping[str, str], note: str) -> None:
    fields = {**doc.fields, **given}
    if not found.again and doc.reached(found.name):
        raise Refused("stage-done", id=doc.id, stage=_called(book, [found.name]))
    if found.after and not any(_stands(doc, name, fields) for name in found.after):
        raise Refused("stage-before", id=doc.id, names=_called(book, found.after))
    known = given if _anew(doc, found) else fields
    lacks = [_option(name) for name in found.needs if not known.get(name)]
    if lacks:
        raise Refused("field-needed", Exit.USAGE, names=lacks)
    if found.note and not note:
        raise Refused("note-needed", Exit.USAGE, id=doc.id)


def unusual(doc: Doc, found: Stage) -> list[str]:
    """Stages that usually stand before this one, and do not."""
    return [name for name in found.usually if not doc.reached(name)]


def wanting(doc: Doc, found: Stage, given: Mapping[str, str]) -> list[str]:
    """The fields that a stage still needs."""
    anew = _anew(doc, found)
    return [n for n in found.needs if not given.get(n) and (anew or not doc.get(n))]


def _anew(doc: Doc, found: Stage) -> bool:
    """Whether what the stage needs is to be given once more: what showed it before somebody sent
    the thing back shows it no longer."""
    before = any(step.stage == found.name for step in doc.steps)
    return found.fresh and (before or _stands(doc, found.name, doc.fields))


def _stands(doc: Doc, name: str, fields: Mapping[str, str]) -> bool:
    """Whether a stage stands; counted is also what two counted when it was noted."""
    two = fields.get("counted_by") and fields.get("counted_with") and fields.get("contents")
    return doc.reached(name) or (name == "counted" and bool(two))


def enter(draft: Draft, book: Book, text: str, number: str = "") -> None:
    """Ticked off: it was entered in the system. A line of the manual sheet is over with it, unless
    the customer was promised a call."""
    doc = find(draft.register, text)
    _not_about(draft, doc.get("about"), draft.by)
    if doc.entered is not None:
        raise Refused("register-entered", id=doc.id, at=f"{doc.entered:%m-%d %H:%M}")
    draft.add(kd.EnteredIn(doc.id, whole(number, 60), book.promise and doc.due is None))


def hand(draft: Draft, text: str, owner: str) -> None:
    doc = _handled(draft, text)
    owner = draft.one_name(person(whole(owner, 60)))
    if not owner:
        raise Refused("field-needed", Exit.USAGE, names=["--owner"])
    _not_about(draft, doc.get("about"), owner)
    draft.add(kd.Handed(doc.id, owner))


def note(draft: Draft, text: str, words: str) -> None:
    doc = find(draft.register, text)
    beside = Beside()
    words = beside.held(words, LINE)
    if not words:
        raise Refused("note-needed", Exit.USAGE, id=doc.id)
    draft.add(kd.Noted(doc.id, words))
    beside.to(draft, doc.id)
