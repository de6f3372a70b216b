"""People by topics: when each was trained last, and until when that holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from kit.ground.base.lean import re
from kit.ground.base.named import alike
from kit.ground.base.text import Id, Text
from kit.people.registers.rules.state import Doc
from kit.plans.duties.rules.days import Span, later, length
from kit.readiness.training.rules.book import FAILED, HELD

LIST = "list:"
State = Literal["held", "due", "overdue", "never", "open"]


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``every``: ``P3M``, ``P1Y``; "" where nothing says how often. ``sites``: kinds of site that
    must; none: whoever wants to."""

    id: Id
    title: Text
    clause: str = ""
    every: str = ""
    sites: list[Id] = []


class Topics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of them."""

    format: int
    topics: list[Topic]


class Mark(msgspec.Struct, frozen=True):
    """One person and topic. ``last``: the day of the last session that was not failed; ``due``: by
    when the next is, ``None`` where nothing says so. ``state``: ``due`` from the quarter on in
    which it ends, ``never`` where it must and was not; ``open`` where it need not and was not."""

    who: str
    topic: str
    last: date | None
    due: date | None
    state: State


def months_of(every: str) -> int:
    """Calendar months of ``P3M``, ``P1Y``; 0 for "" and what is no such span."""
    found = re.fullmatch(r"P(\d{1,3})([MY])", every)
    return int(found[1]) * (12 if found[2] == "Y" else 1) if found else 0


def after(day: date, months: int) -> date:
    """So many months later, on the same day of the month or its last."""
    return later(day, Span(months, "M"))


def quarter_end(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 3
    return date(day.year, month, length(day.year, month))


def held_on(doc: Doc) -> datetime | None:
    """When it was held; ``None`` while it is planned, or was given up."""
    times = [step.at for step in doc.steps if step.stage == HELD]
    return times[-1] if times else None


def result_of(doc: Doc) -> str:
    """What came of it: given when it was held, or with the plan of it."""
    said = [step.said.get("result", "") for step in doc.steps if step.stage == HELD]
    return (said[-1] if said else "") or doc.get("result")


def topics_of(doc: Doc) -> list[str]:
    return [part for part in doc.get("topics").split(",") if part]


def matrix(
    people: Iterable[str],
    topics: Iterable[Topic],
    docs: Iterable[Doc],
    today: date,
    kinds: Iterable[str],
    one_name: Callable[[str], str] = str,
) -> list[Mark]:
    """Each person with each topic, in the order given. ``kinds``: of this site. A topic that such a
    site must train is due; a drill's record counts for nobody. People and lists that stand in the
    records alone come behind. ``one_name``: of the several by which the site knows a person."""
    last: dict[tuple[str, str], date] = {}
    written: dict[str, str] = {}

    def person(name: str) -> str:
        name = one_name(name)
        return written.setdefault(alike(name), name)

    known, asked = [*map(person, people)], {topic.id: topic for topic in topics}
    for doc in docs:
        held, who = held_on(doc), person(doc.get("who"))
        if held is None or not who or doc.drill or result_of(doc) == FAILED:
            continue
        for topic in topics_of(doc):
            asked.setdefault(topic, Topic(topic, Text(topic, topic)))
            day = held.date()
            last[who, topic] = max(last.get((who, topic), day), day)
    known += [who for who, _ in last if who not in known]
    must, known = {*kinds}, [*dict.fromkeys(known)]
    return [
        mark(who, topic, last.get((who, topic.id)), today, bool(must.intersection(topic.sites)))
        for who in known
        for topic in asked.values()
    ]


def mark(who: str, topic: Topic, last: date | None, today: date, must: bool) -> Mark:
    months = months_of(topic.every)
    if last is None:
        return Mark(who, topic.id, None, None, "never" if must else "open")
    due = after(last, months) if months else None
    if due is None:
        return Mark(who, topic.id, last, None, "held")
    state: State = "overdue" if due < today else "due" if due <= quarter_end(today) else "held"
    return Mark(who, topic.id, last, due, state)


def wanting(marks: Iterable[Mark]) -> list[Mark]:
    """Who is due this quarter: never trained in what must be, run out, or about to by its end."""
    rank = {"overdue": 0, "never": 1, "due": 2}
    found = [each for each in marks if each.state in rank]
    far = date.max - timedelta(days=1)
    return sorted(found, key=lambda m: (rank[m.state], m.due or far, m.who, m.topic))
