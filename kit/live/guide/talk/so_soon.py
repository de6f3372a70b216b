"""A second call to one post, or about one timer, recorded sooner than anybody can have dialled
again: it was meant for something else, or is the call before once more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kit.ground.terminal.hand import ENDING, pause
from kit.live.guide.talk.whom_now import in_doubt

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session

CALLS = ("told", "no-answer")  # answers that say that somebody was called


def so_soon(session: Session, key: str, answer: str, named: bool = False) -> bool:
    """Whether this ``answer`` to a timer is such a call. One with the same result that was made for
    something else is asked about by its time, and not here; nor is one to whom is asked anyhow, as
    nobody has read who is ``named`` there."""
    timer, made = session.incident.timers.get(key), session.incident.calls
    if timer is None or answer not in CALLS or not made or pause() <= 0:
        return False
    if in_doubt(timer) and not named:
        return False
    last, now = made[-1], session.now().wall
    soon = timedelta(0) <= now - last.at < timedelta(seconds=ENDING * pause())
    same_post = bool(last.call.role) and last.call.role == timer.target()
    other_result = last.call.heard != (answer == "told")
    return soon and (last.call.asked == key or (same_post and other_result))
