"""What a key begins: a note behind a key that waits, or words of an input method behind a digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.breath import Held
from kit.ground.terminal.hand import (
    BREATH,
    COMPOSED,
    COUNTED,
    Hand,
    act_and_note,
    figure_in,
    one_word,
)
from kit.ground.terminal.keys import half_width

if TYPE_CHECKING:
    from kit.ground.terminal.posed import Posed
    from kit.ground.terminal.prose import Prose


def useless_before(hand: Hand, key: str) -> str:
    """What the hand had typed that did nothing, or a digit that only led to something, where the
    words of an input method go on from a figure."""
    if hand.odd:
        return hand.run
    return hand.opened if hand.opened.isdecimal() and half_width(key) in COUNTED else ""


def begins_note(key: str) -> bool:
    """Whether it is pressed without looking, for what is told of now: the key for notes, or the
    first of an input method's words, which no key is."""
    half = half_width(key)
    return half == "n" or (len(half) == 1 and not half.isascii() and half.isalpha())


def composed(prose: Prose, key: str, useless: str, gap: float) -> bool:
    """Whether a digit so long before an input method's words may be the first of them: it takes
    that long to give them. One that did nothing only where a figure goes on so, also behind a
    letter, which is a key."""
    taken, half = prose.breath.taken, half_width(key)
    text = taken.text + useless
    words = len(half) == 1 and not half.isascii() and half.isalpha()
    if not words or not figure_in(text) or not BREATH < gap <= COMPOSED * prose.hand.pause:
        return False
    return (bool(taken.entries) and text.isdecimal()) or half in COUNTED


def behind_key(prose: Prose, half: str) -> bool:
    """Whether it opens a note behind a key that waits, or that has just counted though nobody can
    have seen yet what that led to; or behind one that answers nothing yet."""
    held, text, run = prose.breath.held, prose.breath.taken.text, prose.hand.run
    if held is not None:
        if prose.posed.option(held.answer).leaves:
            alone = prose.posed.question.kind == "keys" and held.key.isalpha()
            return alone and run[:-1] == held.key and act_and_note(held.key + half)
        again = isinstance(held.answer, str) and prose.posed.option(held.answer).again
        twice = again and run[:-1] == 2 * held.key and half == "n"
        return twice or (act_and_note(held.key + half) and run[:-1] == held.key)
    if half == "n" and run[-2:-1] and run[-2] in prose.posed.question.later:
        return not answers_what_led(prose, half) and act_and_note(run[-2:])
    return not prose.posed.ready and act_and_note(text[-1:] + half) and len(run) == 1


def ended_by_enter(prose: Prose, run: str) -> None:
    """Enter behind keys that were typed on and meant nothing: they stand in a line for a note, the
    Enter counted for nothing, and what comes next is no part of them, but behind a figure."""
    prose.breath.spill(run, direct=run.isdecimal())
    if prose.posed.question.recalls and not run.isdecimal():
        prose.lines.line.ended = prose.posed.text()
        prose.breath.remarks.missed("enter")


def may_be_ordinal(held: Held | None, run: str) -> bool:
    """Whether the key for notes behind a digit that waits may be the second letter of ``2nd``."""
    return held is not None and held.key == "2" and half_width(run).lower() == "2n"


def behind_pair(held: Held | None, run: str, key: str, posed: Posed) -> bool:
    """Whether a letter comes behind the key that led to a question and waits as its answer: no word
    begins with such a pair, so that it counts, and what follows is something else."""
    meant = posed.option(held.answer if held is not None else "")
    if held is None or not meant.again or meant.key != held.key or set(run) != {held.key}:
        return False
    return len(key) == 1 and key.isalpha() and key not in (held.key, "n")


def answers_what_led(prose: Prose, half: str) -> bool:
    """Whether its letter is offered as an answer, right behind the key that led there: ``dn``."""
    led = prose.hand.run[-2:-1] == prose.hand.opened and not prose.hand.odd
    return led and prose.ready(half) and prose.posed.meant(half) is not None


def begun_behind(held: Held | None, run: str) -> str:
    """The beginning of a note behind the key for notes, which waits as an answer; "" for none. A
    word that begins with its letter makes two of them: ``nno family``."""
    if held is None or half_width(held.key).lower() != "n":
        return ""
    if not one_word("n", run[-1]):
        return run[-1]
    twice = half_width(run[:2]).lower() == "nn" and len(run) > 2
    return run[1:] if twice and not one_word("n", run[1:]) else ""
