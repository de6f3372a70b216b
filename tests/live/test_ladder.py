"""One ladder for every call step: attempts are seen, two in vain move it, a phone that is off at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.ladder import Ladder, ladder, rungs
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import climbed_to
from kit.incidents.incident.show.timer_lines import timer_title
from kit.live.guide.show.parts import current_block
from tests.live.conftest import Begin
from tests.support.hands import Hands
from tests.support.kit import Kit
from tests.support.shipped import LISTS
from tests.support.world import PLAN, World, plan

CALLS = '''{id = "hands", do = {zh = "做", en = "Do"}},
  {id = "call-tech", do = {zh = "叫", en = "Call"}, answer = "call", call = "tech"},
  {id = "call-110", do = {zh = "报", en = "110"}, answer = "call", call = "police"},'''


def world() -> World:
    return World(plan(text=PLAN.replace('{id = "hands", do = {zh = "做", en = "Do"}},', CALLS)))


def view(made: World, step: str) -> StepView:
    found = made.incident.view(step)
    assert found is not None
    return found


def test_a_call_step_that_no_timer_leads_moves_on_after_two_calls_in_vain() -> None:
    """The technician is not reached twice: the supervisor is named next, and the attempts are seen."""
    made = world()
    assert rungs(made.incident, view(made, "call-tech")) == ["tech", "supervisor", "manager"]
    made.do(1, acts.call, "tech", "no-answer", step="call-tech")
    assert ladder(made.incident, view(made, "call-tech")) == Ladder("tech", 1)
    assert "tech: calls in vain: 1" in " ".join(text_of(current_block(made.incident, view(made, "call-tech"), "en", 80)))
    made.do(2, acts.call, "tech", "busy", step="call-tech")
    assert climbed_to(made.incident, view(made, "call-tech")) == "supervisor"
    made.do(3, acts.call, "supervisor", "reached", step="call-tech")
    assert made.step("call-tech").status == "done"
    made.do(4, acts.take_up, "call-tech")
    assert ladder(made.incident, view(made, "call-tech")).now == "tech", "it begins anew"


def test_a_phone_that_is_off_counts_as_both_calls() -> None:
    made = world()
    made.do(1, acts.call, "tech", "phone-off", step="call-tech")
    assert climbed_to(made.incident, view(made, "call-tech")) == "supervisor"
    made.do(2, acts.call, "supervisor", "phone-off")
    assert (made.timer("report-5").rung, made.timer("report-5").target()) == (1, "manager")
    assert made.folded() == made.incident


def test_when_all_were_tried_that_is_said_and_the_last_stays() -> None:
    made = world()
    for role in ("tech", "supervisor", "manager"):
        made.do(1, acts.call, role, "phone-off", step="call-tech")
    assert ladder(made.incident, view(made, "call-tech")) == Ladder("manager", 1, nobody=True)


def test_nobody_stands_in_for_the_police() -> None:
    made = world()
    for minute in (1, 2, 3):
        made.do(minute, acts.call, "police", "no-answer", step="call-110")
    assert climbed_to(made.incident, view(made, "call-110")) == ""
    assert ladder(made.incident, view(made, "call-110")).tries == 3


def test_the_command_says_that_a_phone_is_off(kit: Kit) -> None:
    assert "phone off" in kit("call", "tech", "--off").out


def test_one_key_says_that_a_phone_is_off_and_names_who_is_next(tmp_path: Path) -> None:
    hands = Hands(tmp_path)
    hands.press("done")
    assert hands.offered()["f"] == "phone-off"
    hands.press("phone-off")
    assert "Phone off; call next: call centre supervisor" in hands.session.message


def test_a_call_in_the_place_of_another_post_answers_its_own_step_alone() -> None:
    """The supervisor is told of the technician's work: neither the report nor the next one is said to be given."""
    made = world()
    made.do(1, acts.call, "tech", "phone-off", step="call-tech")
    made.do(6, acts.call, "supervisor", "reached", step="call-tech")
    assert made.step("call-tech").status == "done"
    assert made.timer("report-5").status == "running", "the report stays late"
    assert made.step("tell-boss").status != "done"
    made.do(21, acts.take_up, "call-tech")
    made.do(21, acts.call, "supervisor", "reached", step="call-tech")
    assert (made.timer("updates").status, made.timer("updates").round) == ("running", 1), "no report is put off"
    made.do(22, acts.call, "supervisor", "reached")
    assert made.timer("report-5").status == "answered", "a call of the supervisor's own serves what rings for him"
    assert made.timer("updates").round == 2
    assert made.folded() == made.incident


def test_a_timer_answered_by_who_stands_higher_leaves_that_persons_own_timers() -> None:
    made = world()
    made.do(1, acts.set_level, "2")
    made.do(6, acts.timer_no_answer, "report-5", "", "phone-off")
    made.do(17, acts.timer_told, "report-5")
    assert made.timer("report-5").status == "answered"
    assert made.timer("grave").status == "running", "the manager was told in the supervisor's place"
    made.do(18, acts.timer_told, "grave")
    assert made.timer("grave").status == "answered"


def test_whoever_is_called_in_anothers_place_is_told_first_that_the_post_is_not_found() -> None:
    """The words to say are the technician's; the supervisor hears first why he is called."""
    made = World(plan(text=PLAN.replace('{id = "hands", do = {zh = "做", en = "Do"}},', CALLS.replace('call = "tech"}', 'call = "tech", say = {zh = "请检查。", en = "Please check."}}'))))
    def block(lang: str) -> str:
        return "".join(text_of(current_block(made.incident, view(made, "call-tech"), lang, 80)))

    assert "cannot be reached" not in block("en") and "Please check." in block("en")
    made.do(1, acts.call, "tech", "phone-off", step="call-tech")
    tech = made.incident.role_title("tech")
    for lang, said in (("zh", f"先说：找不到{tech.zh}"), ("en", f"First say: no {tech.en} in reach")):
        shown = block(lang)
        assert said in shown
        assert shown.index(said) < shown.index("请检查。" if lang == "zh" else "Please check.")


def test_enter_right_behind_the_call_in_vain_asks_once_who_was_called(begin: Begin) -> None:
    """Two Enters there wanted two ``y``: whether it was so, and then who it was."""
    blind = begin(at="tell-tech")
    blind.loop.pass_(12)
    for _ in range(2):
        blind.key("x", 7)
        blind.rests()
    assert blind.kinds().count("called") == 2
    before = blind.kinds().count("called")
    blind.key("enter", 0.5)
    assert blind.asked == "call-who"
    blind.key("enter", 0.5)
    blind.rests()
    assert blind.asked == "call-who" and blind.kinds().count("called") == before
    blind.key("y", 2)
    blind.rests()
    assert blind.asked == "step" and blind.kinds().count("called") == before + 1


def test_where_nobody_else_is_called_the_letter_still_says_that_it_is_so(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    blind.loop.pass_(12)
    blind.key("x", 3)
    blind.rests()
    blind.key("enter", 0.5)
    assert blind.asked == "so-soon"



@pytest.mark.parametrize(("lang", "left"), [("zh", "没有记作告知"), ("en", "Not recorded as told")])
def test_a_call_of_its_own_settles_no_other_posts_ladder_that_has_come_there_and_says_so(begin: Begin, lang: str, left: str) -> None:
    """The manager heard of the lift; it stood in the log that he was told of the power as well."""
    session = begin(lang=lang, type_="power-outage").session
    session.record(lambda d: acts.add_plan(d, LISTS.checklist("lift-entrapment")))
    for _ in range(2):
        session.record(lambda d: acts.call(d, "tech", "no-answer", step="call-tech"))
    for _ in range(2):
        session.record(lambda d: acts.call(d, "supervisor", "no-answer", step="call-tech"))
    assert session.incident.timers["report-tech"].target() == "manager"
    session.record(lambda d: acts.call(d, "manager", "reached", step="lift-entrapment/tell-manager"))
    assert session.incident.step_state("lift-entrapment/tell-manager").status == "done"
    assert session.incident.step_state("call-tech").status == "open"
    assert session.incident.timers["report-tech"].status == "running"
    assert left in session.message and timer_title(session.incident, session.incident.timers["report-tech"], lang) in session.message
    session.record(lambda d: acts.timer_told(d, "report-tech"))
    assert session.incident.step_state("call-tech").status == "done", "told by name, it is settled"


def test_the_command_leaves_another_posts_ladder_open_and_says_so(bare: Kit) -> None:
    bare("start", "power-outage", "--no-guide")
    bare("plan", "lift-entrapment")
    for whom, step in (("tech", "call-tech"), ("supervisor", "call-tech")):
        bare("call", whom, "--off", "--step", step)
    told = bare("call", "manager", "--step", "lift-entrapment/tell-manager")
    assert "Not recorded as told to the" in told.err and "system" in told.err.lower()
