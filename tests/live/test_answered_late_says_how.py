"""A deadline that is answered late, though it was done in time, says how that is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from tests.support.hands import Later

SAID = {"zh": "早已办好的：uu", "en": "Done earlier? uu"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("minute", "late"), [(5, False), (90, True)])
def test_a_late_yes_says_how_it_counts_for_earlier(tmp_path: Path, lang: str, minute: float, late: bool) -> None:
    """It counted as late, and nothing said that it could have been told otherwise."""
    hands = Later(tmp_path, lang, "power-outage")
    hands.session.record(lambda d: acts.tick(d, "ups", "30"))
    hands.session.record(lambda d: acts.tick(d, "cause", "mains"))
    hands.at(minute)
    hands.session.record(lambda d: acts.timer_yes(d, "generator"))
    assert (SAID[lang] in hands.session.message) is late, hands.session.message
