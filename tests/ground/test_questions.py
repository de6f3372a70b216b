"""Questions and keys of the terminal, without a terminal and without an incident."""

from __future__ import annotations

import asyncio
from typing import Any, NamedTuple

import pytest

import kit.live  # noqa: F401 - its sentences are looked up by key
from kit.ground.base.cells import width
from kit.ground.terminal.ask import Flow, Option, Question, yes_or_no
from kit.ground.terminal.draw import below
from kit.ground.terminal.echo import Typing
from kit.ground.terminal.fragments import Line, text_of
from kit.ground.terminal.keys import Key, always, called, key_lines, offered, options
from kit.ground.terminal.plain import numbered, understand
from kit.ground.terminal.posed import Posed
from tests.support import drawn_lists
from tests.support.hands import printed

PRESSED = Question(
    "step", "", "keys", [Option("done", "", "enter"), Option("more", "", "+", "="), Option("out", "", "q")]
)
LISTED = Question("which", "Which?", options=[Option(f"o{n}", f"Option {n}") for n in range(1, 13)])


def posed(question: Question, **find: Any) -> Posed:
    made = Posed(**find)
    made.put(question)
    return made


class Still:
    """A session in which nothing happens."""

    lang = "en"
    silent = False
    rings = None

    def picture(self, cols: int, rows: int) -> list[list[tuple[str, str]]]:
        return []

    def key_lines(self, cols: int, rows: int = 24) -> list[list[tuple[str, str]]]:
        return [[("keys", " q leave")]]

    def refresh(self) -> bool:
        return False

    def next_change(self) -> float:
        return 60.0

    def places(self) -> list[str]:
        return []


# ---- single keys -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "meant"),
    [("enter", "done"), ("+", "more"), ("=", "more"), ("q", "out"), ("Q", "out"), ("", None), ("x", None), ("escape", None)],
)
def test_a_key_means_the_option_that_names_it(key: str, meant: str | None) -> None:
    assert posed(PRESSED).meant(key) == meant


def test_digits_choose_from_the_page_that_is_shown() -> None:
    at = posed(LISTED)
    assert at.meant("9") == "o9"
    assert at.meant("enter") is None, "nobody has gone to one yet"
    for _ in range(10):
        at.move(1)
    assert at.meant("1") == "o10" and at.meant("4") is None
    assert at.meant("enter") == "o10"
    at.move(-1)
    assert at.meant("1") == "o1"


def test_a_question_by_letters_takes_no_digit_and_no_enter_alone() -> None:
    options = [Option("told", "Told", "r"), Option("later", "Later", "s")]
    at = posed(Question("due", "Due", options=options, lettered=True))
    assert [at.meant(key) for key in ("enter", "1", "2", "x")] == [None] * 4
    assert (at.meant("r"), at.meant("S")) == ("told", "later")
    at.move(1)
    assert at.meant("enter") == "told", "it was led to it"


def test_yes_and_no_are_letters_everywhere() -> None:
    at = posed(yes_or_no("sure", "Sure?", "en"))
    assert at.meant("enter") is None and at.meant("1") is None
    assert (at.meant("y"), at.meant("n")) == ("yes", "no")


# ---- typed answers -----------------------------------------------------------------------------


def test_what_was_typed_before_is_typed_already_and_an_empty_line_answers_only_where_it_may() -> None:
    assert posed(Question("note", "Note", "text", typed="half a li")).entered() == "half a li"
    assert posed(Question("note", "Note", "text")).entered() is None
    assert posed(Question("note", "Note", "text", optional=True)).entered() == ""
    assert posed(Question("until", "Minutes", "text", default="5")).entered() == "5"


def test_options_follow_what_is_typed_while_one_looks_for_something() -> None:
    at = posed(Question("find", "What", "find"), find=lambda text: [Option(text or "all", "")])
    assert at.entered() is None, "Enter alone opens nothing that nobody looked for"
    at.buffer.text = "fire"
    assert at.entered() is None, "no picture marked it yet"
    at.drawn = "fire"
    assert at.entered() == "fire"


# ---- drawing -----------------------------------------------------------------------------------


def test_a_long_list_says_how_many_more_there_are() -> None:
    lines = text_of(below(Still(), posed(LISTED), None, 80, 24))
    assert "   1  Option 1" in lines and "     +3" in lines
    assert all(width(line) <= 80 for line in lines)


def test_the_line_of_keys_comes_only_when_keys_count() -> None:
    assert text_of(below(Still(), posed(PRESSED), None, 80, 24))[1:] == [""]


# ---- keys as a list ----------------------------------------------------------------------------


class Stand(NamedTuple):
    lang: str
    open: bool


def nothing(_: object) -> Flow[None]:
    yield from ()


def key(name: str, letter: str, shown: str, when: Any = always, also: str = "") -> Key[Stand]:
    return Key(name, letter, "only", shown, called("screen.yes"), when, nothing, also)


KEYS = [
    key("go", "enter", "screen.key-done"),
    key("up", "+", "screen.key-level", also="="),
    key("down", "-", "screen.key-level"),
    key("end", "e", "screen.key-e", lambda stand: stand.open),
]


def test_only_what_can_be_done_now_is_offered() -> None:
    assert [k.name for k in offered(KEYS, Stand("en", False))] == ["go", "up", "down"]
    assert [k.name for k in offered(KEYS, Stand("en", True))][-1] == "end"


def test_keys_that_share_a_sentence_stand_once_and_the_line_wraps_between_them() -> None:
    assert text_of(key_lines(KEYS, "en", 80)) == [" Enter done   + - level   e close"]
    assert text_of(key_lines(KEYS, "en", 22)) == [" Enter done", " + - level   e close"]


def test_the_same_list_is_pressed_and_numbered() -> None:
    question = Question("step", "", "keys", options(KEYS, Stand("zh", True)), first=1)
    assert posed(question).meant("=") == "up"
    lines = numbered(question)
    assert lines.kind == "choice" and lines.first == 1 and [o.label for o in lines.options] == ["是"] * 4
    shown = printed(lines)
    assert understand(shown, "1") == "go" and understand(shown, "enter") is None


def test_a_number_that_was_not_printed_does_nothing_until_it_is() -> None:
    """Numbers of the folded part of a list were live; whoever counted wrongly closed an incident."""
    shown = printed(numbered(Question("step", "", "keys", options(KEYS, Stand("en", True)), first=1)))
    assert shown.rest == 3 and understand(shown, "4") is None
    shown.more("en")
    assert understand(shown, "4") == "end"


def test_a_long_list_is_turned_or_narrowed_and_each_line_keeps_its_number() -> None:
    shown = printed(LISTED)
    assert understand(shown, "10") is None and understand(shown, "9") == "o9"
    assert shown.narrow("option 12") and shown.first("en")[0] == "  12  Option 12"
    assert understand(shown, "12") == "o12"
    assert understand(shown, "1") is None, "it stands on the list no more"
    assert shown.turn("en")[0] == "  1  Option 1" and understand(shown, "1") == "o1"
    assert not shown.narrow("nothing like that")
    again = printed(LISTED)
    assert [line.split()[0] for line in again.more("en")] == ["10", "11", "12", "0"]


def test_a_choices_name_is_no_number_and_nought_goes_back() -> None:
    """At a question between two times 0 took the first one."""
    two = printed(Question("when-which", "", options=[Option("0", "17:00"), Option("1", "16:43")]))
    assert understand(two, "0") is None
    assert (understand(two, "1"), understand(two, "2")) == ("0", "1")


def test_what_is_typed_stands_behind_the_question_again() -> None:
    typing = Typing()
    assert [typing.take(key) for key in "a停\x7fb"] == ["a", "停", "\b \b\b \b", "b"]
    assert "".join(typing.take(key) for key in "\x1b[A\x1b[3~\x1bOP\x1b") == ""
    assert typing.take("c") == "c" and typing.text == "abc"
    assert typing.take("\x15") == "\b \b" * 3 and typing.end() == ""


async def drawn(question: Question) -> list[Line]:
    """In a running loop, where keys count."""
    return below(Still(), posed(question), (), 80, 24)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question("w", "Which?", options=[Option("a", "A"), Option("b", "B")]), "Press a number"),
        (yes_or_no("w", "Sure?", "en"), "Press a letter"),
        (Question("w", "Which?", options=[Option("a", "A", "y"), Option("b", "B", "#")], lettered=True), "Press the key in front"),
        (
            Question("w", "Which?", options=[Option("a", "A"), Option("b", "B", "g")], spills=True, default="a"),
            "Key in front",
        ),
    ],
)
def test_the_hint_below_a_list_names_what_stands_in_front_of_it(question: Question, said: str) -> None:
    lines = asyncio.run(drawn(question))
    assert said in text_of(lines)[-1]
    assert drawn_lists.fault(lines) == ""
    others = {"Press a number", "Press a letter", "Press the key in front"} - {said.replace("Key", "Press the key")}
    for other in others:  # the reading of every list speaks where a hint says something else
        assert drawn_lists.fault([*lines[:-1], [("keys", f" {other}; Esc goes back")]])


def test_a_list_with_much_to_read_leaves_the_smallest_window_rows_for_what_goes_on() -> None:
    """What is due, the step at hand and its heading stand beside any list; what gives way has its key."""
    of = [Option(f"o{n}", f"answer {n}") for n in range(1, 8)]
    made = posed(Question("which", "Which of them is it, " * 4, options=of, lines=["to be read " * 8] * 3))
    lines = text_of(below(Still(), made, ["Not counted before: " + "x " * 40], 60, 18))  # type: ignore[arg-type]
    assert 18 - len(lines) >= 5, lines
    assert any(line.endswith(" v") for line in lines), lines
