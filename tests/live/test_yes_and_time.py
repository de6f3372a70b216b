"""A yes where nothing is asked, and a time in the same breath: what the step wants, asked about."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin


@pytest.mark.parametrize(("typed", "value"), [("y1900", "1900"), ("y19:00", "19:00"), ("y9:50", "09:50")])
def test_a_yes_and_a_time_in_one_breath_are_no_note_but_the_time_that_is_asked_for(begin: Begin, typed: str, value: str) -> None:
    """``y1900`` stood in the log as a note, and when power was expected back nowhere."""
    blind = begin("power-outage", "zh", at="power-back" if "9:50" in typed else "back-at")
    blind.loop.pass_(8)
    blind.types(typed)
    blind.rests()
    assert not blind.notes() and blind.asked == "number-typed", blind.asked
    blind.key("y", 3)
    blind.rests()
    assert "step-done" in blind.kinds()[-4:] and not blind.notes()
    step = "power-back" if typed == "y9:50" else "back-at"
    assert value in str(blind.session.incident.step_state(step).value)
