"""A time given for an act stays for it where the key that came first was asked about, or a note stands between."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kit.ground.machine.clock import Now
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN


def given(blind: Blind, typed: str) -> None:
    """By its key, as somebody types it."""
    blind.key("@", 1)
    blind.types(typed)
    assert blind.session.earlier.at is not None and blind.asked == "step"


def called(blind: Blind) -> list[tuple[str, datetime]]:
    entries = [e for e in blind.session.folder.entries if e.event.kind == "called"]
    return [(e.event.result, e.at) for e in entries]  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["x", "f", "enter"])
def test_a_call_of_minutes_ago_is_not_asked_about_behind_another_act(begin: Begin, key: str) -> None:
    """Nobody need have called within six seconds who says that it was four minutes ago."""
    blind = begin("fire", "zh", at="shout", minute=6)
    blind.key("enter", 8)
    blind.rests()
    given(blind, "-4")
    blind.key(key, 1.2)
    blind.rests()
    assert blind.asked != "so-soon" and [at for _, at in called(blind)] == [TEN + timedelta(minutes=2, seconds=2)]


@pytest.mark.parametrize("note", ["", "typed on", "by its key"])
@pytest.mark.parametrize("key", ["x", "f"])
def test_where_it_is_asked_about_all_the_same_the_answer_has_the_time_and_a_note_between_has_its_own(
    begin: Begin, key: str, note: str
) -> None:
    """The time was gone, and the call stood there as of now: "no time was settled"."""
    blind = begin("fire", "zh", at="shout", minute=6)
    blind.key("enter", 8)
    blind.rests()
    given(blind, "1006")
    blind.key(key, 1.2)
    blind.rests()
    assert blind.asked == "so-soon"
    was = blind.session.earlier.at
    now = TEN + timedelta(minutes=8)
    blind.hands.now = lambda: Now(now)  # type: ignore[method-assign]
    if note:
        if note == "by its key":
            blind.key("n", 2)
        blind.words("走廊有烟")
        blind.key("enter")
        blind.rests()
        noted = next(e for e in blind.session.folder.entries if e.event.kind == "note")
        assert noted.at == now and "没定" not in blind.session.message
    blind.key("y", 3)
    blind.rests()
    if note:  # words were typed at it: it asks by name
        assert blind.asked == "so-soon" and not called(blind)
        blind.key("y", 2)
        blind.rests()
    assert [at for _, at in called(blind)] == [was] and "没定" not in blind.session.message
    assert blind.session.earlier.at is None
