"""A note says of which incident it is where another one is open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.cells import width
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.kit import opened
from tests.support.numbered import Numbered, typed

TITLE = {"zh": "火灾", "en": "Fire"}


def another(type_: str, drill: bool) -> Any:
    def at(guide: Numbered) -> None:
        opened(guide.hands.ctx.home, type_, drill=drill)
        guide.session.others.refresh()

    return at


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_note_says_whose_it_is_where_another_real_incident_is_open_and_an_answer_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """Four notes of one incident went into the other, each said to be recorded."""
    said, of = {"zh": ("门口有人", f"（{TITLE['zh']}）：备注：门口有人"), "en": ("somebody came", f"({TITLE['en']}): Note: somebody came")}[lang]
    guide = typed(tmp_path / "a", monkeypatch, said, "1", lang=lang, at=another("power-outage", False))
    assert of in guide.screens[1] and f"({TITLE[lang]})" not in guide.screens[2], guide.screens[1]
    for n, at in enumerate((another("power-outage", True), None)):
        guide = typed(tmp_path / f"b{n}", monkeypatch, said, lang=lang, at=at)
        assert of not in guide.screens[1] and said in guide.screens[1]
    guide = typed(tmp_path / "c", monkeypatch, said, lang=lang, at=another("fire", False))
    assert guide.session.incident.ref[-4:] in guide.screens[1].partition(said)[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_drawn_it_stands_before_the_words_that_give_way(begin: Begin, lang: str) -> None:
    blind = begin("fire", lang)
    opened(blind.session.ctx.home, "power-outage")
    blind.session.others.refresh()
    blind.session.record(lambda d: acts.note(d, "a long tale of the door " * 4))
    for cols in (60, 80):
        lines = ["".join(text for _, text in line) for line in blind.session.picture(cols, 20)]
        (line,) = [line for line in lines if TITLE[lang] in line and "#" in line and "tale" in line]
        assert width(line) <= cols
