"""An incident's log without what was taken back (``ground/journal/withdrawal``)."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec.structs import replace

from kit.ground.journal.entry import Entry, Event, Nothing, several
from kit.ground.journal.signed import Fix, fixes
from kit.ground.journal.signed import put_right as named_right
from kit.ground.journal.withdrawal import (
    Counted,
    Decided,
    Read,
    Withdrawal,
    counts,
    written,
)
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.again import again
from kit.incidents.incident.rules.clocks import set_right
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.signatures import put_right
from kit.incidents.incident.rules.whole_acts import acts_of

__all__ = [
    "Read", "Taken", "copied", "counts", "in_force", "mistaken", "standing", "taken", "written",
]  # fmt: skip

Taken = Withdrawal[Incident]
_CHANGES = (ev.Undone, ev.SignerCorrected)  # what changes how earlier entries stand


def copied(state: Incident) -> Incident:
    return msgspec.json.decode(msgspec.json.encode(state), type=Incident)


class _Acts:
    """The acts of an incident."""

    whole = staticmethod(acts_of)
    again = staticmethod(again)
    copied = staticmethod(copied)
    empty = Incident

    def withdrawn(self, event: Event) -> list[str]:
        return event.ids if isinstance(event, ev.Undone) else []

    def fixed(self, event: Event) -> bool:
        fixed = ev.Opened | ev.Joined | ev.ClockJumped | ev.ClockOff | ev.DaysEntered | ev.Forgotten
        return isinstance(event, fixed)

    def led_by(self, decided: Decided) -> tuple[Event, datetime]:
        return next((each for each in decided if isinstance(each[0], ev.Closed)), decided[0])

    def apply(self, state: Incident, entry: Entry) -> None:
        state.apply(entry)


def taken(entries: list[Entry], start: Incident | None = None) -> Taken:
    """The log act by act. ``start``: the state that the entries come behind."""
    return Withdrawal(_Acts(), entries, start)


def in_force(entries: list[Entry], start: Incident | None = None) -> list[Entry]:
    """What the state and every figure are made of: what was taken back is ``Nothing``, and what
    follows from that is put right; what laptops disagree about is marked."""
    if isinstance(entries, Counted):
        return entries
    if several(entries):
        entries = set_right(entries)
    undone = any(isinstance(entry.event, _CHANGES) for entry in entries)
    force = _without_undone(entries, start) if undone else entries
    if not several(entries):
        return force
    from kit.incidents.incident.rules.conflicts import with_conflicts  # of several laptops

    return with_conflicts(force, entries)


def _without_undone(entries: list[Entry], start: Incident | None) -> Counted:
    log, out = taken(entries, start), Counted()
    right = put_right(entries, log.gone())
    fixed = fixes(entries, log.gone(), ev.SignerCorrected, right)
    for read in log.read():
        gone = read.standing in ("gone", "dropped")
        entry = replace(read.entry, event=Nothing()) if gone else read.entry
        entry = replace(entry, by=right[entry.id]) if entry.id in right else entry
        out.append(named_right(entry, _fix(fixed, entry)))
    return out


def _fix(fixed: dict[str, Fix], entry: Entry) -> Fix | None:
    """Also of an entry that was worked out for another."""
    return fixed.get(entry.id) or fixed.get(entry.id.partition("+")[0])


def mistaken(entries: list[Entry]) -> dict[str, str]:
    """By the id of an entry that was signed with a mistaken name which was taken back, whose it
    is."""
    undone = any(isinstance(entry.event, ev.Undone) for entry in entries)
    return put_right(entries, taken(entries).gone()) if undone else {}


def standing(entries: list[Entry]) -> list[Read]:
    """Every entry for people to read, in order; with the right name where a wrong one was put
    right."""
    if not any(isinstance(entry.event, _CHANGES) for entry in entries):
        return [Read(entry) for entry in entries]
    log = taken(entries)
    fixed = fixes(entries, log.gone(), ev.SignerCorrected, put_right(entries, log.gone()))
    out = []
    for read in log.on_disk():
        fix = _fix(fixed, read.entry)
        out.append(replace(read, entry=named_right(read.entry, fix), fix=fix) if fix else read)
    return out
