"""Something typed at the question whether a call was made: the letter behind it may confirm that, and no call."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind


def called(blind: Blind) -> list[str]:
    return [entry.event.role for entry in blind.session.folder.entries if entry.event.kind == "called"]  # type: ignore[attr-defined]


def asked_soon(begin: Begin, lang: str = "en") -> Blind:
    """Another step came in between: Enter at a call that nobody has made."""
    blind = begin("fire", lang, at="shout")
    blind.key("enter")
    blind.key("enter", 3)
    blind.rests()
    assert blind.asked == "so-soon" and not called(blind)
    return blind


@pytest.mark.parametrize("text", ["9", "1905", "13900001111", "power back at 1905"])
def test_a_letter_behind_what_was_typed_there_asks_by_name_and_records_at_the_second_time(begin: Begin, text: str) -> None:
    """``1905``, Enter, 2 s, ``y`` were meant for a form; a report that nobody made was recorded."""
    blind = asked_soon(begin)
    blind.types(text)
    blind.key("y", 2)
    blind.rests()
    asked = blind.screen.posed.question
    assert not called(blind) and blind.asked == "so-soon" and text[:11] in asked.text
    assert "Phone" in asked.text and "Reached" in asked.text  # which call, and what would stand there
    blind.key("y", 2)
    blind.rests()
    assert len(called(blind)) == 1 and blind.asked == "step"


@pytest.mark.parametrize("text", ["1905", "13900001111"])
def test_a_figure_typed_there_is_kept_as_words_are(begin: Begin, text: str) -> None:
    blind = asked_soon(begin)
    blind.types(text)
    blind.rests()
    assert f'Not recorded: "{text}"' in blind.screen.prose.breath.remarks.said()
    for key in ("n", "up"):
        blind.key(key, 2)
    assert blind.line() == text


def test_its_letter_counts_at_once_where_nothing_was_typed(begin: Begin) -> None:
    blind = asked_soon(begin)
    blind.key("y", 2)
    blind.rests()
    assert len(called(blind)) == 1
