"""What two laptops said of one thing of a register without knowing of each other
(``ground/journal/parted``)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from kit.ground.journal.entry import Beside, Entry, Event, Parting
from kit.ground.journal.parted import Settled, marked
from kit.people.registers.rules import kinds as kd
from kit.people.registers.rules.beginning import Begun, Continued
from kit.people.registers.rules.books import BOOKS, Book
from kit.people.registers.rules.kind import About
from kit.people.registers.rules.state import Register, Step

END, PROMISE, OWNER = "end", "promise", "owner"


def settled(event: Event, at: datetime, book: Book | None) -> Settled | None:
    """What an event is about, and what it says of it; ``None``: of nothing of which only one can
    be so."""
    if isinstance(event, kd.Staged) and event.ends:
        return f"{END} {event.id}", f"{event.stage} {_minute(at)}"
    if isinstance(event, kd.Added | kd.Promised):
        return f"{PROMISE} {event.id}", _minute(event.due)
    if isinstance(event, kd.Moved):
        return f"{PROMISE} {event.id}", _minute(event.to)
    if isinstance(event, kd.Staged):
        said = answered(event, book)
        return (f"{event.stage} {event.id}", "\n".join(said.values())) if said else None
    if isinstance(event, kd.Handed):
        return f"{OWNER} {event.id}", event.owner
    return None


def answered(event: kd.Staged, book: Book | None) -> dict[str, str]:
    """The fields that a stage which comes once was reached with, such as how severe a complaint
    is; none of what is counted or told again and again."""
    if book is None or book.standing:
        return {}
    for stage in book.stages:
        if stage.name == event.stage and not (stage.again or stage.fresh):
            return {name: event.fields[name] for name in stage.needs if event.fields.get(name)}
    return {}


def with_conflicts(force: list[Entry], merged: list[Entry]) -> list[Entry]:
    """Entries in force with what laptops disagree about marked; ``merged``: the whole register."""
    began = (e.event for e in merged if isinstance(e.event, Begun | Continued))
    book = next((BOOKS.get(event.register) for event in began), None)

    def settles(entry: Entry, saw: Callable[[Entry], bool]) -> Settled | None:
        return settled(entry.event, entry.at, book)

    return marked(force, merged, settles)


def take_parted(register: Register, event: Beside | Parting, at: datetime, by: str) -> None:
    """A stage beside which another counts was reached all the same; and how the laptops stand."""
    if isinstance(event, Parting):
        about, _, id_ = event.conflict.about.partition(" ")
        doc = register.docs.get(id_)
        if doc is not None:
            doc.conflicts.pop(about, None)
            if event.conflict.sides and doc.forgotten is None:
                doc.conflicts[about] = event.conflict
    elif isinstance(event.event, kd.Staged):
        doc = register.touch(event.event.id, at)
        if doc is not None:
            said = event.event
            contents = said.fields.get("contents", "")
            doc.steps.append(Step(at, by, said.stage, said.note, contents, said.fields))
            if doc.forgotten is not None:
                doc.forget()


def agreed(register: Register, event: About, at: datetime) -> None:
    """Whoever says something of what laptops disagree about has seen all of it."""
    doc = register.docs.get(event.id)
    if doc is not None and doc.conflicts:
        about = settled(event, at, BOOKS.get(register.name))
        if about is not None:
            doc.conflicts.pop(about[0].partition(" ")[0], None)


def _minute(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}" if at is not None else ""
