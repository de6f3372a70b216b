"""What a text that was typed into a line is by itself: a note that begins, a figure, a tale."""

from __future__ import annotations

from kit.ground.base.cells import width
from kit.ground.terminal.ask import Question
from kit.ground.terminal.hand import (
    BREATH,
    COUNTED,
    SHORT,
    act_and_note,
    either_way,
    goes_on_from_n,
    note_of,
)
from kit.ground.terminal.keys import half_width

TOLD = 4  # words
UNITS = "hms"  # letters behind a figure that say what it counts
CODE = 6  # cells, beyond which what is typed for a code is none


def has_digit(text: str) -> bool:
    return any(char.isdecimal() for char in text)


def note_in(question: Question, text: str, form: bool = False) -> str:
    """What is a note in a text that answers something else: the key for notes was pressed, and no
    word or name goes on behind its letter like that; "" for none. A code may begin with it.
    ``form``: at a line behind another one it may be one, too, where a word might go on so."""
    code = question.coded and text.isascii() and len(text) <= CODE and " " not in text.strip()
    if question.recalls or code:
        return ""
    perhaps = form and not (question.safe or question.named) and perhaps_note(text)
    return note_of(text) or (text[1:].strip() if perhaps else "")


def perhaps_note(text: str) -> bool:
    """Whether several words may be the key for notes and a note (``nabe line dead``): the first one
    is none of those that are known to begin with its letter. Two may be a name."""
    rest = text[1:]
    known = goes_on_from_n(rest) or either_way(rest)
    several = len(rest.split()) > 2 and rest[:1].islower() and rest.isascii()
    return half_width(text[:1]) == "n" and several and not known


def from_key(lead: str, text: str, begun: bool) -> bool:
    """Whether a note begins in the middle of a word of which letters were taken for keys, the last
    one for that of notes: ``n`` and ``ot all``, ``un`` and ``cle came``."""
    several = len(lead) > 1 and lead[-1:] == "n" and begun
    return (lead == "n" and goes_on_from_n(text)) or several


def with_n(text: str, run_on: bool) -> str:
    """A note beside a question, with the letter that led to its line where it was typed in one
    breath with that, and a word goes on so."""
    return f"n{text}" if run_on and (goes_on_from_n(text) or either_way(text)) else text


def is_foreign(question: Question, text: str) -> bool:
    """Whether it plainly is no answer to this: a sentence where a name is wanted."""
    return question.foreign is not None and question.foreign(text)


def composed(lead: str, text: str) -> bool:
    """Whether an input method's words go on from a figure, for which it takes its time."""
    return lead[-1:].isdecimal() and text[:1] in COUNTED


def tells(text: str) -> bool:
    """Whether what is looked for is so long that it may be told: what it found stands there marked,
    and would be taken by the Enter of a note."""
    return len(text.split()) >= TOLD or (not text.isascii() and width(text) > SHORT)


def behind_letter(later: str, typed: str, text: str) -> bool:
    """Whether a note began with a letter that answered nothing there, and the key for notes; no
    word that begins with both (``only``) loses them."""
    keys = typed[:1] in later and typed[1:2] == "n" and text.startswith(typed)
    plain, behind = act_and_note(typed[:2]), text[2:3]  # no word begins with both
    note = bool(note_of(text[1:])) or (plain and behind == " ")
    word = not plain and behind.isascii() and behind.islower()
    return keys and note and not word and (plain or len(typed) == 2)


def stray_key(question: Question, text: str, gap: float) -> str:
    """A key alone, pressed by a hand that had rested (``gap``), at a line that takes no such text:
    a letter where a figure is wanted, but not the one for notes, with which one may begin; a ``#``
    there and where a time is; "" for what may be text."""
    last = half_width(text[-1:]).lower()
    takes = question.kind == "text" and question.safe and not (question.recalls or question.coded)
    if not takes or gap <= BREATH:
        return ""
    letter = question.counts and last.isascii() and last.isalpha() and last not in (*UNITS, "n")
    return text[-1:] if letter or (last == "#" and len(text) == 1) else ""


def asked_of(question: Question, key: str) -> str:
    """What is said of a key that answers nothing at what stands: one that answers other questions
    is told by which letters this one is answered, in front, as the line may be cut."""
    if half_width(key) not in question.later:
        return question.title
    letters = "/".join(o.key for o in question.options if not o.opens)
    return f"{letters}: {question.title}"
