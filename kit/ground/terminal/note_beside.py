"""Which of what is typed at a question that stands is the note beside it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from kit.ground.base.named import alike
from kit.ground.terminal.ask import Pressed
from kit.ground.terminal.hand import COUNTED, act_and_note, key_before, note_of, one_word
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.line_begun import says
from kit.ground.terminal.texts import behind_letter

if TYPE_CHECKING:
    from kit.ground.terminal.ask import Question
    from kit.ground.terminal.breath import Breath
    from kit.ground.terminal.standing import Standing

NOTE = "n"
VOWELS = frozenset("aeiouy")


def begun(standing: Standing, run: str) -> str:
    """What of the keys is the beginning of a note: all that was refused while the hand went on,
    and a figure before it rested; but not the key for notes, nor a key that waits and that no
    word goes on behind."""
    first, rest = run[:1], run[1:]
    if _key_here(standing, key_before(run)):
        return rest
    if half_width(first).lower() == NOTE and rest and not one_word(NOTE, rest):
        return rest
    held = standing.breath.held
    if held is not None and rest and not one_word(first, rest):
        away = isinstance(held.answer, Pressed)  # its letter may be all that is left of a word
        return run if away and rest[:1].isalpha() else rest
    both = act_and_note(run[:2]) and not first.isdecimal()  # of ``2nd`` it is seen at the end
    return rest if both else _with_figure(standing, run)


def chosen_by(question: Question, text: str) -> str:
    """The answer that a text names as it is called there, word for word: it is no note; "" for
    none."""
    named = [o.name for o in question.options if o.doubt and alike(o.doubt) == alike(text)]
    return named[0] if len(named) == 1 else ""


def _with_figure(standing: Standing, run: str) -> str:
    """With a figure that was refused before the hand rested, where one goes on so."""
    before, first = standing.before, half_width(run[:1])
    counts = before.isdecimal() and (first.isascii() or first in COUNTED)
    return before + run if counts or (before and one_word(before, run)) else run


def body(standing: Standing, text: str) -> str:
    """What is typed, without its key, and without a key of elsewhere before that."""
    first, behind = half_width(text[:1]), text[2:3]
    away = first in standing.breath.leading or first.isdecimal()
    word_goes_on = behind.isascii() and (behind.isalpha() or behind == " ")
    if away and half_width(text[1:2]) == NOTE and not word_goes_on:
        return note_of(text[1:]) or text.strip()
    return note_of(text) or text.strip()


def _key_here(standing: Standing, letter: str) -> bool:
    """Whether it is one of the keys behind what is asked, which was pressed as that."""
    return bool(letter) and any(letter in (o.key, o.also) for o in standing.keys.options)


def dropped(standing: Standing, run: str, text: str) -> str:
    """What of the keys is in no note that begins with ``text``, and answered nothing; "" where that
    was the one for notes."""
    gone = run[: len(run) - len(text)] if text and run.endswith(text) else ""
    return gone if len(gone) == 1 and half_width(gone).lower() != NOTE else ""


def keys_before(text: str) -> str:
    """The keys in front of a note that begins with its own key and goes on in Chinese: a digit, one
    or two letters, ``n`` (``3xn`` and words), as no word and no name is spelt; "" for none."""
    keys = "".join(takewhile(str.isascii, text))
    behind, letters = text[len(keys) : len(keys) + 1], keys[1:-1]
    spelt = keys[:1].isdecimal() and letters.isalpha() and letters.islower() and len(letters) <= 2
    words = behind.isalpha() and keys[-1:] == NOTE
    return keys[:-1] if spelt and words and not VOWELS.intersection(letters) else ""


def without_keys(breath: Breath, question: Question, text: str) -> str:
    """A note without keys in front of it that led to its line; "" where it is all of it."""
    typed = half_width(question.typed)
    own = typed.lower() == "nn" or (typed[:1] == NOTE and len(typed) > 1)  # where it is no key
    keys = keys_before(text)
    alone = key_before(text)
    if alone and question.typed[:1] == alone:  # seen only now: two signs tell a place from words
        breath.remarks.missed(alone)
        return text[1:].strip()
    if behind_letter(breath.later, question.typed, text):
        breath.remarks.missed(text[0])
        return text[2:].strip()
    if keys:
        for key in keys:
            breath.remarks.missed(key)
        return text[len(keys) + 1 :].strip()
    if own and text.startswith(question.typed):
        return note_of(text)  # its key, and a word that begins with its letter
    return ""


def behind_kept(question: Question, text: str) -> str:
    """The key for notes and a note behind words that stood in the line already (``小王没出来`` and
    ``n风往东吹``): another note; "" for none. Behind Latin letters a word may go on with ``n``."""
    kept = question.typed
    there = question.recalls and says(kept) and not kept[-1].isascii()
    return note_of(text[len(kept) :]) if there and text.startswith(kept) else ""
