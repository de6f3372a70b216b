"""A digit typed behind the key that puts a step off is meant for that, and answers no other step."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN


def put_off(begin: Begin, lang: str) -> Blind:
    """The step behind it is a choice."""
    blind = begin(lang=lang)
    views = [view.key for view in blind.session.incident.views()]
    for key in views[: views.index("answer-docs")]:
        blind.session.record(lambda d, key=key: acts.not_applicable(d, key, "made up"))
    blind.key("v")
    blind.key("escape")
    blind.loop.pass_(8)
    blind.key("l")
    blind.loop.pass_(1.2)
    assert blind.session.step is not None and blind.session.step.step.answer == "choice"
    return blind


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("digit", ["1", "2"])
def test_one_digit_behind_l_chooses_nothing_at_the_step_that_came_by_it(begin: Begin, lang: str, digit: str) -> None:
    """It was to say for how long, and answered a question that nobody had read."""
    blind = put_off(begin, lang)
    blind.key(digit)
    blind.loop.pass_(1.2)
    assert "step-done" not in blind.kinds() and blind.asked == "step"
    assert (f"“{digit}”没有记下" if lang == "zh" else f"\"{digit}\" was not recorded") in blind.session.alert


@pytest.mark.parametrize("seconds", [4, 60])
def test_once_it_can_have_been_read_the_digit_is_the_choice(begin: Begin, seconds: int) -> None:
    blind = put_off(begin, "en")
    now = Now(TEN + timedelta(seconds=seconds))
    blind.hands.now = lambda: now  # type: ignore[method-assign]
    blind.key("1", seconds)
    blind.loop.pass_(1.2)
    assert "step-done" in blind.kinds()
