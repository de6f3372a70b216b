"""What became of every step: the summary's lists of them."""

from __future__ import annotations

from collections.abc import Iterator

from kit.ground.base.spans import span
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.kinds.steps import StepState
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.views import StepView
from kit.plans.checklists.rules.format import PHASE_ORDER, Step
from kit.review.summary.rules.summary import PhaseSteps, StepLine


def phases(incident: Incident) -> list[PhaseSteps]:
    """What became of every step that applies, and of those that were dealt with before the
    branch was answered differently. Phases without steps are left out."""
    views = [v for v in incident.views() if v.step.answer != "know"]
    shown = {v.key for v in views}
    hidden = [v for v in _hidden(incident) if v.key not in shown]
    out: list[PhaseSteps] = []
    for phase in PHASE_ORDER:
        here = [v for v in views if v.phase == phase]
        gone = [v for v in hidden if v.phase == phase]
        if here or gone:
            lines = [_line(incident, v.key, v.step, v.state, False) for v in here]
            lines += [_line(incident, v.key, v.step, v.state, True) for v in gone]
            out.append(_counted(phase, lines))
    return out


def _counted(phase: str, lines: list[StepLine]) -> PhaseSteps:
    def count(*statuses: str) -> int:
        return sum(1 for line in lines if line.status in statuses and not line.hidden)

    return PhaseSteps(
        phase,
        count("done"),
        count("skipped"),
        count("not-applicable"),
        count("handed"),
        count("open", "doing", "deferred"),
        lines,
    )


def _hidden(incident: Incident) -> Iterator[StepView]:
    """Steps with something recorded, whether they apply now or not."""
    for plan in incident.plans:
        for phase in PHASE_ORDER:
            for step in plan.phase_steps(phase):
                yield from _recorded(incident, plan, phase, step)


def _recorded(
    incident: Incident, plan: PlanRun, phase: str, step: Step
) -> Iterator[StepView]:
    key = plan.key(step.id)
    for full, state in incident.steps.items():
        same = full == key or (step.each is not None and StepKey(full).bare == key)
        if same and state.status != "open" and step.answer != "know":
            yield StepView(full, phase, plan.prefix, step, state)


def _line(incident: Incident, key: str, step: Step, state: StepState, hidden: bool) -> StepLine:
    known = state.at is not None and state.status != "open"
    return StepLine(
        key=key,
        status=state.status,
        at=state.at if known else None,
        after=span(incident.opened, state.at)
        if known and incident.opened is not None and state.at is not None
        else None,
        by=state.by if known else "",
        value=state.value if state.status == "done" else "",
        who=state.who if state.status in ("done", "handed") else "",
        reason=state.reason if state.status not in ("open", "done", "handed") else "",
        until=state.until if state.status == "handed" else None,
        critical=step.critical,
        hidden=hidden,
    )
