"""The step that says that it works again, gone to once more: which key says that it is down again."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin


@pytest.mark.parametrize(("milestone", "said"), [("restored", True), ("", False)])
def test_going_back_to_it_says_that_timers_stay_stopped_and_which_key_starts_them(begin: Begin, milestone: str, said: bool) -> None:
    """It was opened again as if the power had gone, and nothing rang any more."""
    blind = begin("power-outage", "en")
    views = [v for v in blind.session.incident.views() if v.step.answer in ("time", "done")]
    key = next(v.key for v in views if bool(v.step.milestone == "restored") is said)
    blind.session.record(lambda d: acts.tick(d, key, "10:00" if said else ""))
    blind.loop.pass_(4)
    blind.key("g", 2)
    blind.loop.pass_(3)
    question = blind.screen.posed.question
    place = next(n for n, option in enumerate(question.options, 1) if option.name == key)
    blind.types(str(place))
    blind.rests()
    asked = blind.screen.posed.question
    assert asked.name == "reopen" and bool(asked.lines) is said
    assert not said or "Down again is z" in asked.lines[0]
