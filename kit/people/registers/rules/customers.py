"""By which names and numbers the customers of a register are known, by the incident to which they
were tied: also of those whose data the register has forgotten since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from kit.ground.journal.entry import Entry
from kit.people.registers.rules import kinds as kd
from kit.people.registers.rules.state import Register


class Customer(NamedTuple):
    """``over``: since when nothing is owed, ``None`` while something is; ``forgotten``: the
    register has let go of the name."""

    name: str
    phone: str
    over: datetime | None
    forgotten: bool


def customers(register: Register, entries: Iterable[Entry]) -> dict[str, list[Customer]]:
    """By the incident's reference; ``entries`` as they were written. Whoever was noted in error is
    owed nothing; one whose name was changed is known by each."""
    of: dict[str, str] = {}
    noted: dict[str, datetime] = {}
    said: dict[str, dict[tuple[str, str], None]] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, kd.Added) and event.incident:
            of[event.id], noted[event.id] = event.incident, entry.at
        if isinstance(event, kd.Added | kd.Edited | kd.Staged) and event.id in of:
            known = event.fields.get("name", ""), event.fields.get("phone", "")
            said.setdefault(event.id, {})[known] = None
    out: dict[str, list[Customer]] = {}
    for id_, ref in of.items():
        doc = register.docs.get(id_)
        over = doc.ended if doc is not None else noted[id_]
        gone = doc is not None and doc.forgotten is not None
        found = [Customer(name, phone, over, gone) for name, phone in said[id_] if name or phone]
        out.setdefault(ref, []).extend(found)
    return out
