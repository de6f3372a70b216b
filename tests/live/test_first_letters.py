"""A sentence whose first letters are keys where it is typed: the note has the whole of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.live.guide.talk.o_words import body_of
from tests.live.conftest import Begin
from tests.support.blind import Blind

WORDS = ["ambulance", "any", "box", "call", "down", "enter", "gas", "in", "just", "keep", "no", "not", "now", "none", "never", "nobody", "need", "open", "one", "police", "under", "uncle", "until", "van", "xray", "your"]


def keys(blind: Blind, text: str, after: float = 0) -> None:
    for key in text:
        blind.key(key)
    blind.loop.pass_(after)


def read_back(begin: Begin) -> Blind:
    """A name that was typed as its step came back."""
    blind = begin(at="order")
    blind.key("enter")
    keys(blind, "Bob")
    blind.key("enter")
    blind.loop.pass_(2)
    keys(blind, "uu", 1.6)
    blind.key("enter")
    keys(blind, "wallet to wife")
    blind.key("enter")
    return blind


def so_soon(begin: Begin) -> Blind:
    blind = begin(at="no-logout")
    blind.loop.pass_(8)
    for _ in range(2):
        blind.key("enter", 2)
    return blind


def undo(begin: Begin) -> Blind:
    blind = begin(at="no-logout")
    blind.types("hello there")
    blind.loop.pass_(5)
    keys(blind, "u")
    return blind


def number(begin: Begin) -> Blind:
    blind = begin(at="seats")
    blind.loop.pass_(8)
    keys(blind, "12")
    blind.key("enter")
    return blind


PLACES = {"read-back": read_back, "so-soon": so_soon, "undo": undo, "number-typed": number}


@pytest.mark.parametrize("asked", PLACES)
@pytest.mark.parametrize("word", WORDS)
def test_a_sentence_beside_a_question_keeps_the_letters_that_are_keys_there(begin: Begin, asked: str, word: str) -> None:
    """``no time`` became ``o time``, ``uncle`` became ``cle``, and the y of ``your`` took a note back."""
    place: Callable[[Begin], Blind] = PLACES[asked]
    blind = place(begin)
    blind.loop.pass_(1.6)
    assert blind.asked == asked
    known = blind.kinds().count("undone")
    blind.types(f"{word} here now")
    blind.loop.pass_(1)
    assert blind.notes()[-1] == f"{word} here now" and blind.kinds().count("undone") == known


def test_its_own_key_and_a_rest_are_no_part_of_a_note(begin: Begin) -> None:
    blind = so_soon(begin)
    blind.loop.pass_(2)
    keys(blind, "n", 1)
    blind.types("one hurt")
    assert blind.notes() == ["one hurt"]


def test_behind_a_key_that_waits_a_word_that_begins_with_n_stays_whole(begin: Begin) -> None:
    blind = begin(at="no-logout")
    blind.loop.pass_(8)
    blind.types("lno time")
    blind.loop.pass_(2)
    assert blind.notes() == ["no time"] and "step-deferred" in blind.kinds()


OF_O = [
    ("oambulance here 3 min", "ambulance here 3 min"), ("o ambulance here", "ambulance here"), ("opolice came", "police came"),
    ("owater in", "water in"), ("on fire", "on fire"), ("only one", "only one"), ("orange smoke", "orange smoke"),
    ("opposite door", "opposite door"), ("oxygen given", "oxygen given"), ("ops reached", "ops reached"), ("office locked", "office locked"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "note"), OF_O)
def test_the_key_for_another_incident_is_no_part_of_what_is_noted_there(typed: str, note: str) -> None:
    assert body_of(typed) == note
