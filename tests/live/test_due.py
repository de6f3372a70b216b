"""What is due: which comes first, what waits, when it rings again, what letters answer it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal.ask import Question
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts, urgency
from kit.incidents.incident.show.open_lines import open_lines
from kit.live.guide.show.parts import current_block
from kit.live.guide.talk.rings import Looked, Rings
from kit.live.guide.talk.session import Stand
from tests.support.constants import TEN
from tests.support.hands import Hands, Later
from tests.support.kit import Kit, opened
from tests.support.world import World, minute_of


@pytest.fixture
def hands(tmp_path: Path) -> Later:
    return Later(tmp_path)


def letters(question: Question) -> dict[str, str]:
    return {option.key: option.name for option in question.options}


# ---- when it rings -----------------------------------------------------------------------------


def test_a_due_timer_rings_at_its_time_then_each_full_minute_then_every_third() -> None:
    world = World()
    rings = Rings(lambda: [Looked(world.incident, now, True)], "en")
    rung = []
    for half in range(2 * 17):
        now = minute_of(5) + timedelta(seconds=30 * half)
        if rings.new():
            rung.append(half / 2)
        world.incident.timers["check-10"].ring_at = minute_of(90)
        world.incident.timers["updates"].ring_at = minute_of(90)
    assert rung == [0, 1, 2, 3, 4, 5, 8, 11, 14]


def test_a_ring_seconds_before_a_minute_is_not_followed_by_one_at_that_minute() -> None:
    world = World()
    timer = world.timer("report-5")
    timer.due = minute_of(5) + timedelta(seconds=50)
    assert [urgency.ring(timer, minute_of(m)) for m in (5, 6, 7, 8)] == [urgency.NEVER, 0, 1, 2]


def test_after_a_sleep_each_timer_rings_once_not_for_every_minute_slept() -> None:
    world = World()
    rings = Rings(lambda: [Looked(world.incident, now, True)], "en")
    now = minute_of(4)
    assert rings.new() == []
    now = minute_of(240)
    assert len(rings.new()) == len([t for t in world.incident.running() if t.ringing(now)])
    assert rings.new() == []


def test_other_incidents_ring_with_their_name_and_silent_ones_nowhere(tmp_path: Path) -> None:
    logs = [opened(tmp_path, type_) for type_ in ("application-outage", "robbery", "call-surge")]
    now = TEN + timedelta(minutes=6)
    looked = [Looked(log.incident, now, n == 0) for n, log in enumerate(logs)]
    rung = Rings(lambda: looked, "en").new()
    assert [ring.own for ring in rung] == [True, False]
    assert logs[2].ref in rung[1].text and "Call surge" in rung[1].text
    assert logs[0].ref not in rung[0].text


# ---- which comes first, and what waits -----------------------------------------------------------


def test_what_a_life_hangs_on_is_answered_before_a_report(tmp_path: Path) -> None:
    fire = opened(tmp_path, "fire").incident
    found = urgency.due(fire, TEN + timedelta(minutes=6))
    assert found[0].key == "roll-call" and "report-manager" in [t.key for t in found]
    assert urgency.grade(fire, fire.timers["roll-call"]) == urgency.LIFE
    assert urgency.grade(fire, fire.timers["report-manager"]) > urgency.LIFE


def test_a_step_about_life_is_one_that_saves_not_a_report_in_the_same_list(tmp_path: Path) -> None:
    fire = opened(tmp_path, "fire").incident
    saves = {v.step.id: urgency.life_critical(fire, v) for v in fire.views()}
    assert saves["alarm"] and saves["call-119"] and not saves["tell-supervisor"]
    outage = opened(tmp_path / "b", "application-outage").incident
    assert not any(urgency.life_critical(outage, v) for v in outage.views())


# ---- answered by letters -------------------------------------------------------------------------


def test_a_call_that_is_due_is_answered_by_letters_and_no_answer_moves_the_ladder(hands: Later) -> None:
    hands.at(5)
    question = hands.press("due")
    assert question.name == "due" and question.lettered
    assert letters(question) == {"r": "told", "n": "no-answer", "h": "other", "g": "ends", "s": "snooze", "b": "back"}
    hands.press("no-answer")
    hands.at(8)
    hands.press("due", "no-answer")
    assert hands.session.incident.timers["report-5"].rung == 1
    assert hands.kinds().count("called") == 2


def test_later_asks_why_before_for_how_long_and_esc_leads_back_without_a_trace(hands: Later) -> None:
    hands.at(5)
    before = hands.kinds()
    assert hands.press("due", "snooze").name == "snooze-reason"
    assert hands.press("on the line").name == "snooze-minutes"
    again = hands.press(None)
    assert (again.name, again.typed) == ("snooze-reason", "on the line")
    assert hands.press(None).name == "due"
    assert hands.press(None).name == "step" and hands.kinds() == before
    hands.press("due", "snooze", "on the line", "7")
    assert hands.kinds()[-1] == "timer-snoozed"


def test_somebody_else_is_asked_for_by_name_and_nothing_typed_tells_nobody(hands: Later) -> None:
    hands.at(5)
    before = hands.kinds()
    assert hands.press("due", "other").name == "due-who"
    assert hands.press(None).name == "due"
    assert hands.press(None).name == "step" and hands.kinds() == before
    assert hands.press("due", "other", "Wang from the floor below").name == "who-sure"
    assert hands.kinds() == before
    hands.press("yes")
    assert "called" in hands.kinds()


def test_a_timer_that_nobody_saw_is_not_opened_alone(hands: Later) -> None:
    """One line stood there; by the time of the key that one is answered and another is due."""
    hands.at(5)
    hands.session.drawn = ["another"]
    assert hands.press("due").name == "due-list"
    assert hands.press("back").name == "step"


def test_the_list_of_what_is_due_stays_open_beside_another_incident(hands: Later, tmp_path: Path) -> None:
    """It was closed at once, as dealt with at another terminal: its way to the other incident was taken for a timer."""
    opened(tmp_path, "fire", at=TEN)
    hands.at(30)
    hands.session.refresh()
    listed = hands.press("due", "all")
    assert listed.name == "due-list" and any(option.leaves for option in listed.options)
    assert not hands.session.moot(listed)
    over = next(option.name for option in listed.options if option.name in hands.session.incident.timers)
    hands.session.record(lambda d: acts.timer_cancel(d, over, "over"))
    assert hands.session.moot(listed), "one of them was answered at another terminal"


def test_nothing_due_here_names_what_is_due_in_another_incident(tmp_path: Path) -> None:
    """"Nothing is due." stood below a heading that said what was due now."""
    opened(tmp_path, "fire", at=TEN - timedelta(minutes=10))
    hands = Hands(tmp_path, begun=False, type_="application-outage")
    hands.session.refresh()
    text = hands.press("due").text
    assert text.startswith("Nothing of this incident is due; ") and "  Fire: " in text and text.endswith(" is: o")


def test_what_an_answer_to_an_alarm_asks_names_its_step(hands: Later) -> None:
    """"Answer:" stood there below another step."""
    view = next(v for v in hands.session.incident.views() if v.step.answer == "text")
    hands.session.record(lambda d: acts.hand(d, view.key, "Oli Madeup", TEN + timedelta(minutes=2)))
    hands.at(2)
    question = hands.press("due", "yes")
    assert question.name == "due-value" and question.text.startswith(view.step.do.en[:20])
    assert question.text.endswith("Answer: ")


def test_a_level_that_is_lowered_is_named_where_the_reason_is_asked(tmp_path: Path) -> None:
    hands = Later(tmp_path, type_="power-outage")
    hands.press("higher")
    assert "Lower to Level 3" in hands.press("lower").text


def test_nothing_due_is_a_list_of_its_own_in_which_no_letter_deals_with_the_step(hands: Later) -> None:
    """``d`` a moment before the timer falls due, then ``f``: no telephone was off."""
    question = hands.press("due")
    assert (question.name, question.text, question.lettered) == ("due-none", "Nothing of this incident is due. 24 answers what still runs", True)
    assert letters(question) == {"b": "back"} and "Report" in question.lines[0]
    assert not hands.session.moot(question)
    hands.at(5)
    assert hands.session.moot(question), "now something is"
    assert hands.press(None).name == "due"
    assert hands.press(None).name == "step"


def test_escape_at_the_answers_leads_back_to_the_list_they_were_picked_from(hands: Later) -> None:
    hands.at(30)
    assert hands.press("due").name == "due", "the most urgent"
    listed = hands.press("all")
    assert listed.name == "due-list"
    assert hands.press(listed.options[0].name).name == "due"
    assert hands.press("back").name == "due-list"
    assert hands.press(None).name == "step"


def test_an_answer_to_a_rung_that_another_terminal_left_is_refused(hands: Later, tmp_path: Path) -> None:
    """The menu says "told: supervisor" while the ladder has moved to the manager: nobody is
    recorded as told who was not."""
    hands.at(5)
    question = hands.press("due")
    there = Store(str(tmp_path))
    for _ in range(2):
        there.record(there.pick(""), hands.now(), "wang", lambda d: acts.timer_no_answer(d, "report-5"))
    hands.session.refresh()
    assert hands.session.moot(question)
    hands.press("told")
    assert "timer-answered" not in hands.kinds() and hands.session.alert
    assert not Stand("report-5", 1, 0).holds(hands.session.incident)


# ---- whom, which number, about what --------------------------------------------------------------


def test_the_step_that_calls_a_customer_back_says_number_and_matter(tmp_path: Path) -> None:
    hands = Later(tmp_path)
    hands.session.record(lambda d: acts.callback_add(d, "k1", "Ms Wang", "13800001111", "refund"))
    incident = hands.session.incident
    view = next(v for v in incident.views() if v.step.each == "callbacks")
    lines = text_of(current_block(incident, view, "en", 80))
    assert "  Number: 13800001111  refund" in lines


def test_the_list_of_timers_says_number_and_matter_of_what_was_promised(kit: Kit) -> None:
    """Two promises of one vendor, and two customers of one name, stood there as the same line twice."""
    for phone, matter in (("13800001111", "refund"), ("13800002222", "meter")):
        kit("callback", "add", "Wang", "--phone", phone, "--matter", matter, "--promised", "11:00")
    kit("forecast", "supplier", "12:00", "--matter", "server")
    kit("forecast", "supplier", "12:30", "--matter", "line")
    for argv in (("timer",), ("show",)):
        shown = kit(*argv).out
        assert "Call promised to Wang  13800001111  refund" in shown
        assert "Call promised to Wang  13800002222  meter" in shown
        assert "  server" in shown and "  line" in shown


# ---- all open incidents ----------------------------------------------------------------------------


def test_open_incidents_stand_real_before_drill_then_by_danger_then_by_time(tmp_path: Path) -> None:
    made = [
        opened(tmp_path, "fire", drill=True, at=TEN),
        opened(tmp_path, "call-surge", at=TEN + timedelta(minutes=2)),
        opened(tmp_path, "call-surge", at=TEN + timedelta(minutes=1)),
        opened(tmp_path, "fire", at=TEN + timedelta(minutes=3)),
    ]
    refs = [log.ref for log in Store(str(tmp_path)).open_logs()]
    assert refs == [made[n].ref for n in (3, 2, 1, 0)]


@pytest.mark.parametrize("count", [1, 4, 5, 8, 12, 30])
@pytest.mark.parametrize("rows", [20, 9])
def test_no_open_incident_and_no_timer_is_left_out_without_a_count(
    tmp_path: Path, count: int, rows: int
) -> None:
    logs = [opened(tmp_path, "application-outage") for _ in range(count)]
    lines = text_of(open_lines([(log.incident, TEN) for log in logs], "en", 80, rows, range(1, len(logs) + 1)))
    assert len(lines) <= rows
    shown = sum(any(log.ref in line for line in lines) for log in logs)
    more = [line for line in lines if "more open incidents" in line]
    assert shown == count or more == [f" +{count - shown} more open incidents: kit list"]
    timers = sum("min left" in line for line in lines)
    told = sum(int(line.rpartition("+")[2].split()[0]) for line in lines if "  +" in line)
    assert timers + told == sum(len(log.incident.running()) for log in logs[:shown])


@pytest.mark.parametrize("type_", ["power-outage", "application-outage", "fire", "flood"])
@pytest.mark.parametrize("minute", [11, 31, 65])
def test_equally_grave_lines_stand_in_the_order_of_their_letters_and_graver_ones_above(
    tmp_path: Path, type_: str, minute: int
) -> None:
    """f, m, j looked like chance."""
    from kit.live.guide.talk.letters import LETTERS

    hands = Hands(tmp_path, "zh", type_)
    now = Now(TEN + timedelta(minutes=minute))
    hands.now = lambda: now  # type: ignore[method-assign]
    hands.session.refresh()
    question = hands.press("due")
    incident = hands.session.incident
    rows = [(urgency.grade(incident, incident.timers[o.name]), LETTERS.index(o.key)) for o in question.options if o.name != "back"]
    assert rows == sorted(rows) and (question.name != "due-list" or len(rows) > 1)


def test_what_falls_due_elsewhere_while_nothing_is_due_here_is_named_with_its_key(tmp_path: Path) -> None:
    """The list said that nothing was due below a line of another incident that said what was due now."""
    opened(tmp_path, "fire", at=TEN - timedelta(minutes=1))
    hands = Later(tmp_path, begun=False, type_="application-outage")
    hands.session.refresh()
    question = hands.press("due")
    assert question.text.startswith("Nothing of this incident is due.") and not hands.session.moot(question)
    hands.at(4.5)  # sooner than anything of this one
    assert hands.session.others.due() and not hands.session.due() and hands.session.moot(question)
    again = hands.press(None)
    assert again.name == "due-none" and "  Fire: " in again.text and again.text.endswith(" is: o") and not hands.session.moot(again)
    assert hands.press(None).name == "step"


def test_who_was_told_shortly_before_the_time_is_answered_by_the_same_key(hands: Later) -> None:
    """``d`` seconds before the bell said that nothing is due, and the letters behind it met the step."""
    hands.at(3.9)
    assert hands.press("due").name == "due-none", "more than a minute before"
    hands.press(None)
    hands.at(4.5)
    question = hands.press("due")
    assert question.name == "due" and question.text.startswith("Not due yet (10:05): "), question.text
    hands.press("told")
    assert "timer-answered" in hands.kinds()


def test_what_is_due_elsewhere_comes_before_what_is_not_due_here_yet(hands: Later, tmp_path: Path) -> None:
    opened(tmp_path, "fire", at=TEN - timedelta(minutes=10))
    hands.at(4.5)
    hands.session.refresh()
    assert hands.press("due").name == "due-none"
