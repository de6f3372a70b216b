"""A drill as it stands: the fold of its journal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from kit.ground.base.private import PLAIN, Free, Name, Plain
from kit.ground.journal.entry import Entry, Event
from kit.readiness.drills.rules import kinds as kd
from kit.readiness.drills.rules.kinds import Ending, Form
from kit.readiness.drills.rules.script import Inject, Scenario
from kit.readiness.drills.rules.table import Rating


class Judged(msgspec.Struct, frozen=True):
    """``told``: the observer said when he saw it; else ``at`` is when he first said so."""

    at: datetime
    by: Name
    met: bool
    note: Free
    n: int
    told: bool = False


class Closing(msgspec.Struct, frozen=True):
    """The record was complete with this score; ``again``: when it was opened again, by whom."""

    at: datetime
    by: Name
    points: int
    of: int
    again: datetime | None = None
    again_by: Name = ""
    reason: Free = ""


class Overrule(msgspec.Struct, frozen=True):
    at: datetime
    by: Name
    points: int
    reason: Free


class RatedBy(msgspec.Struct, frozen=True):
    at: datetime
    by: Name
    rating: Rating
    reason: Free


class Note(msgspec.Struct, frozen=True):
    at: datetime
    by: Name
    text: Free
    n: int


class Person(msgspec.Struct, frozen=True):
    name: Name
    post: Free
    said: Free


class Found(msgspec.Struct, frozen=True):
    at: datetime
    by: Name
    text: Free
    cause: Free
    good: bool
    expect: Plain
    action: Plain


class Drill(msgspec.Struct):
    """``given`` and ``failed`` by inject, ``lost``: when one that failed had been given, ``seen``
    and ``set`` by expectation, ``rated`` by item,
    ``filled`` by line of the record, ``counted`` by test; ``tied``: its incidents and types;
    ``lists``: of the site's own, each with the one that the scenario names instead."""

    ref: Plain = ""
    begun: datetime | None = None
    by: Name = ""
    scenario: Annotated[Scenario | None, PLAIN] = None
    form: Form = "table-top"
    announced: bool = True
    observer: Name = ""
    by_hand: bool = False
    speed: float = 1.0
    lists: dict[Plain, Plain] = {}
    tied: dict[Plain, Plain] = {}
    given: dict[Plain, datetime] = {}
    failed: dict[Plain, Free] = {}
    lost: dict[Plain, datetime] = {}
    seen: dict[Plain, Judged] = {}
    set: dict[Plain, Overrule] = {}
    rated: dict[Plain, RatedBy] = {}
    filled: dict[Plain, Free] = {}
    people: dict[Name, Person] = {}
    counted: dict[Plain, int] = {}
    remarks: list[Note] = []
    problems: list[Found] = []
    ended: datetime | None = None
    ended_by: Name = ""
    why: Ending = "finished"
    real: Plain = ""
    note: Free = ""
    completed: datetime | None = None
    closings: list[Closing] = []
    entries: int = 0

    @property
    def on(self) -> bool:
        return self.begun is not None and self.ended is None

    @property
    def anchor(self) -> datetime | None:
        """From when on its clock runs; ``None``: it is the system's."""
        return self.begun if self.speed != 1 else None

    def due_at(self, minute: float) -> datetime:
        """When that minute of it is."""
        assert self.begun is not None
        return self.begun + timedelta(minutes=minute)

    def waiting(self) -> list[tuple[datetime, Inject]]:
        """The injects still to come, with their times."""
        if self.scenario is None or not self.on:
            return []
        return [
            (self.due_at(minute), inject)
            for minute, _, inject in self.scenario.injects()
            if inject.id not in self.given and inject.id not in self.failed
        ]

    def take(self, event: Event, at: datetime, by: str, n: int = 0) -> None:
        """What an event does to it."""
        match event:
            case kd.Begun():
                if self.begun is None:
                    self.begun, self.by, self.scenario = at, by, event.scenario
                    self.form, self.announced, self.speed = event.form, event.announced, event.speed
                    self.observer, self.by_hand = event.observer, event.by_hand
                    self.lists = event.lists
            case kd.Tied():
                self.tied.setdefault(event.ref, event.type)
            case kd.Given():
                self.given.setdefault(event.inject, at)
                self.failed.pop(event.inject, None)
                self.lost.pop(event.inject, None)
            case kd.Failed():
                self.failed[event.inject] = event.reason
                if event.inject in self.given:
                    self.lost[event.inject] = self.given.pop(event.inject)
            case kd.Restored():
                if self.failed.pop(event.inject, None) is not None and event.inject in self.lost:
                    self.given[event.inject] = self.lost.pop(event.inject)
            case kd.Seen():
                self.seen[event.expect] = self._judged(event, at, by, n)
            case kd.Overruled():
                self.set[event.expect] = Overrule(at, by, event.points, event.reason)
            case kd.Remarked():
                self.remarks.append(Note(at, by, event.text, n))
            case kd.Ended():
                if self.ended is None:
                    self.ended, self.why, self.ended_by = at, event.why, by
                    self.real, self.note = event.real, event.note
            case _:
                self._take_record(event, at, by)

    def _judged(self, event: kd.Seen, at: datetime, by: str, n: int) -> Judged:
        """Who says the same once more has not seen it later."""
        before = self.seen.get(event.expect)
        if before is not None and before.met and event.met and not event.told:
            at, told = before.at, before.told
            return Judged(at, by, True, event.note or before.note, n, told)
        return Judged(at, by, event.met, event.note, n, event.told)

    def _take_record(self, event: Event, at: datetime, by: str) -> None:
        match event:
            case kd.Rated():
                self.rated[event.item] = RatedBy(at, by, event.rating, event.reason)
            case kd.Filled():
                self.filled[event.line] = event.text
                self.completed = None
            case kd.TookPart():
                self.people[event.name] = Person(event.name, event.post, event.said)
            case kd.Counted():
                self.counted[event.test] = event.count
            case kd.Problem():
                self.problems.append(
                    Found(at, by, event.text, event.cause, event.good, event.expect, event.action)
                )
            case kd.Completed():
                self.completed = at
                self.closings.append(Closing(at, by, event.points, event.of))
            case kd.Reopened():
                self.completed = None
                if self.closings:
                    self.closings[-1] = msgspec.structs.replace(
                        self.closings[-1], again=at, again_by=by, reason=event.reason
                    )

    def apply(self, entry: Entry) -> None:
        self.entries += 1
        self.take(entry.event, entry.at, entry.by, entry.n)
