"""A time that names no hour is answered by a choice wherever a customer's time is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.live.test_typing_on_screen import guide, new, pressed, rest
from tests.support.play import Played
from tests.support.terminal import ENTER

pytestmark = pytest.mark.exhaustive


@pytest.mark.parametrize(("lang", "said"), [("zh", "下班前"), ("en", "COB")])
def test_the_guides_customer_form_offers_when_this_place_closes(
    tmp_path: Path, lang: str, said: str
) -> None:
    """It said that no time was understood, while the sheet offers one."""
    drill = Played(tmp_path, lang)
    asked = {"zh": ("客户姓名", "电话（", "什么事（", "答应几点"), "en": ("Customer", "Number (", "About", "Promised")}[lang]
    with guide(drill, cols=60, rows=18) as t:
        t.see("> ")
        rest(t)
        before = drill.kinds()
        pressed(t, "k", asked[0])
        for typed, then in zip(("Zhang", "5550100", "bill"), asked[1:], strict=True):
            pressed(t, typed + ENTER, then)
        pressed(t, said + ENTER, "17:30", said)
        pressed(t, "y", "#7" if lang == "en" else "Zhang")
        assert new(drill, before) == ["callback-added"]
    (added,) = [e["data"] for e in drill.log() if e["kind"] == "callback-added"]
    assert "T17:30" in added["promised"]
