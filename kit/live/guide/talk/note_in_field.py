"""A note with its own word in front of it (``n he is awake``) in the line of a form, or with its
number at a step (``22 he is awake``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.lean import re
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Pressed
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import ask_again, write
from kit.ground.terminal.printed import Printed
from kit.live.guide.talk.kept import sentence
from kit.live.guide.talk.numbers import note_of

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

# Of whom or what so many may be told, beside words that end so.
MANY = ("people", "staff", "police", "men", "women", "children", "of", "more", "other", "are", "m")
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


def behind_number(shown: Printed, text: str) -> str:
    """The words alone where the number of notes stands before them: it is no part of the note, but
    where it tells how many there are (``22 customers wait``) or when."""
    from kit.live.guide.talk.number_and_words import is_count

    number = shown.numbers.get("note") if shown.question.name == "step" else None
    found = re.fullmatch(r"(\d+)[.,)]?\s+(\S.*)", half_width(text).strip())
    if found is None or number is None or int(found[1]) != number:
        return text
    words = text.strip()[found.start(2) :]
    first = re.split(r"[^a-z]", words.lower(), maxsplit=1)[0]
    counts = first.endswith("s") or first in MANY if words[:1].isascii() else is_count("1", words)
    return text if counts or not sentence(words) or not words[:1].isalpha() else words
