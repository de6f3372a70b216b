"""The course of an incident at its bounds: closing by the minute, levels to their ends, who records, what is restored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from kit.ground.base.days import Public
from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.acts.draft import Dialled, somebody
from kit.incidents.incident.rules.acts.opening_closing import known_days, record_by, withdraw
from kit.incidents.incident.rules.acts.undo import redo, undo
from kit.incidents.incident.rules.fold import Incident
from kit.plans.sites.rules import Minutes
from tests.support.constants import TEN
from tests.support.taken_back import Played
from tests.support.world import World, kinds, minute_of, plan, profile


def refused(do: Callable[[], object]) -> str:
    try:
        do()
    except Refused as found:
        return found.code
    return ""


def notes(played: Played) -> list[str]:
    gone = played.log.gone()
    return [e.event.text for e in played.entries if isinstance(e.event, ev.Noted) and e.id not in gone]


# ---- restored ------------------------------------------------------------------------------------


def test_of_several_things_taken_back_the_last_is_restored_and_each_by_its_name() -> None:
    played = Played()
    ids = [played.run(n, lambda d, text=text: acts.note(d, text)) for n, text in enumerate("abc", 1)]
    for n in range(3):
        played.run(10 + n, lambda d: undo(d, played.log))
    assert notes(played) == []
    for n, there in enumerate((["a"], ["a", "b"], ["a", "b", "c"])):
        played.run(20 + n, lambda d: redo(d, played.log))
        assert notes(played) == there
    assert refused(lambda: played.run(30, lambda d: redo(d, played.log))) == "redo-nothing"
    for n in range(3):
        played.run(40 + n, lambda d: undo(d, played.log))
    played.run(50, lambda d: redo(d, played.log, ids[1]))
    assert notes(played) == ["b"] and refused(lambda: played.run(51, lambda d: redo(d, played.log, ids[1]))) == "redo-nothing"


# ---- closing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "restored", "code", "closed"),
    [
        (60, None, "", 60), (0, None, "", 0), (-1, None, "close-before-opened", 0), (600, 600, "", 600), (599, 600, "close-before-restored", 0), (540, 570, "", 540), (539, 570, "close-before-restored", 0),
    ],
)  # fmt: skip
def test_it_is_closed_no_earlier_than_it_began_and_was_back(seconds: int, restored: int | None, code: str, closed: int) -> None:
    """By whole minutes: within the minute in which it was back it is over."""
    world = World()
    if restored is not None:
        world.do(20, acts.tick, "restored", f"{TEN + timedelta(seconds=restored):%Y-%m-%dT%H:%M:%S%z}", at=restored / 60)
    back = world.incident.step_state("restored").done_at
    assert (back is None) == (restored is None)
    assert refused(lambda: world.do(30, acts.close, "resolved", at=seconds / 60)) == code
    assert code or world.incident.closed == TEN + timedelta(seconds=closed)


def test_an_outcome_is_one_of_its_kind_and_what_is_closed_is_closed_once() -> None:
    assert [refused(lambda name=name: World().do(1, acts.close, name)) for name in ("resolved", "ready", "")] == ["", "value-choice", "value-choice"]
    ready = World(msgspec.structs.replace(plan(), kind="preparation"))
    assert [refused(lambda name=name: ready.do(1, acts.close, name)) for name in ("resolved", "gaps", "ready")] == ["value-choice", "", "closed"]
    world = World()
    assert refused(lambda: world.do(1, acts.reopen)) == "not-closed"
    world.do(1, acts.callback_add, "c1", "王芳", "13800138000", "", minute_of(30))
    made = world.do(2, acts.close, "resolved")
    assert kinds(made)[-1] == "closed" and {event.timer for event in made if isinstance(event, ev.TimerStopped)} == {"report-5", "check-10", "updates"}
    assert [timer.key for timer in world.incident.running()] == [f"promise:{back}" for back in world.incident.callbacks]
    assert isinstance(made[-1], ev.Closed) and "hands" in made[-1].open_steps and "safe" in made[-1].open_steps
    world.do(3, acts.reopen, "again")
    assert world.incident.closed is None and refused(lambda: world.do(4, acts.close, "resolved", at=2.9)) == "close-before-reopened"
    gone = World()
    gone.do(1, withdraw)
    assert (gone.incident.outcome, refused(lambda: gone.do(2, acts.reopen)), refused(lambda: gone.do(2, withdraw))) == (ev.IN_ERROR, "reopen-withdrawn", "closed")


# ---- levels, plans, who records ------------------------------------------------------------------


@pytest.mark.parametrize(("steps", "level"), [("", "3"), ("+", "2"), ("++", "1"), ("+-", "3"), ("++-", "2")])
def test_a_level_goes_up_and_down_to_its_ends(steps: str, level: str) -> None:
    """Of 3, 2, 1 from light to grave, it begins at 3."""

    def word(wanted: str) -> str:
        world = World()
        for each in steps:
            world.do(1, acts.set_level, each)
        assert world.incident.level_of("") == level
        return refused(lambda: world.do(2, acts.set_level, wanted))

    assert [word(sign) for sign in "+-"] == ["level-end" if level == "1" else "", "level-end" if level == "3" else ""]
    assert [word(name) for name in ("9", level, f"trial/{level}", "nowhere/2")] == ["level-unknown", "level-same", "level-same", "no-levels"]


def test_without_levels_none_is_set_and_without_a_first_one_the_lightest() -> None:
    bare, levels = World(msgspec.structs.replace(plan(), levels=None)), plan().levels
    assert refused(lambda: bare.do(1, acts.set_level, "2")) == "no-levels" and levels is not None
    for sign in "+-":
        unset = World(msgspec.structs.replace(plan(), levels=msgspec.structs.replace(levels, start="")))
        assert unset.incident.level_of("") == "" and [event.level for event in unset.do(1, acts.set_level, sign) if isinstance(event, ev.LevelSet)] == ["3"]


def test_a_second_list_comes_once_with_what_the_first_site_lacked_and_a_level_of_its_own() -> None:
    world, five, nine = World(site=msgspec.structs.replace(profile(), minutes={"five": Minutes(5)})), Minutes(5), Minutes(9)
    made = world.do(1, acts.add_plan, plan("other"), {"five": nine, "nine": nine})
    assert isinstance(made[0], ev.PlanAdded) and made[0].minutes == {"nine": nine} and five != nine
    assert [(event.level, event.plan) for event in made if isinstance(event, ev.LevelSet)] == [("3", "other/")]
    assert [refused(lambda id_=id_: world.do(2, acts.add_plan, plan(id_))) for id_ in ("other", "trial", "third")] == ["plan-there", "plan-there", ""]
    world.do(3, acts.set_level, "other/1")
    assert (world.incident.level_of("other/"), world.incident.level_of("")) == ("1", "3")


def test_days_off_and_who_records_are_noted_where_they_are_news() -> None:
    world, days = World(), Public({})
    assert [kinds(world.do(1, known_days, each)) for each in (None, days, days)] == [[], ["days-entered"], []]
    assert [kinds(world.do(2, record_by, name, "aaaaaa")) for name in ("王芳", " 王芳 ", "李强")] == [["recorder-set"], [], ["recorder-set"]] and refused(lambda: world.do(3, record_by, " ", "aaaaaa")) == "empty"
    made = [event.step.id for n in (1, 2) for event in world.do(4, acts.add_step, "respond", "看") if isinstance(event, ev.StepAdded) and n]
    assert len({*made}) == 2 and made[0] == f"own-{len(world.entries) - 1}" and refused(lambda: world.do(5, acts.add_step, "respond", " ")) == "empty"


# ---- who and which number ------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "fits"), [("王芳", True), ("8001", True), ("8002", False), ("110", True), ("1530", False), ("13800138000", True), ("", True), ("7号", True), ("二", False), ("十二", False), ("七七", True), ("丁一", True), ("８００２", False)])
def test_a_bare_short_number_is_nobodys_name_unless_the_site_has_it(who: str, fits: bool) -> None:
    world = World()
    assert (refused(lambda: somebody(Draft(world.incident, minute_of(1), "li"), who)) == "") is fits
    assert (refused(lambda: somebody(Draft(Incident(), minute_of(1), "li"), who)) == "") is (fits and who != "8001")


def test_who_is_dialled_is_whom_the_contacts_know_else_the_posts_own_number() -> None:
    draft = Draft(World().incident, minute_of(1), "li")
    assert [draft.dials(*each) for each in (("supervisor",), ("supervisor", "", "139"), ("supervisor", "王芳"), ("manager",), ("nobody", "", "139"))] == [Dialled(number=number) for number in ("8001", "139", "8001", "", "139")]
    asked: list[tuple[str, str, str]] = []
    draft.reach = lambda *each: (asked.append(each), Dialled("王芳", "138", "李强", True) if each[1] else None)[1]
    assert draft.dials("supervisor", " 王芳 ") == Dialled("王芳", "138", "李强", True) and draft.dials("supervisor") == Dialled(number="8001") and draft.dials("") == Dialled()
    assert asked == [("supervisor", "王芳", ""), ("supervisor", "", "")]
