"""A second person is missing after all were out: what was told of the first says nothing of the second; and each roll
call has a time of its own."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.undo import taken_back
from kit.incidents.incident.rules.withdrawal import taken
from tests.support.kit import Kit
from tests.support.shipped import LISTS, SITES
from tests.support.world import World, minute_of

# A list, the site, the step, its answers for missing and found, what tells of each, and who it is.
PAIRS = [
    ("fire", "hotline", "all-out", "no", "yes", "missing-told", "found-told", "missing-who"),
    ("gas-leak", "hotline", "all-out", "no", "yes", "missing-told", "found-told", "missing-who"),
    ("chemical-release", "hotline", "all-out", "unknown", "yes", "missing-told", "found-told", "missing-who"),
    ("bomb-threat", "hotline", "all-out", "no", "yes", "missing-told", "found-told", ""),
    ("armed-attack", "hotline", "missing", "yes", "none", "missing-told", "found-told", ""),
    ("natural-disaster", "hotline", "people", "missing", "ok", "rescue", "found-told", ""),
    ("robbery", "hotline", "hostages", "yes", "none", "hostages-told", "found-told", ""),
]


@pytest.mark.parametrize(("type", "site", "asked", "gone", "all", "missing", "found", "who"), PAIRS, ids=lambda each: str(each))
def test_each_new_missing_person_is_told_and_each_found_one_again(
    type: str, site: str, asked: str, gone: str, all: str, missing: str, found: str, who: str
) -> None:
    world = World(LISTS.checklist(type), site=SITES.profile(site))
    if type == "bomb-threat":
        world.do(2, acts.tick, "decision", "all")
    for start, name in ((4, "Chen Anna"), (20, "Bo Dora")):
        world.do(start, acts.tick, asked, gone)
        told = world.timer(missing)
        assert (told.status, told.base) == ("running", minute_of(start)), told
        if who:
            world.do(start + 1, acts.tick, who, name)
        world.do(start + 2, acts.timer_told, missing)
        world.do(start + 6, acts.tick, asked, all)
        assert (world.timer(found).status, world.timer(found).base) == ("running", minute_of(start + 6))
        world.do(start + 9, acts.timer_told, found)
        assert world.timer(found).answered == minute_of(start + 9)
    names = [e.event for e in world.entries if isinstance(e.event, ev.StepDone) and e.event.step == who]
    assert [(each.value, each.was) for each in names] == [("Chen Anna", ""), ("Bo Dora", "")][: len(names)]
    assert world.folded().steps == world.incident.steps


def test_a_roll_call_that_is_asked_again_counts_from_then_whichever_way_the_first_was_answered() -> None:
    for first in (acts.tick, acts.timer_yes):
        world = World(LISTS.checklist("fire"), site=SITES.profile("hotline"))
        world.do(4, acts.tick, "all-out", "no")
        world.do(4.5, first, *(("all-out", "yes") if first is acts.tick else ("roll-call",)))
        world.do(20, acts.tick, "all-out", "unknown")
        again = world.timer("roll-call")
        assert (again.status, again.round, again.base, again.due) == ("running", 2, minute_of(20), minute_of(25))


def test_whose_answer_stays_is_told_once_and_another_hurt_one_has_the_ambulance_called_again() -> None:
    world = World(LISTS.checklist("fire"), site=SITES.profile("hotline"))
    world.do(4, acts.tick, "all-out", "no")
    world.do(5, acts.timer_told, "missing-told")
    world.do(6, acts.tick, "all-out", "unknown")
    assert world.step("tell-missing").status == "done" and world.timer("missing-told").round == 1
    world = World(LISTS.checklist("siege"), site=SITES.profile("hotline"))
    for minute, answer in ((4, "yes"), (9, "none"), (12, "yes")):
        world.do(minute, acts.tick, "hurt", answer)
        if minute == 4:
            world.do(5, acts.timer_told, "ambulance-now")
    assert world.step("ambulance").status == "open" and world.timer("ambulance-now").base == minute_of(12)


def test_a_second_missing_person_that_was_recorded_by_mistake_leaves_what_was_told_as_it_was() -> None:
    world = World(LISTS.checklist("fire"), site=SITES.profile("hotline"))
    for minute, act, *what in ((4, acts.tick, "all-out", "no"), (6, acts.timer_told, "missing-told"), (10, acts.tick, "all-out", "yes")):
        world.do(minute, act, *what)  # type: ignore[arg-type]
    before = world.folded()
    world.do(20, acts.tick, "all-out", "no")
    assert world.step("tell-missing").status == "open"
    mistaken = next(e for e in world.entries if e.at == minute_of(20))
    gone = taken_back(taken(world.entries), mistaken.id)
    assert gone.rest == [] and gone.without.steps == before.steps and gone.without.timers == before.timers


def test_a_further_call_that_may_have_told_who_is_missing_is_asked_about_and_counted_once(bare: Kit) -> None:
    """The deadline rang on without a word, as who is missing is news of its own."""
    started = bare.at(0)("start", "fire", "--drill", "--profile", "hotline", "--no-guide")
    assert started.code == 0, started.err
    opened = bare.folder().ref
    of = ("-i", opened)
    bare.at(2)("call", "119", *of)
    bare.at(4)("answer", "all-out", "no", *of)
    told = bare.at(4.5)("call", "119", "--said", "Ann, third floor", *of)
    assert f"kit timer missing-told --told -i {opened}" in told.err, "what stays open, and how it is answered"
    answered = bare.at(7)("timer", "missing-told", "--told", *of, "--json").json["entries"]
    assert [entry["kind"] for entry in answered] == ["timer-answered", "step-done"], "no third call"
    row = next(row for row in bare.at(8)("timer", *of, "--json").json["timers"] if row["timer"] == "missing-told")
    assert row["status"] == "in-time", "by the time of the call"
