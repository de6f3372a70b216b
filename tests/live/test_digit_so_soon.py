"""A digit pressed as soon behind what brought the step as an Enter that is refused there is asked about by name."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind


def brought(begin: Begin, lang: str) -> Blind:
    """Enter dealt with a step, and a step with choices came by it."""
    blind = begin(lang=lang)
    views = [(view.key, view.step.answer) for view in blind.session.incident.views()]
    choice = next(n for n, (_, answer) in enumerate(views) if answer == "choice")
    before = views[:choice]
    left = next(key for key, answer in before if answer == "done")
    for key in (key for key, _ in before if key != left):
        blind.session.record(lambda d, key=key: acts.not_applicable(d, key, "made up"))
    blind.key("v")
    blind.key("escape")
    blind.loop.pass_(8)
    blind.key("enter")
    assert blind.session.step is not None and blind.session.step.step.answer == "choice"
    return blind


@pytest.mark.parametrize(("lang", "asks"), [("zh", "按得太快，没有算："), ("en", "Too quick, not counted: ")])
def test_a_digit_where_enter_is_too_quick_is_asked_about_by_step_and_answer(begin: Begin, lang: str, asks: str) -> None:
    blind = brought(begin, lang)
    before = blind.kinds().count("step-done")
    blind.key("1", 0.8)
    blind.rests()
    title = blind.screen.posed.question.text
    assert blind.asked == "so-soon" and blind.kinds().count("step-done") == before, "nobody has read the step"
    option = blind.session.step
    assert option is not None and asks in title and option.step.choices[0].get(lang)[:4] in title, title
    blind.key("y", 2)
    blind.rests()
    assert blind.kinds().count("step-done") == before + 1 and blind.asked == "step"


def test_a_digit_that_somebody_can_have_read_for_counts_at_once(begin: Begin) -> None:
    blind = brought(begin, "en")
    before = blind.kinds().count("step-done")
    blind.key("1", 1.5)
    blind.rests()
    assert blind.kinds().count("step-done") == before + 1
