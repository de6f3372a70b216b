"""A note with the time at which it happened in front of it, on one line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Flow, Pressed, TypedOn
from kit.ground.terminal.typed import shown, which
from kit.incidents.incident.files import desk
from kit.incidents.incident.rules import acts
from kit.live.guide.talk.session import Session

if TYPE_CHECKING:  # the first picture does not wait for what reads times
    from kit.ground.base.typed.fronts import Front
    from kit.ground.base.typed.times import Field

SIGNS = tuple("@＠")


def past(session: Session) -> Field:
    """When something of this incident happened."""
    from kit.ground.base.typed.times import PAST, Field

    incident = session.incident
    return Field("past", PAST.ask, known=desk.known(incident), opened=incident.opened)


def in_front(session: Session, text: str) -> Front | None:
    """The time that a line begins with; ``None`` for a line without the sign for one."""
    if text.lstrip()[:1] not in SIGNS:
        return None
    from kit.ground.base.typed.fronts import front

    return front(text, past(session), session.now().wall, session.walls())


def tells(session: Session, text: str) -> bool:
    """Whether it says what happened, and when."""
    found = in_front(session, text)
    return found is not None and found.time is not None and bool(found.words)


def noted(session: Session, text: str) -> Flow[bool | None]:
    """Record it, as of the time in front of it; whether that was done. ``None`` where somebody goes
    back from the question which time that is. Whoever types on instead did not see the question:
    the nearest reading counts, which is said. Enter and ``y`` mean that one, too."""
    found = in_front(session, text)
    at = found.time if found is not None else None
    if found is None or at is None or isinstance(at, datetime):
        return record(session, text)
    asked = which("earlier-which", at, session.now().wall, session.lang)
    try:
        picked = yield asked
    except (TypedOn, Pressed) as led:
        record(session, text, at.times[0])
        said, session.alert = _chosen(session, found.words, at.times[0]), ""
        if isinstance(led, TypedOn):
            session.understood = said  # what follows is recorded now, and said with this
        else:
            session.alert = said
        raise
    if not isinstance(picked, str):
        return None
    return record(session, text, at.times[int(picked)])


def record(session: Session, text: str, at: datetime | None = None) -> bool:
    """Without asking: of several readings the nearest counts, one that is none stays in the text,
    and that is said. A time alone is the next act's. ``at``: when it happened."""
    found = in_front(session, text)
    if found is None:
        return bool(session.record(lambda d: acts.note(d, text), at))
    several = at is None and not isinstance(found.time, datetime | None)
    if at is None and found.time is not None:
        at = found.time if isinstance(found.time, datetime) else found.time.times[0]
    if at is not None and not found.words:
        session.earlier.given(at)
        return True
    if at is not None:
        made = bool(session.record(lambda d: acts.note(d, found.words), at))
        if made and several:
            session.alert = session.alert or _chosen(session, found.words, at)
        return made
    done = bool(session.record(lambda d: acts.note(d, text)))
    if done and not session.alert:
        session.alert = session.word("front-unread", text=found.text)
    return done


def _chosen(session: Session, text: str, at: datetime) -> str:
    """That nobody said which time was meant."""
    at_what = shown(at, session.now().wall, session.lang)
    return session.word("front-chosen", text=text, at=at_what)
