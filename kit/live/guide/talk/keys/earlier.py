"""The key for what happened earlier: it asks when, and the next act counts for that time."""

from __future__ import annotations

from msgspec.structs import replace

from kit.ground.base.refusal import Exit, Refused
from kit.ground.terminal.ask import Flow, Pressed, Question, TypedOn
from kit.ground.terminal.keys import Key, always, called
from kit.ground.terminal.typed import ask_time
from kit.live.guide.talk.session import Session


def earlier(session: Session) -> Flow[None]:
    """Esc leaves everything as it was; left empty the next act counts for now again. A time is read
    as of when it was typed, not of when it was asked for. What happened may stand behind it, and is
    a note of that time."""
    from kit.live.guide.talk import fronted  # read when it is pressed

    question = Question("earlier", session.word("ask-earlier"), "text", optional=True)
    try:
        while True:
            given = yield from ask_time(
                question,
                fronted.past(session),
                lambda: session.now().wall,
                session.lang,
                session.refuse,
                session.walls(),
                free=True,
                takes=True,
            )
            if given is None or given.at is not None or not given.text:
                break
            whole = f"{EARLIER.key} {given.text.lstrip(EARLIER.key)}"
            if fronted.tells(session, whole):
                if (yield from fronted.noted(session, whole)) is not None:
                    return
            else:
                session.refuse(Refused("time-past", Exit.USAGE, text=given.text))
            question = replace(question, typed=given.text)
    except TypedOn as typed:
        if typed.times is not None and not session.ctx.me.plain:  # it is asked of this note
            session.earlier.given(None)
            yield from fronted.held(session, typed.text, typed.times)
            return
        # in numbered lines it is left open: the nearest, and that is said
        session.earlier.given(typed.nearest)
        session.earlier.dropped = typed.nearest is None
        raise
    except Pressed as pressed:
        session.earlier.given(None)
        session.earlier.dropped = bool(pressed.key)  # nobody goes back from it without knowing
        raise
    if given is not None:
        session.earlier.for_another(given.at)
        session.message = ""


def for_now(session: Session) -> Flow[None]:
    """Who gave a time and thinks better of it."""
    session.earlier.given(None)
    session.message = session.word("for-now")
    yield from ()


def _given(session: Session) -> bool:
    return session.earlier.at is not None


EARLIER: Key[Session] = Key(
    "earlier",
    "@",
    "beside",
    "screen.key-@",
    called("screen.do-earlier"),
    always,
    earlier,
    opens=True,
)
KEYS: list[Key[Session]] = [
    EARLIER,
    Key(
        "for-now",
        "escape",
        "beside",
        "",
        called("screen.do-for-now"),
        _given,
        for_now,
        opens=True,
    ),
]
