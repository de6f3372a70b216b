"""``x``, a rest, and the rest of the word that it began: what it recorded is said beside the note."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind


def typed(begin: Begin, lang: str, key: str, gap: float, text: str) -> Blind:
    blind = begin(lang=lang, at="tell-tech")
    blind.loop.pass_(8)
    blind.key(key)
    blind.loop.pass_(gap)
    blind.types(text)
    blind.loop.pass_(1)
    return blind


@pytest.mark.parametrize(("lang", "said"), [("zh", "就在这之前记的：#"), ("en", "Recorded just before: #")])
@pytest.mark.parametrize("gap", [1.3, 2.0, 3.0])
@pytest.mark.parametrize(("key", "text"), [("x", "ianlu haole"), ("l", "ift stuck")])
def test_what_a_letter_recorded_is_said_with_the_key_that_takes_it_back(begin: Begin, lang: str, said: str, gap: float, key: str, text: str) -> None:
    """The call in vain that nobody made stood in the log, and the screen told of the note alone."""
    blind = typed(begin, lang, key, gap, text)
    assert blind.notes() == [text]
    assert said in blind.session.alert and "u #" in blind.session.alert
    blind.loop.pass_(4)
    blind.key("u", 1)
    blind.key("#", 1)
    blind.loop.pass_(1)
    assert blind.kinds()[-1] == "undone" and blind.session.incident.notes == 1 and not blind.session.incident.calls


@pytest.mark.parametrize(("gap", "text"), [(2.0, "he is away"), (5.0, "ianlu haole"), (2.0, "Zhao knows")])
def test_of_words_that_go_on_from_no_letter_nothing_more_is_said(begin: Begin, gap: float, text: str) -> None:
    blind = typed(begin, "en", "x", gap, text)
    assert blind.notes() == [text] and "just before" not in blind.session.alert
