"""A call made just before a timer is answered by one: whether it is the same, so that one never
stands in the log as two."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kit.ground.base.cells import clock, cut
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.standing import WAYS
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.call_news import FIRST, can_have_told
from kit.incidents.incident.rules.meant_calls import COMES, told_before
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.timer_lines import timer_title
from kit.live.guide.talk.foremost import answered_since

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kit.incidents.incident.rules.acts import Draft
    from kit.incidents.incident.rules.kinds.calls import CallMade
    from kit.incidents.incident.rules.kinds.timers import TimerState
    from kit.incidents.incident.rules.views import StepView
    from kit.live.guide.talk.session import Session

SAME, NEW = WAYS[2], WAYS[3]
YES_NO = WAYS[:2]  # elsewhere the first one says "it is so, count it", which neither answer does

HEARD = timedelta(minutes=15)  # in which who was reached has probably been told of this, too
VAIN = timedelta(minutes=3)  # in which nobody who gave up once has tried anew
WHAT = 50  # cells of what such a call would answer


def answered_by_call(
    session: Session,
    timer: TimerState,
    target: str,
    heard: bool,
    answered: Callable[[Callable[[Draft], object], datetime | None], None],
) -> Flow[bool]:
    """The post was reached by a call, or was not: a new one, unless it is the one just made, which
    then answers the timer by when it was made. Whether somebody went back."""
    view = session.incident.view(session.incident.timer_step(timer.key) or "")
    if heard and view is not None and view.role == target == COMES:
        made = told_before(session.incident, view)
        if made is not None and (yield from counted_then(session, view, made)):
            return session.incident.timers[timer.key].status == "running"  # went back
        if made is not None:
            answered(lambda d: acts.timer_told(d, timer.key, target), None)
            return False
    made = _just_made(session, timer, target, heard)
    same = "" if made is None else (yield _which(session, timer, made, heard))
    if made is not None and same not in ("same", "new"):
        return True
    if made is None or same == "new":
        act = acts.timer_told if heard else acts.timer_no_answer
        answered(lambda d: act(d, timer.key, target), None)
    elif heard:
        called, key = made.call, timer.key
        by_then = max(made.at, timer.base)  # nothing answers it before it was asked
        answered(lambda d: acts.told_by_then(d, key, called.told, called.role or target), by_then)
    else:  # it was counted as an attempt then
        at = clock(made.at, session.now().wall)
        session.message, session.alert = session.word("call-counted", at=at), ""
    return False


def counted_then(session: Session, view: StepView, made: CallMade) -> Flow[bool]:
    """The post of a call step was reached before, for something else: whether this was said in that
    call. Whether nothing else is to be recorded."""
    key, known = view.key, session.incident.step_state(view.key).status

    def settled() -> bool:
        return session.incident.step_state(key).status != known

    what = step_text(session.incident, view, session.lang)
    same = yield _asked(session, made, True, settled, what)
    if same == "same":
        session.record(lambda d: acts.told_then(d, key, made.call), made.at)
    return same != "new"


def _just_made(
    session: Session, timer: TimerState, target: str, heard: bool
) -> CallMade | None:
    """The last call to this post in this round, if it was made for something else, went the same
    way and is not long ago; who calls first and then records what starts the first round has told
    it just before that."""
    at, holder = session.acting(), session.reach.dialled(target, "", "")
    person = holder.person if holder is not None else ""

    def to_it(made: CallMade) -> bool:
        by_name = bool(made.call.who) and made.call.who in (person, session.post(target))
        return made.call.role == target or by_name

    since = timer.base - FIRST if timer.round == 1 and heard else timer.base
    found = [made for made in session.incident.calls if since <= made.at <= at and to_it(made)]
    found = [made for made in found if can_have_told(made, timer.base)]
    last = found[-1] if found else None
    if last is None or last.call.asked == timer.key:
        return None
    if heard:
        return last if last.call.heard and at - last.at <= HEARD else None
    return last if last.call.result != "reached" and at - last.at <= VAIN else None


def _which(session: Session, timer: TimerState, made: CallMade, heard: bool) -> Question:
    what = session.word("due-title", what=timer_title(session.incident, timer, session.lang))
    return _asked(session, made, heard, answered_since(session, timer.key), what)


def _asked(
    session: Session, made: CallMade, heard: bool, settled: Callable[[], bool], what: str
) -> Question:
    """``what`` it would answer stands in front of it."""
    at, who = clock(made.at, session.now().wall), session.post(made.call.role) or made.call.who
    key = "call-same" if heard else "call-same-vain"
    drawn = not session.ctx.me.plain
    options = [
        Option("same", session.word(f"{key}-yes", at=at), SAME),
        Option("new", session.word("call-new"), NEW),
        Option("back", session.word("due-back"), "b", opens=True),
    ]
    asked = session.word(f"ask-{key}", who=who, at=at)
    asked = session.word("asked-of", who=cut(what, WHAT), asked=asked)
    return Question(
        "call-which",
        asked,
        options=options,
        lettered=True,
        rings=True,
        stands=drawn,
        settled=settled,
        later=YES_NO,
    )
