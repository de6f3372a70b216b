"""Which line of the incidents' logs shows what was expected: every honest way of writing it down.

A note in free words is read only where a scenario asks for a note; else it is for the observer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.names import StepKey, plan_prefix
from kit.readiness.drills.rules.script import Auto

LEAST = 2  # letters of a part of a post's name


class Lines(msgspec.Struct, frozen=True):
    """One incident of the drill: its entries in force, in their order. ``posts``: by post the
    names under which people know it, in lower case; ``lists``: of the site's own, each with the
    one that the scenario names instead."""

    ref: str
    type: str
    entries: list[Entry]
    posts: dict[str, frozenset[str]] = {}
    lists: dict[str, str] = {}

    def named(self, type_: str) -> str:
        """What the scenario calls a list."""
        return self.lists.get(type_, type_)


def first(
    ways: Sequence[Auto], logs: Sequence[Lines], since: datetime, until: datetime | None = None
) -> tuple[str, Entry] | None:
    """The first line that shows it in one of the ``ways``, by when it happened: from ``since`` on,
    before ``until``."""
    found = [
        (entry.at, log.ref, entry)
        for way in ways
        for log in logs
        for entry in _showing(way, log)
        if entry.at >= since and (until is None or entry.at < until)
    ]
    if not found:
        return None
    _, ref, entry = min(found, key=lambda each: (each[0], each[2].n))
    return ref, entry


def first_before(
    ways: Sequence[Auto], logs: Sequence[Lines], begun: datetime, given: datetime
) -> tuple[str, Entry] | None:
    """The same of what was done in the drill before the inject was ``given``, where that need not
    be done again."""
    return first([way for way in ways if way.once], logs, begun, given)


def _showing(auto: Auto, log: Lines) -> Iterator[Entry]:
    for entry in log.entries:
        if _shows(auto, log, entry):
            yield entry


def _shows(auto: Auto, log: Lines, entry: Entry) -> bool:
    event = entry.event
    if isinstance(event, ev.Called):
        return _called(auto, log, event)
    if isinstance(event, ev.StepDone):
        right = not auto.value or event.value == auto.value
        return auto.log == "step" and right and same_step(auto.step, event.step, log)
    if isinstance(event, ev.LevelSet):
        set_by_hand = bool(event.before or event.reason)  # not the one that the list begins with
        return auto.log == "level" and set_by_hand and auto.level in ("", event.level)
    if isinstance(event, ev.Noted):
        return auto.log == "note" and _has(auto.words, event.text)
    if isinstance(event, ev.PlanAdded):
        return auto.log == "opened" and log.named(event.type) == auto.type
    if isinstance(event, ev.Opened):
        return auto.log == "opened" and log.named(log.type) == auto.type
    if isinstance(event, ev.ForecastGiven):
        return auto.log == "forecast" and (not auto.words or _has(auto.words, event.who))
    if isinstance(event, ev.Announced):
        return auto.log == "announced" and event.to == "customers"
    return isinstance(event, ev.CallbackAdded) and auto.log == "callback"


def _called(auto: Auto, log: Lines, event: ev.Called) -> bool:
    """A call to whom it names, by post or by name; or the one that a step wanted."""
    if auto.log == "step":
        mine = bool(event.step) and same_step(auto.step, event.step, log)
        return mine and not auto.value and event.result == "reached"
    if auto.log != "call" or (event.result != "reached" and auto.result != "tried"):
        return False
    if auto.said and not _has(auto.said, event.said):
        return False
    posts = (event.role, event.who, "" if event.role else post_of(event.who, log.posts))
    return bool(auto.who and auto.who in posts) or _has(auto.words, event.who)


def _has(words: Sequence[str], text: str) -> bool:
    said = text.casefold()
    return any(word.casefold() in said for word in words)


def post_of(name: str, posts: Mapping[str, frozenset[str]]) -> str:
    """The post that a name typed for whom one calls means (110, the police): the one that is known
    by it, else the only one of whose names it is a part, or which has one as a part of it; "" for
    none, or for several."""
    said = name.casefold().strip()
    exact = [post for post, names in posts.items() if said in names]
    if exact or len(said) < LEAST:
        return exact[0] if len(exact) == 1 else ""
    parts = [
        post
        for post, names in posts.items()
        if any(said in each or each in said for each in names if len(each) >= LEAST)
    ]
    return parts[0] if len(parts) == 1 else ""


def same_step(wanted: str, found: str, log: Lines) -> bool:
    """Whether a step of a log is the one named; whomever it is about."""
    a, b = StepKey(wanted), StepKey(found)
    plan = plan_prefix(log.named(b.plan.rstrip("/"))) if b.plan else ""
    return a.step == b.step and (not a.plan or a.plan == plan)
