"""A line that asks why something is left undone takes no note for its reason: what begins before it can have
been read is asked about."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind


def typed_behind(begin: Begin, lang: str, key: str, gap: float, words: str) -> Blind:
    blind = begin("call-surge" if key == "-" else "application-outage", lang, at="" if key == "-" else "tell-tech")
    blind.loop.pass_(8)
    if key == "-":
        blind.key("+")
        blind.loop.pass_(8)
    blind.key(key)
    blind.loop.pass_(gap - 0.25)
    blind.entered_in(lang, words)
    return blind


@pytest.mark.parametrize("gap", [0.8, 1.5])
@pytest.mark.parametrize(
    ("lang", "key", "words"),
    [("zh", "s", "民警到了"), ("zh", "a", "民警到了"), ("zh", "-", "接通率又是八成"), ("en", "-", "rate 81 again"), ("en", "s", "Ana is here")],
)
def test_a_note_behind_a_key_that_was_pressed_by_mistake_leaves_nothing_out(
    begin: Begin, lang: str, key: str, words: str, gap: float
) -> None:
    """``s`` by mistake, and ``the police are here``: the call was left out, with that for a reason."""
    blind = typed_behind(begin, lang, key, gap, words)
    known = blind.kinds()
    assert blind.asked == "read-back" and not {"step-skipped", "step-not-applicable"} & set(known)
    blind.key("#", 2)
    blind.rests()
    assert blind.notes() == [words] and [*known, "note"] == blind.kinds() and blind.asked == "step"


@pytest.mark.parametrize(("gap", "sure"), [(0.8, "y"), (2.5, "")])
def test_a_reason_is_one_by_a_letter_or_where_the_line_was_read(begin: Begin, gap: float, sure: str) -> None:
    blind = typed_behind(begin, "zh", "s", gap, "已来电不用")
    if sure:
        blind.key(sure, 2)
        blind.rests()
    assert "step-skipped" in blind.kinds() and not blind.notes()
