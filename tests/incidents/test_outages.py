"""Works, and does not again: every spell by itself, the ladder from the beginning, stable before the end."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.acts.undo import taken_back
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.outages import outages
from kit.incidents.incident.rules.withdrawal import taken
from kit.plans.checklists.rules.format import Checklist
from tests.support.kit import Kit
from tests.support.shipped import LISTS, SITES
from tests.support.world import PLAN, World, kinds, minute_of

STABLE = """
[[timers]]
id = "long"
title = {zh = "久", en = "Long"}
start = {on = "opened"}
minutes = 60
stops = [{on = "step", step = "restored"}]
step = "tell-again"
tell = ["manager"]
[[timers]]
id = "stable"
title = {zh = "稳", en = "Stable"}
kind = "check"
start = {on = "step", step = "restored"}
minutes = 15
ask = {zh = "稳吗？", en = "Stable?"}
down = true
[form]"""
TELL = '{id = "tell-again", do = {zh = "报", en = "Tell"}, answer = "call", call = "manager"},\n  {id = "hands"'


def outage(timers: str = STABLE) -> World:
    """Opened at minute 0 with a 60-minute rung, restored at 45, down again at 52."""
    text = PLAN.replace("\n[form]", timers).replace('{id = "hands"', TELL)
    text = text.replace('milestone = "restored"', 'milestone = "restored", reopens = ["cause"]')
    world = World(msgspec.convert(tomllib.loads(text), Checklist))
    world.do(1, acts.tick, "cause", "mains")
    world.do(3, acts.call, "supervisor", "reached")
    world.do(45, acts.tick, "restored")
    world.do(47, acts.tick, "told-back@supervisor")
    world.do(52, acts.down_again, "dark once more")
    return world


def minutes(world: World) -> list[float]:
    return [(s.back - s.down).total_seconds() / 60 for s in outages(world.incident) if s.back]


def test_spells_are_counted_one_by_one() -> None:
    """Restored after 45 minutes, down again 7 minutes later, restored 18 after that: 45 + 18."""
    world = outage()
    assert minutes(world) == [45] and outages(world.incident)[-1].down == minute_of(52)
    world.do(70, acts.tick, "restored")
    assert minutes(world) == [45, 18]
    assert world.folded() == world.incident


def test_the_ladder_counts_again_from_when_it_went_down() -> None:
    world = outage()
    long = world.timer("long")
    assert (long.status, long.due, long.round) == ("running", minute_of(52 + 60), 2)
    world.do(70, acts.tick, "restored")
    assert world.timer("long").status == "stopped"


def test_a_deadline_that_an_answer_begins_counts_from_when_it_went_down_where_it_is_answered_anew() -> None:
    """It counts from the beginning of what is out, which is another one by then."""
    text = STABLE.replace("[form]", """[[timers]]
id = "cause-known"
title = {zh = "报因", en = "Tell the cause"}
start = {on = "answer", step = "cause", is = ["mains"]}
from = "opened"
minutes = 5
step = "hands"
tell = ["manager"]
[form]""")
    world = outage(text)
    first = world.timer("cause-known")
    assert (first.base, first.due) == (minute_of(0), minute_of(5))
    world.do(54, acts.tick, "cause", "mains")
    again = world.timer("cause-known")
    assert (again.status, again.base, again.due, again.round) == ("running", minute_of(52), minute_of(57), 2)
    assert world.folded() == world.incident


def test_what_is_to_be_done_again_is_open_again_and_the_rest_stays_done() -> None:
    world = outage()
    assert world.step("cause").status == world.step("told-back@supervisor").status == "open"
    assert world.step("tell-boss").status == "done"
    assert world.current() == "safe"
    assert "restored" in {view.key for view in world.incident.open_views()}


def test_it_must_be_stable_before_it_is_over_and_no_means_down_again() -> None:
    world = outage()
    world.do(70, acts.tick, "restored")
    assert "stable" in world.ringing(85) and "stable" not in world.ringing(84)
    events = world.do(86, acts.timer_no, "stable")
    assert kinds(events)[:2] == ["timer-failed", "down-again"] and "timer-stopped" in kinds(events)
    assert len(outages(world.incident)) == 3 and world.timer("stable").status == "stopped"
    world.do(90, acts.tick, "restored")
    world.do(105, acts.timer_yes, "stable")
    assert minutes(world) == [45, 18, 4] and world.timer("stable").status == "answered"
    assert world.folded() == world.incident


def test_what_never_came_back_cannot_be_down_again() -> None:
    with pytest.raises(Refused) as refused:
        World().do(3, acts.down_again)
    assert refused.value.code == "not-restored"


def test_one_command_says_it_and_the_sixty_minute_rung_counts_anew(kit: Kit) -> None:
    kit("call", "tech")
    kit.at(25)("answer", "restored", "10:25")
    said = kit.at(32)("down", "frozen", "again")
    assert "Down again after it was back" in said.out and "reason: frozen again" in said.out
    timers = {t["timer"]: t for t in kit("timer", "--json").json["timers"] if t["running"]}
    assert timers["long-60"]["due"][11:16] == "11:32"
    assert "stable" not in timers
    assert kit("down").code == 3


@pytest.mark.parametrize(("lang", "said"), [("en", "(back at 10:25, down again at 10:32)"), ("zh", "（10:25恢复，10:32再次中断）")])
def test_a_report_says_since_when_it_is_down_again(kit: Kit, lang: str, said: str) -> None:
    """It spoke of the first time alone."""
    kit.at(25)("answer", "restored", "10:25")
    assert said not in kit("report", "--lang", lang).out
    kit.at(32)("down")
    for way in ((), ("--written",)):
        assert said in kit.at(33)("report", "--lang", lang, *way).out.replace("\n", ""), way


def test_the_summary_says_each_spell(kit: Kit) -> None:
    kit.at(25)("answer", "restored", "10:25")
    kit.at(32)("down")
    kit.at(50)("answer", "restored", "10:50")
    assert "25 min + 18 min" in kit("summary", kit.folder().ref).out
    assert len(kit("summary", kit.folder().ref, "--json").json["outages"]) == 2


def test_the_form_says_each_spell_beside_the_time_when_it_was_back(kit: Kit) -> None:
    """It had the last time alone, as if it had been one outage of 50 minutes."""
    kit.at(25)("answer", "restored", "10:25")
    assert "10:00–10:25" not in kit("form", kit.folder().ref).out, "of one outage nothing is added"
    kit.at(32)("down")
    assert "10:00–10:25" not in kit("form", kit.folder().ref).out, "it is not back"
    kit.at(50)("answer", "restored", "10:50")
    said = kit("form", kit.folder().ref).out
    assert re.search(r"10:50.*\n +10:00–10:25, 25 min\n +10:32–10:50, 18 min\n", said), said


def test_the_guide_has_one_key_for_it_once_it_was_restored(tmp_path: Path) -> None:
    from tests.support.hands import Hands

    hands = Hands(tmp_path)
    assert "z" not in hands.offered()
    hands.session.record(lambda d: acts.tick(d, "restored"))
    hands.press(None)
    assert hands.offered()["z"] == "down"
    hands.press("down", "no")
    assert "down-again" not in hands.kinds()
    hands.press("down", "yes")
    assert "down-again" in hands.kinds()


def test_it_is_not_back_before_it_was_down_again_nor_down_before_it_was_back() -> None:
    """14:32 to 14:28 stood as an outage of 0 s; and a first outage ended when the second began."""
    world = outage()
    with pytest.raises(Refused, match="back-before-down"):
        acts.tick(Draft(world.incident, minute_of(70), "li", minute_of(48)), "restored")
    with pytest.raises(Refused, match="back-before-down"):
        acts.tick(Draft(world.incident, minute_of(70), "li"), "restored", "10:48")
    world.do(65, acts.tick, "restored")
    with pytest.raises(Refused, match="down-before-back"):
        acts.down_again(Draft(world.incident, minute_of(70), "li", minute_of(60)))
    assert minutes(world) == [45, 13]


def test_the_minute_in_which_it_went_down_or_came_back_is_taken() -> None:
    world = outage()
    acts.tick(Draft(world.incident, minute_of(70), "li"), "restored", "10:52")
    assert world.step("restored").status == "done"
    acts.down_again(Draft(world.incident, minute_of(71), "li", minute_of(52)))
    assert len(world.incident.downs) == 2


def test_down_again_that_is_taken_back_takes_the_restoring_along_that_rests_on_it() -> None:
    world = outage()
    world.do(130, acts.tick, "restored")
    down = next(e for e in world.entries if isinstance(e.event, ev.DownAgain))
    last = next(e for e in world.entries if isinstance(e.event, ev.StepDone) and e.at == minute_of(130))
    gone = taken_back(taken(world.entries), down.id)
    assert [each.id for each in gone.rest] == [last.id]
    assert [(each.down, each.back) for each in outages(gone.without)] == [(minute_of(0), minute_of(45))]
    assert gone.without.timers["long"].answered == minute_of(45)


def test_who_was_told_before_it_was_down_again_was_told_first_all_the_same() -> None:
    world = World(LISTS.checklist("network-failure"), site=SITES.profile("hotline"))
    world.do(3, acts.call, "supervisor", "reached", step="tell-supervisor")
    world.do(20, acts.tick, "restored")
    world.do(30, acts.down_again)
    assert world.step("tell-supervisor").status == "open"
    assert milestones(world.incident) == {"reported": minute_of(3)}
    world.do(40, acts.call, "supervisor", "reached", step="tell-supervisor")
    world.do(50, acts.tick, "restored")
    assert milestones(world.folded()) == {"reported": minute_of(3), "restored": minute_of(50)}


def test_restored_after_a_reopening_needs_that_it_was_down_and_corrects_nothing() -> None:
    """Back after 20 minutes, closed; opened again a month later and back: one outage of 783 hours."""
    month = 33 * 24 * 60
    world = World(LISTS.checklist("network-failure"), site=SITES.profile("hotline"))
    world.do(20, acts.tick, "restored")
    world.do(25, acts.close, "resolved")
    world.do(month, acts.reopen, "down again")
    with pytest.raises(Refused, match="back-twice"):
        world.do(month + 6, acts.tick, "restored")
    world.do(month + 6, acts.tick, "restored", minute_of(22).isoformat())
    assert milestones(world.incident)["restored"] == minute_of(22), "a wrong time of then is put right"
    world.do(month + 7, acts.down_again, at=month)
    world.do(month + 8, acts.tick, "restored")
    spells = [(minute_of(0), minute_of(22)), (minute_of(month), minute_of(month + 8))]
    assert [(each.down, each.back) for each in outages(world.incident)] == spells


@pytest.mark.parametrize("right", [[40], [44], [47], [40, 44], [44, 40, 43]])
def test_it_is_stable_by_the_right_time_where_the_first_one_is_corrected(right: list[int]) -> None:
    """Restored at 42, as it was said; it was another minute. Standing down by the first one would be too early."""
    world = World(LISTS.checklist("network-failure"), site=SITES.profile("hotline"))
    world.do(42, acts.tick, "restored")
    length = world.timer("stable").due - minute_of(42)
    for number, minute in enumerate(right):
        events = world.do(48 + number, acts.tick, "restored", minute_of(minute).isoformat())
        assert kinds(events) == ["step-done", "timer-counted-anew"]
        stable = world.timer("stable")
        assert (stable.base, stable.due, stable.round) == (minute_of(minute), minute_of(minute) + length, 1)
        assert world.do(48 + number, acts.note, "another") and world.timer("stable") == stable, "once is enough"
    assert world.folded() == world.incident
    last = next(e for e in reversed(world.entries) if isinstance(e.event, ev.StepDone))
    gone = taken_back(taken(world.entries), last.id).without.timers["stable"]
    before = [42, *right][-2]
    assert (gone.base, gone.due) == (minute_of(before), minute_of(before) + length)
