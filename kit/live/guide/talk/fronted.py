"""A note with the time at which it happened in front of it, on one line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from kit.ground.terminal.ask import Flow, Pressed, Question, TypedOn
from kit.ground.terminal.typed import begun, shown, which
from kit.incidents.incident.files import desk
from kit.incidents.incident.rules import acts
from kit.live.guide.talk.code_typed import refused_code
from kit.live.guide.talk.inside import refused_inside
from kit.live.guide.talk.reads_like import hint
from kit.live.guide.talk.session import Session

if TYPE_CHECKING:  # the first picture does not wait for what reads times
    from kit.ground.base.typed.fronts import Front
    from kit.ground.base.typed.times import Ask, Field

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
    what he types is a note beside it, and it stands again. Left without an answer the time is
    nobody's guess (``record``)."""
    found = in_front(session, text)
    at = found.time if found is not None else None
    if found is None or at is None or isinstance(at, datetime):
        return record(session, text)
    return (yield from _asked(session, text, at, bool(found.words) and at.why != "before"))


def held(session: Session, words: str, at: Ask) -> Flow[bool | None]:
    """The same of a note that was typed where it was asked which time the next act is of: it is
    that act, and waits for the answer."""
    return (yield from _asked(session, words, at, True))


def _asked(session: Session, text: str, at: Ask, stands: bool) -> Flow[bool | None]:
    """Which time it is of."""
    session.earlier.front, session.earlier.typed = text, session.now().wall
    asked = which("earlier-which", at, session.now().wall, session.lang)
    lines = [] if in_front(session, text) else [session.word("noted-then", text=text)]
    asked = msgspec.structs.replace(asked, holds=text, lines=lines)
    try:
        picked = yield from _picked(session, asked, stands)
    except TypedOn:
        record(session, text)  # what follows is recorded next, and said with this
        session.understood, session.alert = session.alert, ""
        raise
    except Pressed as pressed:
        if not pressed.back:
            left(session)
        raise
    finally:
        session.earlier.front = ""
    if not isinstance(picked, str):
        return None
    return record(session, text, at.times[int(picked)])


def _picked(session: Session, asked: Question, stands: bool) -> Flow[str | None]:
    """Which of the times; where it ``stands`` a sentence is a note beside it."""
    from kit.live.guide.talk.noted import line

    while True:
        try:
            return (yield asked)
        except TypedOn as more:
            if not stands:
                raise
            beside = more.text if more.sure else (yield from line(session, more.text))
            if beside:
                record(session, beside)


def left(session: Session) -> None:
    """The note of which it is asked which time stands in front of it is recorded by when it was
    typed, and that is said."""
    text, session.earlier.front = session.earlier.front, ""
    if text and record(session, text, typed=session.earlier.typed) and session.ctx.me.plain:
        from kit.ground.terminal.plain import not_taken

        said, session.alert = session.alert, ""  # before it is left there is no other place
        not_taken(said)


def record(
    session: Session, text: str, at: datetime | None = None, typed: datetime | None = None
) -> bool:
    """Without asking. A time of several readings, or that cannot be read, is nobody's guess: it
    stays in the text, which counts by when it was ``typed``. One that was only to be confirmed is
    taken. All of that is said. A time alone is the next act's. ``at``: when it happened."""
    if desk.stops(session.ctx, session.incident, text):
        return _stopped(session, text)
    inside = refused_inside(session, text) or refused_code(session, text)
    if inside:
        session.message, session.alert = "", inside
        return False
    found = in_front(session, text)
    if found is None:
        if typed is not None:  # its time was asked about, and is left open
            session.earlier.dropped, at = True, begun(typed, session.now().wall)
        return _with_hint(session, text, bool(session.record(lambda d: acts.note(d, text), at)))
    words, said = found.words, ""
    time = found.time if at is None else at
    if isinstance(time, datetime):
        at = time
    elif time is not None and time.why == "before":
        at = time.times[0]
        said = shown(at, session.now().wall, session.lang)
        said = session.word("front-chosen", text=words, at=said)
    elif time is not None and not words:
        session.earlier.given(None)
        session.earlier.dropped = True
        return True
    else:
        why = "unread" if time is None else "open"
        words, said = text, session.word(f"front-{why}", text=found.text)
        at = begun(typed, session.now().wall) if typed is not None else None
    if at is not None and not words:
        session.earlier.given(at)
        return True
    done = bool(session.record(lambda d: acts.note(d, words), at))
    if done and not session.alert:
        session.alert = said
    return _with_hint(session, words, done)


def _with_hint(session: Session, text: str, done: bool) -> bool:
    """Whether the note was recorded; what it may want besides is said behind that."""
    if done:
        session.hint = hint(session, text)
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
