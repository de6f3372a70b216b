"""What keeps a register right by itself: counted anew when a year is entered, forgotten when it is
long over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry
from kit.people.registers.rules import kinds as kd
from kit.people.registers.rules.acts import Draft, times
from kit.people.registers.rules.books import Book
from kit.people.registers.rules.dates import End, working_end
from kit.people.registers.rules.items import fields_of
from kit.people.registers.rules.state import Counted, Doc, Register


def recount(draft: Draft) -> None:
    """Count anew what was counted through a year that is entered now."""
    for doc in draft.register.open_docs():
        due, next_ = _anew(draft, doc.counted), _anew(draft, doc.counted_next)
        if due is not None or next_ is not None:
            said = times(due, next_)
            draft.add(
                kd.Recounted(
                    doc.id,
                    said["due"],
                    said["next"],
                    said["due_unentered"],
                    said["next_unentered"],
                ),
                draft.now,
            )


def _anew(draft: Draft, counted: Counted | None) -> End | None:
    """Where what is entered now is news to it."""
    if counted is None or not counted.unentered:
        return None
    end = working_end(counted.start, counted.days, draft.calendar)
    return end if end.unentered != counted.unentered else None


def forget(draft: Draft, book: Book, id_: str) -> None:
    """Take the personal data of something that is over out of the register."""
    doc = draft.register.docs[id_]
    if doc.ended is None:
        raise Refused("forget-open", id=doc.id)
    if doc.forgotten is None:
        names = [n for n, f in fields_of(book.item).items() if f.personal or f.secret]
        draft.add(kd.Forgotten(doc.id, names))


def forgotten_since(register: Register, entries: Iterable[Entry]) -> None:
    """Take out of an earlier state of a register what ``entries``, its later ones too, withdraw
    for good."""
    for entry in entries:
        event = entry.event
        if isinstance(event, kd.Forgotten):
            doc = register.docs.get(event.id)
            if doc is not None:
                event.change(doc, entry.at, entry.by)
                doc.forget()


def forgettable(register: Register, book: Book, now: datetime, days: int) -> list[Doc]:
    """What has been over for so many days, and still has somebody's data."""
    until = now - timedelta(days=days)
    docs = register.docs.values()
    return [d for d in docs if d.forgotten is None and d.ended is not None and d.ended <= until]
