"""What a timer counts by is the site's: when it comes back, how early it rings, and working days."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from msgspec.structs import replace

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.plans.checklists.rules.amounts import snooze_minutes
from kit.plans.checklists.rules.format import Checklist, TimerRule
from kit.plans.sites.rules import Fact, Minutes, Profile
from tests.support.constants import TEN
from tests.support.shipped import LISTS, SITES
from tests.support.world import World, minute_of, plan, profile


def listed(timer: str, **fields: object) -> Checklist:
    """The trial plan with a timer's fields as given; its own fixed ones are out."""
    trial = plan()
    bare = {"retry": None, "before": 0, **fields}
    timers = [replace(each, **bare) if each.id == timer else each for each in trial.timers]
    return replace(trial, timers=timers)


def site(**figures: Minutes) -> Profile:
    named = {name.replace("_", "-"): figure for name, figure in figures.items()}
    return replace(profile(), minutes=named)


def again(world: World) -> float:
    """Minutes from an answer "not yet" at minute ten to the next question."""
    (failed,) = [e for e in world.do(10, acts.timer_no, "check-10") if isinstance(e, ev.TimerFailed)]
    return (failed.again - minute_of(10)).total_seconds() / 60


def test_a_check_comes_back_after_the_figure_that_it_names() -> None:
    named = listed("check-10", retry_of="help-again")
    assert again(World(named, site=site(help_again=Minutes(5, ours=True)))) == 5
    assert again(World(named, site=site(help_again=Minutes(8)))) == 8


def test_one_that_names_none_comes_back_after_the_sites_usual_figure() -> None:
    assert again(World(listed("check-10"), site=site(retry=Minutes(4)))) == 4
    assert again(World(listed("check-10"), site=site())) == 2


def test_a_sites_own_list_may_fix_it_and_an_old_log_has_it_fixed() -> None:
    """The number in the list counts, whatever the site's usual figure is by now."""
    fixed = listed("check-10", retry=3.0)
    assert again(World(fixed, site=site(retry=Minutes(9)))) == 3
    old = msgspec.json.decode(msgspec.json.encode(fixed), type=Checklist)
    assert old.timer("check-10") == fixed.timer("check-10")


def test_an_unanswered_call_rings_again_after_the_named_figure() -> None:
    named = listed("report-5", retry_of="emergency-again")
    world = World(named, site=site(emergency_again=Minutes(1, ours=True)))
    world.do(5, acts.timer_no_answer, "report-5")
    assert (world.ringing(5.9), world.ringing(6)) == ([], ["report-5"])
    assert world.folded().timers["report-5"].ring_at == minute_of(6)


def test_when_nobody_can_be_reached_the_sites_figure_says_when_to_try_again() -> None:
    world = World(listed("report-5"), site=site(nobody_again=Minutes(7)))
    for minute in (5, 6, 7, 8):
        world.do(minute, acts.timer_no_answer, "report-5")
    assert world.timer("report-5").nobody
    assert world.timer("report-5").ring_at == minute_of(8 + 7)


def test_a_countdown_rings_ahead_by_the_named_figure() -> None:
    """What must be finished when the battery is empty needs a head start, and the site says how
    long."""
    named = listed("battery", before_of="ups-ahead")
    for figure, rings in ((Minutes(10, ours=True), 30), (Minutes(15), 25)):
        world = World(named, site=site(ups_ahead=figure))
        world.do(0, acts.tick, "ups", "40")
        assert world.timer("battery").ring_at == minute_of(rings)





def counted(**facts: str | Fact) -> World:
    """The check counts in working days, from ten on a Monday."""
    there = replace(site(letter=Minutes(workdays=1, ours=True)), site=facts)
    return World(listed("check-10", minutes=None, minutes_of="letter"), site=there)


def due_at(world: World) -> str:
    timer = world.timer("check-10")
    assert timer == world.folded().timers["check-10"]
    assert timer.minutes == (timer.due - timer.base).total_seconds() / 60
    return f"{timer.due:%m-%d %H:%M}"


def test_a_deadline_in_working_days_is_written_down_as_a_time() -> None:
    """The log holds when it is due, so that no later calendar moves it."""
    assert f"{TEN:%A %m-%d}" == "Monday 03-02"
    world = counted()
    assert due_at(world) == "03-03 17:30"
    started = [e.event for e in world.entries if isinstance(e.event, ev.TimerStarted)]
    assert world.timer("check-10").due in [event.due for event in started]


def test_the_sites_days_hours_and_holidays_count() -> None:
    assert due_at(counted(**{"work-hours": "08:00-18:00"})) == "03-03 18:00"
    assert due_at(counted(holidays="2026-03-03至2026-03-06")) == "03-09 17:30"
    assert due_at(counted(holidays="2026-03-03..2026-03-06", **{"work-days": "1-6"})) == "03-07 17:30"
    worked = {"holidays": "2026-03-03..2026-03-06", "make-up-days": "2026-03-08"}
    assert due_at(counted(**worked)) == "03-08 17:30"


def test_a_calendar_that_cannot_be_read_costs_no_deadline() -> None:
    """The part that is a slip counts as not said; the rest holds."""
    assert due_at(counted(holidays="soon", **{"work-hours": "08:00-18:00"})) == "03-03 18:00"


def test_a_round_that_begins_on_a_friday_is_due_on_monday() -> None:
    """A daily duty rests over the weekend."""
    list_ = LISTS.checklist("complaint")
    world = World(list_, site=SITES.profile("hotline"))
    due = world.timer("progress").due
    assert f"{due:%a %H:%M}" == "Tue 17:30"
    friday = (due + timedelta(days=3) - TEN).total_seconds() / 60
    world.do(friday, acts.timer_yes, "progress")
    assert f"{world.timer('progress').due:%a %H:%M}" == "Mon 17:30"


def test_a_clock_that_was_set_moves_it_as_it_moves_every_other() -> None:
    world = counted()
    before = world.timer("check-10").due, world.timer("report-5").due
    world.do(1, lambda draft: draft.add(ev.ClockJumped(3600.0)))
    after = world.timer("check-10").due, world.timer("report-5").due
    assert {new - old for new, old in zip(after, before, strict=True)} == {timedelta(hours=1)}


@pytest.mark.parametrize("text", ['{"value":5,"workdays":1}', "{}", '{"workdays":0}', '{"workdays":99}'])
def test_a_figure_is_in_minutes_or_in_working_days(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Minutes)


def test_a_figure_in_working_days_is_read_back_as_it_was_written() -> None:
    for figure in (Minutes(workdays=2), Minutes(0), Minutes(5, ours=True)):
        assert msgspec.json.decode(msgspec.json.encode(figure), type=Minutes) == figure


def test_every_named_figure_of_a_timer_is_one_that_every_site_has() -> None:
    for name in SITES.profiles():
        figures = SITES.profile(name).minutes
        for type_ in LISTS.files():
            rules: list[TimerRule] = LISTS.checklist(type_).timers
            assert [n for rule in rules for _, n in rule.figures() if n not in figures] == []


def test_a_timer_is_put_off_by_the_sites_figure_where_nobody_says() -> None:
    assert snooze_minutes(site(snooze=Minutes(8))) == 8
    assert snooze_minutes(site()) == snooze_minutes(None) == 5
