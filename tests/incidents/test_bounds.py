"""Rules of timers, ladders, promises and calls at their bounds: to the second, the try and the name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from kit.ground.base.refusal import Refused
from kit.ground.base.spans import span
from kit.ground.journal.entry import Entry, Event
from kit.incidents.incident.rules import acts, callers, urgency
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.acts.calls import wanted
from kit.incidents.incident.rules.acts.customers import meant
from kit.incidents.incident.rules.acts.draft import Dialled
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.ladder import following_timer, ladder, standins_heard
from kit.incidents.incident.rules.meant_calls import step_of_call, tries_of
from kit.incidents.incident.rules.milestones import durations, milestones, observed
from kit.incidents.incident.rules.passed import words_passed
from kit.incidents.incident.rules.proposals import keys, proposed
from kit.incidents.incident.rules.signatures import put_right, would_put_right
from kit.incidents.incident.rules.tracked import _of_doc, aged_at
from kit.incidents.incident.rules.views import holds, told, trigger_base
from kit.incidents.incident.show.entries import entry_text
from kit.people.registers.rules.state import CARRIED_OUT, Doc, Step, Try
from kit.plans.checklists.rules.format import Condition, Trigger
from tests.support.constants import TEN
from tests.support.world import World, kinds, minute_of, plan


def timer(**fields: object) -> TimerState:
    """Due at minute ten, of ten minutes; two posts are to be told."""
    state = TimerState("report-5", minute_of(10), TEN, 10, ["supervisor", "manager"])
    for name, value in fields.items():
        setattr(state, name, value)
    return state


# ---- one timer -----------------------------------------------------------------------------------


def test_a_timer_warns_in_its_last_fifth_and_rings_from_its_time_on() -> None:
    one = timer()
    warns = {minute: one.warning(minute_of(minute)) for minute in (7.9, 8, 9.9, 10, 11)}
    assert warns == {7.9: False, 8: True, 9.9: True, 10: False, 11: False}
    assert [one.ringing(minute_of(minute)) for minute in (9.9, 10)] == [False, True]
    assert not timer(status="stopped").ringing(minute_of(11)) and not timer(status="stopped").warning(minute_of(9))


def test_a_call_shortly_before_it_rings_was_for_it() -> None:
    near = {minute: timer().near(minute_of(minute)) for minute in (7.9, 8, 10, 30)}
    assert near == {7.9: False, 8: True, 10: True, 30: True}
    later = timer(ring_at=minute_of(20))
    assert [later.near(minute_of(minute)) for minute in (9, 12, 20)] == [True, False, True]
    assert timer(ring_at=minute_of(20), status="answered").near(minute_of(12))


def test_how_late_it_is_is_counted_to_its_answer_or_to_now_and_never_below_none() -> None:
    assert [timer().over(minute_of(minute)) for minute in (9, 10, 13)] == [timedelta(0), timedelta(0), timedelta(minutes=3)]
    assert timer(status="answered", answered=minute_of(11)).over(minute_of(30)) == timedelta(minutes=1)
    assert timer(status="answered", answered=minute_of(9)).over(minute_of(30)) == timedelta(0)


def test_after_a_closing_a_timer_is_due_by_its_full_time_and_one_that_somebody_named_at_once() -> None:
    assert timer().due_now == minute_of(10)
    assert timer(resumed=minute_of(30)).due_now == minute_of(40) and timer(resumed=minute_of(-5)).due_now == minute_of(10)
    assert timer(key="hand:hands", resumed=minute_of(30)).due_now == minute_of(30)


def test_the_ladder_of_a_timer_ends_at_its_last_post() -> None:
    assert [timer(rung=rung).target() for rung in (0, 1, 5)] == ["supervisor", "manager", "manager"] and timer(tell=[]).target() == ""
    world = World()
    one = world.timer("report-5")
    for result, then in (("no-answer", "manager"), ("no-answer", ""), ("busy", None), ("busy", None)):
        world.do(5, acts.timer_no_answer, "report-5", "", result)
        assert following_timer(one) == then, result
    assert one.nobody and [climb.role for climb in one.rungs] == ["manager", ""]


def test_a_call_in_vain_rings_again_later_and_never_before_its_time() -> None:
    world = World()
    world.do(1, acts.call, "supervisor", "no-answer", step="tell-boss")
    assert world.timer("report-5").ring_at == minute_of(5)
    world.do(6, acts.call, "supervisor", "no-answer", step="tell-boss")
    assert world.timer("report-5").ring_at == minute_of(6), "the next post at once"
    world.do(7, acts.call, "manager", "no-answer", step="tell-boss")
    assert world.timer("report-5").ring_at is not None and world.timer("report-5").ring_at > minute_of(7)  # type: ignore[operator]


def test_answered_reads_with_whether_that_was_in_time() -> None:
    world = World()
    world.do(4, acts.timer_told, "report-5")
    assert world.timer("report-5").over(minute_of(60)) == timedelta(0)
    late = World()
    late.do(7, acts.timer_told, "report-5")
    assert late.timer("report-5").over(minute_of(60)) == timedelta(minutes=2)


# ---- whom a call means ---------------------------------------------------------------------------


def test_two_calls_in_vain_go_one_post_up_and_a_phone_that_is_off_counts_as_two() -> None:
    for results, now, nobody in ((["no-answer"], "supervisor", False), (["no-answer", "busy"], "manager", False), (["phone-off"], "manager", False), (["no-answer"] * 4, "manager", True)):
        world = World()
        view = world.incident.view("tell-boss")
        assert view is not None
        for result, role in zip(results, ["supervisor", "supervisor", "manager", "manager"], strict=False):
            world.do(1, acts.call, role, result, step="tell-boss")
        found = ladder(world.incident, view)
        assert (found.now, found.nobody) == (now, nobody), results


def test_whoever_was_reached_is_called_in_vain_no_more() -> None:
    world = World()
    for minute, role, result, step in ((1, "supervisor", "no-answer", "tell-boss"), (2, "supervisor", "reached", ""), (3, "tech", "no-answer", "")):
        world.do(minute, acts.call, role, result, step=step)
    view = world.incident.view("tell-boss")
    assert view is not None and ladder(world.incident, replace(view, key="other")).tries == 0


def test_who_stands_in_was_heard_until_the_post_itself_is() -> None:
    world = World()
    for call, heard in (
        (ev.Called("", "reached", "manager", "8002", standin="Ann"), {"manager": ["8002"]}), (ev.Called("", "no-answer", "manager", "8003"), {"manager": ["8002"]}),
        (ev.Called("Di", "reached", "", "8009", standin="Ann"), {"manager": ["8002"]}), (ev.Called("", "reached", "manager", "8001"), {}), (ev.Called("", "reached", "manager", "8002", standin="Ann", deputy=True), {}),
    ):  # fmt: skip
        call.apply(world.incident, TEN, "li")
        assert standins_heard(world.incident) == heard


def test_tries_are_counted_by_post_else_by_name_since_somebody_was_last_reached() -> None:
    world = World()
    for who, role, result in (("", "manager", "busy"), ("Di", "", "busy"), ("", "manager", "busy"), ("Di", "", "reached"), ("Di", "", "no-answer")):
        ev.Called(who, result, role).apply(world.incident, TEN, "li")  # type: ignore[arg-type]
    assert [tries_of(world.incident, role, who) for role, who in (("manager", ""), ("", "Di"), ("", "Ed"), ("tech", ""))] == [2, 1, 0, 0]
    ev.Called("", "reached", "manager").apply(world.incident, TEN, "li")
    assert tries_of(world.incident, "manager", "") == 0


def test_a_call_serves_its_own_timer_what_rang_or_was_about_to_else_what_is_due_first() -> None:
    """A report that is due much later is not settled by an early call."""
    world = World()
    view = world.incident.view("tell-boss")
    for minute, role, on, serves in (
        (1, "supervisor", None, ["report-5"]), (1, "supervisor", view, ["report-5"]), (20, "supervisor", None, ["report-5", "updates"]), (1, "tech", None, []),
        (1, "manager", None, []), (1, "tech", view, ["report-5"]), (17, "supervisor", view, ["report-5", "updates"]),
    ):  # fmt: skip
        assert [t.key for t in wanted(world.incident, role, on, minute_of(minute))] == serves, (minute, role)
    assert [t.key for t in wanted(world.incident, "tech", None, minute_of(1), "updates")] == ["updates"]


def test_a_call_answers_the_first_report_to_its_post_and_none_that_was_given() -> None:
    world = World()
    found = step_of_call(world.incident, "supervisor")
    assert found is not None and found.key == "tell-boss" and step_of_call(world.incident, "tech") is None
    world.do(1, acts.call, "supervisor", "reached")
    assert step_of_call(world.incident, "supervisor") is None


# ---- customers and others who wait ---------------------------------------------------------------


def test_a_customer_is_meant_by_id_name_number_or_a_part_of_the_name() -> None:
    world = World()
    for id_, name, phone in (("k1", "Chen", "13800138000"), ("k2", "王芳", "5550100"), ("k3", "Chen Li", "")):
        world.do(1, acts.callback_add, id_, name, phone)
    for text, ids in (("K1", ["k1"]), ("chen", ["k1"]), ("che", ["k1", "k3"]), ("c", []), ("芳", ["k2"]), ("8000", ["k1"]), ("800", []), ("0100", ["k2"]), ("", []), ("zz", [])):
        assert [back.id for back in meant(world.incident, text)] == ids, text
    assert meant(world.incident, "che", part=False) == []
    world.do(2, acts.callback_try, "k1", "reached")
    assert [back.id for back in meant(world.incident, "che")] == ["k3"]


def test_a_call_back_is_moved_to_a_time_to_come_with_who_agreed_and_tried_until_it_was_made() -> None:
    world = World()
    world.do(1, acts.callback_add, "k1", "Chen", "", "", minute_of(30))

    def refused(minute: float, act: object, *args: object, at: float | None = None) -> str:
        try:
            world.do(minute, act, *args, at=at)  # type: ignore[arg-type]
        except Refused as error:
            return error.code
        return ""

    moves = [((5, "why", "Lan"), "time-passed"), ((6, "why", "Lan"), ""), ((40, "", "Lan"), "callback-move"), ((40, "why", ""), "callback-move"), ((40, "why", "Lan"), "")]
    for (to, reason, agreed), word in moves:
        assert refused(5, acts.callback_move, "k1", minute_of(to), reason, agreed) == word
    assert refused(5, acts.callback_move, "k1", None, "why", "Lan") == "callback-move"
    assert [refused(6, acts.callback_try, "k1", "no-answer", at=at) for at in (0.5, 1)] == ["before-noted", ""]
    assert [refused(7, acts.callback_try, "k1", *args) for args in (("sung",), ("given-up", " "), ("no-answer",), ("reached",), ("reached",))] == ["value-choice", "reason-needed", "", "", "callback-over"]
    assert refused(8, acts.callback_move, "k1", minute_of(90), "why", "Lan") == "callback-over"


def test_of_customers_on_the_sheet_and_in_the_log_each_is_counted_by_what_became_of_the_call() -> None:
    """Taken down at ten for minute ten; it is minute sixty."""
    docs = []
    for n, (end, minute) in enumerate((("", 0), ("reached", 9), ("reached", 20), ("given-up", 30), ("entered", 5))):
        doc = Doc(f"C{n}", TEN, "li", {"name": f"n{n}"}, TEN, minute_of(10), tries=[Try(minute_of(1), "li", "no-answer")])
        if end:
            doc.end, doc.ended, doc.steps = end, minute_of(minute), [Step(minute_of(minute), "li", end, "told")]
        docs.append(doc)
    backs = [callers.as_callback(doc) for doc in docs]
    assert callers.counts(backs) == callers.Counts(5, 2, 1, 1, 1)
    assert [back.tries[-1] for back in backs[:2]] == [(minute_of(1), "no-answer", ""), (minute_of(9), "reached", "told")]
    found = callers.tally(backs, minute_of(60))
    assert (found.received, found.open, found.ended, found.late) == (5, 1, 4, 3) and found.in_time == 1


def test_a_time_that_was_named_begins_anew_only_where_another_was_named() -> None:
    world = World()
    world.do(1, acts.hand, "hands", "王芳", minute_of(20))
    world.do(2, acts.hand, "hands", "李强", minute_of(30))
    assert (world.timer("hand:hands").due, world.timer("hand:hands").round, world.timer("hand:hands").note) == (minute_of(30), 2, "李强")
    assert "timer-answered" not in kinds(world.do(5, acts.tick, "hands", "", "赵敏")) and world.timer("hand:hands").status == "stopped"
    world = World()
    world.do(1, acts.hand, "hands", "王芳", minute_of(20))
    world.do(5, acts.tick, "hands", "", "王芳")
    assert world.timer("hand:hands").status == "answered"


def test_an_update_that_was_promised_is_answered_by_the_next_words_to_the_same_audience() -> None:
    world = World()
    world.do(1, acts.announce, "staff", "在修", next=minute_of(20))
    world.do(2, acts.announce, "leaders", "在修")
    assert world.timer("update:staff").status == "running" and "update:leaders" not in world.incident.timers
    world.do(9, acts.announce, "staff", "快了", next=minute_of(30))
    assert (world.timer("update:staff").due, world.timer("update:staff").round) == (minute_of(30), 2)
    world.do(12, acts.announce, "staff", "好了")
    assert world.timer("update:staff").status == "answered" and world.timer("update:staff").answered == minute_of(12)


# ---- what holds ----------------------------------------------------------------------------------


def test_a_condition_holds_by_step_answer_level_and_post() -> None:
    world = World()
    run = world.incident.plans[0]
    cases = [
        (Condition(step="cause"), False, True), (Condition(step="cause", is_=["mains"]), False, True), (Condition(step="cause", is_=["wiring"]), False, False),
        (Condition(step="cause", is_not=["mains"]), False, False), (Condition(step="cause", is_not=["wiring"]), False, True), (Condition(level=["3"]), True, False),
        (Condition(level=["2"]), False, True), (Condition(role="tech"), True, True), (Condition(role="pilot"), False, False), (Condition(no_role="pilot"), True, True), (Condition(no_role="tech"), False, False),
        (Condition(any_=[Condition(level=["1"]), Condition(step="cause")]), False, True), (Condition(), True, True),
    ]  # fmt: skip
    assert [holds(world.incident, run, [cond]) for cond, _, _ in cases] == [before for _, before, _ in cases]
    world.do(1, acts.tick, "cause", "mains")
    world.do(1, acts.set_level, "2", "重")
    assert [holds(world.incident, run, [cond]) for cond, _, _ in cases] == [after for _, _, after in cases]


def test_a_trigger_holds_since_what_it_waits_for() -> None:
    world = World()
    run = world.incident.plans[0]
    triggers = {
        "opened": Trigger("opened"), "level": Trigger("level", level=["2", "1"]), "step": Trigger("step", step="cause"), "answer": Trigger("answer", step="cause", is_=["wiring"]),
        "failed": Trigger("failed", timer="check-10"),
    }  # fmt: skip

    def since() -> dict[str, float]:
        found = {name: trigger_base(world.incident, run, trigger) for name, trigger in triggers.items()}
        return {name: (at - TEN).total_seconds() / 60 for name, at in found.items() if at is not None}

    assert since() == {"opened": 0}
    world.do(1, acts.set_level, "2", "重")
    world.do(2, acts.set_level, "1", "更重")
    world.do(3, acts.tick, "cause", "mains")
    assert since() == {"opened": 0, "level": 1, "step": 3}
    world.do(11, acts.timer_no, "check-10")
    world.do(12, acts.tick, "cause", "wiring")
    world.do(13, acts.set_level, "3", "好转")
    assert since() == {"opened": 0, "step": 12, "answer": 12}


def test_a_milestone_is_when_the_step_says_that_it_was() -> None:
    assert observed("time", minute_of(5).isoformat(), minute_of(9)) == minute_of(5)
    for answer, value in (("time", ""), ("time", "soon"), ("time", "2026-03-02T10:05"), ("done", minute_of(5).isoformat())):
        assert observed(answer, value, minute_of(9)) == minute_of(9)
    world = World()
    world.do(3, acts.call, "supervisor", "reached")
    world.do(9, acts.tick, "restored", minute_of(8).isoformat())
    assert milestones(world.incident) == {"reported": minute_of(3), "restored": minute_of(8)}
    world.do(20, acts.close, "resolved")
    found = {one.milestone: (one.from_opening, one.from_detection) for one in durations(world.incident)}
    assert found == {"detected": (0, 0), "reported": (180, 180), "responded": (None, None), "restored": (480, 480), "closed": (1200, 1200)}


def test_what_is_about_life_comes_before_what_is_not() -> None:
    """A plan's danger, and what no plan grades behind all of it."""
    ranks = []
    for danger in ("life", "security", "service"):
        world = World(replace(plan(), danger=danger))
        ranks.append(urgency.grade(world.incident, world.timer("report-5")))
    assert ranks == [1, 1, 2], "a report upward saves nobody"
    world = World()
    world.do(1, acts.callback_add, "k1", "Chen", "", "", minute_of(20))
    assert urgency.grade(world.incident, world.timer("promise:k1")) == urgency.LEAST
    assert [t.key for t in urgency.due(world.incident, minute_of(20))] == ["report-5", "check-10", "updates", "promise:k1"]


def test_a_draft_keeps_times_to_the_millisecond() -> None:
    draft = Draft(World().incident, TEN + timedelta(microseconds=1999), "li")
    assert draft.now == draft.at == TEN + timedelta(milliseconds=1)


# ---- what was said, and by whom ------------------------------------------------------------------


def test_a_length_is_the_difference_of_the_two_times_that_pages_show() -> None:
    half = timedelta(milliseconds=500)
    assert [span(TEN, TEN + n * half) for n in (-1, 0, 1, 2, 3)] == [-1, 0, 0, 1, 1]
    assert span(TEN + half, TEN + 1200 * 2 * half) == 1200, "from 10:00:00 to 10:20:00 are 20 minutes"


def test_a_mistaken_name_is_put_right_until_it_was_taken_back_and_on_its_own_laptop_alone() -> None:
    def entry(n: int, by: str, event: Event | None = None, journal: str = "aaaaaa") -> Entry:
        return Entry(n, f"e{n}", minute_of(n), by, event or ev.Noted("x"), journal=journal)

    named = entry(2, "the lamps are out", ev.RecorderSet("the lamps are out", "aaaaaa", "li"))
    entries = [entry(1, "li"), named, entry(3, "the lamps are out"), entry(4, "the lamps are out", journal="bbbbbb"), entry(5, "wang"), entry(6, "the lamps are out", ev.Undone("e2", [])), entry(7, "the lamps are out")]
    gone = {"e2": entries[5]}
    assert put_right(entries, gone) == {"e2": "li", "e3": "li", "e6": "li"}
    assert put_right(entries, {}) == {}
    assert put_right(entries[1:], gone)["e3"] == "li", "by who was there before, where nothing else says it"
    assert would_put_right(entries[:3], named, {}) == ["e3"]


def test_red_lines_stand_by_list_and_step_with_what_the_step_said_last() -> None:
    first, second = World(), World()
    first.do(5, acts.redline, "safe", "wrong", "a")
    second.do(3, acts.redline, "safe", "unclear", "b")
    second.do(4, acts.redline, "cause", "wrong", "c")
    first.do(6, acts.redline, "safe", "wrong", "d")
    found = proposed({"R1": first.incident, "R2": second.incident})
    assert [(one.step, [mark.text for mark in one.marks], one.count("wrong"), one.zh) for one in found] == [("safe", ["b", "a", "d"], 2, "看"), ("cause", ["c"], 1, "因")]
    assert keys(found) == ["R2/safe/1", "R1/safe/1", "R1/safe/2", "R2/cause/1"]
    assert proposed({"R1": first.incident}, "other") == [] and len(proposed({"R1": first.incident}, "trial")) == 1


def test_everybody_who_heard_that_it_is_broken_is_told_once_that_it_works_again() -> None:
    """Not the rescuers, and not who heard of the end alone."""
    world = World()
    for who, role, result, step in (("Di Li", "", "reached", ""), ("", "manager", "busy", ""), ("", "tech", "reached", ""), ("Di Li", "", "reached", ""), ("", "police", "reached", ""), ("", "supervisor", "reached", "told-back@tech"), ("", "manager", "reached", "restored")):
        ev.Called(who, result, role, step=step).apply(world.incident, TEN, "li")  # type: ignore[arg-type]
    assert told(world.incident) == [("Di_Li", "Di Li"), ("tech", "")]


@pytest.mark.parametrize(("text", "minute", "past"), [("10:20", 19, False), ("10:20", 20, True), ("下午", 20, False), ("不知道", 600, False), ("10:05-10:20", 10, False), ("10:05-10:20", 20, True), ("10:20", 0, False)])
def test_words_have_passed_from_the_last_time_on_that_they_name(text: str, minute: float, past: bool) -> None:
    assert words_passed(text, TEN, minute_of(minute)) is past


def test_what_was_put_off_comes_again_once_something_else_was_done_and_twice_put_off_before_the_end() -> None:
    world = World()
    world.do(1, acts.defer, "safe")
    assert world.current() == "tell-boss"
    world.do(2, acts.call, "supervisor", "reached")
    for minute, step, value in ((3, "cause", "wiring"), (4, "ups", "30")):
        world.do(minute, acts.tick, step, value)
    assert world.current() == "safe"
    world.do(5, acts.defer, "safe")
    assert world.current() == "count"


@pytest.mark.parametrize(("given", "known", "person"), [("Ann", "Bo", "Ann"), ("", "Bo", "Bo"), ("", "", "")])
def test_who_was_called_at_a_post_is_who_was_said_else_whom_the_contacts_know(given: str, known: str, person: str) -> None:
    draft = Draft(World().incident, TEN, "li")
    draft.reach = lambda role, name, number: Dialled(known, "8009")
    acts.call(draft, "tech", "reached", person=given)
    (made,) = (event for event, _ in draft.events if isinstance(event, ev.Called))
    assert (made.person, made.number, made.who) == (person, "8009", "")


def test_a_level_stands_where_it_is_another_than_the_plans_own() -> None:
    world = World()
    assert ev.LevelSet("2", "3").stands(world.incident, TEN) and not ev.LevelSet("3", "2").stands(world.incident, TEN)
    world.do(1, acts.close, "resolved")
    assert not ev.LevelSet("2", "3").stands(world.incident, TEN)


@pytest.mark.parametrize(("days", "red"), [(0, False), (14, False), (15, True)])
def test_what_was_done_waits_two_weeks_for_another_person_to_look(days: int, red: bool) -> None:
    done = _of_doc(Doc("A1", TEN, "li", {}, TEN, steps=[Step(TEN, "li", CARRIED_OUT)]))
    found = aged_at(done, TEN + timedelta(days=days))
    assert (found.waits, found.red, found.overdue) == (days, red, 0)


@pytest.mark.parametrize(("name", "text", "told"), [("control", "partly", False), ("control", "Ann has it", True), ("effect", "partly", True)])
def test_a_grade_of_control_is_told_in_words_and_anything_else_as_it_was_written(name: str, text: str, told: bool) -> None:
    said = entry_text(World().incident, Entry(9, "x", TEN, "li", ev.FactSet(name, text)), "zh")
    assert said.endswith(f"：{text}") is told
