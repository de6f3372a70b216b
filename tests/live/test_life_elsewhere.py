"""Another open incident in which a life is at stake stands on the drawn screen of any other, due or not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.cells import width
from kit.ground.machine.clock import Now
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN
from tests.support.kit import opened

SIZES = [(120, 35), (80, 20), (60, 13)]
SAID = {"en": "Life at stake", "zh": "人命关天"}


def beside(begin: Begin, lang: str, *types: str) -> tuple[Blind, list[str]]:
    """At a call surge while others are open, and their references."""
    blind = begin("call-surge", lang)
    logs: list[Any] = [opened(Path(blind.hands.ctx.home), type_) for type_ in types]
    blind.session.refresh()
    return blind, [log.ref for log in logs]


def shown(blind: Blind, cols: int, rows: int) -> list[str]:
    lines = ["".join(text for _, text in row) for row in blind.session.picture(cols, rows)]
    assert len(lines) <= rows and all(width(line) <= cols for line in lines)
    return lines


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_stands_there_before_anything_of_it_is_due_and_once_when_it_is(begin: Begin, lang: str) -> None:
    """A dozen lines were empty, and who had fallen ill stood nowhere until the family was to be told."""
    blind, (ill, jam) = beside(begin, lang, "customer-ill", "application-outage")
    for cols, rows in SIZES:
        lines = shown(blind, cols, rows)
        (line,) = [each for each in lines if ill in each]
        assert SAID[lang] in line and {"en": "o: go", "zh": "o 过去"}[lang] in line, lines
        assert not any(jam in each for each in lines)
    late = Now(TEN + timedelta(minutes=30))
    blind.hands.now = lambda: late  # type: ignore[method-assign]
    blind.session.refresh()
    for cols, rows in SIZES:
        lines = shown(blind, cols, rows)
        assert sum(ill in each for each in lines) == 1 and not any(SAID[lang] in each for each in lines), lines


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_of_several_each_has_its_line_and_in_a_small_window_the_rest_is_counted(begin: Begin, lang: str) -> None:
    blind, refs = beside(begin, lang, "customer-ill", "fire", "self-harm-caller")
    large, small = shown(blind, 120, 35), shown(blind, 60, 13)
    assert all(any(ref in line for line in large) for ref in refs), large
    (line,) = [line for line in small if SAID[lang] in line]
    assert line.endswith(" +2"), small


def test_of_a_silent_one_nothing_but_its_number_is_read_elsewhere(begin: Begin) -> None:
    blind, (ref,) = beside(begin, "en", "robbery")
    lines = [line for line in shown(blind, 80, 20) if ref in line]
    assert len(lines) == 1 and SAID["en"] not in lines[0] and "obbery" not in lines[0]
