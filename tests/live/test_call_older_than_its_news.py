"""A call is offered for what is to be told now only where that was there to tell when it was made."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.call_news import news_since
from kit.incidents.incident.rules.meant_calls import told_before
from kit.incidents.incident.rules.withdrawal import in_force
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN
from tests.support.course import opened
from tests.support.numbered import Numbered, typed


def found_behind_the_call(session: object, hands: object) -> None:
    """The fire brigade is told at minute 5 who is missing, all are out at 6, and at 7 that is due to be told."""

    def at(minute: float) -> None:
        hands.now = lambda: Now(TEN + timedelta(minutes=minute))  # type: ignore[attr-defined]

    def record(act: object) -> None:
        session.record(act)  # type: ignore[attr-defined]

    at(2)
    record(lambda d: acts.tick(d, "all-out", "no"))
    record(lambda d: acts.tick(d, "missing-who", "Mara"))
    at(5)
    record(lambda d: acts.call(d, "fire-brigade", "reached", step="tell-missing"))
    at(6)
    record(lambda d: acts.tick(d, "all-out", "yes"))
    for timer in session.incident.running():  # type: ignore[attr-defined]
        if session.incident.timer_step(timer.key) != "tell-found":  # type: ignore[attr-defined]
            record(lambda d, k=timer.key: acts.timer_cancel(d, k, "x"))
    at(9)
    session.refresh()  # type: ignore[attr-defined]


def calls(session: object) -> list[ev.Called]:
    entries = in_force(session.folder.entries)  # type: ignore[attr-defined]
    return [e.event for e in entries if isinstance(e.event, ev.Called)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_numbered_no_call_that_told_who_is_missing_tells_that_they_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """``r`` asked whether it was that call, and ``y`` wrote that the fire brigade was told in time."""

    def at(guide: Numbered) -> None:
        found_behind_the_call(guide.session, guide.hands)

    guide = typed(tmp_path, monkeypatch, "d", "r", lang=lang, at=at)
    assert "10:05" not in guide.screens[2]
    assert len(calls(guide.session)) == 2


def test_drawn_neither(begin: Begin) -> None:
    blind: Blind = begin("fire", "en")
    found_behind_the_call(blind.session, blind.hands)
    for look in (9, 9.5):
        blind.hands.now = lambda m=look: Now(TEN + timedelta(minutes=m))  # type: ignore[misc]
        blind.session.refresh()
        blind.session.picture(80, 24)
        blind.rests()
    blind.key("d", 3)
    assert blind.asked == "due"
    blind.key("r", 3)
    blind.rests()
    assert blind.asked == "step" and len(calls(blind.session)) == 2


def test_at_a_step_a_call_from_before_the_answer_that_it_tells_is_not_offered(begin: Begin) -> None:
    """The brother of a call from before it broke again: the rule looks at every step that hangs on an answer."""
    from tests.support.shipped import SITES

    seen = 0
    for type_ in ("fire", "power-outage", "application-outage", "self-harm-caller", "bomb-threat", "gas-leak"):
        incident = opened(type_, SITES.profile("hotline"), "fire")
        plan = incident.plans[0]
        for _, step in plan.checklist.steps():
            asked = [p.step for c in step.when for p in c.parts() if p.step and p.is_]
            if step.answer != "call" or not step.call or not asked or len(step.when) > 1 or step.call == "ambulance":
                continue
            incident = opened(type_, SITES.profile("hotline"), "fire")
            first = next(v for v in incident.views() if v.step.answer in ("done", "action", "text"))
            acts.call(Draft(incident, TEN + timedelta(minutes=1), "li"), step.call, "reached", step=first.key)
            is_ = next(p.is_[0] for c in step.when for p in c.parts() if p.step and p.is_)
            if incident.view(asked[0] or "") is None:
                continue  # it hangs on another answer itself
            acts.tick(Draft(incident, TEN + timedelta(minutes=3), "li"), asked[0] or "", is_)
            view = incident.view(step.id)
            if view is not None and news_since(incident, view) is not None:
                seen += 1
                assert told_before(incident, view) is None, (type_, step.id)
    assert seen
