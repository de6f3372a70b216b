"""The guide: leads through an incident's checklist. A flow of questions over the shared store.

The flow only says what to ask and what to record; the screen and ``plain`` ask it. Nothing lives
here that is not in the log: killed at any moment, ``kit guide`` goes on at the same step.
"""

from __future__ import annotations

from collections.abc import Generator

from kit.ground.base.cells import clock, cut
from kit.ground.base.refusal import Exit
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Answer, Flow, Option, Question
from kit.ground.terminal.keys import options
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.events import IN_ERROR
from kit.incidents.incident.rules.views import EMERGENCY, StepView
from kit.incidents.incident.show.step_lines import step_text
from kit.live.guide.talk.keys import everything
from kit.live.guide.talk.keys.course import introduced
from kit.live.guide.talk.session import Session


def guide(ctx: Context, folder: Log, resumed: bool) -> Session:
    """A session with every key there is."""
    return Session(ctx, folder, everything(), resumed)


def flow(session: Session) -> Generator[Question, Answer, int]:
    """The whole guide; ends with the exit code."""
    if session.resumed:
        session.message = _resumed(session)
    if session.silent and not session.incident.steps:
        yield from _until_safe(session)
    if _calm(session):
        yield from introduced(session)
    while session.incident.closed is None and not session.ended:
        session.step = session.incident.current()
        keys = session.offered()
        session.offered_at = session.incident.entries
        answer = yield Question(
            "step",
            "",
            "keys",
            options(keys, session),
            first=sum(key.group in ("step", "due") for key in keys),
        )
        pressed = next((key for key in keys if key.name == answer), None)
        if pressed is not None:
            yield from pressed.act(session)
            session.earlier.key_done()
    return int(Exit.FAULT) if session.away() else 0


def _calm(session: Session) -> bool:
    """Whether a name may be asked for before the step: no life hangs on it, nobody hides."""
    view = session.incident.current()
    grave = session.incident.danger == 0 and view is not None and view.phase == "immediate"
    return not grave and not session.silent and not session.ended


def _until_safe(session: Session) -> Flow[None]:
    """A silent type: nothing but the way out until people are safe; who is elsewhere goes to the
    call for help at once."""
    session.step, session.waiting = None, True
    ways = [Option("away", "", "1"), Option("go", "", "enter")]
    ways += options(session.offered(), session)
    answer = yield Question("silent", session.word("silent-start"), "keys", ways)
    rescue = _rescue(session)
    if answer == "away" and rescue is not None:
        session.record(lambda d: acts.take_up(d, rescue.key))
    for key in session.offered():
        if key.name == answer:
            yield from key.act(session)
    session.waiting = False


def _rescue(session: Session) -> StepView | None:
    """The first call to who rescues."""
    calls = (v for v in session.incident.views() if v.step.answer == "call")
    return next((v for v in calls if v.role in EMERGENCY), None)


def _resumed(session: Session) -> str:
    last = session.incident.last
    if last is None:
        return session.word("resumed-first")
    view = session.incident.view(last[0])
    what = step_text(session.incident, view, session.lang) if view else last[0]
    return session.word("resumed", what=cut(what, 40), at=clock(last[1], session.now().wall))


def goodbye(session: Session) -> str:
    """The last line after the guide ends."""
    if session.away():
        return session.word("left-away", path=session.folder.where.path, ref=session.folder.ref)
    if session.incident.closed is not None:
        if session.incident.outcome == IN_ERROR:
            return session.word("withdrawn", ref=session.folder.ref)
        from kit.incidents.incident.rules.codes import closing_code

        head = closing_code(session.folder.entries)
        key = "checked-now" if session.incident.preparation else "closed-now"
        return session.word(key, head=head, ref=session.folder.ref)
    return session.word("left-guide", ref=session.folder.ref)
