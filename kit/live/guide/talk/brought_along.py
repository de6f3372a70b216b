"""What was typed before the numbered guide of this incident began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk.kept import UNREAD

if TYPE_CHECKING:
    from kit.live.guide.talk.leading import Leading
    from kit.live.guide.talk.session import Session


def tell_unsaid(leading: Leading) -> None:
    """What was typed where it was asked which incident this is to be, or where one was before,
    which is named: the next note is one of this incident."""
    session = leading.session
    before = _came_from(session)
    for text in session.unsaid:
        leading.kept.went_back(text)
    key = "text-kept-of" if before else "text-kept"
    for text in session.unsaid[-UNREAD:]:
        leading.say(word(session.lang, f"screen.{key}", what=before, text=text))
    if len(session.unsaid) > UNREAD:
        more = len(session.unsaid) - UNREAD
        leading.say(word(session.lang, "screen.text-kept-more", n=more))
    session.unsaid.clear()


def _came_from(session: Session) -> str:
    """The incident that led here, where it is still open."""
    logs = session.ctx.of(Store).open_logs() if session.came and session.unsaid else []
    log = next((log for log in logs if log.ref == session.came), None)
    return "" if log is None else headed(log.incident, session.lang)
