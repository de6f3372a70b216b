"""What ``d`` shows where nothing is due in this incident."""

from __future__ import annotations

from datetime import timedelta

from kit.ground.base.cells import clock
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.show.timer_lines import (
    headed,
    named,
    timer_line,
    timer_named,
    timer_title,
)
from kit.live.guide.talk.keys.course import key_for
from kit.live.guide.talk.keys.elsewhere import goes, leading_on
from kit.live.guide.talk.letters import ANSWERS, DUE, HERE
from kit.live.guide.talk.session import Session

SOON = timedelta(minutes=1)  # who was told sooner than that is answered by its key, too
WIDTH = 116  # cells of a line above a question, at most


def titled(session: Session, timer: TimerState) -> str:
    """What is asked about, and whether it is due by now."""
    what, now = timer_named(session.incident, timer, session.lang), session.now().wall
    if timer.due <= now:
        return session.word("due-title", what=what)
    return session.word("due-title-early", at=clock(timer.due, now), what=what)


def coming(session: Session) -> list[TimerState]:
    """What falls due within a minute, where nothing is due here or elsewhere: whoever has told
    somebody by now does not wait for the bell."""
    now = session.now().wall
    soon = [t for t in session.incident.running() if now < t.due <= now + SOON and not t.snoozes]
    besides = session.others.due() or session.registered.due() or session.registered.names()
    if session.waiting or besides:
        soon = []
    session.foremost.early = tuple(timer.key for timer in soon)
    return sorted(soon, key=lambda timer: timer.due)


def nothing(session: Session) -> Flow[None]:
    """Nothing is due: that is a list of its own, so that a letter meant for what was about to fall
    due deals with no step. It goes by itself when something does. A key that only opens something
    at the step opens it here, too: the rest of what is typed for it would be a note."""
    picked, told = None, True
    while picked is None and told:
        picked = yield from _asked(session)
        told = bool(session.others.due()) and not session.others.told  # fell due while it stood
    goes(picked)


def _asked(session: Session) -> Flow[str | None]:
    now = session.now().wall
    runs = session.incident.running()[:3]
    cols = min(WIDTH, session.ctx.out.width - 4)
    lines = text_of([timer_line(session.incident, t, now, session.lang, cols) for t in runs])
    leads = "".join(k.key for k in session.offered() if k.opens and k.key not in (*ANSWERS, DUE))
    back = Option("back", session.word("due-back"), "b", opens=True)
    session.others.told = bool(session.others.due())
    return (
        yield Question(
            "due-none",
            _here(session),
            options=[*leading_on(session), back],
            lines=lines,
            lettered=True,
            rings=True,
            over="due-by-now",
            later="".join(key for key in ANSWERS + HERE if key not in leads),
            leads=leads,
            same=DUE,
        )
    )


def _here(session: Session) -> str:
    """That nothing is due: here, where another open incident waits, which is named with it."""
    others = session.others.due()
    if not others and session.incident.running():
        return session.word("none-due-early", by=key_for(session, "timers"))
    if not others:
        return session.word("none-due")
    first = others[0].incident
    title = timer_title(first, others[0].timer, session.lang)
    what = headed(first, session.lang) if first.silent else named(first, title, session.lang)
    return session.word("none-due-here", what=what)
