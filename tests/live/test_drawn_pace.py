"""How a call went, said within seconds behind another step: nobody can have dialled and been heard by then,
whichever key says it."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin


@pytest.mark.parametrize("gap", [1.2, 2.5, 3.75, 5.5])
@pytest.mark.parametrize(("key", "result"), [("enter", "done"), ("x", "no-answer"), ("f", "phone-off")])
def test_how_a_call_went_is_asked_about_within_six_seconds_whichever_key_says_it(begin: Begin, key: str, result: str, gap: float) -> None:
    """3.75 s behind Enter ``x`` counted against the police, where Enter was asked about."""
    blind = begin("fire", "zh", at="shout")
    blind.key("enter")
    blind.key(key, gap)
    blind.rests()
    assert blind.asked == "so-soon" and "called" not in blind.kinds()
    blind.key("enter", 1)
    blind.rests()
    assert "called" not in blind.kinds()
    blind.key("y", 2)
    blind.rests()
    called = [e.event for e in blind.session.folder.entries if e.event.kind == "called"]
    assert len(called) == 1 and called[0].result in (result, "reached")  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["enter", "x", "f"])
def test_how_a_call_went_counts_at_once_behind_six_seconds(begin: Begin, key: str) -> None:
    blind = begin("fire", "zh", at="shout")
    blind.key("enter")
    blind.key(key, 6.2)
    blind.rests()
    assert blind.kinds().count("called") == 1 and blind.asked == "step"


def test_a_note_typed_while_it_is_asked_is_one_and_the_call_is_not_recorded(begin: Begin) -> None:
    blind = begin("fire", "zh", at="shout")
    blind.key("enter")
    blind.key("x", 3)
    blind.key("n", 0.3)
    blind.words("走廊有烟")
    blind.key("enter")
    blind.rests()
    assert blind.notes() == ["走廊有烟"] and "called" not in blind.kinds() and blind.asked == "so-soon"


@pytest.mark.parametrize(("lang", "says"), [("zh", "”按 1"), ("en", "press 1")])
def test_enter_where_it_does_nothing_names_the_key_of_what_it_says_elsewhere(begin: Begin, lang: str, says: str) -> None:
    blind = begin(lang=lang)
    blind.loop.pass_(8)
    blind.key("c", 1)
    blind.loop.pass_(2)
    blind.key("2", 1)
    blind.rests()
    assert blind.asked == "call-result"
    blind.key("enter", 3)
    assert says in blind.screen.word and blind.asked == "call-result" and "called" not in blind.kinds()
