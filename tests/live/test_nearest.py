"""Going to a step by words: Enter takes what is plainly meant, and nothing where several fit alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.terminal.printed import Printed
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.hands import Hands


def looked_for(begin: Begin, lang: str, words: str) -> Blind:
    """``g``, the words, and Enter, by a hand that does not look."""
    blind = begin("power-outage", lang)
    blind.loop.pass_(8)
    blind.key("g")
    blind.loop.pass_(1)
    if lang == "zh":
        blind.words(words)
    else:
        for char in words:
            blind.key(char)
    blind.key("enter", 0.6)
    blind.rests()
    return blind


@pytest.mark.parametrize(("lang", "words"), [("zh", "恢复供电"), ("en", "power back")])
def test_enter_takes_none_of_several_steps_that_fit_alike(begin: Begin, lang: str, words: str) -> None:
    """The power was back, and what was recorded was when it was expected back."""
    blind = looked_for(begin, lang, words)
    assert blind.asked == "steps" and blind.session.incident.current() == blind.session.step
    assert ("符合的有 2 项" if lang == "zh" else "2 fit, none chosen") in blind.screen.word
    first = blind.screen.posed.options()[0]
    assert first.name == "power-back"  # what works again stands in front of what is promised
    blind.screen.posed.move(1)
    blind.key("enter", 1)
    blind.rests()
    assert blind.session.step is not None and blind.session.step.key == "power-back"


@pytest.mark.parametrize(
    ("lang", "words", "step"),
    [
        ("zh", "恢复供电时间", "power-back"),
        ("zh", "记录恢复供电时间", "power-back"),
        ("zh", "来电了", "power-back"),
        ("zh", "预计恢复", "back-at"),
        ("en", "restored", "power-back"),
        ("en", "expected back", "back-at"),
        ("en", "21", "power-back"),
    ],
)
def test_enter_takes_the_step_that_the_words_plainly_name(begin: Begin, lang: str, words: str, step: str) -> None:
    blind = looked_for(begin, lang, words)
    assert blind.asked == "step" and blind.session.step is not None and blind.session.step.key == step


@pytest.mark.parametrize(("lang", "words"), [("zh", "恢复供电"), ("en", "power back")])
def test_numbered_lines_list_what_works_again_first_and_want_its_number(tmp_path: Path, lang: str, words: str) -> None:
    hands = Hands(tmp_path, lang, "power-outage")
    shown = Printed(hands.press("steps"))
    shown.first(lang)
    assert shown.narrow(words) and [option.name for option in shown.listed] == ["power-back", "back-at"]
    assert shown.meant(words) is None


def test_behind_an_enter_that_took_nothing_another_word_begins_and_nothing_runs_together(begin: Begin) -> None:
    """Steps looked for, a time and what happened next were one note: 恢复供电18:14灯又灭了."""
    blind = begin("power-outage", "zh")
    blind.loop.pass_(8)
    blind.key("g")
    blind.loop.pass_(0.7)
    blind.words("恢复供电")
    blind.key("enter", 0.6)
    blind.key("enter", 1.3)
    blind.loop.pass_(0.5)
    for char in "18:14":
        blind.key(char)
    assert blind.line() == "恢复供电 18:14"
    blind.key("enter")
    blind.rests()
    assert blind.asked == "note" and not blind.notes()
    blind.words("灯又灭了")
    blind.key("enter")
    blind.rests()
    assert "灯又灭了" in blind.notes() and not any("灯又灭了" in note and "18:14" in note for note in blind.notes())
    assert "恢复供电" in " ".join([*blind.notes(), *blind.screen.prose.lines.line.waiting()])


def test_a_step_that_is_done_stands_in_no_other_steps_way(begin: Begin) -> None:
    blind = begin("power-outage", "zh")
    blind.session.record(lambda d: acts.tick(d, "back-at", "19:00"))
    blind.loop.pass_(8)
    blind.key("g")
    blind.loop.pass_(1)
    blind.words("恢复供电")
    assert [o.name for o in blind.screen.posed.options()] == ["power-back", "back-at"]
    blind.key("enter", 0.6)
    blind.rests()
    assert blind.asked == "step" and blind.session.step is not None and blind.session.step.key == "power-back"
