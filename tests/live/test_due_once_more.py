"""Answers at `d` that were meant for something else: a call recorded sooner than anybody can have dialled again, a post
that the line does not name, a key of another list."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.timer_lines import timer_line, timer_title
from kit.live.guide.talk.due import _letters
from kit.live.guide.talk.made import _which
from tests.live.conftest import Begin
from tests.live.test_due_this_moment import numbered
from tests.support.blind import Blind
from tests.support.constants import TEN


def goes_on(begin: Begin, lang: str = "en", minute: float = 6) -> Blind:
    """A report has been due for a while, was looked at, and the clock goes on."""
    blind = begin(lang=lang)
    began = blind.loop.now
    blind.hands.now = lambda: Now(TEN + timedelta(minutes=minute, seconds=blind.loop.now - began))  # type: ignore[method-assign]
    looks(blind)
    blind.loop.pass_(20)
    looks(blind)
    return blind


def looks(blind: Blind) -> None:
    blind.session.refresh()
    blind.screen._fragments()


def presses(blind: Blind, keys: str, seconds: float = 1.25) -> None:
    for key in keys:
        blind.key(key, seconds)
        blind.loop.pass_(0.6)
        looks(blind)


def calls(blind: Blind) -> list[tuple[str, str]]:
    return [(e.event.role, e.event.result) for e in blind.session.folder.entries if e.event.kind == "called"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("rest", "counts"), [(0.4, False), (1.25, False), (20.0, True)])
def test_an_answer_about_the_same_call_within_seconds_is_asked_about_by_name(begin: Begin, lang: str, rest: float, counts: bool) -> None:
    """``d n`` and, meant for the next one due, ``d r``: who had not answered was reached a moment later."""
    blind = goes_on(begin, lang)
    presses(blind, "dn")
    assert [result for _, result in calls(blind)] == ["no-answer"]
    blind.loop.pass_(rest)
    presses(blind, "dr")
    assert len(calls(blind)) == 1 + counts, calls(blind)
    if not counts:
        assert blind.asked == "due-sure" and ("真的又打了" if lang == "zh" else "another call") in blind.screen.posed.question.text
        presses(blind, "y", 2)
        assert [result for _, result in calls(blind)] == ["no-answer", "reached"]


@pytest.mark.parametrize(("rest", "counts"), [(1.0, 1), (12.0, 2)])
def test_in_lines_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rest: float, counts: int) -> None:
    guide, found = numbered(tmp_path, monkeypatch, "en", (5, "d"), (5, "n"), (rest, "d"), (rest, "r"))
    assert guide.kinds().count("called") == counts and (counts == 2 or "another call" in found[-1]), found[-1]


# ---- the post that the line does not name ---------------------------------------------------------


def climbed(begin: Begin, lang: str = "en") -> Blind:
    """The supervisor was called in vain twice: the ladder is at the manager; it rings again."""
    blind = goes_on(begin, lang)
    for _ in range(2):
        blind.session.record(lambda d: acts.timer_no_answer(d, "report-5"))
    blind.loop.pass_(200)
    looks(blind)
    blind.loop.pass_(5)
    return blind


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("cols", [44, 60, 100])
def test_the_line_and_the_head_name_the_post_that_is_to_be_told_by_now(begin: Begin, lang: str, cols: int) -> None:
    blind = climbed(begin, lang)
    session = blind.session
    post = session.post("manager")
    timer = session.incident.timers["report-5"]
    assert timer.target() == "manager" and post in "".join(
        str(cell[1]) for cell in timer_line(session.incident, timer, session.now().wall, lang, cols)
    )
    presses(blind, "d")
    question = blind.screen.posed.question
    assert question.name == "due" and post in question.text.partition("5")[0], question.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", ["r", "n"])
@pytest.mark.parametrize(("chosen", "whom"), [("y", "manager"), ("#", "supervisor")])
def test_whom_the_first_call_was_to_behind_a_climbed_ladder_is_asked_by_name(begin: Begin, lang: str, key: str, chosen: str, whom: str) -> None:
    """``d n`` said three times that the centre manager was called in vain, while the supervisor was."""
    blind = climbed(begin, lang)
    before = calls(blind)
    presses(blind, "d" + key)
    question = blind.screen.posed.question
    assert question.name == "call-who" and calls(blind) == before
    assert [option.name for option in question.options] == ["manager", "supervisor"]
    presses(blind, chosen, 2)
    assert calls(blind) == [*before, (whom, "reached" if key == "r" else "no-answer")]


def test_once_that_post_was_called_nothing_is_asked(begin: Begin) -> None:
    blind = climbed(begin)
    presses(blind, "dny", 2)
    blind.loop.pass_(200)
    looks(blind)
    presses(blind, "dn", 2)
    assert [role for role, _ in calls(blind)] == ["supervisor"] * 2 + ["manager"] * 2


@pytest.mark.parametrize(("line", "whom"), [("y", "manager"), ("#", "supervisor"), ("b", "")])
def test_in_lines_that_is_asked_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, whom: str) -> None:
    guide, found = numbered(tmp_path, monkeypatch, "en", (8, "d"), (8, "n"), (20, "d"), (20, "n"), (20, "d"), (8, "n"), (8, line))
    roles = [entry.event.role for entry in guide.entries() if entry.event.kind == "called"]
    assert roles == ["supervisor"] * 2 + [whom] * bool(whom), found[-1]


# ---- several that are due -------------------------------------------------------------------------


def several(begin: Begin, lang: str = "en") -> Blind:
    """Two reports are due and were looked at; ``d`` leads to the first."""
    blind = goes_on(begin, lang, 16)
    assert len(blind.session.due()) > 1
    return blind


def letter(blind: Blind, place: int) -> tuple[str, str]:
    """The letter of what is due there, and its key."""
    timer = blind.session.due()[place]
    return _letters(blind.session)[timer.key], timer.key


def answered(blind: Blind) -> list[str]:
    return [e.event.asked for e in blind.session.folder.entries if e.event.kind == "called"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("before", ["", "d"])
def test_the_letter_of_another_one_leads_there_from_the_first_as_from_the_list(begin: Begin, lang: str, before: str) -> None:
    """``d g r``: ``g`` was swallowed, and ``r`` told the one that stood first."""
    blind = several(begin, lang)
    key, timer = letter(blind, 1)
    presses(blind, "d" + before + key)
    assert blind.asked == "due" and blind.session.foremost.of == timer
    presses(blind, "r")
    assert answered(blind) == [timer]


@pytest.mark.parametrize("before", ["", "d"])
def test_its_own_letter_leads_to_itself(begin: Begin, before: str) -> None:
    blind = several(begin)
    key, timer = letter(blind, 0)
    presses(blind, "d" + before + key + "r")
    assert answered(blind) == [timer]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("stray", "seconds"), [("2", 1.2), ("2", 2.5), ("e", 1.2), ("y", 1.2)])
def test_behind_a_key_that_is_none_of_its_answers_the_next_one_is_asked_about(begin: Begin, lang: str, stray: str, seconds: float) -> None:
    """``d 2 r`` meant the second line of the list, and told the first."""
    blind = several(begin, lang)
    assert stray not in _letters(blind.session).values()
    presses(blind, "d" + stray + "r", seconds)
    question = blind.screen.posed.question
    assert question.name == "due-sure" and not answered(blind), blind.asked
    assert question.text.startswith(f"{stray} 没算" if lang == "zh" else f"{stray} did not count")
    presses(blind, "y", 2)
    assert answered(blind) == [blind.session.foremost.of]


def test_at_the_list_a_digit_and_an_answer_behind_it_count_for_nothing(begin: Begin) -> None:
    blind = several(begin)
    presses(blind, "dd2r")
    assert blind.asked == "due-list" and not answered(blind)


def test_read_and_left_for_so_long_the_answer_counts(begin: Begin) -> None:
    blind = several(begin)
    presses(blind, "d2")
    blind.loop.pass_(12)
    presses(blind, "r")
    assert len(answered(blind)) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_question_whether_it_is_the_call_before_names_what_it_would_answer(begin: Begin, lang: str) -> None:
    blind = several(begin, lang)
    presses(blind, "dr", 2)
    timer, made = blind.session.due()[0], blind.session.incident.calls[-1]
    question = _which(blind.session, timer, made, True)
    assert timer_title(blind.session.incident, timer, lang)[:8] in question.text, question.text
    assert question.text.endswith("就是那次电话吗？" if lang == "zh" else "Is it that call?")


def test_in_lines_a_digit_that_is_no_answer_makes_the_next_one_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, found = numbered(tmp_path, monkeypatch, "en", (8, "d"), (2, "7"), (2, "r"))
    assert "called" not in guide.kinds() and "7 did not count" in found[-1], found[-1]


@pytest.mark.parametrize(("key", "said"), [("r", "r was not counted: "), ("d", ""), ("1", "1 does nothing here"), ("enter", "Enter does nothing here")])
def test_where_the_list_stands_no_key_is_said_to_count_that_does_not(begin: Begin, key: str, said: str) -> None:
    """"Too quick: press it again" was said of ``r``, which answers nothing there however often it is pressed."""
    blind = goes_on(begin, minute=12)
    blind.key("d", 2)
    blind.key("d", 1.25)
    assert blind.asked == "due-list" and len(blind.session.due()) > 1
    blind.key(key, 0.05)
    assert "again" not in blind.screen.word and said in blind.screen.word, blind.screen.word
    assert blind.asked == "due-list"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_answer_before_the_time_is_asked_about_unless_somebody_read_what_it_answers(begin: Begin, lang: str) -> None:
    blind = goes_on(begin, lang, minute=4.2)
    presses(blind, "dr")
    assert blind.asked == "due-sure" and calls(blind) == [], blind.asked
    assert ("还没到时" if lang == "zh" else "not due yet") in blind.screen.posed.question.text
    presses(blind, "y", 2)
    assert [result for _, result in calls(blind)] == ["reached"]
    blind = goes_on(begin, lang, minute=4.2)
    presses(blind, "d", 2)
    assert blind.asked == "due" and ("还没到时（" if lang == "zh" else "Not due yet (") in blind.screen.posed.question.text
    blind.loop.pass_(6)
    presses(blind, "r", 2)
    assert [result for _, result in calls(blind)] == ["reached"] and blind.asked == "step"
