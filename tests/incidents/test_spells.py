"""When an incident went on, and which lines of older kits were one act."""

from __future__ import annotations

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry, Event
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.kinds.course import Spell
from kit.incidents.incident.rules.stretches import apart, went_on
from kit.incidents.incident.rules.whole_acts import acts_of
from tests.support.constants import TEN
from tests.support.world import World, minute_of


def test_an_incident_went_on_from_its_first_sign_to_its_closing_and_again_from_its_reopening() -> None:
    """By whole minutes; what was opened in error never went on."""
    world = World()
    world.do(0.5, acts.tick, "restored", minute_of(0.2).isoformat())
    world.do(20, acts.close, "resolved")
    world.do(40, acts.reopen, "又断了")
    went = {minute: went_on(world.incident, minute_of(minute)) for minute in (-0.1, 0, 20, 20.1, 39.9, 40, 90)}
    assert went == {-0.1: False, 0: True, 20: True, 20.1: False, 39.9: False, 40: True, 90: True}
    for outcome, on in (("resolved", True), (ev.IN_ERROR, False)):
        world = World()
        world.incident.closed, world.incident.outcome = minute_of(20), outcome
        assert went_on(world.incident, minute_of(10)) is on


SET, RAISED = ev.LevelSet("3", ""), ev.LevelSet("2", "3", "重")


@pytest.mark.parametrize(
    ("first", "event", "together"),
    [
        (ev.PlanAdded("fire", {}), SET, True), (ev.PlanAdded("fire", {}), RAISED, False), (ev.Noted("x"), SET, False), (ev.Noted("x"), RAISED, False),
        (ev.StepDone("hands"), ev.StepReopened("hands"), True), (ev.StepDone("hands"), ev.StepReopened("safe"), False),
        (ev.Noted("x"), ev.StepReopened("safe"), False), (ev.Called("", "reached"), ev.StepDone("safe"), True),
        (ev.Called("", "busy"), ev.StepDone("safe"), False), (ev.StepDone("hands"), ev.StepDone("safe"), False),
        (ev.CallbackTried("c", "reached"), ev.StepSkipped("safe", "x"), True), (ev.Noted("x"), ev.StepSkipped("safe", "x"), False),
        (ev.StepDone("safe"), ev.TimerAnswered("report-5", "told"), True), (ev.StepDone("safe"), ev.TimerAnswered("report-5", "yes"), False),
        (ev.Left(), ev.TimerStopped("report-5", "closed"), False),
    ],
)  # fmt: skip
def test_what_an_older_kit_wrote_at_one_moment_is_one_act_where_it_follows_from_the_first(first: Event, event: Event, together: bool) -> None:
    entries = [Entry(n, f"old{n}", TEN, "li", each, TEN, 1.0, "boot", "aaaaaa") for n, each in ((1, first), (2, event))]
    assert len(acts_of(entries)) == (1 if together else 2)


def test_spells_that_lie_one_in_another_are_counted_once() -> None:
    """Two laptops opened it again, at 10:40 and at 10:42, and closed it at 11:00 and 11:10: 20 and 30 minutes."""
    ends = [(0, 20), (40, 60), (42, 70), (70, 80)]
    spells = [Spell(minute_of(start), minute_of(end)) for start, end in ends]
    found = [(one.start, one.end) for one in apart(spells)]
    assert found == [(minute_of(a), minute_of(b)) for a, b in ((0, 20), (40, 70), (70, 80))]
    assert [one.end for one in apart([*spells, Spell(minute_of(75))])][-1] is None
    assert apart([]) == []


def refused(world: World, at: float, act: object, *args: object) -> str:
    """What an act is refused with that is typed in at minute 90 for ``at``."""
    draft = acts.Draft(world.folded(), minute_of(90), "li", minute_of(at))
    try:
        act(draft, *args)  # type: ignore[operator]
    except Refused as found:
        return found.code
    return ""


def test_a_closing_before_what_was_done_and_a_reopening_before_the_closing_are_refused() -> None:
    world = World()
    world.do(20.5, acts.timer_told, "report-5")
    assert [refused(world, at, acts.close, "resolved") for at in (10, 19, 20, 30)] == ["close-before-act"] * 2 + ["", ""]
    world.do(30.5, acts.close, "resolved")
    assert [refused(world, at, acts.reopen, "why") for at in (5, 29, 30, 40)] == ["reopen-before-closed"] * 2 + ["", ""]
    world.do(40, acts.reopen, "why")
    assert refused(world, 35, acts.close, "resolved") == "close-before-reopened"


def test_what_belongs_to_the_closing_and_a_customers_call_may_lie_behind_it() -> None:
    world = World()
    world.do(3, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(60))
    world.do(35, acts.tick, "improve")
    world.do(40, acts.callback_try, "k1", "reached")
    assert refused(world, 30, acts.close, "resolved") == ""
