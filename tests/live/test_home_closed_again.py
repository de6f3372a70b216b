"""An incident closed by mistake, and the Enter that leads home: what took it back on the screen before is asked
about there by name, and words that begin with its letter are looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kit.ground.terminal.screen import Screen
from kit.incidents.incident.command.record import record
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.live.home.command import _done
from kit.live.home.talk.home import Home, TakenBack
from kit.plans.finder import talk as finder
from tests.live.test_home_drawn import AtHome, shipped
from tests.support.blind import typing


class JustClosed(AtHome):
    """The home that the closed screen led to."""

    def begins(self) -> None:
        record(self.ctx, self.refs[0], lambda d: acts.close(d, "resolved", ""))
        self.home = Home(self.ctx, shipped(), f"Incident closed. Summary: kit summary {self.refs[0]}")
        self.screen = Screen(
            self.home, self.home.flow(), lambda text: finder.options_for(self.ctx, shipped(), text)
        )
        self.screen.app.exit = lambda **_: None  # type: ignore[method-assign]
        self.screen._go_on(lambda: next(self.screen.flow))
        self.rests()


Begin = Callable[[], JustClosed]


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Begin]:
    with typing(monkeypatch) as loop:
        yield lambda: JustClosed(tmp_path, "en", loop, ("fire", "flood"))


@pytest.mark.parametrize("gap", [0.25, 0.3, 0.5, 1.0, 3.0])
def test_the_pair_takes_the_closing_back_as_in_the_guide_at_every_pace(closed: Begin, gap: float) -> None:
    """It went into the search for a list; later the second one at once left the question standing."""
    hand = closed()
    assert "Closed by mistake" in hand.home.said
    hand.key("u", 2)
    hand.key("u", gap)
    hand.rests()
    assert isinstance(hand.home.chosen, TakenBack)
    after = _done(hand.ctx, hand.home.chosen)
    assert hand.ctx.of(Store).pick(hand.refs[0]).incident.closed is None and "Incident closed" in after.said


def test_nothing_is_opened_again_by_one_key_or_by_going_back(closed: Begin) -> None:
    hand = closed()
    hand.key("u", 2)
    hand.rests()
    assert hand.asked == "undo"
    hand.key("#", 2)
    hand.rests()
    assert hand.asked == "home" and hand.home.chosen is None
    hand.key("u", 2)
    hand.key("u")
    hand.rests()
    assert hand.line() == "uu", "only the first thing typed there"


@pytest.mark.parametrize("gap", [0.25, 0.35])
def test_words_that_begin_with_it_are_looked_for(closed: Begin, gap: float) -> None:
    hand = closed()
    hand.loop.pass_(2)
    for char in "ups fails":
        hand.key(char, gap)
    hand.rests()
    assert hand.line() == "ups fails"


def test_words_behind_a_rest_are_looked_for_too(closed: Begin) -> None:
    hand = closed()
    hand.key("u", 2)
    hand.loop.pass_(1)
    for char in "nconscious":
        hand.key(char)
    hand.rests()
    assert hand.line() == "unconscious"


@pytest.mark.parametrize("presses", [1, 2])
def test_an_enter_pressed_once_more_by_habit_leaves_the_way_back(closed: Begin, presses: int) -> None:
    """It opened the search, in which the pair was text, and the closing could not be taken back."""
    hand = closed()
    for _ in range(presses):
        hand.key("enter", 1.5)
        hand.rests()
    assert hand.asked == "home" and "Closed by mistake" in hand.home.said
    hand.key("u", 2)
    hand.key("u", 0.5)
    hand.rests()
    assert hand.asked == "undo" or isinstance(hand.home.chosen, TakenBack)


def test_a_search_that_is_left_leaves_the_way_back(closed: Begin) -> None:
    hand = closed()
    hand.key("s", 2)
    hand.rests()
    assert hand.asked != "home"
    hand.key("escape", 2)
    hand.rests()
    assert hand.asked == "home" and "Closed by mistake" in hand.home.said
