"""A step on which a life hangs, put off by one letter, stays said in red until it is done."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.live.test_not_counted import shown


@pytest.mark.parametrize(("lang", "said", "back"), [("zh", "还没做（人命，推后了，g 回去）", "撤回刚才记的按 u u"), ("en", "NOT DONE (life, put off", "just recorded: u u")])
def test_a_step_about_life_put_off_by_a_slip_stays_in_red_and_esc_says_how_it_is_taken_back(
    begin: Begin, lang: str, said: str, back: str
) -> None:
    """``l`` put off the chest compressions; ``Esc`` behind it only did nothing."""
    blind = begin("fire", lang)
    assert said not in shown(blind)
    blind.key("l", 8)
    blind.rests()
    assert "step-deferred" in blind.kinds() and said in shown(blind)
    blind.key("escape", 1)
    assert back in shown(blind)
    blind.key("u", 5)
    blind.rests()
    blind.key("u", 1)
    blind.rests()
    assert blind.kinds()[-1] == "undone" and said not in shown(blind)
