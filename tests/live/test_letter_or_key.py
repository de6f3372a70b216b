"""Whether a letter was a key or the note's first one is asked, and the hand goes on to the next call."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind

RESULTS = {"x": "no-answer", "f": "phone-off", "enter": "reached"}


def asked(begin: Begin) -> Blind:
    """``x``, and a note that begins with a figure, by which a place is called."""
    blind = begin("fire", "zh", at="call-119")
    blind.key("x", 8)
    blind.key("2", 0.8)
    blind.words("楼占线")
    blind.key("enter")
    assert blind.asked == "apart" and not blind.notes()
    return blind


def results(blind: Blind) -> list[str]:
    entries = blind.session.folder.entries
    return [e.event.result for e in entries if e.event.kind == "called"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("seconds", [6, 9, 30])
@pytest.mark.parametrize("key", ["x", "f", "enter"])
def test_how_the_next_call_went_settles_it_and_counts(begin: Begin, key: str, seconds: float) -> None:
    """Two calls to an ambulance stood nowhere, as a note's first letter was asked about."""
    blind = asked(begin)
    blind.key(key, seconds)
    blind.loop.pass_(1.5)
    assert blind.notes() == ["2楼占线"] and results(blind)[:2] == ["no-answer", RESULTS[key]]
    assert blind.asked != "apart" and "undone" not in blind.kinds()


@pytest.mark.parametrize("seconds", [0.7, 1.5, 2.5])
def test_a_key_that_comes_at_once_is_refused(begin: Begin, seconds: float) -> None:
    blind = asked(begin)
    blind.key("enter", seconds)
    blind.rests()
    assert blind.asked == "apart" and results(blind) == ["no-answer"]
