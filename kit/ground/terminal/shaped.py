"""What a text is by its shape, however slowly it was typed: whether it answers what stands there,
or is a note of somebody who believed himself at the step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Question
from kit.ground.terminal.hand import SHORT, either_way, key_before
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.line_begun import says
from kit.ground.terminal.texts import is_foreign, perhaps_note

WHOSE = "k"  # leads to the form that asks whose: once more it names another one

if TYPE_CHECKING:
    from kit.ground.terminal.typed_line import Lines
    from kit.ground.terminal.ways import Aside


def doubtful(lines: Lines, question: Question, lead: str, text: str) -> bool:
    """Whether what was typed before anybody could look may be no answer to this, but a note."""
    if question.safe:
        return lead == "n" and either_way(text)
    long = len(text) > SHORT and lines.breath.busy
    told = long or (lines.breath.hasty and says(text)) or is_foreign(question, text)
    return told or not lines.line.by_enter or bool(lead) or question.kind == "find"


def note_by_shape(question: Question, text: str) -> str:
    """The note that it may be: all of it where it plainly is no answer, or what stands behind a
    letter that was pressed as a key; "" for an answer. The key of a customer's form,
    pressed once more, is none: the form itself reads it."""
    if question.kind != "text" or question.safe or question.recalls or question.coded:
        return ""
    key = key_before(text)
    if question.name.startswith("customer") and half_width(key) == WHOSE:
        return ""
    return text[len(key) :].strip() if key or is_foreign(question, text) else ""


def key_off(question: Question, text: str, whole: str) -> str:
    """The note that is made of a text which was typed for something else, before anybody could
    look: the key for notes in front of it (``nofficer Lee took over``) is no part of it."""
    other = question.recalls or whole != text or not perhaps_note(text)
    return whole if other else text[1:].strip()


def key_alone_in(aside: Aside) -> str:
    """The letter in front of a note that was read back, which counted as no key."""
    key = key_before(aside.text)
    return key if key and aside.whole == aside.text[len(key) :].strip() else ""
