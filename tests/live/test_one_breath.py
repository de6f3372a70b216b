"""A run of letters without a rest is one note in full, whatever its first two letters would do as keys."""

from __future__ import annotations

from string import ascii_lowercase

import pytest

from kit.ground.terminal.hand import one_word
from tests.live.conftest import Begin
from tests.support.blind import Blind

WORDS = (
    "enterprise kehu", "Enter-test-skip", "inside lift", "into the lift", "unknown number", "answer it", "anpai ren",
    "engine off", "entry door", "undo it", "snmp ok", "knife man", "inner door", "only two", "income lost", "info desk",
    "enqing dianhua", "english guest", "any one", "instal it",
)  # fmt: skip


def lost(blind: Blind, text: str, pace: float) -> tuple[list[str], list[str]] | None:
    """What it recorded where that is anything else than this note."""
    before, notes = len(blind.kinds()), len(blind.notes())
    for key in (*text, "enter"):
        blind.key(key, pace)
    blind.loop.pass_(1.5)
    made = blind.kinds()[before:], blind.notes()[notes:]
    while blind.asked != "step":
        blind.key("escape", 1.5)
    blind.loop.pass_(10)
    return None if made == (["note"], [text]) else made


@pytest.mark.parametrize("pace", [0.12, 0.25, 0.4])
def test_a_word_whose_first_letter_opens_a_form_and_whose_second_is_the_key_for_notes_loses_neither(begin: Begin, pace: float) -> None:
    """``enterprise`` became ``terprise``, and ``inside lift`` was to be ``side lift``."""
    blind = begin("fire", "zh")
    found = {text: lost(blind, text, pace) for text in WORDS}
    assert {text: made for text, made in found.items() if made} == {}


@pytest.mark.parametrize("pace", [0.12, 0.25, 0.4])
def test_of_all_pairs_that_begin_a_word_none_is_lost(begin: Begin, pace: float) -> None:
    blind = begin("fire", "zh")
    pairs = [a + b for a in ascii_lowercase for b in "aeiouhlnrt" if a != "n" and one_word(a, f"{b}taren")]
    deliberate = "uu"  # takes back
    texts = [f"{pair}taren lai" for pair in pairs if pair != deliberate and one_word(pair[0], f"{pair[1]}taren")]
    found = {text: lost(blind, text, pace) for text in texts}
    assert len(texts) > 140 and {text: made for text, made in found.items() if made} == {}


@pytest.mark.parametrize(("seconds", "note"), [(2, "12 shijian"), (6, "12 shijian"), (0.25, "12shijian")])
def test_a_word_behind_a_figure_that_stood_in_the_line_while_the_hand_rested_is_no_part_of_it(begin: Begin, seconds: float, note: str) -> None:
    """A stray ``12`` and the next word were one."""
    blind = begin("fire", "zh", at="shout")
    blind.key("1", 8)
    blind.key("2")
    blind.key("s", seconds)
    blind.types("hijian")
    blind.rests()
    assert blind.notes() == [note]
