"""The search of the home is left by Esc, however soon it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.live.test_typing_on_screen import hand, rest
from tests.support.run import environment
from tests.support.terminal import ENTER, ESC, Terminal

pytestmark = pytest.mark.exhaustive


@pytest.mark.parametrize("pace", [0.15, 0.4, 1.2])
@pytest.mark.parametrize(("lang", "home", "ask", "waits"), [
    ("zh", "s 全部", "看到什么：", "没有记下：td"), ("en", "s all", "What do you see:", "Not recorded: td"),
])  # fmt: skip
def test_esc_behind_what_was_found_goes_back_at_once(
    tmp_path: Path, pace: float, lang: str, home: str, ask: str, waits: str
) -> None:
    """What was typed waits, and says so. Within two thirds of a second of the list it did nothing, and somebody in a hurry was stuck."""
    with Terminal([], environment(tmp_path / "home", lang), 60, 18) as t:
        t.see(home)
        rest(t)
        hand(t, "td")
        rest(t)
        hand(t, ENTER)
        t.see(" > 1")
        hand(t, ESC, pace)
        t.see(home, waits, gone=" > 1")
        assert ask not in t.text(), "one Esc leads to where a digit means what is read there"
        rest(t)
    assert not list((tmp_path / "home").glob("open/*")), "nothing was started"


@pytest.mark.parametrize("pace", [0.0, 0.4])
@pytest.mark.parametrize(("lang", "home", "words", "ask"), [("zh", "s 全部", "漏水", "看到什么："), ("en", "s all", "water", "What do you see: ")])
def test_other_words_behind_esc_are_looked_for_by_themselves(
    tmp_path: Path, pace: float, lang: str, home: str, words: str, ask: str
) -> None:
    """"kit", Enter, Esc and "漏水" looked for "kit漏水"."""
    with Terminal([], environment(tmp_path / "home", lang), 100, 24) as t:
        t.see(home)
        rest(t)
        hand(t, "kit")
        rest(t)
        hand(t, ENTER)
        t.see(" > 1")
        rest(t)
        if pace:
            hand(t, ESC)
            hand(t, words, pace)
        else:
            t.child.send(ESC + words)
        t.see(f"{ask}{words}", gone=" > 1")
        hand(t, ESC, 0.4)
        t.see(home, gone=ask)  # one short word that was looked for is nothing to record
