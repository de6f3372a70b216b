"""Power that is gone again: what a life hangs on and how long the UPS lasts are asked anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from kit.plans.checklists.rules.format import PHASE_ORDER
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


@pytest.mark.parametrize("spells", [1, 2])
def test_once_the_power_is_back_again_no_step_of_the_dark_is_led_with(dark_again: Later, spells: int) -> None:
    """Twice back, and the guide began with torches; whether somebody is in a lift is asked still, and then the list
    goes on where it would stand had nothing flickered, to the recovery."""
    for minute in range(20, 20 + 2 * spells, 2):
        dark_again.at(minute)
        dark_again.session.record(lambda d, at=f"10:{minute}": acts.tick(d, "power-back", at))
        assert dark_again.session.incident.current().key == "trapped"
        dark_again.session.record(lambda d: acts.tick(d, "trapped"))
        left = [v.key for v in dark_again.session.incident.open_views()]
        assert "torch" in left and dark_again.session.incident.current().key not in ("torch", "ups", "back-at")
        if minute < 18 + 2 * spells:
            dark_again.at(minute + 1)
            dark_again.session.record(acts.down_again)
            assert dark_again.session.incident.current().key == "torch"
    for key in [v.key for v in dark_again.session.incident.open_views() if PHASE_ORDER.index(v.phase) < PHASE_ORDER.index("recover")]:
        dark_again.session.record(lambda d, key=key: acts.skip(d, key, "done before"))
    assert dark_again.session.incident.current().phase == "recover"
