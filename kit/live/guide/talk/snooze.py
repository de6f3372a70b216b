"""A timer that is due is put off: why, then for how long."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Flow, Question
from kit.ground.terminal.typed import Given, ask_time, ask_words, in_turn
from kit.plans.checklists.rules.amounts import snooze_minutes

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session


def put_off(session: Session) -> Flow[tuple[str, datetime] | None]:
    """What is typed first is the reason, here as at the command; ``None`` where somebody went back.
    """
    given = yield from in_turn(partial(_reason, session), partial(_until, session))
    if given is None or given[1].at is None:
        return None
    return given[0], given[1].at


def _reason(session: Session, typed: str) -> Flow[str | None]:
    reason = Question("snooze-reason", session.word("ask-reason"), "text", typed=typed)
    return (yield from ask_words(reason, session.lang))


def _until(session: Session, typed: str) -> Flow[Given | None]:
    from kit.ground.base.typed.times import SNOOZE

    usual = f"{snooze_minutes(session.incident.profile):g}"
    return (
        yield from ask_time(
            Question(
                "snooze-minutes",
                session.word("ask-snooze", n=usual),
                "text",
                default=usual,
                typed=typed,
            ),
            SNOOZE,
            session.acting,
            session.lang,
            session.refuse,
            session.walls(),
            usual=usual,
        )
    )
