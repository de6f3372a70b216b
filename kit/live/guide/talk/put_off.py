"""A step that was put off comes back by itself, at no time of the clock: minutes typed behind that
are no note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.hand import ENDING, pause
from kit.ground.terminal.keys import half_width
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.show.step_lines import step_text

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session


def minutes_of_later(session: Session, text: str) -> bool:
    """Whether a bare figure comes right behind the key that puts a step off, and is meant for how
    long; that it is recorded nowhere is said, and how the step comes back."""
    newest = session.folder.newest
    last = newest[-1] if newest else None
    if session.ctx.me.plain or last is None or not isinstance(last.event, ev.StepDeferred):
        return False
    soon = (session.now().wall - last.at).total_seconds() <= ENDING * pause()
    if not soon or not half_width(text).strip().isdecimal():
        return False
    view = session.incident.view(last.event.step)
    what = "" if view is None else step_text(session.incident, view, session.lang)
    session.alert = session.word("later-no-minutes", text=text.strip(), what=what)
    return True
