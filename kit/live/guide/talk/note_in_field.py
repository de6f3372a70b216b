"""A note with its own word in front of it (``n he is awake``) in the line of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Pressed
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import ask_again, write
from kit.ground.terminal.printed import Printed
from kit.live.guide.talk.kept import sentence
from kit.live.guide.talk.numbers import note_of

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

KEY = "n "  # a capital is the first letter of somebody's name


def noted_in_field(run: Run, shown: Printed, text: str) -> bool:
    """Whether a line is such a note: it is recorded at once, as everywhere, and the form stands."""
    from kit.live.guide.talk.fronted import record  # it reads no times

    note, session = note_of(text), run.session
    if shown.question.name == "note" or half_width(text[:2]) != KEY or not sentence(note):
        return False
    key, session.earlier.pressed = session.earlier.pressed, KEY.strip()
    record(session, note)
    if session.ended:
        raise Pressed("")
    session.earlier.pressed = key
    write(" ".join(filter(None, (session.message, session.alert, session.hint))))
    session.message = session.alert = session.hint = ""
    run.since = wall()
    ask_again(shown, session.lang)
    return True
