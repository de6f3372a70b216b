"""What a register has due, answered from the guide: how it went, another time by agreement, or all
that is known of it with the commands for the rest. The acts are those of the register's commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.refusal import Refused
from kit.ground.terminal.ask import Flow, Option
from kit.incidents.incident.files import desk as incident_desk
from kit.live.guide.talk.callback import how_it_went, in_register
from kit.live.guide.talk.keys.elsewhere import leading_on
from kit.live.guide.talk.letters import LETTERS
from kit.people.registers.files import desk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kit.live.guide.talk.session import Session
    from kit.people.registers.rules.acts import Act
    from kit.people.registers.rules.due import Due


def listed(session: Session, taken: Iterable[str]) -> list[tuple[Due, Option]]:
    """What is due or will be soon, in the order of the line on the screen, each with a letter that
    no timer has and that stays with it while the guide is open. ``taken``: the timers' letters."""
    from kit.people.registers.show.lines import due_text

    registered, now = session.registered, session.ctx.clock.now().wall
    found = registered.due()
    given, timers = registered.letters, set(taken)
    for due in found:
        if given.get(registered.name(due), "") in ("", *timers):
            free = [k for k in reversed(LETTERS) if k not in timers and k not in given.values()]
            given[registered.name(due)] = free[0] if free else ""
    names = [registered.name(due) for due in found]
    return [
        (due, Option(name, due_text(due, now, session.lang), given[name], opens=True))
        for due, name in zip(found, names, strict=True)
    ]


def answer_line(session: Session, name: str) -> Flow[bool]:
    """Whether somebody went back from it to the list."""
    registered = session.registered
    due = next((each for each in registered.due() if registered.name(each) == name), None)
    if due is None:  # another terminal answered it meanwhile
        return False
    clock = session.ctx.clock
    owed = in_register(session.ctx, due, clock.now().wall)
    owed.leads = leading_on(session)
    act = yield from how_it_went(session, owed, lambda: _given(session) or clock.now().wall)
    if act is None:
        return True
    _note_down(session, due, act)
    return False


def _given(session: Session) -> datetime | None:
    """The time that was given before; none in a drill that runs by a clock of its own, which no
    register does."""
    own = incident_desk.clock_of(session.ctx, session.incident) is session.ctx.clock
    return session.earlier.at if own else None


def _note_down(session: Session, due: Due, act: Act) -> None:
    """Record it in the register, for the time that was given before; what went wrong is said."""
    from kit.people.registers.show.lines import said_text

    who, at = session.by(), _given(session)
    try:
        opened, entries = desk.record(
            session.ctx, due.book, act, by="" if who == "-" else who, at=at
        )
    except Refused as refused:
        session.refuse(refused)
        return
    session.earlier.used = at is not None
    now, lang = session.ctx.now().wall, session.lang
    said = [said_text(opened.register, opened.entries, each, now, lang) for each in entries]
    back = session.word("register-back", how=f"kit {due.book} undo")
    session.message, session.alert = f"{' '.join(said)}  {back}", ""
    session.registered.refresh()
