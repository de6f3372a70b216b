"""Who closes an incident reads in one line who was never told and what is late, before and behind it."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_who_was_never_told_stands_at_the_closing_questions_and_behind_them(begin: Begin, lang: str) -> None:
    """The supervisor was 12 minutes late, and the screen said "22 steps still open"."""
    blind = begin("fire", lang, minute=17)
    post, late = {"en": ("call centre supervisor", "late"), "zh": ("主管", "超时")}[lang]
    blind.key("e", 4)
    blind.rests()
    assert blind.asked == "close"
    (line,) = [line for line in blind.screen.posed.question.lines if post in line]
    assert late in line and blind.screen.posed.question.lines[0] == line
    blind.loop.pass_(4)
    blind.entered_in(lang, blind.session.incident.ref[-4:])
    assert blind.asked == "outcome" and list(blind.screen.posed.question.lines) == [line]
    blind.key("v", 4)
    blind.rests()
    assert blind.session.incident.closed is not None
    for cols, rows in ((60, 13), (120, 35)):
        shown = "".join(text for row in blind.session.picture(cols, rows) for _, text in row)
        assert "".join(line.split()) in "".join(shown.split()), shown
