"""An answer that ends what runs because people are in danger, typed right behind another answer, is asked about."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from tests.support.constants import TEN
from tests.support.hands import Hands, Later
from tests.support.numbered import Line, Numbered, typed, up_to

COUNT, OUT = "counted", "all-out"


def counted(home: Path, monkeypatch: pytest.MonkeyPatch, *lines: Line) -> tuple[Numbered, list[str]]:
    """A fire at the roll call; the lines behind the number of those who are there."""
    guide = typed(home, monkeypatch, (20.0, "1"), (5.0, "41"), *lines, at=up_to(lambda view: view.key == COUNT))
    return guide, guide.screens


def out(guide: Numbered) -> list[str]:
    return [e.event.value for e in guide.entries() if e.event.kind == "step-done" and e.event.step == OUT]


def called(guide: Numbered) -> bool:
    """Whether the timer of the roll call still runs."""
    return any(timer.key == "roll-call" for timer in guide.session.incident.running())


@pytest.mark.parametrize("pause", [0.5, 2.5, 3.2, 5.0])
def test_everyone_is_out_typed_behind_the_count_is_asked_about_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float) -> None:
    """``1`` three seconds behind the count said that everyone is out, and the roll call's timer ended."""
    guide, found = counted(tmp_path / "a", monkeypatch, (pause, "1"))
    assert out(guide) == [] and called(guide)
    assert "Everyone is out: Is everyone out?" in found[-1] and "Then type y" in found[-1]
    guide, _ = counted(tmp_path / "b", monkeypatch, (pause, "1"), (4.0, "y"))
    assert out(guide) == ["yes"] and not called(guide)


@pytest.mark.parametrize(("pause", "number", "value"), [(8.0, "1 y", "yes"), (8.0, "everyone is out", "yes"), (3.5, "2", "no"), (3.5, "3", "unknown")])
def test_words_a_number_with_its_y_and_an_answer_that_ends_nothing_are_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float, number: str, value: str
) -> None:
    guide, _ = counted(tmp_path, monkeypatch, (pause, number))
    assert out(guide) == [value]


def test_a_note_between_gives_no_more_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, _ = counted(tmp_path, monkeypatch, (0.5, "one of ours is missing"), (0.5, "1"))
    assert out(guide) == [] and called(guide)


@pytest.mark.parametrize("pause", [8.0, 40.0])
def test_a_bare_number_says_that_all_are_out_only_behind_its_y(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float) -> None:
    """``1``, meant as the answer of another step, recorded it, however long it had stood there."""
    guide, found = counted(tmp_path / "a", monkeypatch, (pause, "1"))
    assert out(guide) == [] and called(guide)
    assert "wants a yes" in found[-1] and "Everyone is out: Is everyone out?" in found[-1]
    guide, _ = counted(tmp_path / "b", monkeypatch, (pause, "1"), (2.0, "y"))
    assert out(guide) == ["yes"]


@pytest.mark.parametrize("text", ["Chen is missing", "Chen not at the assembly point", "陈姐失踪", "还少一个人", "小陈没出来"])
@pytest.mark.parametrize("line", ["1", "1 y", "everyone is out"])
def test_a_note_that_somebody_is_missing_is_named_before_all_are_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: str
) -> None:
    guide, found = counted(tmp_path / "a", monkeypatch, (8.0, text), (9.0, line))
    assert out(guide) == [] and "The note of 10:00 says" in found[-1] and text in found[-1], found[-1]
    guide, _ = counted(tmp_path / "b", monkeypatch, (8.0, text), (9.0, line), (3.0, "y"))
    assert out(guide) == ["yes"]


@pytest.mark.parametrize("text", ["nobody is missing", "无人失踪", "the lights are back"])
def test_a_note_that_says_nothing_of_the_kind_asks_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    guide, _ = counted(tmp_path, monkeypatch, (8.0, text), (9.0, "1 y"))
    assert out(guide) == ["yes"]


@pytest.mark.parametrize(("later", "counts"), [("chen found at the back door, all 32 out", True), ("chen not found yet", False)])
def test_a_later_note_that_she_was_found_ends_the_doubt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: str, counts: bool) -> None:
    """It was asked back with the note that she is missing, though a later one said that she was found."""
    guide, _ = counted(tmp_path, monkeypatch, (8.0, "chen is missing"), (8.0, later), (9.0, "1 y"))
    assert (out(guide) == ["yes"]) is counts


@pytest.mark.parametrize(("text", "asks"), [("Chen is missing", True), ("the lights are back", False)])
def test_on_the_drawn_screen_the_key_counts_unless_a_note_says_the_contrary(tmp_path: Path, text: str, asks: bool) -> None:
    hands = Hands(tmp_path, "en", "fire")
    hands.ctx.me = replace(hands.ctx.me, plain=False)
    hands.session.moved(lambda d: acts.take_up(d, OUT))
    hands.session.record(lambda d: acts.note(d, text))
    hands.press("note", None)
    asked = hands.press("pick:1")
    assert (asked.name == "clear-sure") is asks and (text in asked.text) is asks
    if asks:
        assert "step-done" not in hands.kinds()
        hands.press("yes")
    assert "step-done" in hands.kinds()


def at_twenty(home: Path, monkeypatch: pytest.MonkeyPatch, type_: str, *lines: str) -> tuple[Numbered, list[str]]:
    """Lines twenty minutes after it began, twelve seconds before each; "" lets what is due ring."""
    rest, found = iter(lines), list[str]()

    def says(screen: str) -> Any:
        found.append(" ".join(screen.split()))
        guide.hands.now = lambda: Now(TEN + timedelta(minutes=20))  # type: ignore[method-assign]
        line = next(rest, None)
        return (12.0, line) if line else line

    guide = Numbered(home, "en", type_, monkeypatch, says)
    return guide, found


def only(guide: Numbered | Hands, timer: str) -> None:
    """No other one runs."""
    for running in list(guide.session.incident.running()):
        if not running.key.startswith(timer):
            guide.session.record(lambda d, key=running.key: acts.timer_cancel(d, key, "drill"))


def due_check(home: Path, monkeypatch: pytest.MonkeyPatch, text: str, *lines: str, type_: str = "fire", timer: str = "roll-call") -> tuple[Numbered, list[str]]:
    """The check of an incident is due and asked for, behind a note."""
    guide, found = at_twenty(home, monkeypatch, type_, text, "", "d", *lines)
    if type_ == "bomb-threat":
        guide.session.record(lambda d: acts.tick(d, "decision", "all"))
    only(guide, timer)
    guide.run()
    return guide, found


def yes(guide: Numbered, timer: str) -> bool:
    """Whether the check was answered so."""
    return any(e.event.kind == "timer-answered" and e.event.timer == timer and e.event.how == "yes" for e in guide.entries())


CHECKS = [("fire", "roll-call"), ("gas-leak", "roll-call"), ("natural-disaster", "roll-call"), ("bomb-threat", "out")]


@pytest.mark.parametrize(("type_", "timer"), CHECKS)
def test_a_check_that_is_due_says_that_all_are_out_only_behind_the_note_that_somebody_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, type_: str, timer: str
) -> None:
    """``d`` ``y`` said that everyone is out, a minute behind the note that one was missing."""
    guide, found = due_check(tmp_path / "a", monkeypatch, "Chen is missing", "y", type_=type_, timer=timer)
    assert not yes(guide, timer) and 'says: "Chen is missing"' in found[-1], found[-1]
    guide, _ = due_check(tmp_path / "b", monkeypatch, "Chen is missing", "y", "b", "n", type_=type_, timer=timer)
    assert not yes(guide, timer)
    guide, _ = due_check(tmp_path / "c", monkeypatch, "Chen is missing", "y", "y", type_=type_, timer=timer)
    assert yes(guide, timer)


@pytest.mark.parametrize(("text", "line"), [("the lights are back", "y"), ("Chen is missing", "n")])
def test_a_check_asks_nothing_more_without_such_a_note_nor_for_a_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: str) -> None:
    guide, found = due_check(tmp_path, monkeypatch, text, line)
    assert "Is it still" not in found[-1] and any(kind.startswith("timer-answered") for kind in guide.kinds()) is (line == "y")


def test_a_check_that_says_nothing_of_people_names_no_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, found = due_check(tmp_path, monkeypatch, "Chen is missing", "y", timer="small-fire", type_="fire")
    assert "Is it still" not in found[-1]


def test_the_answer_of_a_step_that_was_handed_over_wants_its_yes_there_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def handed(*lines: str) -> tuple[Numbered, list[str]]:
        guide, found = at_twenty(tmp_path / str(len(lines)), monkeypatch, "fire", "", "d", "y", *lines)
        guide.session.record(lambda d: acts.hand(d, OUT, "Zhao", TEN + timedelta(minutes=5)))
        only(guide, "hand")
        guide.run()
        return guide, found

    guide, found = handed("1")
    assert out(guide) == [] and "Everyone is out: Is everyone out?" in found[-1], found[-3:]
    assert out(handed("1", "y")[0]) == ["yes"] and out(handed("2", "", "")[0]) == ["no"]


@pytest.mark.parametrize("text", ["Chen is missing", "the lights are back"])
def test_on_the_drawn_screen_a_check_that_is_due_names_that_note_as_well(tmp_path: Path, text: str) -> None:
    hands = Later(tmp_path, "en", "fire")
    hands.ctx.me = replace(hands.ctx.me, plain=False)
    hands.session.record(lambda d: acts.note(d, text))
    only(hands, "roll-call")
    hands.at(20)
    hands.press("note", None, "due")
    assert hands.question.name == "due"
    asked = hands.press("yes")
    if asked.name == "due-sure":  # it fell due this moment
        asked = hands.press("yes")
    assert (asked.name == "clear-sure") is ("missing" in text)
    assert ("timer-answered" in hands.kinds()) is ("missing" not in text)
