"""Power that is gone again: what a life hangs on and how long the UPS lasts are asked anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from tests.support.hands import Later


@pytest.fixture
def dark_again(tmp_path: Path) -> Later:
    """Everything checked and read, the power back, and gone again."""
    hands = Later(tmp_path, "en", "power-outage")
    for step, value in (("torch", ""), ("trapped", ""), ("keep-on", ""), ("cause", "mains"), ("ups", "30"), ("generator", "on")):
        hands.session.record(lambda d, step=step, value=value: acts.tick(d, step, value))
    hands.at(10)
    hands.session.record(lambda d: acts.tick(d, "power-back", "10:08"))
    hands.at(15)
    hands.press("note", None)
    hands.press("down", "yes")
    assert "down-again" in hands.kinds()
    return hands


def test_lifts_and_the_dark_are_looked_at_first(dark_again: Later) -> None:
    """Somebody may stand in a lift again, and the list went on with the customers."""
    assert dark_again.question.name == "step" and dark_again.session.step is not None
    assert dark_again.session.step.key == "torch"
    dark_again.press("done")
    assert dark_again.session.step.key == "trapped"


def test_the_ups_is_read_anew_and_counts_down_again(dark_again: Later) -> None:
    """Its countdown had ended with the power, and on the battery again nothing counted."""
    running = {timer.key for timer in dark_again.session.incident.running()}
    assert "ups-left" not in running and "ups" in [v.key for v in dark_again.session.incident.open_views()]
    dark_again.session.record(lambda d: acts.tick(d, "ups", "12"))
    assert "ups-left" in {timer.key for timer in dark_again.session.incident.running()}
