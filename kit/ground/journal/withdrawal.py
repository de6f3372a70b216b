"""A log without what was taken back.

An entry is withdrawn by a later one that names it, unless that is withdrawn itself. What the others
led to is then what it would have been in a log in which the withdrawn acts were never written: an
act that was decided while they still stood is decided again, with and without them, and what
differs is put right. An act that was decided after the withdrawal knew of it and stays as it is.
All of it is made from the entries alone, in their merged order, so that it comes out the same on
every laptop; nothing of the log's bytes changes. What an act is, and how it is decided, is known to
the room that owns the document (``Acts``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Generic, Literal, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from kit.ground.journal.entry import Entry, Event, Nothing, encode, worked_out
from kit.ground.journal.signed import Fix

Standing = Literal["", "gone", "dropped", "added"]
Decided = list[tuple[Event, datetime]]
S = TypeVar("S")


class Acts(Protocol[S]):
    """What a room knows of the acts that its documents' entries were decided as."""

    def whole(self, entries: list[Entry]) -> list[list[Entry]]:
        """The entries, in their order, act by act."""

    def withdrawn(self, event: Event) -> list[str]:
        """The ids that a withdrawal names; none for any other event."""

    def fixed(self, event: Event) -> bool:
        """Whether it stays whatever names it: an opening, a clock that was set."""

    def led_by(self, decided: Decided) -> tuple[Event, datetime]:
        """What somebody did, among what it led to."""

    def empty(self) -> S: ...

    def copied(self, state: S) -> S: ...

    def apply(self, state: S, entry: Entry) -> None: ...

    def again(self, state: S, act: list[Entry]) -> Decided | None:
        """The events of the act, decided on this state, which takes them in; ``None`` when it could
        not be done there. What withdraws others is left out: it is decided nowhere else."""


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
    that. One that was added stands in no journal. ``fix``: it was signed with a wrong name, and
    has the right one here."""

    entry: Entry
    standing: Standing = ""
    by: Entry | None = None
    fix: Fix | None = None


class Withdrawal(Generic[S]):
    """A log's entries, act by act, and which of them are withdrawn by how much of the log."""

    def __init__(self, how: Acts[S], entries: list[Entry], start: S | None = None) -> None:
        """``start``: the state that the entries come behind, when they withdraw none before."""
        self.how = how
        self.acts = how.whole(entries)
        self._start = start
        self._gone: dict[int, dict[str, Entry]] = {}
        self._made: dict[int, list[list[Read]]] = {}
        self._stranded: dict[int, list[Entry]] = {}
        self._undone = [
            (i, e) for i, act in enumerate(self.acts) for e in act if how.withdrawn(e.event)
        ]

    def gone(self, stop: int | None = None) -> dict[str, Entry]:
        """What is withdrawn by the first ``stop`` acts: ids, each with the entry that does it."""
        stop = len(self.acts) if stop is None else stop
        known = [entry for i, entry in self._undone if i < stop]
        found = self._gone.get(len(known))
        if found is None:
            found = self._gone[len(known)] = _withdrawn(self.how, known)
        return found

    def read(self) -> list[Read]:
        return [read for act in self.acts_read(len(self.acts)) for read in act]

    def on_disk(self) -> list[Read]:
        """As ``read``, but in the order in which the entries were written; what was added stays
        where it was decided."""
        out: list[Read] = []
        for act, read in zip(self.acts, self.acts_read(len(self.acts)), strict=True):
            place = {entry.id: i for i, entry in enumerate(act)}
            found = [each for each in read if each.standing != "added"]
            left = iter(sorted(found, key=lambda each: place[each.entry.id]))
            out += [each if each.standing == "added" else next(left) for each in read]
        return out

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

    def with_more(self, event: Event) -> Withdrawal[S]:
        """The log as it would be with one more withdrawal."""
        entries = [entry for act in self.acts for entry in act]
        last = entries[-1]
        more = Entry(last.n + 1, "", last.written, "", event)
        return Withdrawal(self.how, [*entries, more], self._start)

    def lead(self, act: list[Entry]) -> Entry:
        """What somebody did, among the entries of an act."""
        wanted = self.how.led_by([(entry.event, entry.at) for entry in act])
        return next(entry for entry in act if entry.event is wanted[0])

    def state(self, stop: int, read: Iterable[list[Read]] | None = None) -> S:
        """The state after the first ``stop`` acts by what they alone say; after those of a longer
        reading, where that is given."""
        how = self.how
        state = how.copied(self._start) if self._start is not None else how.empty()
        for act in self.acts_read(stop) if read is None else read:
            self.take(state, act)
        return state

    def take(self, state: S, act: Iterable[Read]) -> None:
        """Take an act into a state as it stands."""
        for read in act:
            if read.standing not in ("gone", "dropped"):
                self.how.apply(state, read.entry)

    def as_it_is(self, act: list[Entry], gone: dict[str, Entry]) -> list[Read]:
        """An act of which nothing changed but that some of it may be withdrawn."""
        out = []
        for entry in act:
            by = None if self.how.fixed(entry.event) else gone.get(entry.id)
            out.append(Read(entry, "gone", by) if by is not None else Read(entry))
        return out

    def _reading(self, stop: int) -> Iterable[list[Read]]:
        wanted = self.gone(stop)
        before: set[str] = set()
        stranded = self._stranded[stop] = []
        out: list[list[Read]] = []
        here, known = _Following(self), _Following(self)
        for i, act in enumerate(self.acts[:stop]):
            then = self.gone(i)
            late = [id_ for id_ in sorted(wanted.keys() ^ then.keys()) if id_ in before]
            made = self.as_it_is(act, wanted)
            if late and self.lead(act).id not in wanted and act[0].id not in wanted:
                by = wanted.get(late[0]) or then[late[0]]
                right = self._put_right(act, known.before(i), here.after(i, out), by)
                if right is None:
                    stranded.append(self.lead(act))
                made = right or made
            out.append(made)
            before.update(entry.id for entry in act)
        return out

    def _put_right(
        self, act: list[Entry], known: S, here: S, by: Entry
    ) -> list[Read] | None:
        """An act that was decided on the state ``known``, as it would have been decided ``here``;
        ``None`` where it could not have been."""
        how = self.how
        now = how.again(how.copied(here), act)
        before = how.again(how.copied(known), act)
        recorded: Decided = [(e.event, e.at) for e in act if not how.withdrawn(e.event)]
        if now is None and before is not None:
            return None
        if before is None:
            before = recorded
        if now is None or now == before:
            return [Read(entry) for entry in act]
        return self._joined(act, before, now, by)

    def _joined(
        self, act: list[Entry], before: Decided, now: Decided, by: Entry
    ) -> list[Read]:
        """What was recorded, in the order of what is decided ``now``; what was decided ``before``
        and is no more is dropped, and what is new is added."""
        how = self.how
        lead = self.lead([entry for entry in act if not how.withdrawn(entry.event)])
        new_lead = how.led_by(now)
        changed = new_lead[0] if how.led_by(before)[0] == lead.event else lead.event
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


class _Following(Generic[S]):
    """A state that is taken along the acts as far as it is asked for, and no further."""

    def __init__(self, log: Withdrawal[S]) -> None:
        self._log = log
        self._state: S | None = None
        self._at = 0
        self._gone: dict[str, Entry] = {}

    def after(self, i: int, out: list[list[Read]]) -> S:
        """After the acts of a reading that has come as far as ``i``."""
        if self._state is None:
            self._state = self._log.state(0, [])
        for act in out[self._at : i]:
            self._log.take(self._state, act)
        self._at = i
        return self._state

    def before(self, i: int) -> S:
        """As it was known when act ``i`` was decided."""
        gone = self._log.gone(i)
        if self._state is None or gone is not self._gone:
            self._state, self._gone = self._log.state(i), gone
        else:
            for act in self._log.acts[self._at : i]:
                self._log.take(self._state, self._log.as_it_is(act, gone))
        self._at = i
        return self._state


def _withdrawn(how: Acts[S], undone: list[Entry]) -> dict[str, Entry]:
    """Ids and what withdraws each, by these entries alone."""
    by: dict[str, list[Entry]] = {}
    for entry in undone:
        for id_ in how.withdrawn(entry.event):
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


def _word(event: Event) -> bytes:
    """An event as one thing that can be looked up."""
    return event.kind.encode() + encode(event)


def _worked_out(lead: Entry, event: Event, at: datetime, id_: str) -> Entry:
    wrote = lead.written if lead.written != at else None
    return Entry(lead.n, id_, at, lead.by, event, wrote, journal=lead.journal)
