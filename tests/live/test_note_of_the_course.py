"""A note that the power is back, or gone again, says by which act that is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from kit.live.guide.talk.reads_like import hint
from tests.support.hands import Later


@pytest.fixture
def hands(tmp_path: Path) -> Later:
    return Later(tmp_path, "en", "power-outage")


@pytest.mark.parametrize("text", ["power is back", "the lights are back on", "来电了", "已恢复供电"])
def test_that_it_is_back_names_the_step_that_says_so(hands: Later, text: str) -> None:
    """The note alone stopped nothing: the count of the UPS ran on."""
    assert "Record the time power was restored" in hint(hands.session, text)
    assert not hint(hands.session, text)  # once


@pytest.mark.parametrize("text", ["power is not back yet", "power back expected 12:00", "called Li back", "预计10点恢复供电"])
def test_what_is_not_so_names_none(hands: Later, text: str) -> None:
    assert "restored" not in hint(hands.session, text)


@pytest.mark.parametrize("text", ["power gone again, dark", "it is dark again", "又停电了"])
def test_that_it_is_gone_again_names_the_act(hands: Later, text: str) -> None:
    assert "Down again?" not in hint(hands.session, text)
    hands.session.record(lambda d: acts.tick(d, "power-back", "10:00"))
    hands.press("note", None)
    assert "Down again?" in hint(hands.session, text)
