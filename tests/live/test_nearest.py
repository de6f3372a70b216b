"""Going to a step by words: Enter takes what is plainly meant, and nothing where several fit alike."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal.ask import Option, Pressed
from kit.ground.terminal.printed import Printed
from kit.incidents.incident.rules import acts
from kit.live.guide.talk.nearest import Nearest
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN
from tests.support.hands import Hands


def looked_for(begin: Begin, lang: str, words: str) -> Blind:
    """``g``, the words, and Enter, by a hand that does not look."""
    blind = begin("power-outage", lang)
    blind.loop.pass_(8)
    blind.key("g")
    blind.loop.pass_(1)
    blind.entered_in(lang, words)
    return blind


@pytest.mark.parametrize(("lang", "words"), [("zh", "恢复供电"), ("en", "power back")])
def test_enter_takes_none_of_several_steps_that_fit_alike(begin: Begin, lang: str, words: str) -> None:
    """The power was back, and what was recorded was when it was expected back."""
    blind = looked_for(begin, lang, words)
    assert blind.asked == "steps" and blind.session.incident.current() == blind.session.step
    said = blind.screen.word  # both by their numbers, and where they differ
    assert ("没有选，两项都符合：" if lang == "zh" else "None chosen, two fit: ") in said
    assert " / " in said and ("预计恢复" if lang == "zh" else "when power is expected") in said, said
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


# ---- the caller was cut off, and 110 is to be told ------------------------------------------------


def cut_off(begin: Begin) -> Blind:
    """110 was told twice; the caller was cut off, and a deadline waits for the third call."""
    blind = begin("self-harm-caller", "zh")
    record = blind.session.record
    for step in ("call-110", "update-110"):
        record(lambda d, at=step: acts.call(d, "police", "reached", step=at))  # type: ignore[misc]
    record(lambda d: acts.tick(d, "line", "cut"))
    blind.session.moved(lambda d: acts.take_up(d, "caller"))
    blind.screen.throw(Pressed(""))
    blind.loop.pass_(8)
    blind.key("g")
    blind.loop.pass_(1)
    return blind


@pytest.mark.parametrize("words", ["110", "１１０", "打110"])
def test_a_number_that_no_step_has_is_a_word_and_what_a_deadline_waits_for_stands_first(begin: Begin, words: str) -> None:
    """``110`` found nothing, and arrow and Enter asked to open the first call again."""
    blind = cut_off(begin)
    blind.words(words)
    found = [option.name for option in blind.screen.posed.options()]
    assert found[0] == "tell-cut" and {"call-110", "update-110", "confirm"} < set(found)
    blind.screen.posed.move(1)
    blind.key("enter", 1)
    blind.rests()
    assert blind.session.step is not None and blind.session.step.key == "tell-cut"


def test_a_number_that_a_step_has_is_that_step(begin: Begin) -> None:
    blind = cut_off(begin)
    blind.words("11")
    first = blind.screen.posed.options()[0]
    assert first.label.split()[0] == "11"


def test_a_step_that_was_put_off_is_gone_to_unasked(begin: Begin) -> None:
    """It was called dealt with, and asked about as if it were opened again."""
    blind = begin("power-outage", "zh", at="power-back")
    blind.session.record(lambda d: acts.defer(d, "power-back"))
    blind.screen.throw(Pressed(""))
    blind.loop.pass_(8)
    assert blind.session.step is not None and blind.session.step.key != "power-back"
    blind.key("g")
    blind.loop.pass_(1)
    blind.words("恢复供电时间")
    assert "稍后" in blind.screen.posed.options()[0].label
    blind.key("enter", 1)
    blind.rests()
    assert blind.asked == "step" and blind.session.step.key == "power-back"


def test_a_number_behind_later_is_no_note(begin: Begin) -> None:
    """Ten minutes, and no time was asked for: the note said ``10``."""
    blind = begin("power-outage", "zh", at="power-back")
    blind.key("l", 3)
    blind.rests()
    before = blind.kinds()
    assert before[-1] == "step-deferred"
    for key in "10":
        blind.key(key)
    blind.key("enter", 0.3)
    blind.rests()
    assert blind.kinds() == before and "稍后”不定时间" in blind.session.alert and "恢复供电" in blind.session.alert
    blind.loop.pass_(10)
    later = Now(TEN + timedelta(seconds=30))
    blind.hands.now = lambda: later  # type: ignore[method-assign]
    for key in "10":
        blind.key(key)
    blind.key("enter", 0.3)
    blind.rests()
    assert blind.notes() == ["10"], "a while later it is what it was"


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


FITS = [
    ("how is", False), ("how is the customer", False), ("record how", True), ("next measures", True), ("ow the", False),
    ("display", False), ("display again", True),
]  # fmt: skip


@pytest.mark.parametrize(("words", "plainly"), FITS)
def test_words_that_another_step_says_as_they_stand_are_no_plain_name_of_the_first(words: str, plainly: bool) -> None:
    """``g how is`` went to "Record how the customer is doing" instead of "How is the customer now?", which was dealt with."""
    titles = {
        "record": "Record how the customer is doing and next measures", "now": "How is the customer now?",
        "first": "Read the display", "again": "Read the display again",
    }  # fmt: skip
    options = [Option(name, f"{n}  open  {title}") for n, (name, title) in enumerate(titles.items(), 1)]
    nearest = Nearest(options, titles, {}, dealt=frozenset({"now"}))
    assert nearest.plainly(words) is plainly
