"""Answers at `d` that were meant for something else: a call recorded sooner than anybody can have dialled again, a post
that the line does not name, a key of another list."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
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
