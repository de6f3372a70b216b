"""A note with the time at which it happened in front of it, on one line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Flow, Pressed, TypedOn
from kit.ground.terminal.typed import shown, which
from kit.incidents.incident.files import desk
from kit.incidents.incident.rules import acts
from kit.live.guide.talk.inside import refused_inside
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
    asked, session.fronted = which("earlier-which", at, session.now().wall, session.lang), text
    try:
        picked = yield asked
    except TypedOn:
        record(session, text)  # what follows is recorded next, and said with this
        session.understood, session.alert = session.alert, ""
        raise
    except Pressed as pressed:
        if not pressed.back:
            record(session, text)
        raise
    finally:
        session.fronted = ""
    if not isinstance(picked, str):
        return None
    return record(session, text, at.times[int(picked)])


def record(session: Session, text: str, at: datetime | None = None) -> bool:
    """Without asking: of several readings the nearest counts, and all that was typed is its text; a
    time that cannot be read stays in the text. Both are said. A time alone is the next act's.
    ``at``: when it happened."""
    if desk.stops(session.ctx, session.incident, text):
        return _stopped(session, text)
    inside = refused_inside(session, text)
    if inside:
        session.message, session.alert = "", inside
        return False
    found = in_front(session, text)
    if found is None:
        return bool(session.record(lambda d: acts.note(d, text), at))
    words, said = found.words, ""
    if at is None and found.time is not None and not isinstance(found.time, datetime):
        at = found.time.times[0]
        said = shown(at, session.now().wall, session.lang)
        said = session.word("front-chosen", text=words, at=said)
        words = text if len(found.time.times) > 1 else words
    at = at or (found.time if isinstance(found.time, datetime) else None)
    if at is not None and not found.words:
        session.earlier.given(at)
        return True
    if at is None:
        words, said = text, session.word("front-unread", text=found.text)
    done = bool(session.record(lambda d: acts.note(d, words), at))
    if done and not session.alert:
        session.alert = said
    return done


def _stopped(session: Session, text: str) -> bool:
    """The drill is over at once; what goes on is real."""
    from kit.ground.base.refusal import Refused

    try:
        real = desk.STOP[0](session.ctx, session.folder, text)
    except Refused as refused:
        session.refuse(refused)
        return False
    session.arriving = session.word("drill-stopped", ref=real.ref)
    session.goto, session.carried, session.ended = real.ref, [], True
    return True
