"""What was typed before the screen took keys: nobody saw what a key would have done, so that it is
text, together with what the hand goes on with; alone it is named, and can be brought back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kit.ground.base.clean import clean
from kit.ground.terminal.breath import now
from kit.ground.terminal.line_begun import says

if TYPE_CHECKING:
    from kit.ground.terminal.early import First
    from kit.ground.terminal.prose import Prose


def begins(prose: Prose, first: First | None, elsewhere: bool) -> None:
    """The screen takes keys now, behind another screen of ours, which may have led here from
    ``elsewhere``, or the ``first`` picture."""
    if first is not None and first.behind:
        prose.arrived(elsewhere)
    elif first is not None and first.ahead and prose.on:
        typed_ahead(prose, first.ahead)


def typed_ahead(prose: Prose, text: str) -> None:
    """The ``text`` of all lines but the last is whole; that one may go on still."""
    *lines, last = text.split("\n")
    hand, loop = prose.hand, asyncio.get_running_loop()
    _named(prose, clean(" ".join(filter(None, lines))), "\n" in text)
    run = "".join(char for char in last if char.isprintable())
    if not run.strip():
        return
    hand.run, hand.odd, hand.last = run, True, now()

    def alone() -> None:
        if hand.run == run and hand.odd:  # nothing came behind it
            hand.forget()
            _named(prose, clean(run))

    loop.call_later(hand.pause, alone)


def _named(prose: Prose, text: str, entered: bool = False) -> None:
    """It counted nowhere: words wait to be brought back, of keys it is said."""
    remarks = prose.breath.remarks
    if says(text):
        prose.lines.line.loses(text, sure=True)
        remarks.left_text(text, now())
    else:
        for key in [*text, *(["enter"] if entered else [])]:
            remarks.missed(key)
        remarks.said_again(now())
    if text or entered:
        prose.ways.say("keys-ahead")
        prose.ways.bell()
