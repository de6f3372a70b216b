"""Registers as lines for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from kit.ground.base.cells import EXACT, cut, left, minute, span, width
from kit.ground.base.clean import clean
from kit.ground.base.named import writer
from kit.ground.base.words import has, word
from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.signed import Fix
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.due import Due, due_of
from kit.people.registers.rules.items import fields_of
from kit.people.registers.rules.kind import Kind
from kit.people.registers.rules.kinds import KINDS, Staged
from kit.people.registers.rules.parted import answered
from kit.people.registers.rules.reading import Reading, field_label, moment, title, value
from kit.people.registers.rules.state import Doc, Register

BESIDE = {"item": ("still", "when", "then", "call")}  # fields without which it says too little


def label(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"register.{key}", **fill)


def drill_mark(doc: Doc, lang: str) -> str:
    return label(lang, "drill-mark") + " " if doc.drill else ""


def when(due: Due, now: datetime, lang: str) -> str:
    """By when, and how many minutes till then or since; for what reason it rings."""
    if due.unentered:
        return _when(due, now, lang) + word(lang, "registered.provisional", year=due.unentered)
    return _when(due, now, lang)


def _when(due: Due, now: datetime, lang: str) -> str:
    if BOOKS[due.book].by_day:
        days = (now.date() - due.at.date()).days
        late = label(lang, "overdue", n=days) if days > 0 else ""
        return label(lang, "by-day", day=f"{due.at:%Y-%m-%d}") + late
    first = f"why-first-{due.book}"  # what an order waits for first has a name
    new = due.why == "stage" and not due.doc.steps and has(f"register.{first}")
    at, why = moment(due.at, now), label(lang, first if new else f"why-{due.why}")
    seconds = (minute(due.at) - minute(now)).total_seconds()
    if due.late(now) and seconds < 0:
        return f"{why} {at} {label(lang, 'late', span=span(-seconds, lang))}"
    if (due.at - now).total_seconds() > EXACT:
        return f"{why} {at} {left(due.at, now, lang)}"
    return f"{why} {at} {word(lang, 'screen.left', n=max(0, int(seconds // 60)))}"


def due_text(due: Due, now: datetime, lang: str, room: int = 0) -> str:
    """A line for home, board and guide: which register, what, by when. In ``room`` cells (0: as
    many as it takes) the time stands whole, and the rest gives way to it."""
    what = f"{drill_mark(due.doc, lang)}{label(lang, due.book)} {title(due.doc, due.book, lang)}"
    time = when(due, now, lang) + promised_too(due, now, lang)
    return f"{cut(what, max(12, room - width(time) - 2)) if room else what}  {time}"


def promised_too(due: Due, now: datetime, lang: str) -> str:
    """The time that somebody was promised, behind another one that comes before it; "" for none."""
    doc = due.doc
    if doc.due is None or due.why == "promised" or BOOKS[due.book].until:
        return ""
    return f"  {label(lang, 'promised')} {moment(doc.due, now)}"


def doc_line(
    doc: Doc, register: Register, now: datetime, lang: str, room: int
) -> str:
    """A thing in one line of a list."""
    parts = [title(doc, register.name, lang)]
    told = [(name, doc.get(name)) for name in BESIDE.get(register.name, ())]
    parts += [f"{label(lang, f'field-{name}')} {clean(text, 100)}" for name, text in told if text]
    due = due_of(doc, BOOKS[register.name], now)
    if doc.unread and doc.open:
        parts.append(label(lang, "unread", text=clean(doc.unread, 100)))
    if due is not None and due.why != "unread":
        parts.append(when(due, now, lang) + promised_too(due, now, lang))
    elif doc.ended is not None:
        stage = Reading(register, now, lang).stage(doc.end)
        parts.append(f"{stage} {moment(doc.ended, now)}")
    if doc.tries and doc.open:
        parts.append(label(lang, "tries", n=len(doc.tries)))
    if doc.open and doc.steps:
        parts.append(Reading(register, now, lang).stage(doc.steps[-1].stage))
    if doc.owner:
        parts.append(clean(doc.owner, 60))
    parts += [label(lang, "conflicts")] if doc.conflicts else []
    return cut(drill_mark(doc, lang) + "  ".join(parts), room)


def doc_lines(
    doc: Doc,
    register: Register,
    entries: Iterable[Entry],
    now: datetime,
    lang: str,
    secrets: bool = False,
) -> list[str]:
    """Everything of one thing: its fields, what is due, and its history."""
    out = [f"{drill_mark(doc, lang)}{label(lang, register.name)} {clean(doc.id, 40)}"]
    for name, field in fields_of(BOOKS[register.name].item).items():
        text = doc.get(name)
        if not text:
            continue
        shown = value(field, text, lang)
        if field.secret and not secrets:
            shown = label(lang, "withheld")
        out.append(f"  {field_label(register.name, name, lang)}  {shown}")
    for name, text in _about(doc, register, now, lang):
        out.append(f"  {label(lang, name)}  {text}")
    if doc.unread:
        out.append(f"  {label(lang, 'unread', text=clean(doc.unread, 100))}")
    due = due_of(doc, BOOKS[register.name], now)
    if due is not None:
        out.append(f"  {when(due, now, lang)}")
    out += history(doc, register, entries, now, lang)
    return [*out, *disagreeing(doc, register, now, lang)]


def disagreeing(doc: Doc, register: Register, now: datetime, lang: str) -> list[str]:
    """What two laptops recorded differently of it, both sides, ``*`` where it counts."""
    if not doc.conflicts:
        return []
    out = [f"  {label(lang, 'conflicts')}"]
    for _, one in sorted(doc.conflicts.items()):
        for side in one.sides:
            kind = KINDS.of(side.kind) or Event
            entry = Entry(0, side.id, side.at, side.by, msgspec.json.decode(side.data, type=kind))
            who = label(lang, "conflict-who", who=writer(side.by, lang),
                        laptop=clean(side.journal, 40))  # fmt: skip
            mark = "*" if side.id == one.counts else " "
            text = said_text(register, (), entry, now, lang) + _with(entry.event, register, lang)
            out.append(f"  {mark} {moment(side.at, now)}  {who}  {text}")
    return [*out, f"  {label(lang, 'conflict-how')}"]


def _with(event: Event, register: Register, lang: str) -> str:
    """The fields that a stage was reached with, where reading it does not tell them."""
    book = BOOKS[register.name]
    known, out = fields_of(book.item), []
    for name, text in answered(event, book).items() if isinstance(event, Staged) else ():
        if name not in book.tells:
            field = known[name]
            shown = label(lang, "withheld") if field.secret else value(field, text, lang)
            out.append(f"  {field_label(register.name, name, lang)} {shown}")
    return "".join(out)


def told_apart(doc: Doc, proof: str, lang: str) -> list[str]:
    """The detail that was withheld and what the owner named, one under the other."""
    detail, limit = doc.get("detail"), 500
    return [
        f"{label(lang, 'field-detail')}  {clean(detail, limit)}",
        f"{label(lang, 'field-proof')}  {clean(proof, limit)}",
    ]


def _named_time(doc: Doc, register: Register, now: datetime) -> list[tuple[str, str]]:
    if doc.due is None:
        return []
    if BOOKS[register.name].by_day:  # of what is open it stands in the line of what is due
        tracked = BOOKS[register.name].tracked
        met = doc.ended is not None or bool(tracked and doc.reached(tracked))
        return [("day", f"{doc.due:%Y-%m-%d}")] if met else []
    return [("promised", moment(doc.due, now))]


def _about(doc: Doc, register: Register, now: datetime, lang: str) -> list[tuple[str, str]]:
    pairs = [
        *_named_time(doc, register, now),
        ("owner", clean(doc.owner, 60)),
        ("incident", clean(doc.incident, 40)),
        ("number", clean(doc.number, 60)),
        ("entered", moment(doc.entered, now) if doc.entered else ""),
        ("waiting", clean(doc.waiting, 200)),
    ]
    return [(name, text) for name, text in pairs if text]


def history(
    doc: Doc,
    register: Register,
    entries: Iterable[Entry],
    now: datetime,
    lang: str,
) -> list[str]:
    """The entries about one thing, in order; of one whose personal data were forgotten only what
    happened when."""
    from kit.people.registers.rules.withdrawal import standing

    every = list(entries)
    reading = Reading(register, now, lang, every)
    out = []
    for read in standing(every):
        event = read.entry.event
        if getattr(event, "id", "") != doc.id or not isinstance(event, Kind):
            continue
        text = label(lang, f"kind-{event.kind}") if doc.forgotten else event.reads(reading)
        entry = read.entry
        by = signed(entry, read.fix, lang)
        line = f"  #{entry.n}  {moment(entry.at, now)}  {by}  {text}"
        if read.by is not None:
            line += label(lang, "taken-back", entry=f"#{read.by.n}")
        out.append(line)
    return out


def signed(entry: Entry, fix: Fix | None, lang: str) -> str:
    """Whose it is; where another name stands under it, which, and who put that right."""
    text = writer(entry.by, lang)
    if fix is not None:
        who, at = writer(fix.by.by, lang), f"#{fix.by.n}"
        text += word(lang, "screen.signed-fixed", name=clean(fix.wrong, 60), who=who, entry=at)
    return text


def entry_line(
    register: Register, entries: Iterable[Entry], entry: Entry, now: datetime, lang: str
) -> str:
    """What was recorded just now; ``entries``: those that it may speak of."""
    text = said_text(register, entries, entry, now, lang)
    doc = register.docs.get(getattr(entry.event, "id", ""))
    mark = drill_mark(doc, lang) if doc is not None else ""
    return f"{mark}#{entry.n}  {moment(entry.at, now)}  {writer(entry.by, lang)}  {text}"


def said_text(
    register: Register, entries: Iterable[Entry], entry: Entry, now: datetime, lang: str
) -> str:
    """The same without its number, time and author."""
    event = entry.event
    reading = Reading(register, now, lang, entries)
    return event.reads(reading) if isinstance(event, Kind) else clean(entry.kind, 40)
