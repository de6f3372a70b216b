"""A key that waits until the hand rests, rubbed out at once: it counts for nothing, and that is said."""

from __future__ import annotations

import pytest
from prompt_toolkit.application.current import set_app
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

from kit.ground.base.words import word
from tests.live.conftest import Begin
from tests.support.blind import PACE, Blind


def rubs(blind: Blind, key: Keys) -> None:
    """The key as a terminal sends it, past the line editor's own bindings."""
    blind.loop.pass_(PACE)
    app = blind.screen.app
    app.create_background_task = lambda waits: waits.close()  # type: ignore[method-assign,assignment,return-value,attr-defined]
    app.key_processor.feed(KeyPress(key, "\x7f"))
    with set_app(app):
        app.key_processor.process_keys()


@pytest.mark.parametrize("key", [Keys.Backspace, Keys.Delete])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_digit_rubbed_out_before_the_hand_rested_records_nothing(begin: Begin, lang: str, key: Keys) -> None:
    blind = begin("power-outage", lang, at="cause")
    blind.loop.pass_(8)
    before = blind.kinds()
    blind.key("2")
    assert blind.screen.prose.breath.held is not None
    rubs(blind, key)
    assert blind.screen.word == word(lang, "screen.key-dropped")  # as behind Esc
    blind.rests()
    assert blind.kinds() == before
    blind.key("1")  # the right one, at once behind it
    blind.rests()
    assert "step-done" in blind.kinds()[len(before) :]
