"""An answer that ends what runs because people are in danger, typed right behind another answer, is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.incidents.incident.rules import acts
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


@pytest.mark.parametrize(("pause", "number", "value"), [(8.0, "1", "yes"), (3.5, "2", "no"), (3.5, "3", "unknown")])
def test_who_read_it_and_an_answer_that_ends_nothing_are_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float, number: str, value: str
) -> None:
    guide, _ = counted(tmp_path, monkeypatch, (pause, number))
    assert out(guide) == [value]


def test_a_note_between_gives_no_more_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, _ = counted(tmp_path, monkeypatch, (0.5, "one of ours is missing"), (0.5, "1"))
    assert out(guide) == [] and called(guide)
