"""Numbered lines: what takes back behind a line that recorded nothing, and the no to it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.support.numbered import Line, Play, fresh, notes, typed

SAID = {"en": "he is calm", "zh": "客户平静了"}
NEVER = {"en": "{} was never recorded. The last entry is #5", "zh": "{} 没有记过。最后记录是 #5"}
EARLY = {"en": "came too quickly", "zh": "键入得太快"}
KEPT = {"en": "Not taken back: #5", "zh": "没有撤回：#5"}


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    return lambda *lines, lang: typed(fresh(tmp_path), monkeypatch, *lines, lang=lang, pause=7.0)


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.parametrize("key", ["u", "uu"])
@pytest.mark.parametrize(("line", "pause"), [("4", 1.0), ("zz", 9.0)])
def test_behind_a_line_that_did_not_count_taking_back_says_so_and_wants_a_key_that_was_read(
    play: Play, lang: str, key: str, line: str, pause: float
) -> None:
    """The hand meant the ``4`` which recorded nothing, and a true note went, by ``uu`` unasked."""
    went = partial(play, SAID[lang], line, (pause, key), lang=lang)
    asked = went((0.4, "u"))
    assert NEVER[lang].format(line) in asked.screens[-2] and EARLY[lang] in asked.screens[-1], asked.screens[-2:]
    assert asked.question == "undo" and "undone" not in asked.kinds()
    assert "undone" not in went((0.8, "y")).kinds()
    assert went((3.0, "u")).kinds()[-1] == went((1.2, "y")).kinds()[-1] == "undone"


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.parametrize("lines", [("uu",), ((0.5, "u"), (0.4, "u"))], ids=["at-once", "twice"])
def test_where_the_last_line_recorded_it_is_taken_back_at_once(play: Play, lang: str, lines: tuple[Line, ...]) -> None:
    assert "undone" in play(SAID[lang], *lines, lang=lang).kinds()


@pytest.mark.parametrize("lang", SAID)
def test_a_look_at_the_list_behind_a_line_that_did_not_count_ends_no_doubt_about_it(play: Play, lang: str) -> None:
    """``4``, ``?``, ``uu``: the list says nothing of the line, and a true note went at once."""
    for looks in (("?",), ("?", "?"), ("",)):
        guide = play(SAID[lang], "4", *looks, "uu", lang=lang)
        assert "undone" not in guide.kinds() and NEVER[lang].format("4") in guide.screens[-1]


@pytest.mark.parametrize("lang", SAID)
def test_a_no_to_taking_back_says_what_stands_and_a_note_beside_it_that_nothing_was_answered(play: Play, lang: str) -> None:
    """The screen came again without a word."""
    no = play(SAID[lang], "u", (2.0, "n"), lang=lang)
    assert KEPT[lang] in no.screens[-1] and "undone" not in no.kinds(), no.screens[-1]
    more = "doors are shut" if lang == "en" else "门都关了"
    beside = play(SAID[lang], "u", (2.0, f"n {more}"), lang=lang)
    assert notes(beside) == [SAID[lang], more] and "undone" not in beside.kinds()
    assert ("没有回答" if lang == "zh" else "Left without an answer") in beside.screens[-1], beside.screens[-1]
