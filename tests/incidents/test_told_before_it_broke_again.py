"""A call from before something broke again says nothing of that, and what is dated before a deadline began is written
once."""

from __future__ import annotations

from datetime import timedelta

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.meant_calls import told_before
from tests.support.constants import TEN
from tests.support.course import opened
from tests.support.shipped import SITES


def draft(incident: Incident, minute: float) -> Draft:
    return Draft(incident, TEN + timedelta(minutes=minute), "li")


def broken_again() -> Incident:
    """The supervisor was told at minute 1, it worked at 8 and broke again at 9."""
    incident = opened("application-outage", SITES.profile("hotline"), "fire")
    acts.call(draft(incident, 1), "supervisor", "reached", step="tell-tech")
    acts.call(draft(incident, 2), "supervisor", "reached", step="report")
    restored = next(s.id for _, s in incident.plans[0].checklist.steps() if s.milestone == "restored")
    acts.tick(draft(incident, 8), restored, "10:08")
    acts.down_again(draft(incident, 9))
    return incident


def test_a_call_from_before_it_broke_again_is_not_offered_for_what_is_to_be_said_now() -> None:
    incident = broken_again()
    assert len(incident.downs) == 1
    calls = [view for view in incident.open_views() if view.role == "supervisor" and view.step.answer == "call"]
    assert calls and [told_before(incident, view) for view in calls] == [None] * len(calls)


def test_an_answer_that_is_dated_before_its_deadline_began_is_written_once() -> None:
    """One key wrote twenty answers, and the deadline ran on."""
    incident = broken_again()
    made = next(each for each in incident.calls if each.call.heard)
    view = next(v for v in incident.open_views() if v.role == "supervisor" and v.step.answer == "call")
    timers = [t.key for t in incident.running() if incident.timer_step(t.key) == view.key]
    late = Draft(incident, made.at, "li")
    acts.told_then(late, view.key, made.call)
    answered = [event.timer for event, _ in late.events if isinstance(event, ev.TimerAnswered)]
    assert sorted(answered) == sorted(timers) != [] and not {t.key for t in incident.running()} & set(timers)
