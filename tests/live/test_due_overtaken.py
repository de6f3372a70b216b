"""`d` and an answer in one run, where another item was named as the first when the hand last did something: a call of
two minutes lies between, and a graver one came meanwhile."""

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

NAMED = {"zh": "排第一的是另一项", "en": "Another one stood first"}


def goes_on(begin: Begin, lang: str) -> Blind:
    """The supervisor's report stood first; while he telephones the call to the fire brigade falls due."""
    blind = begin("lift-entrapment", lang, minute=28)
    blind.types("he is calm")
    began = blind.loop.now
    blind.hands.now = lambda: Now(TEN + timedelta(minutes=28, seconds=10 + blind.loop.now - began))  # type: ignore[method-assign]
    for rest in (1, 115, 60):
        blind.loop.pass_(rest)
        blind.session.refresh()
        blind.screen._fragments()
    return blind


def calls(kinds: list[str]) -> int:
    return kinds.count("called")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("acts", "rest", "counts"), [("", 0.25, 0), ("", 4.0, 1), ("note", 0.25, 1)])
def test_on_the_screen_it_is_asked_about_once_unless_the_hand_looked(
    begin: Begin, lang: str, acts: str, rest: float, counts: int
) -> None:
    blind = goes_on(begin, lang)
    if acts:
        blind.types("he is still calm")
        blind.rests()
    blind.key("d", 2)
    blind.key("n", rest)
    blind.loop.pass_(4)
    assert blind.session.foremost.of == "long" and calls(blind.kinds()) == counts, blind.asked
    if not counts:
        assert blind.asked == "due-sure" and NAMED[lang] in blind.screen.posed.question.text
        blind.key("#", 2)
        blind.rests()
        blind.key("n", 0.5)
        blind.loop.pass_(4)
        assert calls(blind.kinds()) == 1, "it was read, and is asked about once"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("noted", "rest", "counts"), [(False, 1.5, 0), (False, 8.0, 1), (True, 1.5, 1)])
def test_in_lines_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, noted: bool, rest: float, counts: int
) -> None:
    lines = iter([(12.0, "he is calm"), "RING", (120.0, "still calm") if noted else "RING", (120.0, "d"), (rest, "n")])
    minute, found = 28.0, list[str]()

    def says(screen: str) -> Any:
        nonlocal minute
        found.append(screen)
        line = next(lines, None)
        if line == "RING":
            minute, line = 30.1, ""
        guide.hands.now = lambda: Now(TEN + timedelta(minutes=minute))  # type: ignore[method-assign]
        return line

    guide = Numbered(tmp_path, lang, "lift-entrapment", monkeypatch, says)
    guide.hands.now = lambda: Now(TEN + timedelta(minutes=28))  # type: ignore[method-assign]
    guide.run()
    assert calls(guide.kinds()) == counts, found[-1]
    assert counts or NAMED[lang] in found[-1], found[-1]
