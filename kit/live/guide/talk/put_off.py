"""A step that was put off comes back by itself, at no time of the clock: minutes typed behind that
are no note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.hand import DOING, ENDING, pause
from kit.ground.terminal.keys import half_width
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.show.step_lines import step_text

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session


def put_off_now(session: Session, pauses: int = ENDING) -> str:
    """The step that was put off so short a while ago, and nothing was recorded since; "" for none.
    """
    newest = session.folder.newest
    last = newest[-1] if newest else None
    if session.ctx.me.plain or last is None or not isinstance(last.event, ev.StepDeferred):
        return ""
    soon = (session.now().wall - last.at).total_seconds() <= pauses * pause()
    return last.event.step if soon else ""


def no_minutes(session: Session, step: str, text: str) -> bool:
    """Whether a bare figure is meant for how long the ``step`` is put off; that it is recorded
    nowhere is said, and how the step comes back."""
    if not half_width(text).strip().isdecimal():
        return False
    view = session.incident.view(step)
    what = "" if view is None else step_text(session.incident, view, session.lang)
    session.alert = session.word("later-no-minutes", text=text.strip(), what=what)
    return True


def digit_behind(session: Session, digit: str) -> bool:
    """Whether a digit comes so soon behind the key that put a step off that nobody has read what
    stands there since: it is meant for that key, and answers no other step."""
    step = put_off_now(session, DOING) if pause() > 0 else ""
    return bool(step) and no_minutes(session, step, digit)
