"""Numbered lines by a hand that presses everything, a quarter of a second a key: what was typed for one thing counts
for no other, and none of it is lost or said falsely."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.live.home.show import ABOVE
from tests.live.test_numbered_pace import DONE, NUMBER, TEXT, Play, dealt, notes, play
from tests.support.constants import TEN
from tests.support.numbered import Numbered
from tests.support.numbered_home import NumberedHome

__all__ = ["play"]
SAID = {"zh": "电梯公司的人在路上", "en": "the lift firm is on its way"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    yield NumberedHome(tmp_path, getattr(request, "param", "en"), monkeypatch)
    ABOVE[:] = before


def last(home: NumberedHome, *lines: str | tuple[float, str]) -> str:
    """What stood there before the last of these lines' next one."""
    at = len(home.screens)
    home.types(*lines)
    return "\n".join(home.screens[at:])


def outcomes(home: NumberedHome, ref: str) -> list[str]:
    from kit.incidents.incident.files.store import Store

    return [e.event.outcome for e in home.ctx.of(Store).pick(ref).entries if e.event.kind == "closed"]


# ---- closing ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("home", "asked"), [("zh", "结束这个事件？键入 y 或 b"), ("en", 'Close the incident as "False alarm"? y or b')], indirect=["home"])
@pytest.mark.parametrize("behind", [("0",), ("", "0"), ("1", "0"), ("44", "q0")])
def test_a_closing_typed_in_one_breath_is_one_question_that_no_number_and_no_enter_leaves(
    home: NumberedHome, asked: str, behind: tuple[str, ...]
) -> None:
    """It was not closed, and the ``0`` behind it printed a list."""
    home.opens("fire")
    ref = home.logs()[0].ref
    seen = last(home, "1", (12, "e"), ref[-4:], "3", *behind, (3, "y"), (12, "0"), "0")
    assert outcomes(home, ref) == ["false-alarm"]
    assert seen.count(asked) == 1 + len(behind), seen


def test_what_is_typed_over_that_question_is_a_note_and_nothing_is_closed_before_its_y(home: NumberedHome) -> None:
    home.opens("fire")
    ref = home.logs()[0].ref
    last(home, "1", (12, "e"), ref[-4:], "3", SAID["en"], (12, "q"), (12, "0"))
    assert outcomes(home, ref) == [] and [text for *_, text in home.notes()] == [SAID["en"]]
    last(home, "1", (12, "e"), ref[-4:], "3", "b", (5, "1"), (12, "0"), "0")
    assert outcomes(home, ref) == ["resolved"], "gone back from, the list takes a number that was read"


# ---- home ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "text", "first"),
    [("zh", "3个人困在电梯里", "打开时写的：3个人困在电梯里"), ("en", "3 people stuck in the lift", "Typed at home: 3 people stuck in the lift")],
    indirect=["home"],
)
def test_words_by_which_an_incident_was_opened_are_its_first_note_where_they_say_more(home: NumberedHome, text: str, first: str) -> None:
    """Home said that they were not recorded; then that they had opened it, and how many people there are stood nowhere."""
    home.opens("fire")
    home.types((5, text), (8, "y"), (12, "q"), (12, "q"), (3, "x"))
    assert len(home.logs()) == 2 and [each for *_, each in home.notes()] == [first]
    chosen = next(at for at, screen in enumerate(home.screens) if first in screen)
    assert text not in "".join(home.screens[chosen + 1 :]), "it is not said again, as it stands"


@pytest.mark.parametrize(("home", "text"), [("zh", "电梯困人"), ("en", "people stuck in a lift")], indirect=["home"])
def test_words_that_say_no_more_than_what_they_opened_are_no_note_and_not_called_missing(home: NumberedHome, text: str) -> None:
    home.opens("fire")
    home.types((5, text), (8, "y"), (12, "q"), (12, "q"), (3, "x"))
    behind = next(at for at, screen in enumerate(home.screens) if "119" in screen)
    rest = "".join(home.screens[behind:])
    assert len(home.logs()) == 2 and home.notes() == [] and ("没有记" if home.ctx.me.lang == "zh" else "ot recorded") not in rest, rest


# ---- figures, words and times in a form ----------------------------------------------------------


@pytest.mark.parametrize("answer", ["y", "b"])
def test_a_note_over_a_figure_that_is_asked_about_ends_the_question_and_names_the_figure(play: Play, answer: str) -> None:
    """The figure was nowhere, and nothing named it; a ``y`` three lines on recorded it."""
    guide = play(NUMBER, "1", "1", (1.0, "3"), (2.0, SAID["zh"]), (2.0, answer))
    assert notes(guide) == [SAID["zh"]]
    assert "：3" in guide.screens[-2] and SAID["zh"] in guide.screens[-2], guide.screens[-2]
    assert guide.aim not in dealt(guide)  # type: ignore[attr-defined]


def test_a_figure_typed_two_seconds_behind_a_note_in_its_form_counts_at_once(play: Play) -> None:
    guide = play(NUMBER, "1", "1", (3.0, SAID["zh"]), (2.2, "3"))
    assert notes(guide) == [SAID["zh"]] and guide.aim in dealt(guide), guide.screen  # type: ignore[attr-defined]


@pytest.mark.parametrize("pause", [0.5, 1.1, 1.9])
@pytest.mark.parametrize(("answer", "line"), [("time", "9:55"), ("time", "")])
def test_a_line_typed_before_its_form_was_read_is_asked_about(play: Play, answer: str, line: str, pause: float) -> None:
    """Figures were, for two seconds; times counted after one. Words at a form that the hand opened itself are its answer."""
    guide = play(answer, "1", (6.0, "1"), (pause, line), type_="power-outage" if answer == "time" else "fire")
    assert guide.aim not in dealt(guide), guide.screens[-1]  # type: ignore[attr-defined]
    if line:
        sure = play(answer, "1", (6.0, "1"), (pause, line), (2.0, "y"), type_="power-outage" if answer == "time" else "fire")
        assert sure.aim in dealt(sure)  # type: ignore[attr-defined]


def test_a_note_out_of_a_form_is_no_step_that_was_dealt_with(play: Play) -> None:
    """The next step was asked about: "the step before was recorded just now"."""
    guide = play(TEXT, "1", (6.0, "1"), (2.5, "0"), (6.0, "22"), (2.5, SAID["zh"]), (2.1, "12"))
    assert "上一步刚刚才记下" not in guide.screens[-1] and "step-deferred" in guide.kinds(), guide.screens[-1]


# ---- what is due ---------------------------------------------------------------------------------


def two_checks(home: Path, monkeypatch: pytest.MonkeyPatch, *lines: tuple[float, str]) -> tuple[Numbered, list[str]]:
    rest, found = iter(lines), list[str]()

    def says(screen: str) -> Any:
        found.append(" ".join(screen.split()))
        if len(found) == 1:
            for timer in guide.session.incident.running():
                if timer.target():
                    guide.session.record(lambda d, key=timer.key: acts.timer_cancel(d, key, "x"))
            guide.hands.now = lambda: Now(TEN + timedelta(minutes=31))  # type: ignore[method-assign]
            return ""
        return next(rest, None)

    guide = Numbered(home, "en", "power-outage", monkeypatch, says)
    guide.run()
    return guide, found


def answered(guide: Numbered) -> list[str]:
    return [e.event.timer for e in guide.entries() if e.event.kind == "timer-answered"]


def test_two_checks_that_stood_there_are_answered_one_behind_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second answer was refused."""
    guide, found = two_checks(tmp_path, monkeypatch, (12, "99"), (12, "d"), (0.25, "y"), (0.25, "d"), (0.25, "y"))
    assert len(set(answered(guide))) == 2, found[-2:]


@pytest.mark.parametrize(("pause", "counts"), [(1.2, False), (12, True)])
def test_an_answer_right_behind_coming_to_another_incident_is_asked_about_by_its_name(
    home: NumberedHome, pause: float, counts: bool
) -> None:
    """``d`` and ``r`` told somebody of the incident that the hand did not know to be in."""
    home.opens("fire", "power-outage")
    home.real += 400
    seen = last(home, "1", (12, "o"), (pause, "d"), "r", (12, "q"), (12, "0"))
    told = home.kinds().count("timer-answered")
    assert (told == 1) == counts and ("You have just come to" in seen) == (not counts), seen


# ---- call-backs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("home", ["zh", "en"], indirect=True)
def test_a_call_back_that_was_broken_off_at_its_time_stays_one_and_is_offered_again(home: NumberedHome) -> None:
    """It became three notes."""
    home.opens("fire")
    said, lang = SAID[home.ctx.me.lang], home.ctx.me.lang
    seen = last(home, "1", (12, "40"), (3, "王女士"), (3, "13800000000"), (3, "账单"), (3, "9:00"), (3, said), (8, "40"), (3, "0"), (5, "q"), (5, "0"))
    (back,) = home.logs()[0].incident.callbacks.values()
    assert (back.name, back.phone, back.matter, back.promised) == ("王女士", "13800000000", "账单", None)
    assert [text for *_, text in home.notes()] == [said] and "1  王女士" in seen
    assert ("按 40 补" if lang == "zh" else "40 gives one") in seen


@pytest.mark.parametrize("behind", [(SAID["en"], (12, "q")), ("q",), ("40", (3, "0"), (12, "q"))])
def test_whoever_leaves_the_question_whether_it_is_settled_has_reached_him(home: NumberedHome, behind: tuple[Any, ...]) -> None:
    home.opens("fire")
    seen = last(home, "1", (12, "40"), (3, "Wang"), (3, "13800000000"), (3, "bill"), (3, "20"), (8, "40"), (3, "1"), (3, "r"), *[(3, b) if isinstance(b, str) else b for b in behind], (12, "0"))
    (back,) = home.logs()[0].incident.callbacks.values()
    called = [e.event for e in home.logs()[0].entries if e.event.kind == "called"]
    assert not back.settled and [(each.who, each.result) for each in called] == [("Wang", "reached")]
    assert "That Wang was reached is recorded" in seen and "nothing was recorded: Wang" not in seen


def test_going_back_or_taking_back_from_there_says_that_nobody_was_reached(home: NumberedHome) -> None:
    home.opens("fire")
    last(home, "1", (12, "40"), (3, "Wang"), (3, "13800000000"), (3, "bill"), (3, "20"), (8, "40"), (3, "1"), (3, "r"), (3, "b"), (3, "r"), (3, "u"), (12, "q"), (12, "0"))
    assert "called" not in home.kinds()


# ---- keys that are printed ------------------------------------------------------------------------


def test_who_records_stands_with_the_number_that_names_another(play: Play) -> None:
    """``m`` stood there, and did nothing."""
    guide = play(DONE, "46", (3.0, "Tom Li"), lang="en")
    assert " 46 li " in guide.screens[0] and "recorder-set" in guide.kinds(), guide.screens[0]


def test_where_a_sign_answers_too_it_is_not_said_that_only_letters_do(home: NumberedHome) -> None:
    home.opens("fire")
    seen = last(home, "1", (12, "u"), (3, "n"), (12, "q"), (12, "0"))
    assert "Letter or sign:" in seen


# ---- found by pressing everything ------------------------------------------------------------------


@pytest.mark.parametrize("home", ["zh", "en"], indirect=True)
@pytest.mark.parametrize("pause", [0.25, 12.0])
@pytest.mark.parametrize(("answer", "many"), [("y", 3), ("n", 2)])
def test_a_type_s_number_that_is_not_on_the_list_is_asked_about_by_its_title(
    home: NumberedHome, pause: float, answer: str, many: int
) -> None:
    """It ended the program with a traceback where it was typed quickly; slowly it opened what nobody had read."""
    from kit.live.guide.command.start import usable
    from kit.live.guide.talk.fixed import Fixed

    home.opens("fire", "power-outage")
    types = usable(home.ctx)
    asked = next(each for each in types if each.id == "disturbance")
    number = str(home.ctx.of(Fixed).of_types(types)[asked.id])
    said = "nobody has the key to the roof" if home.ctx.me.lang == "en" else "屋顶的钥匙没有人有"
    seen = last(home, said, (pause, number), (3, answer), (12, "q"), (3, "0"), (3, "x"))
    assert f"  {number}  " not in seen and len(home.logs()) == many
    assert asked.title.get(home.ctx.me.lang) in seen and ("编号不在" in seen or "That number is not" in seen), seen


@pytest.mark.parametrize("home", ["zh", "en"], indirect=True)
def test_a_sentence_where_a_silent_incident_asks_where_to_go_is_a_note(home: NumberedHome) -> None:
    """It was not understood, and stood nowhere."""
    home.opens("robbery", "fire", "power-outage")
    said = SAID[home.ctx.me.lang]
    refs = {log.incident.type: n for n, log in enumerate(sorted(home.logs(), key=lambda log: log.incident.opened), 1)}
    last(home, str(refs["robbery"]), (12, "o"), (3, said), (12, "o"), (3, "f"), (12, "q"), (3, "0"))
    assert (said in [text for *_, text in home.notes()]), home.notes()


@pytest.mark.parametrize(("behind", "named"), [(("13",), True), (("0",), True)])
def test_a_sentence_that_narrowed_a_list_down_is_named_whether_or_not_something_was_chosen(
    play: Play, behind: tuple[str, ...], named: bool
) -> None:
    """Once a checklist was added, nothing named the sentence any more."""
    guide = play(DONE, "43", (3.0, "the customer at window 3 fell on the floor"), *[(6.0, b) for b in behind], (6.0, "99"), lang="en")
    told = "\n".join(guide.screens)
    assert ('Not recorded: "the customer at window 3' in told) == named, told[-1500:]


def test_a_sentence_typed_at_a_list_of_another_room_is_named(home: NumberedHome) -> None:
    home.opens("fire")
    seen = last(home, (3, "53"), (3, SAID["en"]), (3, "b"), (3, "q"), (3, "q"))
    assert f'Not recorded: "{SAID["en"]}"' in seen
