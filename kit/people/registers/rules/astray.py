"""Times by a clock that was off by more than a week, put right once it was set, where nobody was
promised anything: when a lamp was counted, a duty done. A promise stands as it was said."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from kit.ground.base.astray import Astray
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.state import Doc, Register


def put_right(register: Register, moved: Astray) -> None:
    book = BOOKS.get(register.name)
    if book is None or not book.standing:
        return
    register.since = register.since and moved(register.since)
    for doc in register.docs.values():
        _doc(doc, moved)


def _doc(doc: Doc, moved: Astray) -> None:
    """A time that is due goes along where something of it was by the wrong clock, and it is one
    that only such a clock leads to."""

    def due(at: datetime | None) -> datetime | None:
        return moved.coming(at) if at is not None and wrong and moved.near(at) else at

    times = [doc.at, *(each.at for each in doc.tries), *(each.at for each in doc.moves)]
    times += [each.at for each in (*doc.steps, *doc.notes)]
    wrong = any(moved(at) != at for at in times)
    doc.at, doc.latest = moved(doc.at), moved(doc.latest)
    doc.tries, doc.steps, doc.notes = (
        moved.each(doc.tries), moved.each(doc.steps), moved.each(doc.notes)
    )  # fmt: skip
    doc.moves = [
        replace(each, at=moved(each.at), before=due(each.before), to=due(each.to) or each.to)
        for each in doc.moves
    ]
    doc.due, doc.next, doc.waits = due(doc.due), due(doc.next), due(doc.waits)
    doc.typed, doc.entered = doc.typed and moved(doc.typed), doc.entered and moved(doc.entered)
    doc.ended = doc.ended and moved(doc.ended)
    doc.forgotten = doc.forgotten and moved(doc.forgotten)
