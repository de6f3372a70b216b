"""Whom a call was to where the ladder stands at another post than the line names: asked by letters,
at a step and at what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Flow, Option, Question, TypedOn
from kit.incidents.incident.show.step_lines import phone_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kit.incidents.incident.rules import events as ev
    from kit.incidents.incident.rules.kinds.timers import TimerState
    from kit.live.guide.talk.session import Session

WENT = {"reached": "reached", "no-answer": "not-reached", "phone-off": "phone-off"}


def in_doubt(timer: TimerState | None) -> bool:
    """Whether an answer to it would be of a post that its title does not name, and that nobody has
    called for it yet: whoever does not look means the one that is named."""
    if timer is None or not timer.tell or timer.target() == timer.tell[0]:
        return False
    return not any(made.role == timer.target() for made in timer.attempts)


def of_timer(
    session: Session, timer: TimerState, heard: bool, settled: Callable[[], bool]
) -> Flow[str | None]:
    """The post that was called about it; ``None`` where somebody went back."""
    if not in_doubt(timer):
        return timer.target()
    result: ev.CallResult = "reached" if heard else "no-answer"
    return (yield from which_post(session, [timer.target(), timer.tell[0]], result, settled))


def which_post(
    session: Session,
    roles: Sequence[str],
    result: ev.CallResult,
    settled: Callable[[], bool] | None = None,
) -> Flow[str | None]:
    """By letters that mean nothing at a step. The result that waits is named: who does not look may
    mean another."""
    posts = {r: session.incident.role_title(r).get(session.lang) for r in roles}
    options = [
        Option(r, f"{posts[r]}  {phone_line(session.shown, r, session.lang)}", key, doubt=posts[r])
        for r, key in zip(roles, "y#", strict=False)
    ]
    if session.ctx.me.plain:
        options.append(Option("back", session.word("due-back"), "b", opens=True))
    asked = session.word("ask-whom-now", went=session.word(WENT[result]))
    which = Question(
        "call-who",
        asked,
        options=options,
        lettered=True,
        rings=True,
        stands=True,
        settled=settled or _called_since(session, roles),
    )
    whom = yield from _beside_notes(session, which)
    return None if whom == "back" else whom


def _called_since(session: Session, roles: Sequence[str]) -> Callable[[], bool]:
    """Whether a call to one of them was recorded in another way than by the answer."""

    def made() -> int:
        calls = [each.call for each in session.incident.calls]
        return sum(call.role in roles or call.who in roles for call in calls)

    before = made()
    return lambda: made() != before


def _beside_notes(session: Session, asked: Question) -> Flow[str | None]:
    """In numbered lines a note may be typed there, as on the drawn screen: how the call went is not
    lost by it, and it is asked again."""
    from kit.live.guide.talk import fronted, noted

    while True:
        try:
            return (yield asked)
        except TypedOn as more:
            if not session.ctx.me.plain or more.away:
                raise
            text = more.text if more.sure else (yield from noted.line(session, more.text))
            with session.earlier.beside():
                done = not text or fronted.record(session, text)
            if not done:
                raise
