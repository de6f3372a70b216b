"""The key for notes behind one that waits, and what is typed there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Pressed, TypedOn
from kit.ground.terminal.breath import now
from kit.ground.terminal.hand import Taken
from kit.ground.terminal.keys import half_width

if TYPE_CHECKING:
    from kit.ground.terminal.prose import Prose


def settles_behind(prose: Prose) -> None:
    """The key for notes behind one that waits."""
    held = prose.breath.held
    if held is not None and prose.posed.option(held.answer).leaves:
        note_behind(prose)
        prose.breath.remarks.missed(held.key)
        prose.breath.remarks.said_again(now())
        return
    prose.settle()
    prose.breath.ahead = prose.breath.figure
    if prose.standing.on and prose.breath.aside is not None:
        prose.standing.noting()  # it is asked whether the key was meant: a note beside that
    else:
        note_behind(prose)


def noting(prose: Prose) -> None:
    """The key for notes behind a 2 that waits: both wait on, as ``2nd`` is no key."""
    held = prose.breath.held
    prose.breath.drop()
    if held is not None:
        later = asyncio.get_running_loop().call_later
        timer = later(prose.hand.pause, lambda: settles_behind(prose))
        prose.breath.held = held._replace(timer=timer, noting=True)


def behind_noting(prose: Prose, key: str) -> None:
    """What comes behind these two: all of it is text, or the 2 counts and a note begins."""
    if half_width(key).lower() == "d":
        prose.breath.spill(prose.hand.run)
        return
    settles_behind(prose)
    prose.posed.buffer.insert_text(key)


def note_behind(prose: Prose, text: str = "") -> None:
    """What comes now is a note of its own, and no part of the key that was taken; ``text`` is its
    beginning, where the key for notes was the one that waited."""
    if prose.posed.question.kind != "keys":
        prose.lines.led_out()
    prose.breath.drop()
    prose.breath.taken = Taken()
    prose.ways.throw(Pressed("n"))
    prose.hand.forget()
    prose.hand.run = prose.hand.opened = "" if text else "n"  # of a word that begins with it, too
    prose.lines.line.begun = bool(text)  # it is not led to by what came before
    if text and prose.posed.question.kind == "keys":  # no key opens a note there: text begins one
        prose.ways.throw(TypedOn(text))
    else:
        prose.posed.buffer.insert_text(text)
