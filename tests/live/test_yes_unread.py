"""A letter that answers what came unasked, typed before anybody can have read it, counts nowhere and is said."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.live.test_asked_once import climbed
from tests.live.test_first_letters import number, read_back, so_soon
from tests.support.blind import Blind


def whom(begin: Begin) -> Blind:
    blind = climbed(begin)
    blind.key("d", 4)
    blind.key("r", 1)
    blind.loop.pass_(0.51)
    return blind


PLACES = {"read-back": read_back, "so-soon": so_soon, "number-typed": number, "call-who": whom}
RECORDS = {"called", "step-done", "timer-answered", "note"}


def recorded(blind: Blind) -> int:
    return sum(kind in RECORDS for kind in blind.kinds())


@pytest.mark.parametrize("asked", PLACES)
@pytest.mark.parametrize(("gap", "counts"), [(0.25, False), (0.45, False), (0.75, False), (1.1, True)])
def test_a_yes_at_the_pace_of_a_hurried_hand_answers_nothing(begin: Begin, asked: str, gap: float, counts: bool) -> None:
    """It counted a quarter of a second behind the question, typed for something else."""
    blind = PLACES[asked](begin)
    assert blind.asked == asked
    before = recorded(blind)
    blind.key("y", gap)
    blind.loop.pass_(0.6)
    if not counts:
        assert recorded(blind) == before and blind.asked == asked
        assert "not counted; press it again" in blind.screen.word, blind.screen.word
        blind.key("y", 1)
        blind.loop.pass_(0.6)
    assert recorded(blind) > before and blind.asked == "step", blind.asked


def test_words_that_begin_with_it_are_a_note_whole(begin: Begin) -> None:
    blind = so_soon(begin)
    blind.types("yes he is in")
    assert blind.notes() == ["yes he is in"] and blind.asked == "so-soon"


@pytest.mark.parametrize("times", [2, 3, 6])
def test_pressed_again_and_again_it_is_no_note_and_counts_once_it_can_have_been_read(begin: Begin, times: int) -> None:
    blind = so_soon(begin)
    before = recorded(blind)
    for _ in range(times):
        blind.key("y", 0.25)
    blind.loop.pass_(0.6)
    assert not blind.notes() and blind.line() == ""
    assert (recorded(blind) > before) is (times > 3) and blind.asked == ("step" if times > 3 else "so-soon")
