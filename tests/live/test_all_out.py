"""An answer that ends what runs because people are in danger, typed right behind another answer, is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kit.incidents.incident.rules import acts
from tests.support.hands import Hands
from tests.support.numbered import Numbered

COUNT, OUT = "counted", "all-out"


def counted(home: Path, monkeypatch: pytest.MonkeyPatch, *lines: tuple[float, str]) -> tuple[Numbered, list[str]]:
    """A fire at the roll call; the lines behind the number of those who are there."""
    rest, found = iter([(20.0, "1"), (5.0, "41"), *lines]), list[str]()

    def says(screen: str) -> Any:
        found.append(" ".join(screen.split()))
        return next(rest, None)

    guide = Numbered(home, "en", "fire", monkeypatch, says)
    for view in list(guide.session.incident.views()):
        if view.key == COUNT:
            break
        guide.session.moved(lambda d, view=view: acts.not_applicable(d, view.key, "drill"))
    guide.run()
    return guide, found


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
