"""A figure and Enter, typed straight on at a step that asks for one: there is one rule. It is asked whether
it answers the step; what the step cannot read as it stands its form reads, and no figure is a note unasked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN


def typed(begin: Begin, text: str, minutes: float = 0, lang: str = "en", at: str = "began", type_: str = "application-outage") -> Blind:
    blind = begin(type_, lang, at=at)
    now = Now(TEN + timedelta(minutes=minutes))
    blind.hands.now = lambda: now  # type: ignore[method-assign]
    blind.session.refresh()
    blind.loop.pass_(4)
    for key in (*text, "enter"):
        blind.key(key)
    blind.loop.pass_(1.5)
    return blind


def value(blind: Blind) -> str:
    done = [e.event for e in blind.session.folder.entries if e.event.kind == "step-done"]
    return done[-1].value if done else ""  # type: ignore[attr-defined]


TIMES = [("0250", 560, "T02:50"), ("2:40", 560, "T14:40"), ("0955", 0, "T09:55"), ("9:55", 0, "T09:55"), ("1005", 20, "T10:05")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("text", "minutes", "at"), TIMES)
def test_where_a_time_is_asked_a_figure_is_asked_about_and_is_the_time(begin: Begin, text: str, minutes: float, at: str, lang: str) -> None:
    """``0250`` at seven in the evening was a note, and ``2:40`` too, which the step's own line took for a time."""
    blind = typed(begin, text, minutes, lang)
    assert blind.asked == "number-typed" and not blind.notes()
    blind.key("y")
    blind.loop.pass_(2)
    if blind.asked != "step":  # which of two times: the one at hand stands first
        assert blind.asked.endswith("-which")
        blind.key("y" if blind.screen.posed.question.lettered else "1")
        blind.loop.pass_(2)
    assert at in value(blind) and not blind.notes() and blind.asked == "step"
    assert at[1:] in blind.session.message  # read back


@pytest.mark.parametrize("text", ["61", "2359", "7777"])
def test_what_is_no_time_that_has_passed_is_asked_about_too(begin: Begin, text: str) -> None:
    blind = typed(begin, text)
    assert blind.asked == "number-typed" and not blind.notes() and not value(blind)
    blind.key("#")
    blind.loop.pass_(2)
    assert blind.notes() == [text] and not value(blind) and blind.asked == "step"


def test_the_form_says_why_it_does_not_read_it_and_esc_leads_back(begin: Begin) -> None:
    blind = typed(begin, "7777")
    blind.key("y")
    blind.loop.pass_(2)
    assert blind.asked == "value" and "7777" in blind.session.alert + blind.session.message and not value(blind)
    assert blind.line() == "7777"
    blind.key("escape", 2)
    blind.loop.pass_(2)
    assert not value(blind) and not blind.notes()


def test_a_number_that_is_far_off_is_asked_about_and_a_telephone_number_is_a_note(begin: Begin) -> None:
    far = typed(begin, "500000", at="seats")
    assert far.asked == "number-typed" and not far.notes()


@pytest.mark.parametrize("at", ["began", "seats"])
def test_a_telephone_number_is_no_figure(begin: Begin, at: str) -> None:
    blind = typed(begin, "13912345678", at=at)
    assert blind.asked == "step" and blind.notes() == ["13912345678"]
