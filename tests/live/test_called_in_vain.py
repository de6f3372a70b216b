"""A call that was made for a step and reached nobody is recorded there, though the step records a name and no post's call."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from tests.support.hands import Hands


@pytest.mark.parametrize("type_", ["customer-ill", "customer-injured"])
def test_the_family_that_was_not_reached_is_a_call_in_vain_and_the_step_stands_open(tmp_path: Path, type_: str) -> None:
    """``x`` did nothing there, though the step says to call again in some minutes when nobody answers."""
    hands = Hands(tmp_path, "en", type_, profile="service-hall")
    hands.session.moved(lambda d: acts.take_up(d, "family"))
    hands.press("note", None)
    assert hands.offered()["x"] == "no-answer"
    assert hands.press("no-answer").name == "call-name"
    hands.press("her sister")
    assert [(made.call.who, made.call.result) for made in hands.session.incident.calls] == [("her sister", "no-answer")]
    assert hands.session.step is not None and hands.session.step.key == "family" and not hands.session.step.state.answered
    other = next(v.key for v in hands.session.incident.open_views() if v.step.answer == "text" and not v.step.do.en.startswith("Phone"))
    hands.session.moved(lambda d: acts.take_up(d, other))
    hands.press("note", None)
    assert "x" not in hands.offered(), "a step that phones nobody has no such key"
