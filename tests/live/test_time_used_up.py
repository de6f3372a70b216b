"""A time given with ``@`` is spent by the first thing that is recorded, whatever stands asked; what is still
asked about counts for its own time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kit.ground.machine.clock import Now
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN

NOTES = {"zh": ("消防破拆", "救护车到", "病人上车"), "en": ("doors forced", "ambulance here", "patient aboard")}


def minute(blind: Blind, minutes: float) -> datetime:
    at = TEN + timedelta(minutes=minutes)
    blind.hands.now = lambda: Now(at)  # type: ignore[method-assign]
    return at


def asked_about(begin: Begin, lang: str) -> Blind:
    """Nobody answered, pressed at once behind another act: it is asked whether that is so."""
    blind = begin("fire", lang, at="shout", minute=6)
    blind.key("enter", 8)
    blind.rests()
    blind.key("x", 1.2)
    blind.rests()
    assert blind.asked == "so-soon"
    return blind


def made(blind: Blind, kind: str) -> list[datetime]:
    return [e.at for e in blind.session.folder.entries if e.event.kind == kind]


@pytest.mark.parametrize("lang", ("zh", "en"))
def test_the_first_note_has_it_the_next_ones_are_of_now_and_the_answer_of_when_its_key_was_pressed(
    begin: Begin, lang: str
) -> None:
    """Four notes and a call stood at 21:42, hours later, too."""
    blind = asked_about(begin, lang)
    pressed = blind.session.now().wall
    minute(blind, 9)
    blind.key("@", 2)
    blind.types("1004")
    blind.rests()
    first, *others = NOTES[lang]
    blind.entered_in(lang, first)
    now = minute(blind, 10)
    assert blind.session.earlier.at is None
    for text in others:
        blind.entered_in(lang, text)
    assert blind.notes() == list(NOTES[lang]) and made(blind, "note") == [TEN + timedelta(minutes=4), now, now]
    blind.key("y", 3)
    blind.rests()
    blind.key("y", 2)  # words were typed at it: it asks by name, or once more after a while
    blind.rests()
    assert made(blind, "called") == [pressed] and blind.asked == "step"


def test_a_key_that_was_given_a_time_has_it_still_where_another_one_is_given_for_a_note(begin: Begin) -> None:
    blind = begin("fire", "zh", at="shout", minute=6)
    blind.key("enter", 8)
    blind.rests()
    blind.key("@", 1)
    blind.types("1006")
    blind.key("x", 1.2)
    blind.rests()
    assert blind.asked == "so-soon"
    was = blind.session.earlier.at
    minute(blind, 9)
    blind.key("@", 2)
    blind.types("1003")
    blind.rests()
    blind.entered_in("zh", "走廊有烟")
    blind.key("y", 3)
    blind.rests()
    blind.key("y", 2)
    blind.rests()
    assert made(blind, "note") == [TEN + timedelta(minutes=3)] and made(blind, "called") == [was]
    assert blind.session.earlier.at is None


def test_what_is_answered_at_once_counts_for_the_time_that_was_given_just_before(begin: Begin) -> None:
    blind = asked_about(begin, "zh")
    minute(blind, 9)
    blind.key("@", 2)
    blind.types("1004")
    blind.rests()
    blind.key("y", 3)
    blind.rests()
    assert made(blind, "called") == [TEN + timedelta(minutes=4)] and blind.session.earlier.at is None


def test_an_answer_within_the_minute_is_one_of_now(begin: Begin) -> None:
    blind = asked_about(begin, "zh")
    blind.key("y", 3)
    blind.rests()
    assert made(blind, "called") == [blind.session.now().wall]
