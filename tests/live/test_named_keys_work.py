"""A sentence of the numbered lines that names a key names one that works where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.live.home.show import ABOVE
from tests.support.constants import TEN
from tests.support.numbered import Numbered
from tests.support.numbered_home import NumberedHome

WORDS = {"zh": "今天早班来了十一个人", "en": "all eleven came at 7 today"}
HOW = r"(?:To make it a note: |记成备注：)(.+)"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    yield NumberedHome(tmp_path, request.param, monkeypatch)
    ABOVE[:] = before


def lines_of(how: str) -> list[str]:
    """What the sentence says to type, line by line."""
    part = {"n": "n", "letter": "j", "字母": "j", "Enter": "", "空回车": ""}
    found = re.findall(r"\bn\b|letter|字母|Enter|空回车", how)
    return [part[each] for each in found]


@pytest.mark.parametrize("home", WORDS, indirect=True)
@pytest.mark.parametrize("types", [("fire",), ("fire", "flood")])
@pytest.mark.parametrize("held", [False, True])
def test_what_is_said_to_make_a_note_makes_one(home: NumberedHome, types: tuple[str, ...], held: bool) -> None:
    """*n, then Enter* with two incidents open: the Enter was not understood, as a letter was wanted."""
    words = WORDS[home.ctx.me.lang]
    home.opens(*types)
    home.types(words, *(["0"] if held else []), "q", "x")
    said = [found for screen in home.screens for found in re.findall(re.escape(words) + r".*" + HOW, screen)]
    told = said[1 if held else 0]
    home.types(words, *(["0"] if held else []), *lines_of(told))
    assert [text for *_, text in home.notes()] == [words], (told, home.screens[-1])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("asked", [("1", "12"), ("1", "2 he sits there"), ("1", "1", "22 16"), ("e", "{code}", "1")])
def test_the_d_that_a_bell_names_leads_to_what_is_due_from_every_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, asked: tuple[str, ...]
) -> None:
    """*Answer it with d*, and ``d`` was refused where a figure was asked about."""
    found: list[str] = []
    rest = iter([*asked, "d"])

    def says(screen: str) -> Any:
        found.append(" ".join(screen.split()))
        line = next(rest, None)
        return None if line is None else (0.4 if line == "1" and "e" in asked else 12.0, line.format(code=guide.session.folder.ref[-4:]))

    guide = Numbered(tmp_path, lang, "application-outage", monkeypatch, says, listed=False)
    guide.hands.now = lambda: Now(TEN + timedelta(minutes=6))  # type: ignore[method-assign]
    guide.session.refresh()
    guide.run()
    assert ("Due: " in found[-1] or "到时：" in found[-1]) and guide.question.startswith("due"), found
    assert guide.session.incident.closed is None
