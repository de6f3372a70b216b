"""A deadline that is over at once, as what it counts from was earlier, says from when it runs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from tests.support.constants import TEN
from tests.support.hands import Hands

SAID = {"zh": ("已经到时：", "（从 10:00 起）"), "en": ("Due already, as it ran from then: ", "(from 10:00)")}


def answered(home: Path, lang: str, minute: int) -> Hands:
    """What the outage is, put in at that minute for the third one; a report within five of the opening is its."""
    hands = Hands(home, lang, "power-outage")
    hands.now = lambda: Now(TEN + timedelta(minutes=minute))  # type: ignore[method-assign]
    hands.session.refresh()
    made = hands.session.record(lambda d: acts.tick(d, "cause", "mains"), TEN + timedelta(minutes=3))
    assert "timer-started" in [entry.event.kind for entry in made]
    return hands


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
def test_a_deadline_that_an_answer_of_earlier_begins_too_late_says_from_when_it_runs(
    tmp_path: Path, lang: str, size: tuple[int, int]
) -> None:
    """It stood there in red, five minutes over, with no word why."""
    hands = answered(tmp_path, lang, 11)
    shown = " ".join(" ".join(text_of(hands.session.picture(*size))).split())
    for part in SAID[lang]:
        assert part in hands.session.message and part.strip() in shown, shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_that_runs_still_says_no_more_than_how_long(tmp_path: Path, lang: str) -> None:
    hands = answered(tmp_path, lang, 4)
    assert SAID[lang][0] not in hands.session.message
