"""Keys that were meant, and a note typed straight on behind them: a pair of keys begins no word, and what a
single key recorded is asked about or named, never hidden behind the note."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.live.conftest import Begin
from tests.live.test_digit_and_words import at_choice
from tests.support.blind import Blind


def pair(blind: Blind, gap: float, rest: float) -> None:
    blind.key("u")
    blind.key("u", gap)
    blind.loop.pass_(rest - 0.25)


@pytest.mark.parametrize("gap", [0.25, 0.3, 0.4, 0.65])
@pytest.mark.parametrize("rest", [0.25, 0.3, 0.45, 0.6, 0.75, 0.9, 1.0, 1.15])
def test_a_note_behind_what_was_taken_back_leaves_it_taken_back(begin: Begin, gap: float, rest: float) -> None:
    """``u u`` and "sign is up" restored what was taken back, and the note began with uu."""
    blind = begin(at="tell-tech")
    blind.key("x", 7)
    blind.loop.pass_(7)
    pair(blind, gap, rest)
    blind.types("sign is up")
    blind.rests()
    blind.key("enter") if blind.asked == "note" else None
    blind.rests()
    undone = [e.event for e in blind.session.folder.entries if isinstance(e.event, ev.Undone)]
    assert blind.notes() == ["sign is up"] and [event.restores for event in undone] == [False]


@pytest.mark.parametrize("rest", [0.6, 0.75, 1.0])
def test_a_closing_that_was_taken_back_stays_so_behind_a_note(begin: Begin, rest: float) -> None:
    """A live fire was closed again by it."""
    blind = begin("fire", "en")
    blind.session.record(lambda d: acts.close(d, outcome="resolved"))
    blind.session.stays = True
    blind.screen.throw(_led())
    blind.loop.pass_(4)
    pair(blind, 0.3, rest)
    blind.types("still smoke")
    blind.rests()
    assert blind.session.incident.closed is None and blind.notes() == ["still smoke"]


def _led() -> Any:
    from kit.ground.terminal.ask import Pressed

    return Pressed("")


@pytest.mark.parametrize("times", [1, 2])
def test_a_single_key_restores_no_act(begin: Begin, times: int) -> None:
    """``y`` by habit closed a live fire again; a second one, behind its name, restores."""
    blind = begin(at="tell-tech")
    blind.key("x", 7)
    blind.loop.pass_(7)
    pair(blind, 0.3, 3)
    for _ in range(times):
        blind.key("y", 2)
        blind.rests()
    restored = [e.event for e in blind.session.folder.entries if isinstance(e.event, ev.Undone) and e.event.restores]
    assert len(restored) == times - 1
    if times == 1:
        assert blind.asked == "redo" and "no answer" in blind.screen.posed.question.text
        blind.key("#", 2)
        blind.rests()
        assert blind.asked == "step" and blind.session.incident.closed is None


def test_a_note_comes_back_by_one_key(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    blind.types("boss is out")
    blind.loop.pass_(4)
    pair(blind, 0.3, 3)
    blind.key("y", 2)
    blind.rests()
    last = blind.session.folder.entries[-1].event
    assert isinstance(last, ev.Undone) and last.restores and blind.asked == "step"


@pytest.mark.parametrize("gap", [0.6, 0.8, 0.95])
def test_a_slow_word_whose_first_letter_was_a_key_is_that_word(begin: Begin, gap: float) -> None:
    """``x``, a breath, "ray room shut": 110 stood as unanswered, and the note had lost its x."""
    blind = begin(at="tell-tech")
    blind.key("x", 7)
    blind.loop.pass_(gap - 0.25)
    blind.types("ray room shut")
    blind.rests()
    assert blind.notes() == ["xray room shut"] and "undone" in blind.kinds()


@pytest.mark.parametrize(("lang", "gap"), [("en", 0.6), ("en", 0.9), ("zh", 0.8)])
def test_what_a_key_recorded_just_before_a_note_is_named_with_it(begin: Begin, lang: str, gap: float) -> None:
    blind = begin(lang=lang, at="tell-tech")
    blind.key("x", 7)
    made = blind.session.folder.entries[-1].n
    blind.loop.pass_(gap)
    made = blind.session.folder.entries[-1].n if made is None else made
    blind.types("ops man is not at his desk")
    blind.rests()
    called = next(e for e in blind.session.folder.entries if isinstance(e.event, ev.Called))
    assert f"#{called.n}" in blind.session.alert and "u #" in blind.session.alert
    blind.key("u", 3)
    blind.key("#", 2)
    blind.rests()
    assert blind.notes() == ["ops man is not at his desk"]
    last = blind.session.folder.entries[-1].event
    assert isinstance(last, ev.Undone) and called.id in last.ids


def test_the_key_behind_a_word_of_an_answer_asked_for_is_asked_about(begin: Begin) -> None:
    """What answered a question that stood there takes nothing back unasked."""
    blind = begin(lang="en", minute=6)
    blind.loop.pass_(4)
    blind.key("d")
    blind.key("r", 0.9)
    blind.loop.pass_(0.6)
    before = len(blind.kinds())
    blind.types("oad is closed")
    blind.rests()
    assert blind.asked == "apart" and "called" in blind.kinds()[-8:] and "undone" not in blind.kinds()[before:]
    blind.key("#", 2)
    blind.rests()
    assert blind.notes() == ["road is closed"] and "undone" in blind.kinds()


@pytest.mark.parametrize("then", ["y", "#"])
@pytest.mark.parametrize("gap", [0.3, 0.45, 0.55, 0.8])
def test_a_figure_straight_before_letters_is_asked_about_and_a_given_time_stays_its_own(
    begin: Begin, gap: float, then: str
) -> None:
    """``@ 1358``, ``1`` and "all dry now": the note was "1all dry now as of 13:58", and the answer lost its time."""
    blind = at_choice(begin, "robbery", "en")
    opened = blind.session.incident.opened
    assert opened is not None
    given = opened - timedelta(minutes=2)
    blind.session.earlier.given(given)
    blind.key("1")
    blind.loop.pass_(gap - 0.25)
    blind.types("all dry now")
    blind.rests()
    assert blind.asked == "apart" and not blind.notes()
    blind.key(then, 2)
    blind.rests()
    assert blind.notes() == ["all dry now" if then == "y" else "1all dry now"]
    made = [e for e in blind.session.folder.entries if isinstance(e.event, ev.StepDone)]
    gone = [i for e in blind.session.folder.entries if isinstance(e.event, ev.Undone) for i in e.event.ids]
    note = next(e for e in blind.session.folder.entries if isinstance(e.event, ev.Noted))
    if then == "y":
        assert [e.at for e in made if e.id not in gone] == [given] and note.at != given
    else:
        assert not [e for e in made if e.id not in gone]


@pytest.mark.parametrize("text", ["2f smoke", "2 men with knives", "3rd door"])
def test_a_figure_that_words_go_on_from_is_asked_nothing(begin: Begin, text: str) -> None:
    blind = at_choice(begin, "robbery", "en")
    blind.types(text)
    blind.rests()
    blind.key("enter") if blind.asked == "note" else None
    assert blind.notes() == [text]


def test_a_reopening_is_taken_back_by_name_alone(begin: Begin) -> None:
    """``u u`` for the last note closed the incident, and the next words went to the shell."""
    blind = begin("fire", "en")
    blind.session.record(lambda d: acts.close(d, outcome="resolved"))
    blind.session.record(lambda d: acts.reopen(d, "by mistake"))
    blind.screen.throw(_led())
    blind.loop.pass_(4)
    pair(blind, 0.3, 3)
    assert blind.session.incident.closed is None
    labels = " ".join(option.label for option in blind.screen.posed.question.options)
    assert blind.asked == "undo" and "closed again" in labels
    blind.key("#", 3)
    blind.rests()
    assert blind.session.incident.closed is not None and blind.asked == "closed"


def test_a_given_time_that_went_with_its_act_is_said_to_be_spent(begin: Begin) -> None:
    """The answer behind it counted as of now, unsaid."""
    blind = begin(at="tell-tech")
    opened = blind.session.incident.opened
    assert opened is not None
    blind.session.earlier.given(opened - timedelta(minutes=2))
    blind.types("all dry now")
    blind.loop.pass_(4)
    assert f"as of {opened - timedelta(minutes=2):%H:%M}" in blind.session.message
    pair(blind, 0.3, 3)
    assert f"{opened - timedelta(minutes=2):%H:%M} is spent" in blind.session.alert
