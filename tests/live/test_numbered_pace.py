"""Numbered lines typed faster than anybody acts: one rule for every step, and a form that opened unseen takes no
first line without asking whether it was meant for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from tests.support.constants import TEN
from tests.support.numbered import Line, Numbered, Play, fresh, minutes_on, new, notes, typed

DEALS = {"step-done", "step-skipped", "step-not-applicable", "called"}
TEXT, NUMBER, DONE, CALL, CHOICE = "text", "number", "done", "call", "choice"


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Lines typed at a step that is ticked, in front of the first one that wants this ``answer``."""

    def played(answer: str, *lines: Line, **how: Any) -> Numbered:
        def at(guide: Numbered) -> None:
            views = list(guide.session.incident.views())
            aim = next(n for n, v in enumerate(views) if v.step.answer == answer and v.key != views[0].key)
            before = next(v for v in views if v.step.answer == "done")
            for view in views[:aim]:
                if view.key != before.key:
                    guide.session.moved(lambda d, view=view: acts.not_applicable(d, view.key, "drill"))
            guide.aim = views[aim].key  # type: ignore[attr-defined]
            began = guide.now
            guide.hands.now = lambda: Now(TEN + timedelta(seconds=guide.now - began))  # type: ignore[method-assign]

        return typed(fresh(tmp_path), monkeypatch, *lines, at=at, **{"lang": "zh", "pause": 6.0, **how})

    return played


def dealt(guide: Numbered) -> list[str]:
    """Steps that were dealt with."""
    return [e.event.step for e in guide.entries()[guide.known :] if e.event.kind in ("step-done", "step-skipped", "step-not-applicable")]


@pytest.mark.parametrize("answer", [TEXT, NUMBER, DONE, CALL, CHOICE])
@pytest.mark.parametrize("pause", [0.25, 1.2, 2.0, 2.6])
def test_the_same_number_twice_deals_with_one_step_whatever_the_next_one_asks(play: Play, answer: str, pause: float) -> None:
    """Some steps asked, some took it, after the same pause."""
    guide = play(answer, "1", (pause, "1"))
    assert len(dealt(guide)) == 1, guide.screens[-1]


@pytest.mark.parametrize(("answer", "pause"), [(DONE, 3.5), (CHOICE, 3.5), (CALL, 10.5)])
def test_it_counts_after_the_time_that_doing_it_takes(play: Play, answer: str, pause: float) -> None:
    number = "2" if answer == CHOICE else "1"  # the first says that everyone is out (test_all_out)
    guide = play(answer, "1", (pause, number))
    assert len(dealt(guide)) == 2


@pytest.mark.parametrize("pause", [3.2, 4.0, 5.5])
@pytest.mark.parametrize("number", ["1", "2"])
@pytest.mark.parametrize(("lang", "said"), [("zh", "是就键入 y"), ("en", "Then type y")])
def test_how_a_call_went_is_asked_about_where_nobody_can_have_made_it(
    play: Play, pause: float, number: str, lang: str, said: str
) -> None:
    """``1`` three seconds behind a tick said that the fire brigade was reached."""
    guide = play(CALL, "1", (pause, number), lang=lang)
    assert "called" not in guide.kinds() and said in guide.screens[-1], guide.screens[-1]
    assert "called" in play(CALL, "1", (pause, number), (1.0, "y"), lang=lang).kinds()


@pytest.mark.parametrize("type_", ["fire", "power-outage"])  # a tick follows, and a choice
@pytest.mark.parametrize("behind", [((3.2, "1"),), ((4.5, "1"),), ((0.4, "they sit"), (0.6, "1"))])
def test_what_comes_by_a_yes_is_not_answered_by_the_hand_that_typed_on(play: Play, type_: str, behind: tuple[Line, ...]) -> None:
    """``1`` asked about, ``y``, and the ``1`` typed on three seconds later did the next step, too."""
    begun = ("1", (0.5, "1"), (1.0, "y"))
    done = len(dealt(play(CALL, *begun, type_=type_)))
    guide = play(CALL, *begun, *behind, type_=type_)
    assert len(dealt(guide)) == done and "y" in guide.screens[-1], guide.screens[-1]
    assert len(dealt(play(CALL, *begun, (7.0, "1"), type_=type_))) == done + 1


@pytest.mark.parametrize(("lang", "said"), [("zh", "还没有记：填写：记录集合点位置"), ("en", "Not recorded yet: Answer: Record the")])
@pytest.mark.parametrize("pause", [0.25, 1.2, 2.0])
def test_a_sentence_behind_a_second_1_fills_in_no_form(play: Play, pause: float, lang: str, said: str) -> None:
    """The form opened unseen, and took it as the answer."""
    text = "the man from the lift firm is on his way" if lang == "en" else "电梯公司的人在路上"
    guide = play(TEXT, "1", (pause, "1"), (1.0, text), lang=lang)
    assert guide.aim not in dealt(guide) and notes(guide) == [text]  # type: ignore[attr-defined]
    assert said in guide.screens[-1], guide.screens[-1]


@pytest.mark.parametrize(("number", "kind"), [("11", "step-skipped"), ("13", "step-handed")])
@pytest.mark.parametrize(("lang", "said"), [("zh", "这一问刚刚才出来"), ("en", "asked only just now")])
def test_the_first_line_of_a_form_that_opened_unseen_is_asked_about(play: Play, number: str, kind: str, lang: str, said: str) -> None:
    text = "Lin is out" if lang == "en" else "林姐出来了"
    guide = play(DONE, "1", (1.2, number), (0.5, text), lang=lang)
    assert kind not in guide.kinds() and said in guide.screens[-1], guide.screens[-1]
    left = play(DONE, "1", (1.2, number), (0.5, text), (2.0, "n"), (6.0, "99"), lang=lang)
    assert kind not in left.kinds() and notes(left) == [text]
    sure = play(DONE, "1", (1.2, number), (0.5, text), (2.0, "y"), (2.0, ""), (2.0, "n"), lang=lang)
    assert kind in sure.kinds() and notes(sure) == []


@pytest.mark.parametrize(("pause", "asked"), [(1.0, True), (11.0, False)])
def test_a_name_typed_long_after_its_form_stood_there_is_taken_however_that_opened(play: Play, pause: float, asked: bool) -> None:
    """*This was asked only just now*, eleven seconds after it had been."""
    guide = play(DONE, "1", (1.2, "99"), (1.2, "13"), (1.0, "Bert Up is out of breath"), (1.0, "15:40"), (0.8, "y"), (pause, "Bert Up"), lang="en")
    assert (guide.question == "hand-to") is asked and ("asked only just now" in guide.screens[-1]) is asked, guide.screens[-4:]


@pytest.mark.parametrize("pause", [1.0, 1.4, 1.9])
def test_a_bare_figure_typed_before_its_form_was_read_is_asked_about(play: Play, pause: float) -> None:
    """It was the number of the next step's act, and three people were counted."""
    guide = play(NUMBER, "1", "1", (pause, "3"))
    assert guide.aim not in dealt(guide) and "这一问刚刚才出来" in guide.screens[-1], guide.screens[-1]  # type: ignore[attr-defined]
    sure = play(NUMBER, "1", "1", (pause, "3"), (2.0, "y"))
    assert sure.aim in dealt(sure)  # type: ignore[attr-defined]


@pytest.mark.parametrize("line", [(2.2, "1"), (0.5, "130"), (0.5, "约60人")])
def test_a_figure_that_was_read_for_or_is_no_act_s_number_counts_at_once(play: Play, line: Line) -> None:
    guide = play(NUMBER, "1", "1", line)
    assert guide.aim in dealt(guide), guide.screen  # type: ignore[attr-defined]


def test_a_form_that_was_opened_after_a_look_takes_its_words_at_once(play: Play) -> None:
    guide = play(TEXT, "1", (3.5, "1"), (2.2, "电梯公司的人在路上"))
    assert guide.aim in dealt(guide), guide.screen  # type: ignore[attr-defined]


@pytest.mark.parametrize(("lang", "text"), [("en", "car park east"), ("zh", "东停车场")])
@pytest.mark.parametrize("pause", [0.2, 0.5, 1.5])
def test_words_typed_at_a_form_that_the_hand_opened_are_its_answer_however_quick(play: Play, pause: float, lang: str, text: str) -> None:
    """They were asked about, and the next line was put behind them: no assembly point, and one note of two."""
    more = "fire brigade at the gate" if lang == "en" else "消防到门口了"
    guide = play(TEXT, "1", (4.0, "1"), (pause, text), (0.5, more), lang=lang)
    assert guide.aim in dealt(guide) and notes(guide) == [more], guide.screens[-1]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有回答"), ("en", "Left without an answer")])
def test_a_line_typed_over_words_that_are_asked_about_is_a_note_of_its_own(play: Play, lang: str, said: str) -> None:
    first, second = ("Lin is out", "the brigade is here") if lang == "en" else ("林姐出来了", "消防车到了")
    guide = play(DONE, "1", (1.2, "11"), (0.5, first), (0.5, second), (0.5, "y"), lang=lang)
    assert notes(guide) == [first, second] and "step-skipped" not in guide.kinds()
    assert first in guide.screens[-2] and second in guide.screens[-2] and said in guide.screens[-2], guide.screens[-2]


@pytest.mark.parametrize(("lang", "said"), [("zh", "这里没有要确认的"), ("en", "Nothing is asked here")])
def test_a_yes_behind_another_line_that_was_recorded_answers_nothing(play: Play, lang: str, said: str) -> None:
    """``23`` typed at the form that stood there became the assembly point by a ``y`` three lines on."""
    lines = ("the brigade is here", "doors are open") if lang == "en" else ("消防车到了", "门都开着")
    guide = play(TEXT, "1", (4.0, "1"), (0.5, "23"), (0.5, lines[0]), (0.5, lines[1]), (0.5, "y"), lang=lang)
    assert guide.aim not in dealt(guide) and notes(guide) == [*lines]  # type: ignore[attr-defined]
    assert "23" in guide.screens[4] and said in guide.screens[-1], guide.screens[-1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("pause", [3.2, 4.0, 9.0])
def test_that_a_call_was_reached_once_more_is_no_yes_and_is_asked_about_again(play: Play, lang: str, pause: float) -> None:
    """``1`` meant the step before, once more: 119 was said to be reached, and nobody had called."""
    lines = ((4.0, "1"), (pause, "1"), (pause, "1"))
    guide = play(CALL, "1", *lines, lang=lang)
    assert "called" not in guide.kinds()
    assert ("是就键入 y" if lang == "zh" else "Then type y") in guide.screens[-1], guide.screens[-1]
    sure = play(CALL, "1", *lines, (2.0, "y"), lang=lang)
    assert [e.event.result for e in sure.entries() if e.event.kind == "called"] == ["reached"]


def results(play: Play, lang: str, said: str, *lines: Line) -> list[str]:
    """The calls recorded behind these lines at a call step, where that was ``said``."""
    guide = play(CALL, "1", *lines, lang=lang)
    assert said in " ".join(guide.screens), guide.screens[-1]
    return [e.event.result for e in guide.entries() if e.event.kind == "called"]


@pytest.mark.parametrize(("lang", "said"), [("zh", "两次都是“未接通"), ("en", "both times: No answer")])
@pytest.mark.parametrize("pause", [1.2, 3.2, 9.0])
def test_two_calls_in_vain_that_did_not_count_are_two_where_that_is_said(play: Play, lang: str, said: str, pause: float) -> None:
    """``2``, ``2`` were asked about for ever, and the ladder never moved."""

    def went(*then: Line) -> list[str]:
        return results(play, lang, said, (2.0, "2"), (pause, "2"), *then)

    assert went() == [] == went((2.0, "2")) == went((2.0, "b"))
    assert went((2.0, "y")) == ["no-answer", "no-answer"]
    assert went((2.0, "#")) == ["no-answer"]


def test_one_key_that_bounced_is_one_call(play: Play) -> None:
    """The second ``2`` came before anybody could have read that the first one did not count."""
    guide = play(CALL, "1", (2.0, "2"), (0.2, "2"), (2.0, "y"))
    assert [e.event.result for e in guide.entries() if e.event.kind == "called"] == ["no-answer"]


@pytest.mark.parametrize(("lang", "said"), [("zh", "哪个对"), ("en", "Which is so?")])
@pytest.mark.parametrize("pause", [0.4, 3.2, 9.0])
def test_a_call_reached_and_then_in_vain_is_dropped_by_no_number_and_no_y(play: Play, lang: str, said: str, pause: float) -> None:
    """``1``, ``2``: that nobody answered was recorded, and nothing was said of the first."""

    def went(*then: Line) -> list[str]:
        return results(play, lang, said, (2.0, "1"), (pause, "2"), *then)

    assert went() == [] == went((2.0, "b")) == went((2.0, "y"))
    assert went((2.0, "f")) == ["reached"] and went((2.0, "#")) == ["no-answer"]


@pytest.mark.parametrize("pause", [0.4, 3.2])
@pytest.mark.parametrize(("lang", "said"), [("zh", "打了两次吗"), ("en", "two calls?")])
def test_a_call_in_vain_and_its_success_are_asked_about_together(play: Play, pause: float, lang: str, said: str) -> None:
    """``2``, ``1``: only that 110 was reached was asked about, and the call in vain stood nowhere."""

    def went(*then: Line) -> list[str]:
        guide = play(CALL, "1", (2.0, "2"), (pause, "1"), *then, lang=lang)
        assert said in " ".join(guide.screens), guide.screens[-1]
        return [e.event.result for e in guide.entries() if e.event.kind == "called"]

    assert went() == [] and went((2.0, "b")) == []
    assert went((2.0, "y")) == ["no-answer", "reached"]
    assert went((2.0, "#")) == ["reached"]


def test_what_comes_up_by_taking_back_is_asked_about_where_a_digit_follows_at_once(play: Play) -> None:
    """``uu``, ``1``: the step that stood there again was said to be done."""
    asked = play(DONE, "1", (7.0, "uu"), (0.8, "1"))
    assert len(dealt(asked)) == 1 and "是就键入 y" in asked.screens[-1], asked.screens[-1]
    assert len(dealt(play(DONE, "1", (7.0, "uu"), (5.0, "1")))) == 2


@pytest.mark.parametrize("behind", [("he sits there",), ("he sits there", "doors are shut")])
def test_behind_a_note_uu_names_it_and_offers_what_was_recorded_before_by_one_key(play: Play, behind: tuple[str, ...]) -> None:
    """The note went, and the false record before it, which was meant, stayed."""
    lines = ("1", *((7.0, text) for text in behind), (7.0, "uu"))
    asked = play(DONE, *lines, lang="en")
    assert asked.question == "undo" and "undone" not in asked.kinds()
    assert behind[-1] in asked.screens[-1] and "#/#6 Keep the note, take back what was done before it: #6 Done" in asked.screens[-1], asked.screens[-1]
    before = play(DONE, *lines, (3.0, "#"), lang="en")
    assert before.session.incident.views()[0].state.status != "done" and notes(before) == [*behind]
    note = play(DONE, *lines, (3.0, "u"), lang="en")
    assert note.kinds().count("undone") == 1 and len(dealt(note)) == 1


@pytest.mark.parametrize("pause", [4.0, 9.0])
@pytest.mark.parametrize(("lang", "said"), [("zh", "打通了：通知消防队：人员已找到"), ("en", "Reached: Tell the fire")])
def test_a_call_that_an_answer_of_d_put_on_top_is_asked_about_as_one_behind_a_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float, lang: str, said: str
) -> None:
    """``d``, ``y``: all were found, and the ``1`` four seconds later said that the brigade was told of it."""

    def at(guide: Numbered) -> None:
        for step, value in (("all-out", "no"), ("missing-who", "Wang"), ("tell-missing", "")):
            guide.session.record(lambda d, step=step, value=value: acts.tick(d, step, value))
        views = list(guide.session.incident.views())
        for view in views:
            if view.state.status == "open" and view.phase in ("immediate", "report"):
                guide.session.moved(lambda d, view=view: acts.not_applicable(d, view.key, "drill"))
        minutes_on(6)(guide)

    lines: tuple[Line, ...] = ("99", "d", (3.0, "y"), (pause, "1"))
    guide = typed(tmp_path, monkeypatch, *lines, lang=lang, at=at)
    assert "called" not in new(guide) and said in guide.screens[-1], guide.screens[-3:]


@pytest.mark.parametrize(("pause", "asked"), [(4.0, True), (9.0, True), (11.0, False)])
def test_how_the_call_to_a_customer_went_wants_the_time_of_a_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float, asked: bool
) -> None:
    """``1`` four seconds behind the call before said that his matter was settled."""

    def at(guide: Numbered) -> None:
        guide.session.record(lambda d: acts.tick(d, "systems-ok", "ok"))
        guide.session.record(lambda d: acts.callback_add(d, "a1b2", "王女士", "13800000000"))
        for view in list(guide.session.incident.views()):
            if view.step.each == "callbacks":
                break
            if view.step.id not in ("tell-customers", "systems-ok"):
                guide.session.moved(lambda d, view=view: acts.not_applicable(d, view.key, "drill"))

    guide = typed(tmp_path, monkeypatch, "11", "reason", (pause, "1"), lang="zh", type_="power-outage", at=at)
    (back,) = guide.session.incident.callbacks.values()
    assert bool(back.settled) is not asked and ("已办结：给王女士" in guide.screens[-1]) is asked, guide.screens[-3:]


@pytest.mark.parametrize("pause", [0.25, 1.2, 2.0, 2.6])
def test_a_hand_that_types_one_number_three_times_has_called_nobody(play: Play, pause: float) -> None:
    assert "called" not in play(CALL, "1", (pause, "1"), (pause, "1")).kinds()


@pytest.mark.parametrize("beside", [False, True])
def test_a_call_that_was_asked_about_counts_by_when_its_number_was_typed(play: Play, beside: bool) -> None:
    """Who was reached in time stood there late, by as long as the question took."""
    note: list[Line] = [(2.0, "楼道有烟")] if beside else []
    guide = play(CALL, "1", (3.5, "1"), *note, (15.0, "y"))
    entries = guide.entries()[guide.known :]
    step = next(e for e in entries if e.event.kind == "step-done")
    call = next(e for e in entries if e.event.kind == "called")
    assert 2 <= (call.at - step.at).total_seconds() <= 6 and call.wrote is not None, (step.at, call.at, call.wrote)
    assert all(e.at > call.at for e in entries if e.event.kind == "note")
