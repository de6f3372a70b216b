"""Numbered lines: a hand that believes itself in another incident. A sentence typed on is a note of that one,
of this one or of none, and no number says of which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.live.home.show import ABOVE
from tests.support.numbered_home import NumberedHome

SAID = {"zh": ("保安到了三个人", "电梯里还有一个人"), "en": ("three guards came", "one more in the lift")}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    found = NumberedHome(tmp_path, getattr(request, "param", "zh"), monkeypatch)
    found.opens("power-outage", "fire", "flood")
    yield found
    ABOVE[:] = before


def noted(home: NumberedHome) -> list[tuple[str, str]]:
    """Type and text of the notes that count."""
    gone = {e.event.entry for log in home.logs() for e in log.entries if e.event.kind == "undone"}
    found: list[Any] = [(log.incident.type, e) for log in home.logs() for e in log.entries if e.event.kind == "note"]
    return sorted((type_, e.event.text) for type_, e in found if e.id not in gone)


@pytest.mark.parametrize("home", SAID, indirect=True)
@pytest.mark.parametrize("line", ["", "5", "1", "12"])
def test_a_sentence_behind_o_where_several_are_open_is_asked_about_and_no_number_answers(home: NumberedHome, line: str) -> None:
    """It was a note of the incident that the hand believed to have left."""
    said = SAID[home.ctx.me.lang]
    at = len(home.screens)
    lines = [(12.0, line)] if line else []
    home.types("1", (12, "o"), (2, said[0]), *lines, (2, said[1]), (2, "f"), (12, "q"), (2, "q"))
    assert "\a" in home.screens[at + 4], "it rings where that is asked"
    assert {text for _, text in noted(home)} == set(said) and len({type_ for type_, _ in noted(home)}) == 1
    assert noted(home)[0][0] != "power-outage"
    dealt = [kind for kind in home.kinds() if kind.startswith("step-")]
    assert not dealt or set(dealt) == {"step-doing"}, dealt


@pytest.mark.parametrize("home", SAID, indirect=True)
def test_the_same_sentence_stays_here_by_its_letter_and_nothing_is_lost_where_one_leaves(home: NumberedHome) -> None:
    said = SAID[home.ctx.me.lang]
    home.types("1", (12, "o"), (2, said[0]), (2, "h"), (12, "q"), (2, "q"))
    assert noted(home) == [("power-outage", said[0])]
    home.types("1", (12, "o"), (2, said[1]), (12, "0"), (12, "n"), (2, ""), (12, "q"), (2, "q"))
    assert said[1] in dict(map(reversed, noted(home))), "gone back from, it stands in the next note"


@pytest.mark.parametrize("home", SAID, indirect=True)
def test_a_sentence_where_kit_guide_asks_which_incident_stands_in_the_next_note_there(home: NumberedHome) -> None:
    """It was not understood, and was nowhere."""
    from kit.live.guide.command.guide import choose, lead

    said = SAID[home.ctx.me.lang]
    home.rest = [said[0], "3", (12, "n"), (2, ""), (12, "q")]
    log = choose(home.ctx, "")
    assert log is not None and lead(home.ctx, log, resumed=True, chosen=True).code == 0
    assert noted(home) == [(log.incident.type, said[0])]


@pytest.mark.parametrize("home", SAID, indirect=True)
@pytest.mark.parametrize(("then", "stay"), [("f", 1), ("h", 3)])
def test_asked_one_by_one_each_note_goes_where_its_own_letter_says(home: NumberedHome, then: str, stay: int) -> None:
    """A digit marked one to stay, and ``h`` put the other two into the incident at hand as well, without a word."""
    lang = home.ctx.me.lang
    said = [*SAID[lang], "大屏黑了" if lang == "zh" else "the board is dark"]
    at = len(home.screens)
    answers = ("1", "s", "h", then, then)
    home.types("1", (12, "o"), *((2, text) for text in said), *((2, each) for each in answers), (12, "q"), (2, "q"))
    screens = [" ".join(screen.split()) for screen in home.screens[at:]]
    assert re.search(r"h \w \w s", screens[6]), "a digit marks nothing"
    for text, screen in zip(said, screens[7:10], strict=True):
        assert text in screen and not any(other in screen for other in said if other != text), screen
    assert sum(type_ == "power-outage" for type_, _ in noted(home)) == stay and len(noted(home)) == 3
    told = "记在" if lang == "zh" else "Noted in"
    assert then != "h" or (told in screens[10] and all(text in screens[10] for text in said)), screens[10]
