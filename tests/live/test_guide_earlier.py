"""What happened earlier is recorded as of then, and Esc goes back one question and leaves no trace."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal.ask import Question
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.judged import judged
from kit.incidents.incident.rules.kinds.timers import TimerState
from tests.live.conftest import Begin
from tests.support.hands import Hands, printed
from tests.support.kit import TEN


class Later(Hands):
    """The same guide nineteen minutes after ten."""

    def now(self) -> Now:
        return Now(TEN + timedelta(minutes=19))

    def last(self) -> tuple[str, datetime, datetime | None]:
        entry = self.session.folder.entries[-1]
        return entry.event.kind, entry.at, entry.wrote


@pytest.fixture
def hands(tmp_path: Path) -> Later:
    return Later(tmp_path)


class Ticking(Hands):
    """A guide whose clock the test moves."""

    minute = 0.0

    def now(self) -> Now:
        return Now(TEN + timedelta(minutes=self.minute))


def minute(n: float) -> datetime:
    return TEN + timedelta(minutes=n)


@pytest.mark.parametrize(("typed", "at"), [("-17", 2), ("10:02", 2), ("17分钟前", 2)])
def test_an_act_behind_the_key_for_earlier_is_recorded_as_of_that_time(hands: Later, typed: str, at: int) -> None:
    hands.press("earlier", typed)
    assert "The next entry counts for" in hands.session.alarm()
    hands.press("note", "called the vendor")
    assert hands.last() == ("note", minute(at), minute(19))
    assert "as of" in hands.session.message
    hands.press("note", "and now")
    assert hands.last() == ("note", minute(19), None)


def test_a_time_before_the_opening_is_asked_back_and_counts_for_no_deadline(hands: Later) -> None:
    """What was back-dated to before the opening counted as told in time, and was never asked back."""
    question = hands.press("earlier", "-25")
    assert question.name == "earlier-which" and "before the opening" in question.text
    assert hands.press(None).name == "earlier"
    hands.press("9:35", "0")
    hands.press("call", "supervisor", "reached", "", "no")
    timer = hands.session.incident.timers["report-5"]
    assert timer.answered == minute(-25)
    assert judged(timer, TEN, minute(19)) == ("before", 0)


def test_what_began_before_the_opening_and_was_told_in_its_time_is_in_time() -> None:
    """Where the plan counts from the outage, what was told after that was told in time."""
    timer = TimerState("t", minute(-20), minute(-25), 5, ["supervisor"], status="answered", answered=minute(-22))
    assert judged(timer, TEN, minute(9)) == ("in-time", 0)


def test_now_is_when_enter_was_pressed(tmp_path: Path) -> None:
    """A prompt that stood open for eight minutes recorded the minute in which it was opened."""
    hands = Ticking(tmp_path)
    view = next(v for v in hands.session.incident.views() if v.step.milestone == "restored")
    hands.minute = 20
    hands.press("steps", view.key, "done")
    assert hands.question.name == "value"
    hands.minute = 28
    hands.press("")
    assert hands.session.incident.steps[view.key].value == minute(28).isoformat()
    hands.press("earlier")
    hands.minute = 38
    hands.press("-5")
    assert hands.session.earlier.at == minute(33)


def test_of_two_readings_the_nearest_stands_first_on_screens_and_in_lines(hands: Later) -> None:
    """A bare number, an hour or so many minutes ago, offered the farther one on top."""
    question = hands.press("earlier", "9")
    labels = [option.label for option in question.options]
    assert labels[0].startswith("10:10") and labels[1].startswith("09:00")
    assert printed(question).first("en")[:2] == [f"  1  {labels[0]}", f"  2  {labels[1]}"]


def test_a_reading_before_the_opening_that_is_chosen_is_asked_back_too(hands: Later) -> None:
    hands.press("earlier", "9", "1")
    assert "before the opening" in hands.question.text
    assert hands.press(None).name == "earlier"


def test_a_step_and_a_call_can_be_given_their_time(hands: Later) -> None:
    hands.press("earlier", "10:02", "done")
    done = next(e for e in hands.session.folder.entries if e.event.kind == "step-done")
    assert done.at == minute(2)
    hands.press("earlier", "10:04", "call", "supervisor", "no-answer")
    called = next(e for e in hands.session.folder.entries if e.event.kind == "called")
    assert called.at == minute(4)


def test_times_named_by_an_earlier_act_are_read_against_it(hands: Later) -> None:
    hands.press("earlier", "10:06", "callback", "LI", "", "", "10:08", None)
    (back,) = hands.session.incident.callbacks.values()
    assert back.promised == minute(8)
    assert hands.session.earlier.at is None


def test_going_to_another_step_is_done_now_and_leaves_the_time_for_the_act(hands: Later) -> None:
    hands.press("earlier", "10:02", "steps")
    target = hands.question.options[1].name
    hands.press(target)
    assert hands.last() == ("step-doing", minute(19), None)
    hands.press("note", "x")
    assert hands.last() == ("note", minute(2), minute(19))


def test_esc_at_the_key_for_earlier_leaves_no_trace_and_an_empty_line_means_now_again(hands: Later) -> None:
    before = len(hands.session.folder.entries)
    hands.press("earlier", None)
    assert hands.session.earlier.at is None and len(hands.session.folder.entries) == before
    hands.press("earlier", "10:02", "earlier", None)
    assert hands.session.earlier.at == minute(2)
    hands.press("earlier", "")
    assert hands.session.earlier.at is None
    hands.press("note", "x")
    assert hands.last() == ("note", minute(19), None)


def test_an_act_that_was_not_made_after_all_leaves_the_time_for_the_next(hands: Later) -> None:
    hands.press("earlier", "10:02", "note", None)
    assert hands.session.earlier.at == minute(2)


def test_a_time_to_come_or_far_off_is_not_taken_for_earlier(hands: Later) -> None:
    assert hands.press("earlier", "10:40").name == "earlier-which"
    assert hands.press(None).name == "earlier"
    assert hands.press("21:00").name == "earlier-which"
    hands.press(None)
    assert hands.press("10分钟后").name == "earlier"
    assert "still to come" in hands.session.alert


# ---- Esc ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "answers", "names"),
    [
        ("callback", ("LI", "138", "bill"), ["customer", "customer-phone", "customer-matter", "customer-promised"]),
        ("improve", ("more phones",), ["action", "action-owner"]),
        ("hand", ("Wang", "15"), ["hand-to", "hand-until", "hand-repeated"]),
        ("call", ("supervisor",), ["call-who", "call-result"]),
        ("forecast", ("vendor", "a spare"), ["forecast-who", "forecast-matter", "forecast-when"]),
        ("words", ("own", "all is well"), ["words", "words-own", "words-next"]),
    ],
)
def test_esc_goes_back_one_question_and_at_the_first_leaves_no_trace(
    hands: Later, key: str, answers: tuple[str, ...], names: list[str]
) -> None:
    before = len(hands.session.folder.entries)
    asked: list[Question] = [hands.press(key), *(hands.press(answer) for answer in answers)]
    assert [each.name for each in asked] == names
    back = [hands.press(None) for _ in names]
    assert [each.name for each in back] == [*names[-2::-1], "step"]
    typed = {each.name: each.typed for each in back}
    for each, answer in zip(asked, answers, strict=False):
        assert each.kind != "text" or typed[each.name] == answer
    assert len(hands.session.folder.entries) == before


def test_esc_at_the_way_it_ended_goes_back_to_whether_it_is_closed(hands: Later) -> None:
    assert hands.press("close").name == "close"
    assert hands.press("yes").name == "close" and hands.question.typed == "yes"
    code = hands.session.incident.ref[-4:]
    assert hands.press(code.lower()).name == "outcome"
    assert hands.press("handed-over").name == "handed-to"
    assert hands.press(None).name == "outcome"
    assert hands.press(None).name == "close"
    assert hands.press(None).name == "step"
    assert hands.session.incident.closed is None


def test_a_call_that_was_not_answered_asks_no_more(hands: Later) -> None:
    assert hands.press("call", "supervisor", "busy").name == "step"


# ---- read back ----------------------------------------------------------------------------------


def test_every_time_that_is_named_in_the_guide_is_read_back(hands: Later) -> None:
    hands.press("hand", "Wang", "14分钟后", "yes")
    assert "10:33, in 14 min" in hands.session.message
    hands.press("callback", "LI", "", "", "10点33")
    assert "10:33, in 14 min" in hands.session.message
    question = hands.press("words", "next", "14")
    assert any("10:33, in 14 min" in option.label for option in question.options)
    hands.press("said")
    assert "10:33, in 14 min" in hands.session.message


def test_a_text_that_is_no_time_is_asked_again_with_what_this_field_takes(hands: Later) -> None:
    hands.press("callback", "LI", "", "")
    assert hands.press("3点1x").name == "customer-promised"
    assert hands.question.typed == "3点1x"
    assert "-15" not in hands.session.alert and "to come" in hands.session.alert


@pytest.mark.parametrize(("answer", "key"), [("callback", "customer"), ("action", "action")])
def test_esc_at_a_step_that_asks_for_a_list_does_not_tick_it_and_an_empty_line_does(
    hands: Later, answer: str, key: str
) -> None:
    step = next(v.key for v in hands.session.incident.views() if v.step.answer == answer)
    hands.session.moved(lambda draft: acts.take_up(draft, step))
    hands.press("earlier", None)
    assert hands.session.step is not None and hands.session.step.key == step
    assert hands.press("done").name == key
    assert hands.press(None).name == "step"
    assert not hands.session.incident.step_state(step).answered
    assert hands.press("done", "").name == "step"
    assert hands.session.incident.step_state(step).answered


def test_what_is_taken_of_a_range_is_said(hands: Later) -> None:
    step = next(v.key for v in hands.session.incident.views() if v.step.answer == "number")
    hands.session.moved(lambda draft: acts.take_up(draft, step))
    hands.press("earlier", None, "done", "15-20")
    assert hands.session.message.endswith('Of "15-20" the lower, 15, is taken')
    hands.press("note", "x")
    assert "15-20" not in hands.session.message


def test_esc_leads_back_through_how_an_owed_call_went_and_what_is_expected(hands: Later) -> None:
    hands.press("callback", "LI", "138", "bill", "14")
    count = len(hands.session.folder.entries)
    names = [hands.press(answer).name for answer in ("callback", "1", "moved", "30", "busy")]
    assert names == ["customer", "callback-went", "callback-to", "callback-why", "callback-agreed"]
    assert [hands.press(None).name for _ in names] == ["callback-why", "callback-to", "callback-went", "customer", "step"]
    assert len(hands.session.folder.entries) == count


def test_esc_at_what_an_answer_to_a_due_timer_asks_leads_back_to_the_answers(hands: Later) -> None:
    timer = next(t for t in hands.session.incident.running() if t.target()).key
    count = len(hands.session.folder.entries)
    assert hands.press("timers", timer).name == "due"
    assert hands.press("other").name == "due-who"
    assert hands.press(None).name == "due"
    assert hands.press("snooze").name == "snooze-reason"
    assert hands.press("on the phone").name == "snooze-minutes"
    assert hands.press(None).name == "snooze-reason" and hands.question.typed == "on the phone"
    assert hands.press(None).name == "due"
    assert hands.press(None).name == "timers"
    assert hands.press(None).name == "step"
    assert len(hands.session.folder.entries) == count


def test_a_promise_that_is_moved_and_what_others_promise_are_read_against_the_act_and_read_back(hands: Later) -> None:
    hands.press("earlier", "10:05", "callback", "LI", "138", "bill", "14")
    back = hands.session.incident.owed()[0].id
    hands.press("earlier", "10:06", "callback", "1", "moved", "30", "busy", "LI")
    assert hands.session.incident.callbacks[back].promised == minute(36)
    assert "10:36, in 17 min" in hands.session.message
    hands.press("earlier", "10:06", "forecast", "vendor", "", "20")
    (found,) = hands.session.incident.forecasts.values()
    assert found.given[-1].due == minute(26)
    assert "10:26, in 7 min" in hands.session.message


@pytest.mark.parametrize(("key", "late"), [("enter", True), ("n", False)])
def test_an_earlier_time_waits_for_the_enter_that_did_not_count_also_behind_a_note(begin: Begin, key: str, late: bool) -> None:
    """``@-1``, an Enter too soon, and a note: the note was a minute old, or the Enter behind it was of now."""
    blind = begin(lang="zh", minute=6)
    blind.key("@")
    blind.rests()
    blind.types("-1")
    blind.key("enter", 0.6)
    before = len(blind.kinds())
    blind.rests()
    blind.rests()
    if key == "enter":
        blind.key("enter")
        blind.rests()
    else:
        blind.key("n")
        blind.types("UPS 报警停")
    made = blind.session.folder.entries[before:]
    assert made and (made[0].at < made[0].written) is late
    assert "没定" not in blind.session.message and (blind.session.earlier.at is None) is late
    if not late:
        assert "没算的那一项" in blind.session.alarm()
        blind.key("enter", 8)
        blind.rests()
        blind.rests()
        last = blind.session.folder.entries[-1]
        assert last.at < last.written and blind.session.earlier.at is None
