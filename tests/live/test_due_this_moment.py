"""``d`` and an answer sent just as a timer falls due: nobody reacts within a second, so that the answer was meant
for something else, and counts only behind the timer's name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN
from tests.support.numbered import Numbered


def numbered(home: Path, monkeypatch: pytest.MonkeyPatch, lang: str, *lines: Any) -> tuple[Numbered, list[str]]:
    """Lines with the seconds before them, typed at an outage whose first report falls due as the first line of
    them is waited for; what was printed before each."""
    rest, found = iter(lines), list[str]()

    def says(screen: str) -> Any:
        found.append(" ".join(screen.split()))
        guide.hands.now = lambda: Now(TEN + timedelta(minutes=5, seconds=1))  # type: ignore[method-assign]
        return "" if len(found) == 1 else next(rest, None)

    guide = Numbered(home, lang, "application-outage", monkeypatch, says)
    guide.run()
    return guide, found


def answered(kinds: list[str]) -> int:
    return sum(kind == "timer-answered" for kind in kinds)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("before", [0.1, 0.8])
def test_d_and_r_typed_as_a_report_falls_due_tell_nobody_in_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, before: float
) -> None:
    guide, found = numbered(tmp_path, monkeypatch, lang, (before, "d"), (0.25, "r"))
    assert answered(guide.kinds()) == 0
    assert ("刚刚才到时" if lang == "zh" else "fell due this moment") in found[-1], found[-1]


@pytest.mark.parametrize(("line", "counts"), [("y", 1), ("r", 0), ("b", 0), ("", 0), ("二楼有人被困", 0)])
def test_only_a_yes_behind_its_name_makes_the_answer_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, counts: int
) -> None:
    guide, _ = numbered(tmp_path, monkeypatch, "zh", (0.3, "d"), (0.3, "r"), (1.5, line))
    assert answered(guide.kinds()) == counts
    assert ("note" in guide.kinds()) == (line == "二楼有人被困")


def test_the_same_answer_counts_at_once_when_it_is_asked_for_again_after_a_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide, _ = numbered(tmp_path, monkeypatch, "zh", (0.3, "d"), (0.3, "r"), (2.0, "b"), (2.0, "r"))
    assert answered(guide.kinds()) == 1


@pytest.mark.parametrize("before", [1.3, 5.0])
def test_whoever_looked_at_what_fell_due_answers_it_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: float
) -> None:
    guide, _ = numbered(tmp_path, monkeypatch, "zh", (before, "d"), (0.25, "r"))
    assert answered(guide.kinds()) == 1


def falls_due(blind: Blind, seconds: float) -> None:
    """The report falls due, and is looked at for so long."""
    for at in (0.0, seconds):
        now = Now(TEN + timedelta(minutes=6, seconds=at))
        blind.hands.now = lambda now=now: now  # type: ignore[misc]
        blind.session.refresh()
        blind.session.picture(80, 20)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_d_and_r_pressed_as_a_report_falls_due_tell_nobody_on_the_screen(begin: Begin, lang: str) -> None:
    blind = begin(lang=lang)
    falls_due(blind, 0.5)
    blind.key("d")
    blind.key("r")
    blind.rests()
    assert blind.asked == "due-sure" and answered(blind.kinds()) == 0
    blind.key("r")
    blind.rests()
    assert answered(blind.kinds()) == 0, "the letter once more is no yes"
    blind.key("y")
    blind.rests()
    assert answered(blind.kinds()) == 1


def test_left_it_asks_for_an_answer_again_and_one_then_counts(begin: Begin) -> None:
    blind = begin()
    falls_due(blind, 0.5)
    for key in "dr":
        blind.key(key)
    blind.rests()
    blind.key("#")
    blind.rests()
    assert blind.asked == "due" and answered(blind.kinds()) == 0
    falls_due(blind, 4)
    blind.key("b")
    blind.key("d", 1)
    blind.key("r")
    blind.rests()
    assert answered(blind.kinds()) == 1


def test_a_sentence_over_the_question_is_a_note_and_answers_nothing(begin: Begin) -> None:
    blind = begin()
    falls_due(blind, 0.5)
    for key in "dr":
        blind.key(key)
    blind.rests()
    blind.types("reached the manager at last")
    blind.rests()
    assert answered(blind.kinds()) == 0 and blind.notes() == ["reached the manager at last"]


def test_whoever_looked_at_the_screen_answers_it_at_once(begin: Begin) -> None:
    blind = begin()
    falls_due(blind, 2)
    for key in "dr":
        blind.key(key)
    blind.rests()
    assert answered(blind.kinds()) == 1
