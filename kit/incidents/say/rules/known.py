"""When it will be over and where it is, as words and reports say it: what was told them last, be it
as their own fact, as the answer of a step, or as what a repairer promised. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.passed import RESTORE_STEPS, words_passed
from kit.incidents.incident.rules.place import site_fact
from kit.incidents.incident.rules.undecided import undecided
from kit.incidents.incident.rules.views import StepView

PLACE_STEPS = ("where", "place", "address", "facts")
# Whose promise says when it works again; anybody else's may be about coming, or about goods.
REPAIRERS = ("tech", "supplier", "building", "power-company", "telecom", "lift-company")


class Expected(msgspec.Struct, frozen=True):
    """When it will be over: a time, or the words it was answered with (``text``). ``known_by``: it
    is not known, and will be by then; with neither it is not known. ``step``: whose answer."""

    at: datetime
    time: datetime | None = None
    text: str = ""
    known_by: datetime | None = None
    step: str = ""

    def passed(self, now: datetime) -> bool:
        """Whether the time that was said is past, and no other was said since."""
        if self.time is not None:
            return self.time <= now
        return words_passed(self.text, self.at, now)


def expected(incident: Incident) -> Expected | None:
    """What was said of it last; ``None`` where nobody has been asked."""
    found = sorted(_said_of_the_end(incident), key=lambda each: each.at)
    return found[-1] if found else None


def place(incident: Incident, lang: str) -> str | None:
    """The place that was given for it, else an answer that tells it, else the site's address."""
    fact = incident.facts.get("place")
    if fact is not None and fact.text:
        return fact.text
    if incident.place:
        return incident.place
    view = place_step(incident)
    return view.state.value if view else site_fact(incident, "address", lang) or None


def place_step(incident: Incident) -> StepView | None:
    """The answered step that tells where it is, if one does."""
    views = [v for v in incident.views() if v.step.id in PLACE_STEPS and _answered(v)]
    return min(views, key=lambda v: PLACE_STEPS.index(v.step.id), default=None)


def _said_of_the_end(incident: Incident) -> Iterator[Expected]:
    fact = incident.facts.get("restore")
    if fact is not None:
        yield Expected(fact.at, fact.time, fact.text, fact.known_by)
    for view in incident.views():
        since = view.state.since or view.state.done_at
        if view.step.id in RESTORE_STEPS and _answered(view) and since:
            text = "" if undecided(view.state.value) else view.state.value
            yield Expected(since, text=text, step=view.key)
    for promised in incident.forecasts.values():
        if promised.who in REPAIRERS and promised.ended is None:
            yield Expected(promised.given[-1].at, promised.given[-1].due)


def _answered(view: StepView) -> bool:
    """A step that holds here and has an answer in words; one that is open again has none by now."""
    return view.step.answer == "text" and view.state.status == "done" and bool(view.state.value)
