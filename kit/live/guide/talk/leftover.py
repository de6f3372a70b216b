"""What is said of a form that something else led out of, once what it had is recorded."""

from __future__ import annotations

from kit.ground.terminal.ask import Pressed, TypedOn
from kit.live.guide.talk.session import Session

NOTE = "n"  # the key for notes


def say_left(session: Session, led: TypedOn | Pressed, text: str) -> None:
    """At once, and behind the note that led out; what any other key records next is something else,
    and may be of somebody else."""
    session.took = True
    if isinstance(led, TypedOn) or led.key == NOTE:
        session.understood = text
    if not session.alert:
        session.message = session.saved = f"{session.message} {text}"


def wanted(session: Session) -> str:
    """Which call-backs have no time, to be said at whatever is asked next; "" for none."""
    return session.word("customer-when", name=session.wants) if session.wants else ""
