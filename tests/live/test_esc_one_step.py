"""Esc goes one step back, to where a key means what the screen shows."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.play import Played, press
from tests.support.terminal import ENTER, ESC, Terminal


@pytest.mark.parametrize(("step", "typed"), [("power-back", "9:58"), ("ups", "76")])
def test_esc_at_what_was_read_leads_to_the_step_and_not_into_a_line(begin: Begin, step: str, typed: str) -> None:
    """``15:24`` was typed, Esc, and a box for notes stood there in which each key was a letter."""
    blind = begin("power-outage", "en", at=step)
    blind.loop.pass_(8)
    for char in typed:
        blind.key(char)
    blind.key("enter", 1)
    blind.rests()
    assert blind.asked == "number-typed"
    blind.key("escape", 1)
    blind.rests()
    assert blind.asked == "step" and not blind.notes()
    assert f'Not recorded: "{typed}"' in blind.screen.prose.breath.remarks.said()
    blind.key("n", 1)
    blind.key("up", 1)
    assert blind.line() == typed  # nothing typed is lost


def test_one_esc_leads_from_what_was_found_to_the_home_that_digits_are_read_at(drill: Played) -> None:
    """Esc left an empty line over the incidents, and their numbers went into it."""
    with Terminal([], drill.env) as t:
        t.ready()
        t.child.send("停电")
        t.see("看到什么：停电")
        t.child.send(ENTER)
        t.see("q  ")
        press(t, ESC, "b 计时总览")
        press(t, "1", "立即动作")
