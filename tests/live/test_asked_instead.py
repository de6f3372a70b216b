"""At a call of which it is asked whether it is so, the key that says otherwise how it went takes its place:
the letter would record the opposite of what the hand pressed last."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.live.test_not_counted import shown
from tests.support.blind import Blind


def results(blind: Blind) -> list[str]:
    return [e.event.result for e in blind.session.folder.entries if e.event.kind == "called"]  # type: ignore[attr-defined]


def asked(begin: Begin, lang: str, key: str) -> Blind:
    """A key of the call pressed at once behind another act."""
    blind = begin("fire", lang, at="shout", minute=6)
    blind.key("enter", 8)
    blind.rests()
    blind.key(key, 1.2)
    blind.rests()
    assert blind.asked == "so-soon"
    return blind


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("gap", [1.5, 3.5, 7, 25])
@pytest.mark.parametrize(("first", "then", "result"), [("enter", "x", "no-answer"), ("x", "f", "phone-off"), ("enter", "f", "phone-off")])
def test_the_key_pressed_last_is_what_is_asked_about_and_what_its_letter_records(
    begin: Begin, lang: str, gap: float, first: str, then: str, result: str
) -> None:
    """Enter too early, ``x`` at what it asked, a note: ``y`` said that the manager had been reached."""
    blind = asked(begin, lang, first)
    blind.key(then, gap)
    blind.rests()
    assert not results(blind) and blind.asked == "so-soon"
    option = next(o for o in blind.screen.prose.standing.keys.options if o.key == then)
    question = blind.screen.posed.question
    assert option.label in question.text and option.label in question.options[0].label
    words = {"zh": "发电机没起来", "en": "generator dead"}[lang]
    blind.entered_in(lang, words)
    assert blind.notes() == [words] and option.label in shown(blind) + blind.screen.posed.question.text
    for _ in range(2):  # words were typed at it: it is asked once more, by name
        if not results(blind):
            blind.key("y", 3)
            blind.rests()
    assert len(results(blind)) == 1 and results(blind)[0] == result


def test_it_waits_as_it_may_begin_a_word_and_the_question_stands_behind_the_note(begin: Begin) -> None:
    blind = asked(begin, "en", "enter")
    before = blind.screen.posed.question
    blind.loop.pass_(1)
    blind.types("floor two is dark")
    blind.rests()
    assert blind.notes() == ["floor two is dark"] and blind.screen.posed.question is before and not results(blind)


@pytest.mark.parametrize(("lang", "named"), [("zh", "没有算：打给消防队：未接通"), ("en", "Not counted: Call to fire brigade: No answer")])
def test_the_first_question_names_whom_the_call_was_to_as_well(begin: Begin, lang: str, named: str) -> None:
    """It named nobody, where one call had just been recorded and the next step is another post's."""
    blind = asked(begin, lang, "x")
    assert blind.screen.posed.question.text.startswith(named)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_any_other_key_that_was_refused_at_it_stays_said_while_it_stands(begin: Begin, lang: str) -> None:
    """A note typed beside the question wiped it, and nobody read that the key had not counted."""
    blind = asked(begin, lang, "x")
    blind.key("s", 2)
    blind.rests()
    said = {"zh": "前面没算：s", "en": "Not counted before: s"}[lang]
    for words in {"zh": ("门开了", "灯亮了"), "en": ("smoke", "two out")}[lang]:
        blind.loop.pass_(2)
        blind.entered_in(lang, words)
        assert blind.asked == "so-soon" and said in shown(blind)
    blind.key("y", 2)
    blind.rests()
    blind.key("y", 2)
    blind.rests()
    blind.loop.pass_(3)
    blind.key("v", 2)
    blind.rests()
    assert results(blind) and said not in shown(blind)


@pytest.mark.parametrize("there", ["asked", "step"])
@pytest.mark.parametrize(("keys", "note"), [("3xn", "门修好"), ("12", "12门修好"), ("vpn", "vpn门修好"), ("3n", "门修好")])
def test_keys_in_front_of_the_one_for_notes_are_no_part_of_a_chinese_note_and_are_said_not_to_have_counted(
    begin: Begin, there: str, keys: str, note: str
) -> None:
    """"3xn门修好" stood in the log; vpn is a word, and a figure may begin a note."""
    blind = asked(begin, "zh", "x") if there == "asked" else begin("fire", "zh", at="shout")
    blind.loop.pass_(4)
    for key in keys:
        blind.key(key)
    blind.words("门修好")
    blind.key("enter")
    blind.rests()
    assert blind.notes() == [note] and not results(blind)
    if keys == "3xn":
        assert all(key in "".join([*blind.screen.prose.breath.remarks.keys, *blind.screen.prose.breath.remarks.now]) for key in "3x")
