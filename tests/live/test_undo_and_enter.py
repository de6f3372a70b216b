"""An Enter typed straight on behind ``u`` ``u``."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin


@pytest.mark.parametrize(("lang", "says"), [("zh", "回车 没算：只是让 u 马上算"), ("en", "Enter was not counted: it only took u at once")])
@pytest.mark.parametrize("pace", [0.16, 0.25, 0.4])
def test_an_enter_that_only_took_the_u_before_it_is_said_not_to_count(begin: Begin, lang: str, says: str, pace: float) -> None:
    """It vanished without a word, and the call that it was to record stood nowhere."""
    blind = begin("fire", lang, at="shout")
    blind.key("enter", 8)
    blind.loop.pass_(8)
    for key in ("u", "u", "enter"):
        blind.key(key, pace)
    assert "withdrawn" in blind.kinds()[-1] or "undone" in blind.kinds()[-1]
    assert blind.screen.word == says and blind.asked == "step"
    blind.loop.pass_(3)
    assert blind.screen.word == says and "called" not in blind.kinds()
