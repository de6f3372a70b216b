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
    """What was typed where it was asked which incident this is to be, or here before: the next note
    begins with it. What was typed in another incident is no note of this one: it waits, and is
    named once, with that one."""
    session = leading.session
    unsaid, refs = session.unsaid, ("", session.folder.ref)
    mine = [text for text in unsaid if unsaid.of.get(text, "") in refs]
    for text in mine:
        leading.kept.went_back(text)
    for text in mine[-UNREAD:]:
        leading.say(word(session.lang, "screen.text-kept", text=text))
    if len(mine) > UNREAD:
        leading.say(word(session.lang, "screen.text-kept-more", n=len(mine) - UNREAD))
    for text in [text for text in unsaid if text not in mine and text not in unsaid.told]:
        of = _titled(session, unsaid.of[text])
        leading.say(word(session.lang, "screen.text-kept-of", what=of, text=text))
        unsaid.told.add(text)
    for text in mine:
        unsaid.remove(text)


def _titled(session: Session, ref: str) -> str:
    """An incident as it is headed; by its reference alone where it is open no more."""
    logs = session.ctx.of(Store).open_logs()
    log = next((log for log in logs if log.ref == ref), None)
    return ref if log is None else headed(log.incident, session.lang)
