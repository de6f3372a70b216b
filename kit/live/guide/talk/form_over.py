"""A form that is over, in whatever way, and the Enter behind it that may have been meant for it."""

from __future__ import annotations

from kit.ground.terminal.ask import Flow, Pressed, TypedOn
from kit.ground.terminal.hand import DOING, pause
from kit.live.guide.talk.foremost import seconds
from kit.live.guide.talk.leftover import NOTE, taken_back
from kit.live.guide.talk.session import Session

# By what a form ends, and how the Enter behind it is refused.
RECORDED, LEFT = "enter-of-form", "enter-of-form-left"


def whole(session: Session, key: str, form: Flow[None], several: bool = True) -> Flow[None]:
    """The form of this ``key``: easily taken for the first of ``several``, so that an Enter right
    behind it deals with no step; nor behind a note that led out of it, as whoever does not look
    may believe that it goes on. Left without a trace, or by a word that its key began, it takes no
    Enter from the step."""
    written = session.incident.entries
    try:
        yield from form
    except (TypedOn, Pressed) as led:
        noted = led.text[:1].lower() != key if isinstance(led, TypedOn) else led.key == NOTE
        if noted and not taken_back(session, led):
            _ended(session, key, written, LEFT)
        raise
    if several:
        _ended(session, key, written, "")


def _ended(session: Session, key: str, written: int, otherwise: str) -> None:
    """Whether it recorded anything the entries say; of what was left so it is said."""
    how = RECORDED if session.incident.entries > written else otherwise
    session.after_form = (key, seconds(session), how) if how else None
    if how == LEFT and not session.ctx.me.plain:
        session.understood = session.word("said-too", text=session.word("form-over"))


def led_out(session: Session, pressed: Pressed) -> None:
    """A key came: the form before it still counts where that is the key for the note."""
    if pressed.key != NOTE:
        session.after_form = None


def done_with(session: Session) -> None:
    """The note that led out of a form is recorded: what comes now comes right behind both."""
    if session.after_form is not None:
        key, _, how = session.after_form
        session.after_form = (key, seconds(session), how)


def refused(session: Session, form: tuple[str, float, str] | None) -> bool:
    """Whether Enter comes so soon behind a form that it may have been meant for that one, with
    nothing else between them; which is said."""
    if form is None or session.ctx.me.plain:
        return False
    key, ended, how = form
    soon = seconds(session) - ended < DOING * pause()
    if soon:
        session.alert = session.word(how, letter=key)
    return soon
