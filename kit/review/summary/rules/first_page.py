"""What the first page tells beside the deadlines: what was decided, what others promised, what
counts say of the effect, which critical steps were left. Values without words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import Literal

import msgspec

from kit.ground.base.spans import span
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.kinds.forecasts import Forecast
from kit.incidents.incident.rules.kinds.levels import LevelChange
from kit.incidents.incident.rules.names import StepKey, plan_prefix
from kit.incidents.incident.rules.older import older
from kit.incidents.incident.rules.withdrawal import in_force
from kit.plans.checklists.rules.format import Condition
from kit.review.archive.rules.deadlines_kept import COUNTED, Deadline
from kit.review.summary.rules.summary import PhaseSteps, StepLine

PROMISED = ("hand", "update")  # kinds of deadlines that stand among the promises
ROWS = 24  # rows of tables that a sheet of A4 has room for
LEAST = 3  # of what was kept that many are shown in any case
DECIDED = 8  # decisions that are shown; of levels and lists all


class Decision(msgspec.Struct, frozen=True):
    """A level that was set (``level``), a list that was added (``plan``, ``key`` its prefix), or an
    answer on which further steps or deadlines hang (``key`` its step)."""

    at: datetime
    by: str
    key: str
    value: str = ""
    level: LevelChange | None = None
    plan: str = ""


class Foretold(msgspec.Struct, frozen=True):
    """What somebody outside promised. ``due``: by when, as said last. ``given``: how often they
    said so, ``passed``: how many of these times passed with nothing done and no newer time.
    ``late``: whole seconds past the last one."""

    who: str
    matter: str
    due: datetime | None
    given: int
    passed: int
    result: Literal["kept", "done", "late", "missed", "waiting", "unknown", "dropped"]
    late: int = 0
    ended: datetime | None = None


class Room(msgspec.Struct, frozen=True):
    """How many notifications met in time, and how many promises kept, the first page has room for.
    What was late, never done or is still to come is shown whether there is room or not."""

    notices: int = ROWS
    promises: int = ROWS


class Told(msgspec.Struct, frozen=True):
    """Notifications as the first page has them: ``shown`` in the order of their due times, and how
    many more were in time (``more``)."""

    shown: list[Deadline]
    more: int


# ---- decisions -----------------------------------------------------------------------------------


def decisions(incident: Incident, entries: Iterable[Entry]) -> list[Decision]:
    """In the order in which they were made; of an answer that changed, the last, but where life
    hangs on it each: that somebody was missing is as much a fact as that all were found. Of other
    answers, which the steps tell too, the first ones."""
    entries = [*entries]
    added = {
        plan_prefix(one.event.checklist.id): one.by
        for one in entries
        if isinstance(one.event, ev.PlanAdded)
    }
    out = [Decision(one.at, one.by, one.plan, one.level, one) for one in incident.levels]
    answers: list[Decision] = []
    grave = _grave(incident)
    for plan in incident.plans:
        if plan.prefix and plan.prefix in incident.plan_times:
            by = added.get(plan.prefix, "")
            out.append(Decision(incident.plan_times[plan.prefix], by, "", plan=plan.prefix))
        answers += _answers(incident, plan)
    earlier = _earlier(incident, grave, in_force(entries)) if grave else []
    changed = {one.key for one in earlier}
    answers.sort(key=lambda one: one.at)
    out += [*earlier, *(one for one in answers if one.key in changed)]
    answers = [one for one in answers if one.key not in changed]
    out += answers[: max(LEAST, DECIDED - len(out))]
    return sorted(out, key=lambda one: one.at)


def _grave(incident: Incident) -> set[str]:
    """Questions of life (critical, in a list for a danger to life), each by its name in the log
    without whom it is about. Pages of logs that older kits wrote stay as they were."""
    if older(incident):
        return set()
    return {
        plan.key(step.id)
        for plan in incident.plans
        if plan.checklist.danger == "life"
        for _, step in plan.checklist.steps()
        if step.critical and step.answer == "choice" and step.id in _hanging(plan)
    }


def _earlier(incident: Incident, grave: set[str], entries: list[Entry]) -> list[Decision]:
    """What was answered to them before the answer that counts now, each time it became another."""
    given: dict[str, list[Decision]] = {}
    for entry in sorted(entries, key=lambda one: one.at):
        event = entry.event
        if not isinstance(event, ev.StepDone) or StepKey(event.step).bare not in grave:
            continue
        there = given.setdefault(event.step, [])
        if not there or there[-1].value != event.value:
            there.append(Decision(entry.at, entry.by, event.step, event.value))
    out: list[Decision] = []
    for key, several in given.items():
        state = incident.steps.get(key)
        over = state is not None and state.status == "done" and several[-1].value == state.value
        out += several[:-1] if over else several
    return out


def _answers(incident: Incident, plan: PlanRun) -> Iterator[Decision]:
    asked = _hanging(plan)
    for key, state in incident.steps.items():
        name = StepKey(key)
        step = plan.checklist.step(name.step) if plan.key(name.step) == name.bare else None
        if step is None or step.answer != "choice" or step.sets_level or step.id not in asked:
            continue
        if state.status == "done" and state.value and state.at is not None:
            yield Decision(state.at, state.by, key, state.value)


def _hanging(plan: PlanRun) -> set[str]:
    """Steps whose answer decides which others apply or which deadlines run."""

    def named(conditions: Iterable[Condition]) -> set[str]:
        return {part.step for one in conditions for part in one.parts() if part.step}

    out: set[str] = set()
    for _, step in plan.checklist.steps():
        out |= named(step.when)
    for timer in plan.checklist.timers:
        out |= named(timer.when)
        if timer.start.on == "answer" and timer.start.step:
            out.add(timer.start.step)
    return out


# ---- deadlines -----------------------------------------------------------------------------------


def room(must: int, in_time: int, kept: int) -> Room:
    """How the rows that are left are divided: ``must`` are shown in any case; of ``in_time``
    notifications and ``kept`` promises there are so many."""
    free = max(0, ROWS - must)
    notices = max(LEAST, free - min(kept, max(LEAST, free // 3)))
    return Room(notices, max(LEAST, free - min(notices, in_time)))


def told(notices: Iterable[Deadline], free: int) -> Told:
    """Every one that was late, never made or is still to be made; of those in time as many as
    there is room for, the earliest first. Whose need had gone before their time are not shown."""
    there = [one for one in notices if one.status not in ("ended", "cancelled")]
    shown, more = [], 0
    for one in there:
        if one.status in ("in-time", "before"):
            free -= 1
            if free < 0:
                more += 1
                continue
        shown.append(one)
    return Told(shown, more)


def missed(lines: Iterable[Deadline]) -> list[Deadline]:
    """Checks answered late or never: the latter first, then the latest."""
    wrong = [one for one in lines if one.kind == "check" and one.status in ("late", "not-told")]
    return sorted(wrong, key=lambda one: (one.status == "late", -one.late))


def handed(lines: Iterable[Deadline]) -> list[Deadline]:
    """What was handed to somebody by a time, and updates that were promised, which fell due or
    still run."""
    stands = (*COUNTED, "running")
    return [one for one in lines if one.kind in PROMISED and one.status in stands]


# ---- what others promised ------------------------------------------------------------------------


def foretold(incident: Incident, until: datetime) -> list[Foretold]:
    return [_foretold(one, until) for one in incident.forecasts.values() if one.given]


def _foretold(one: Forecast, until: datetime) -> Foretold:
    def over(due: datetime | None, at: datetime) -> int:
        return max(0, span(due, at)) if due is not None else 0

    due, end = one.given[-1].due, one.ended or until
    late = over(due, end)
    passed = sum(over(old.due, new.at) > 0 for old, new in pairwise(one.given)) + (late > 0)
    result: Literal["kept", "done", "late", "missed", "waiting", "unknown", "dropped"]
    if one.how == "kept" and due is None:
        # Nobody keeps a time that nobody named; one that was named before has passed by itself.
        due = next((old.due for old in reversed(one.given) if old.due is not None), None)
        late = over(due, end)
        result = "late" if late else "done"
    elif one.how == "kept":
        result = "late" if late else "kept"
    elif late:
        result = "missed"
    elif one.how == "dropped":
        result = "dropped"
    else:
        result = "unknown" if due is None else "waiting"
    return Foretold(one.who, one.matter, due, len(one.given), passed, result, late, one.ended)


# ---- effect, and what was left -------------------------------------------------------------------


def counted(incident: Incident, phases: Iterable[PhaseSteps]) -> list[StepLine]:
    """Numbers that were counted or asked for: what the incident did to people and positions."""
    lines = [line for phase in phases for line in phase.steps if line.status == "done"]
    return [line for line in lines if line.value and _is_number(incident, line.key)]


def _is_number(incident: Incident, key: str) -> bool:
    name = StepKey(key)
    plan = next((p for p in incident.plans if p.key(name.step) == name.bare), None)
    step = plan.checklist.step(name.step) if plan is not None else None
    return step is not None and step.answer == "number"


def undone(phases: Iterable[PhaseSteps]) -> list[StepLine]:
    """Critical steps that were neither done nor inapplicable."""
    return [
        line
        for phase in phases
        for line in phase.steps
        if line.critical and not line.hidden and line.status not in ("done", "not-applicable")
    ]
