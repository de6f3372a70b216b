"""A register without what was taken back (``ground/journal/withdrawal``)."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec.structs import replace

from kit.ground.journal.entry import Entry, Event, act_of
from kit.ground.journal.withdrawal import Counted, Decided, Nothing, Read, Withdrawal
from kit.people.registers.rules.kinds import FIXED, Kind, Undone
from kit.people.registers.rules.state import Register

Taken = Withdrawal[Register]


def copied(state: Register) -> Register:
    return msgspec.json.decode(msgspec.json.encode(state), type=Register)


class _Acts:
    """The acts of a register: every entry is one, but for those that were written with another."""

    copied = staticmethod(copied)
    empty = Register

    def whole(self, entries: list[Entry]) -> list[list[Entry]]:
        out: list[list[Entry]] = []
        for entry in entries:
            before = out[-1][0] if out else None
            if (
                before is not None
                and act_of(entry.id) == act_of(before.id)
                and entry.journal == before.journal
            ):
                out[-1].append(entry)
            else:
                out.append([entry])
        return out

    def withdrawn(self, event: Event) -> list[str]:
        return event.ids if isinstance(event, Undone) else []

    def fixed(self, event: Event) -> bool:
        return isinstance(event, FIXED)

    def led_by(self, decided: Decided) -> tuple[Event, datetime]:
        return decided[0]

    def apply(self, state: Register, entry: Entry) -> None:
        state.apply(entry)

    def again(self, state: Register, act: list[Entry]) -> Decided | None:
        out: Decided = []
        for entry in act:
            event = entry.event
            if self.withdrawn(event):
                continue
            if isinstance(event, Kind) and not event.stands(state):
                return None
            state.take(event, entry.at, entry.by, entry.written)
            out.append((event, entry.at))
        return out or None


def taken(entries: list[Entry], start: Register | None = None) -> Taken:
    """The register act by act. ``start``: the state that the entries come behind."""
    return Withdrawal(_Acts(), entries, start)


def in_force(entries: list[Entry], start: Register | None = None) -> list[Entry]:
    """What the state is made of: what was taken back is ``Nothing``."""
    undone = any(isinstance(entry.event, Undone) for entry in entries)
    if isinstance(entries, Counted) or not undone:
        return entries
    out = Counted()
    for read in taken(entries, start).read():
        gone = read.standing in ("gone", "dropped")
        out.append(replace(read.entry, event=Nothing()) if gone else read.entry)
    return out


def standing(entries: list[Entry]) -> list[Read]:
    """Every entry for people to read, in order."""
    if not any(isinstance(entry.event, Undone) for entry in entries):
        return [Read(entry) for entry in entries]
    return taken(entries).on_disk()
