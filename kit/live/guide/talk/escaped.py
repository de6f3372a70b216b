"""Esc and going back in numbered lines: what stood there is kept; what a hand presses behind Esc is
nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Pressed
from kit.ground.terminal.echo import ESCAPE
from kit.ground.terminal.plain import lines, not_taken
from kit.live.guide.talk.numbers import unread

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run


def with_escape(run: Run, text: str) -> str:
    """Esc in a line: what stood there with it is kept."""
    run.escaped = wall()
    if text:
        run.kept.went_back(text)
        not_taken(word(run.session.lang, "screen.text-kept", text=text))
    return ESCAPE


def behind_esc(run: Run, text: str) -> bool:
    """Whether nothing is left to do: Esc where there is nothing to leave, or the Enter that a
    hand presses behind Esc."""
    if text == ESCAPE:
        return run.session.waiting or run.on_step
    return not text and unread(lines().begun, run.escaped)


def unsaid(run: Run, text: str) -> None:
    """A note whose time is asked about is left: nothing of it is recorded, the step stands there
    again, and the next note begins with it."""
    run.kept.went_back(text)
    run.kept.back = run.doubt.open = True
    not_taken(word(run.session.lang, "screen.text-kept", text=text))
    raise Pressed("", back=True)
