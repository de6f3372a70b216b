"""Who takes back what he pressed just now, which was never recorded, loses nothing that is true; what was
taken back comes back one by one."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind

SAYS = {"zh": "{} 没有记过，不用撤。最后记录：#", "en": "{} was never recorded: nothing to take back. The last entry: #"}


def noted(begin: Begin, lang: str = "en", *texts: str) -> Blind:
    """At a step that is ticked, behind notes of long ago."""
    blind = begin(lang=lang, at="no-logout")
    for text in texts or ("queue 9",):
        blind.types(text)
        blind.loop.pass_(4)
    return blind


def keys(blind: Blind, text: str, after: float = 0) -> None:
    for key in text:
        blind.key(key)
    blind.loop.pass_(after)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", ["x", "1", "f"])
@pytest.mark.parametrize("pause", [0.6, 11])
def test_u_u_behind_a_key_that_did_nothing_says_so_and_takes_no_true_entry_back(begin: Begin, lang: str, key: str, pause: float) -> None:
    """The hand believed that it had said of a call that nobody answered, and lost the note before it."""
    blind = noted(begin, lang)
    keys(blind, key, pause)
    keys(blind, "u")
    assert SAYS[lang].format(key) in blind.screen.posed.question.text and "queue 9" in blind.screen.posed.question.text
    keys(blind, "u", 3)
    assert "undone" not in blind.kinds() and blind.asked == "undo" and "queue 9" in blind.screen.posed.question.text
    keys(blind, "u", 1)  # and now that it was read
    assert blind.kinds()[-1] == "undone"


def test_behind_a_key_refused_in_a_list_it_is_the_same(begin: Begin) -> None:
    blind = noted(begin)
    keys(blind, "d", 1)
    keys(blind, "r", 2)  # nothing is due there
    keys(blind, "uu", 3)
    assert blind.asked == "undo" and "undone" not in blind.kinds()


@pytest.mark.parametrize("between", ["v", "n"])
def test_behind_any_key_that_counted_u_u_takes_back_at_once(begin: Begin, between: str) -> None:
    blind = noted(begin)
    keys(blind, "x", 2)
    blind.key(between)
    blind.loop.pass_(2)
    blind.key("escape", 1)
    blind.loop.pass_(2)
    keys(blind, "uu", 2)
    assert blind.kinds()[-1] == "undone"


@pytest.mark.parametrize("twice", [("enter", "enter")])
def test_an_enter_that_bounced_is_no_key_that_recorded_nothing(begin: Begin, twice: tuple[str, ...]) -> None:
    blind = noted(begin)
    for key in twice:
        blind.key(key)
    blind.loop.pass_(4)
    known = blind.kinds().count("step-done")
    keys(blind, "uu", 2)
    assert known == 1 and blind.kinds()[-1] == "undone"


def test_an_enter_that_bounced_behind_a_key_that_waited_for_it_is_none_either(begin: Begin) -> None:
    """"Enter was never recorded" was said of a note that the first of the two had made."""
    blind = noted(begin)
    keys(blind, "a", 1)
    blind.types("they sit on the stairs")
    blind.loop.pass_(2)
    assert blind.asked == "read-back"
    for key, pause in (("#", 1), ("enter", 0.3), ("enter", 0.1)):
        blind.key(key, pause)
    blind.loop.pass_(4)
    assert blind.asked == "step" and blind.kinds()[-1] == "note" and "step-done" not in blind.kinds()
    keys(blind, "uu", 2)
    assert blind.kinds()[-1] == "undone"


@pytest.mark.parametrize("typed", ["", "the porter"])
def test_an_enter_refused_in_a_line_that_esc_left_is_not_the_key_pressed_last(begin: Begin, typed: str) -> None:
    """"Enter was never recorded" was said of a key from before the words that were typed and left."""
    blind = noted(begin)
    keys(blind, "h", 2)
    blind.key("enter", 1)
    blind.loop.pass_(1)
    keys(blind, typed, 1)
    blind.key("escape", 2)
    blind.loop.pass_(4)
    keys(blind, "u", 1)
    assert blind.asked == "undo", blind.screen.posed.question.text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_taken_back_one_by_one_comes_back_one_by_one_each_named(begin: Begin, lang: str) -> None:
    """The second y did nothing, and the note that had been taken back first stayed away."""
    blind = noted(begin, lang, "queue 9", "3 calls lost")
    for _ in range(2):
        keys(blind, "uu", 4)
    assert blind.kinds()[-2:] == ["undone"] * 2 and blind.session.incident.notes == 0
    keys(blind, "y", 1)
    assert "queue 9" in blind.session.message and blind.session.incident.notes == 1
    hint = blind.session.extras().back
    keys(blind, "y", 1)
    assert "3 calls lost" in blind.session.message and blind.session.incident.notes == 2
    assert blind.session.message.partition("#")[2].partition(" ")[0] and "y" in hint and "#" in hint
    keys(blind, "y", 1)
    assert blind.session.incident.notes == 2


def test_a_step_and_the_note_before_it_come_back_each_by_its_own_question(begin: Begin) -> None:
    blind = noted(begin)
    blind.key("enter", 4)
    blind.loop.pass_(4)
    for _ in range(2):
        keys(blind, "uu", 4)
    keys(blind, "y", 1)  # the note at once
    assert blind.session.incident.notes == 1 and blind.asked == "step"
    keys(blind, "y", 2)
    assert blind.asked == "redo" and "step-done" in blind.kinds()
    keys(blind, "y", 2)
    assert blind.session.incident.current() is not None and blind.session.incident.current().key != "no-logout"  # type: ignore[union-attr]


def test_a_y_where_nothing_was_asked_is_no_act_that_anybody_means_to_take_back(begin: Begin) -> None:
    """An act that needed no `y` got one: "y was never recorded", and the act itself stayed in the log."""
    blind = noted(begin)
    keys(blind, "y", 2)
    keys(blind, "uu", 2)
    assert blind.kinds()[-1] == "undone"


def test_behind_an_enter_that_did_not_count_a_y_says_nothing_else_than_that(begin: Begin) -> None:
    blind = noted(begin)
    keys(blind, "x", 1)
    keys(blind, "y", 2)
    keys(blind, "u", 1)
    assert blind.asked == "undo-void" and SAYS["en"].format("x") in blind.screen.posed.question.text


def test_the_act_behind_a_note_goes_by_its_own_key_also_where_a_key_did_nothing(begin: Begin) -> None:
    """"u # takes back that alone" stood there, and `#` "was not counted"."""
    blind = begin(at="no-logout")
    blind.key("enter", 9)
    blind.loop.pass_(9)
    blind.key("n")
    blind.types("queue 9")
    blind.loop.pass_(4)
    known = blind.session.incident.notes
    keys(blind, "1", 2)
    keys(blind, "u", 1)
    assert blind.asked == "undo-void", (blind.asked, blind.screen.posed.question.text)
    blind.key("#", 2)
    blind.loop.pass_(2)
    assert blind.kinds()[-1] == "undone" and blind.session.incident.notes == known == 1
    assert blind.session.step is not None and blind.session.step.key == "no-logout"


def test_two_u_that_waited_together_for_a_slow_machine_are_two(begin: Begin) -> None:
    """Pressed 0.7 seconds apart, they were read in one piece, and the second one "did not count"."""
    blind = noted(begin)
    blind.words("uu")
    blind.loop.pass_(2)
    assert blind.kinds()[-1] == "undone"


def test_a_u_that_bounced_takes_back_nothing(begin: Begin) -> None:
    blind = noted(begin)
    blind.key("u")
    blind.key("u", 0.03)
    blind.loop.pass_(2)
    assert "undone" not in blind.kinds()
