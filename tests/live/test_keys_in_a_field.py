"""Keys meant for the step, typed into a field that a wrong word kept open: they are no part of what it wants."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind


def owed(blind: Blind) -> list[tuple[str, str]]:
    found = [e.event for e in blind.session.folder.entries if e.event.kind == "callback-added"]
    return [(back.name, back.phone) for back in found]  # type: ignore[attr-defined]


def test_letters_pressed_one_by_one_go_into_no_number(begin: Begin) -> None:
    """``1 2 o d r`` stood in the line as 12odr."""
    blind = begin("power-outage", "zh", at="seats")
    blind.loop.pass_(8)
    blind.key("enter")
    blind.loop.pass_(2)
    blind.words("已到")
    blind.key("enter")
    for key in "12odr":
        blind.key(key, 1.4)
    assert blind.line() == "12" and "r 没算" in blind.screen.word and "Esc" in blind.screen.word


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_name_of_letters_and_figures_is_asked_about(begin: Begin, answer: str) -> None:
    """The keys ``1 r y e 2VQ8`` became a customer."""
    blind = begin("power-outage", "zh")
    blind.loop.pass_(8)
    blind.key("k")
    for key in "1rye2VQ8":
        blind.key(key, 1.2)
    blind.key("enter", 1)
    assert blind.asked == "name-typed" and "1rye2VQ8" in blind.screen.posed.question.text and owed(blind) == []
    blind.key(answer, 2)
    blind.rests()
    assert blind.asked == ("customer-phone" if answer == "y" else "customer") and owed(blind) == []


def test_the_forms_own_key_pressed_once_more_is_no_letter_of_the_name(begin: Begin) -> None:
    blind = begin("power-outage", "zh")
    blind.loop.pass_(8)
    blind.key("k")
    blind.loop.pass_(1)
    blind.key("k")
    blind.words("赵先生13511112222")
    blind.key("enter")
    blind.rests()
    blind.key("enter", 4)
    blind.rests()
    assert owed(blind) == [("赵先生", "13511112222")]
