"""Figures typed one after the other where one of them is asked about: each that did not count is named."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind


def over_the_question(begin: Begin, lang: str) -> Blind:
    """At the step that asks how many wait, with ``110`` asked about."""
    blind = begin("call-surge", lang)
    step = next(view.key for view in blind.session.incident.views() if view.step.answer == "number")
    blind.session.moved(lambda d: acts.take_up(d, step))
    blind.key("v")
    blind.key("escape")
    blind.loop.pass_(5)
    blind.types("110")
    assert blind.asked == "number-typed"
    return blind


def said(blind: Blind) -> str:
    return blind.screen.prose.breath.remarks.said()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_figure_is_named_until_the_question_is_answered_and_once_behind_it(begin: Begin, lang: str) -> None:
    """``38`` was wiped by the time that came a second and a half behind it, and stood nowhere."""
    blind = over_the_question(begin, lang)
    named = {"en": "Not counted before: 38", "zh": "38"}[lang]
    for text in ("38", "21:20"):
        blind.loop.pass_(1.5)
        blind.types(text)
        assert named in said(blind), text
    blind.loop.pass_(1.5)
    blind.types("14")
    assert blind.notes() == ["21:20"] and "38" in said(blind) and "14" in said(blind)
    blind.key("y", 3)
    blind.rests()
    assert blind.asked == "step" and "110" in blind.session.message
    assert "38" in said(blind) and "14" in said(blind)
    for key in ("v", "escape", "v"):
        blind.key(key, 4)
    assert said(blind) == ""


@pytest.mark.parametrize("again", ["the question", "the step"])
def test_a_figure_that_did_not_count_is_said_no_more_once_it_is_recorded(begin: Begin, again: str) -> None:
    """"Not counted before: 26" stood under the record of that very 26."""
    blind = over_the_question(begin, "en")
    blind.loop.pass_(1.5)
    blind.types("110" if again == "the question" else "26")
    if again == "the step":
        assert "26" in said(blind)
        blind.key("escape", 2)
        blind.types("26")
        assert blind.asked == "number-typed"
    blind.key("y", 2)
    blind.rests()
    figure = "110" if again == "the question" else "26"
    assert blind.asked == "step" and figure in blind.session.message
    assert "Not counted" not in said(blind)


def test_what_is_named_again_is_not_what_the_key_that_takes_back_means(begin: Begin) -> None:
    blind = over_the_question(begin, "en")
    blind.loop.pass_(1.5)
    blind.types("38")
    blind.loop.pass_(1.5)
    blind.types("white van outside")
    blind.key("y", 4)
    blind.rests()
    assert blind.asked == "step" and "38" in said(blind)
    blind.key("u", 4)
    blind.key("u")
    blind.rests()
    assert blind.kinds()[-1] == "undone", blind.session.alert
