"""The log without what was taken back.

An entry is withdrawn by a later one that names it (``Undone``), unless that is withdrawn itself.
What the others led to is then what it would have been in a log in which the withdrawn acts were
never written: an act that was decided while they still stood is decided again, with and without
them, and what differs is put right. An act that was decided after the withdrawal knew of it and
stays as it is. All of it is made from the entries alone, in their merged order, so that it comes
out the same on every laptop; nothing of the log's bytes changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec
from msgspec.structs import replace

from kit.ground.journal.entry import Entry, Event, encode, worked_out
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.again import Decided, again
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds import Kind
from kit.incidents.incident.rules.whole_acts import acts_of, lead_of

Standing = Literal["", "gone", "dropped", "added"]
NONE: frozenset[str] = frozenset()


class Nothing(Kind, frozen=True):
    """In the place of an entry that counts for nothing: its number and clocks stay known."""


class Counted(list[Entry]):
    """Entries from which what was taken back has been taken already."""


def counts(entry: Entry) -> bool:
    """Whether an entry that is ``in_force`` stands for something that happened."""
    return not isinstance(entry.event, Nothing)


def written(entries: list[Entry]) -> int:
    """How many entries stand in the journals."""
    return sum(1 for entry in entries if not worked_out(entry))


class Read(msgspec.Struct, frozen=True):
    """An entry as it stands: ``gone`` was withdrawn ``by``, ``dropped`` and ``added`` follow from
    that. One that was added stands in no journal."""

    entry: Entry
    standing: Standing = ""
    by: Entry | None = None


def in_force(entries: list[Entry], start: Incident | None = None) -> list[Entry]:
    """What the state and every figure are made of. ``start``: the state that the entries come
    behind, when they withdraw none before them."""
    undone = any(isinstance(entry.event, ev.Undone) for entry in entries)
    if isinstance(entries, Counted) or not undone:
        return entries
    out = Counted()
    for read in Withdrawal(entries, start).read():
        gone = read.standing in ("gone", "dropped")
        out.append(replace(read.entry, event=Nothing()) if gone else read.entry)
    return out


def standing(entries: list[Entry]) -> list[Read]:
    """Every entry for people to read, in order."""
    if not any(isinstance(entry.event, ev.Undone) for entry in entries):
        return [Read(entry) for entry in entries]
    return Withdrawal(entries).read()


def copied(state: Incident) -> Incident:
    return msgspec.json.decode(msgspec.json.encode(state), type=Incident)


class Withdrawal:
    """A log's entries, act by act, and which of them are withdrawn by how much of the log."""

    def __init__(self, entries: list[Entry], start: Incident | None = None) -> None:
        self.acts = acts_of(entries)
        self._start = start
        self._gone: dict[int, dict[str, Entry]] = {}
        self._made: dict[int, list[list[Read]]] = {}
        self._stranded: dict[int, list[Entry]] = {}
        self._undone = [
            (i, e) for i, act in enumerate(self.acts) for e in act if isinstance(e.event, ev.Undone)
        ]

    def gone(self, stop: int | None = None) -> dict[str, Entry]:
        """What is withdrawn by the first ``stop`` acts: ids, each with the entry that does it."""
        stop = len(self.acts) if stop is None else stop
        known = [entry for i, entry in self._undone if i < stop]
        found = self._gone.get(len(known))
        if found is None:
            found = self._gone[len(known)] = _withdrawn(known)
        return found

    def read(self) -> list[Read]:
        return [read for act in self.acts_read(len(self.acts)) for read in act]

    def acts_read(self, stop: int) -> list[list[Read]]:
        """The first ``stop`` acts as they stand by what they alone say."""
        if stop not in self._made:
            self._made[stop] = list(self._reading(stop))
        return self._made[stop]

    def stranded(self) -> list[Entry]:
        """What stands though it could not be done without what is withdrawn, or beside what was
        restored: recorded on another laptop, or since."""
        self.acts_read(len(self.acts))
        return self._stranded[len(self.acts)]

    def with_more(self, event: ev.Undone) -> Withdrawal:
        """The log as it would be with one more withdrawal."""
        entries = [entry for act in self.acts for entry in act]
        last = entries[-1]
        more = Entry(last.n + 1, "", last.written, "", event)
        return Withdrawal([*entries, more], self._start)

    def state(self, stop: int, read: Iterable[list[Read]] | None = None) -> Incident:
        """The state after the first ``stop`` acts by what they alone say; after those of a longer
        reading, where that is given."""
        state = copied(self._start) if self._start is not None else Incident()
        for act in self.acts_read(stop) if read is None else read:
            take(state, act)
        return state

    def _reading(self, stop: int) -> Iterable[list[Read]]:
        wanted = self.gone(stop)
        before: set[str] = set()
        stranded = self._stranded[stop] = []
        out: list[list[Read]] = []
        here, known = _Following(self), _Following(self)
        for i, act in enumerate(self.acts[:stop]):
            then = self.gone(i)
            late = {id_ for id_ in before if (id_ in wanted) != (id_ in then)}
            by = next((wanted.get(id_) or then[id_] for id_ in sorted(late)), None)
            if lead_of(act).id in wanted or act[0].id in wanted or by is None:
                made = [_as_it_is(entry, wanted) for entry in act]
            else:
                right = _put_right(act, known.before(i), here.after(i, out), by)
                if right is None:
                    stranded.append(lead_of(act))
                made = right or [_as_it_is(entry, wanted) for entry in act]
            out.append(made)
            before.update(entry.id for entry in act)
        return out


class _Following:
    """A state that is taken along the acts as far as it is asked for, and no further."""

    def __init__(self, log: Withdrawal) -> None:
        self._log = log
        self._state: Incident | None = None
        self._at = 0
        self._gone: dict[str, Entry] = {}

    def after(self, i: int, out: list[list[Read]]) -> Incident:
        """After the acts of a reading that has come as far as ``i``."""
        if self._state is None:
            self._state = self._log.state(0, [])
        for act in out[self._at : i]:
            take(self._state, act)
        self._at = i
        return self._state

    def before(self, i: int) -> Incident:
        """As it was known when act ``i`` was decided."""
        gone = self._log.gone(i)
        if self._state is None or gone is not self._gone:
            self._state, self._gone = self._log.state(i), gone
        else:
            for act in self._log.acts[self._at : i]:
                take(self._state, [_as_it_is(entry, gone) for entry in act])
        self._at = i
        return self._state


def take(state: Incident, act: Iterable[Read]) -> None:
    """Take an act into a state as it stands."""
    for read in act:
        if read.standing not in ("gone", "dropped"):
            state.apply(read.entry)


def _withdrawn(undone: list[Entry]) -> dict[str, Entry]:
    """Ids and what withdraws each, by these entries alone."""
    by: dict[str, list[Entry]] = {}
    for entry in undone:
        assert isinstance(entry.event, ev.Undone)
        for id_ in entry.event.ids:
            by.setdefault(id_, []).append(entry)
    holds: dict[str, bool] = {}
    for entry in reversed(undone):  # what withdraws is mostly written behind what it withdraws
        _holds(entry, by, holds)
    out = {}
    for id_, entries in by.items():
        found = next((entry for entry in entries if holds[entry.id]), None)
        if found is not None:
            out[id_] = found
    return out


def _holds(entry: Entry, by: dict[str, list[Entry]], holds: dict[str, bool]) -> bool:
    """Whether a withdrawal is not withdrawn. Two that name each other (no kit writes that) hold."""
    stack = [entry]
    while stack:
        top = stack[-1]
        if top.id in holds:
            stack.pop()
            continue
        waiting = [e for e in by.get(top.id, []) if e.id not in holds and e not in stack]
        if waiting:
            stack.append(waiting[0])
            continue
        holds[top.id] = not any(holds.get(e.id, False) for e in by.get(top.id, []))
        stack.pop()
    return holds[entry.id]


def _as_it_is(entry: Entry, gone: dict[str, Entry]) -> Read:
    fixed = isinstance(entry.event, ev.Opened | ev.Joined | ev.ClockJumped)
    by = None if fixed else gone.get(entry.id)
    return Read(entry, "gone", by) if by is not None else Read(entry)


def _put_right(
    act: list[Entry], known: Incident, here: Incident, by: Entry
) -> list[Read] | None:
    """An act that was decided on the state ``known``, as it would have been decided ``here``;
    ``None`` where it could not have been."""
    now = again(copied(here), act)
    before = again(copied(known), act)
    recorded: Decided = [(e.event, e.at) for e in act if not isinstance(e.event, ev.Undone)]
    if now is None and before is not None:
        return None
    if before is None:
        before = recorded
    if now is None or now == before:
        return [Read(entry) for entry in act]
    return _joined(act, before, now, by)


def _joined(act: list[Entry], before: Decided, now: Decided, by: Entry) -> list[Read]:
    """What was recorded, in the order of what is decided ``now``; what was decided ``before`` and
    is no more is dropped, and what is new is added."""
    lead = lead_of([entry for entry in act if not isinstance(entry.event, ev.Undone)])
    new_lead = _led_by(now)
    changed = new_lead[0] if _led_by(before)[0] == lead.event else lead.event
    left = {(_word(e.event), e.at): e for e in act if e is not lead}
    out, number = [], 0
    for each in now:
        event, at = each
        found = left.pop((_word(event), at), None)
        if each is new_lead:
            out.append(Read(replace(lead, event=changed)))
        elif found is not None:
            out.append(Read(found))
        elif (event, at) not in before:
            number += 1
            new = _worked_out(lead, event, at, f"{act[0].id}+{number}")
            out.append(Read(new, "added", by))
    gone = {(_word(event), at) for event, at in before}
    for entry in left.values():
        dropped = (_word(entry.event), entry.at) in gone
        place = sum(1 for read in out if read.entry.n < entry.n or read.standing == "added")
        out.insert(place, Read(entry, "dropped", by) if dropped else Read(entry))
    return out


def _word(event: Event) -> bytes:
    """An event as one thing that can be looked up."""
    return event.kind.encode() + encode(event)


def _led_by(decided: Decided) -> tuple[Event, datetime]:
    """What somebody did (``whole_acts.lead_of``): it may read otherwise in another world (an
    attempt's number, the timers that a call serves)."""
    return next((each for each in decided if isinstance(each[0], ev.Closed)), decided[0])


def _worked_out(lead: Entry, event: Event, at: datetime, id_: str) -> Entry:
    wrote = lead.written if lead.written != at else None
    return Entry(lead.n, id_, at, lead.by, event, wrote, journal=lead.journal)
