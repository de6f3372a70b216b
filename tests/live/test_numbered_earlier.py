"""In numbered lines: what happened earlier, given before an act or at a form's first line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from tests.live.test_numbered_lines import Play, acts, play
from tests.support.constants import TEN
from tests.support.numbered import Numbered

__all__ = ["play"]


@pytest.mark.parametrize("opens", ["26", "40", "41", "13"])
def test_the_key_for_what_happened_earlier_counts_at_a_form_s_first_line_and_a_sign_makes_no_name(
    play: Play, opens: str
) -> None:
    """``26``, then ``@`` was refused and ``-2`` was who had promised; what he said counted for now."""
    guide = play(opens, "@", "-0", type_="power-outage", pause=2)
    assert guide.session.earlier.at is not None and guide.question == "step" and acts(guide) == []
    named = play(opens, "-2", "n", type_="power-outage", pause=2)
    assert acts(named) == [] and "这里写文字" in "".join(named.screens)  # type: ignore[attr-defined]


def test_a_forecast_behind_a_time_counts_for_that_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rest = iter(["30", "-5", "26", "供电局", "恢复供电", "20", None])

    def says(_: str) -> Any:
        line = next(rest)
        return None if line is None else (2, line)

    guide = Numbered(tmp_path, "zh", "power-outage", monkeypatch, says)
    monkeypatch.setattr(guide.hands, "now", lambda: Now(TEN + timedelta(minutes=12)))
    guide.run()
    given = next(e for e in guide.entries() if e.event.kind == "forecast-given")
    assert given.at == TEN + timedelta(minutes=7) and given.event.due == TEN + timedelta(minutes=27)
