"""Numbered lines while another terminal deals with the step that is asked about: a number typed for
that one deals with no other one, and is said not to have counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from tests.support.constants import TEN
from tests.support.numbered import Numbered

Line = tuple[float, str] | str


def played(home: Path, monkeypatch: pytest.MonkeyPatch, lang: str, *lines: Line) -> tuple[Numbered, list[str]]:
    """``ELSEWHERE``: the step at hand is dealt with at another terminal; ``""``: a while passes."""
    rest, found = iter(lines), list[str]()

    def says(screen: str) -> Any:
        found.append(" ".join(screen.split()))
        line = next(rest, None)
        if line != "ELSEWHERE":
            return line
        other = Store(str(home))
        log = other.pick("")
        step = log.incident.current()
        assert step is not None
        other.record(log, Now(TEN), "wang", lambda draft: acts.tick(draft, step.key))
        return says("")

    guide = Numbered(home, lang, "application-outage", monkeypatch, says)
    guide.run()
    return guide, found


def done(guide: Numbered) -> list[tuple[str, str]]:
    return [(e.event.step, e.by) for e in guide.entries() if e.event.kind == "step-done"]


@pytest.mark.parametrize(("lang", "said"), [("zh", "“1”没算"), ("en", '"1" was not counted')])
def test_a_number_typed_for_a_step_that_another_terminal_has_done_deals_with_no_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    """It was recorded as done a second time, and a call as made twice."""
    guide, found = played(tmp_path, monkeypatch, lang, (11, "22"), (5, "first"), "ELSEWHERE", (11, "1"))
    assert done(guide) == [("no-logout", "wang")]
    assert said in found[-1]
    assert ("打电话通知系统运维专员" if lang == "zh" else "Phone the system operations specialist") in found[-1]


@pytest.mark.parametrize(("pause", "behind"), [(1, ((5, "y"),)), (11, ())])
def test_what_is_typed_behind_it_is_asked_about_by_name_until_the_next_step_can_have_been_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float, behind: tuple[Line, ...]
) -> None:
    guide, found = played(tmp_path, monkeypatch, "en", (11, "22"), (5, "first"), "ELSEWHERE", (11, "1"), (pause, "1"), *behind)
    if behind:
        assert "Is it \"Reached: Phone the system operations specialist" in found[-2], found[-2]
    assert [step for step, _ in done(guide)] == ["no-logout", "tell-tech"]


def test_a_step_that_goes_by_while_nobody_types_is_said_and_the_next_one_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide, found = played(tmp_path, monkeypatch, "en", (11, "22"), (5, "first"), "ELSEWHERE", "", (11, "1"))
    assert "Dealt with at another terminal; another step is asked now" in found[-2]
    assert [step for step, _ in done(guide)] == ["no-logout", "tell-tech"]


def test_a_note_typed_meanwhile_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, _ = played(tmp_path, monkeypatch, "zh", (11, "22"), (5, "一"), "ELSEWHERE", (11, "三号窗口的灯灭了"))
    assert "三号窗口的灯灭了" in guide.texts() and len(done(guide)) == 1
