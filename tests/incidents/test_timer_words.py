"""What an open incident's line says of time, so that none of it can be read as another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.base.cells import elapsed, left
from kit.ground.base.words import word
from tests.support.constants import TEN

SAID = {"zh": ("还剩 3 分", "到时了！", "晚了 3 分！", "历时 0:03"), "en": ("3 min left", "DUE NOW", "LATE 3 min", "running 0:03")}


@pytest.mark.parametrize("lang", SAID)
def test_how_long_it_runs_how_long_is_left_and_how_late_it_is_differ(lang: str) -> None:
    """``已过 0:03``, how long an incident had run, was read as three minutes too late."""
    three = timedelta(minutes=3)
    said = (
        left(TEN + three, TEN, lang),
        left(TEN, TEN, lang),
        left(TEN - three, TEN, lang),
        word(lang, "screen.elapsed", t=elapsed(three)),
    )
    assert said == SAID[lang]
    assert len(set(said)) == 4 and ("！" in said[2] or "LATE" in said[2]), "only what is late shouts"
    assert not {"已过", "elapsed", "over"} & {each.split()[-1] for each in said}
