"""A form that is over says so however it ended, and the Enter that was to end it deals with no step."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN

TOO = {"en": "nline dead too", "zh": "n线路也断了"}


def at_form(begin: Begin, lang: str, key: str, *lines: str) -> Blind:
    """At the second field of the form of ``key``, by a clock that goes with the hand's."""
    blind = begin(lang=lang, at="tell-tech")
    began = blind.loop.now
    blind.hands.now = lambda: Now(TEN + timedelta(seconds=blind.loop.now - began))  # type: ignore[method-assign]
    blind.loop.pass_(4)
    blind.key(key, 1)
    blind.rests()
    for line in lines:
        blind.entered_in(lang, line)
    return blind


def then_a_note(blind: Blind, lang: str) -> None:
    """Typed for a field, and said to be one."""
    blind.loop.pass_(1)
    blind.entered_in(lang, TOO[lang])
    if blind.asked == "read-back":
        blind.key("#", 1)
        blind.loop.pass_(0.6)
    assert blind.asked == "step" and blind.notes() == [TOO[lang][1:]], blind.asked


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("key", "line"), [("k", "mr ono 5550199"), ("k", "ms abe"), ("i", "spare phones"), ("j", "brigade")])
def test_an_enter_right_behind_a_form_that_a_note_ended_calls_nobody(begin: Begin, lang: str, key: str, line: str) -> None:
    """It meant "that is all", 1.5 s later, and was a call to the specialist that nobody made."""
    blind = at_form(begin, lang, key, line)
    then_a_note(blind, lang)
    assert ("form over" if lang == "en" else "本表已结束") in blind.session.message
    before = blind.kinds()
    blind.key("enter", 1.2)
    blind.rests()
    assert blind.kinds() == before, blind.kinds()[len(before) :]
    assert ("no step" if lang == "en" else "不算完成步骤") in blind.session.alert and f" {key}" in f" {blind.session.alert}"
    assert ("callback-added" in before) == ("5550199" in line)
    blind.key("enter", 3)
    blind.rests()
    assert "called" in blind.kinds()[len(before) :]


@pytest.mark.parametrize("digits", ["", "2", "21"])
def test_an_enter_right_behind_a_call_form_that_a_note_ended_calls_nobody(begin: Begin, digits: str) -> None:
    """``c``, whom, a note, and the Enter that was to say "reached" told the specialist of the step below."""
    blind = at_form(begin, "en", "c")
    for digit in digits:
        blind.key(digit, 3)
        blind.rests()
    blind.loop.pass_(2)
    then_a_note(blind, "en")
    before = blind.kinds()
    blind.key("enter", 1.2)
    blind.rests()
    assert blind.kinds() == before and "no step" in blind.session.alert, blind.kinds()[len(before) :]
    blind.key("enter", 3)
    blind.rests()
    assert "called" in blind.kinds()[len(before) :]


def test_a_word_that_the_letter_of_a_call_form_begins_takes_no_enter_from_the_step(begin: Begin) -> None:
    blind = at_form(begin, "en", "v")
    blind.types("crowd at the door")
    blind.rests()
    before = blind.kinds()
    assert blind.notes() == ["crowd at the door"]
    blind.key("enter", 0.5)
    blind.rests()
    assert "called" in blind.kinds()[len(before) :]


@pytest.mark.parametrize("key", ["s", "h"])
def test_the_same_behind_a_reason_and_behind_a_name_that_were_notes(begin: Begin, key: str) -> None:
    """The step was to be left out or handed over, and was a call that nobody made."""
    blind = at_form(begin, "en", key)
    blind.loop.pass_(1)
    then_a_note(blind, "en")
    before = blind.kinds()
    blind.key("enter", 1.2)
    blind.rests()
    assert blind.kinds() == before and f"{key} begins it again" in blind.session.alert


@pytest.mark.parametrize("typed", ["line dead", "nline dead"])
def test_a_digit_that_chose_is_no_part_of_the_note_behind_it(begin: Begin, typed: str) -> None:
    """``c`` `2` `1`, and a second later words: the note that was offered read "1line dead"."""
    blind = at_form(begin, "en", "c")
    blind.key("2", 3)
    blind.rests()
    blind.key("1", 3)
    blind.rests()
    assert blind.asked == "call-said" and "called" in blind.kinds(), blind.asked
    blind.types(typed)
    assert blind.asked == "read-back"
    blind.key("#", 2)
    blind.rests()
    assert blind.notes() == ["line dead"]


def test_a_form_that_esc_left_takes_no_enter_from_the_step(begin: Begin) -> None:
    blind = at_form(begin, "en", "k", "mr ono 5550199")
    blind.key("escape", 2)
    blind.key("escape", 2)
    blind.key("escape", 2)
    blind.rests()
    before = blind.kinds()
    assert blind.asked == "step" and "callback-added" not in before
    blind.key("enter", 3)
    blind.rests()
    assert "called" in blind.kinds()[len(before) :]


@pytest.mark.parametrize("line", ["mr ono 5550199", "ms abe"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_field_that_may_be_the_key_for_notes_and_a_note_is_read_back(begin: Begin, line: str, lang: str) -> None:
    """``nabe line dead`` was what she is to be called about; ``nline dead`` was asked about."""
    blind = at_form(begin, lang, "k", line)
    blind.loop.pass_(2)
    blind.types("nabe line dead")
    assert blind.asked == "read-back"
    blind.key("#", 2)
    blind.rests()
    assert blind.notes() == ["abe line dead"]


@pytest.mark.parametrize("matter", ["no heating at home", "new phone broken", "nokia phone", "nothing works at home"])
def test_what_plainly_begins_with_its_letter_is_asked_of_nobody(begin: Begin, matter: str) -> None:
    blind = at_form(begin, "en", "k", "mr ono 5550199")
    blind.loop.pass_(4)
    blind.types(matter)
    assert blind.asked == "customer-promised" and blind.notes() == []
