"""What a hand that does not look meant: the key it pressed, or the word that begins with it; and that
nobody's act is lost because he typed on."""

from __future__ import annotations

import pytest

from kit.ground.terminal.hand import one_word
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.live.conftest import Begin
from tests.support.blind import Blind


def said(blind: Blind, kind: type[ev.Event]) -> list[ev.Event]:
    return [e.event for e in blind.session.folder.entries if isinstance(e.event, kind)]


@pytest.mark.parametrize(
    ("lead", "text", "word"),
    [
        ("x", "ops man is out", False),
        ("x", "iao ma says no", True),
        ("q", "calls come in", False),
        ("fr", "nhe wants a report", False),
        ("dr", "iver is lost", True),
        ("t", "v is off", True),
        ("s", "treet is dark", True),
        ("q", "ueue is 40", True),
        ("k", "王明", False),
        ("k", "Li Na", False),
        ("h", "Chen Hao", False),
        ("k", "13800001234", False),
        ("k", "itchen is on fire", True),
        ("a", " man fell", True),
        ("n", "obody", True),
        ("王", "明", True),
    ],
)
def test_a_word_goes_on_from_its_first_letter_and_no_name_or_number_from_a_key(
    lead: str, text: str, word: bool
) -> None:
    assert one_word(lead, text) is word


def test_a_call_in_vain_stays_where_the_note_behind_it_is_no_word_with_its_letter(begin: Begin) -> None:
    """``x`` and at once a note: the call was taken back, and the note began with x."""
    blind = begin(at="tell-tech")
    blind.key("x")
    blind.loop.pass_(0.6)
    for char in "ops man not at his desk":
        blind.key(char)
    blind.key("enter")
    blind.rests()
    blind.key("enter") if blind.asked == "note" else None
    assert blind.notes() == ["ops man not at his desk"] and said(blind, ev.Called)
    assert "undone" not in blind.kinds()


@pytest.mark.parametrize("name", ["王明", "Li Na"])
def test_a_customer_typed_in_one_go_is_one_and_no_notes(begin: Begin, name: str) -> None:
    blind = begin(at="tell-tech")
    blind.key("k")
    blind.words(name) if not name.isascii() else [blind.key(char) for char in name]
    blind.key("enter")
    blind.types("13912345678")
    blind.types("账单" if not name.isascii() else "refund")
    blind.types("15")
    blind.rests()
    (back,) = blind.session.incident.callbacks.values()
    assert (back.name, back.phone) == (name, "13912345678") and not blind.notes()


@pytest.mark.parametrize("first", "egp")
def test_a_sentence_that_begins_with_the_key_of_a_list_is_a_note_by_its_enter(begin: Begin, first: str) -> None:
    """Its Enter was spent on the list, and the next sentence stood behind it in one note."""
    text = {"e": "every seat is dark here", "g": "generator room is locked", "p": "police are here"}[first]
    blind = begin(at="tell-tech")
    blind.types(text)
    blind.types("water on the floor at b")
    assert blind.notes() == [text, "water on the floor at b"]


def test_enter_answers_no_step_that_has_stood_there_for_less_than_a_second(begin: Begin) -> None:
    """A nervous second Enter 0.65 s behind the first said that the fire brigade had been reached."""
    blind = begin("fire", at="shout")
    blind.key("enter")
    blind.loop.pass_(0.4)
    blind.key("enter")
    assert not said(blind, ev.Called) and "Too quick" in blind.screen.word
    blind.loop.pass_(6)
    blind.key("enter")
    assert len(said(blind, ev.Called)) == 1


@pytest.mark.parametrize("gap", [1.1, 1.5, 2.8, 5.8])
def test_a_call_that_nobody_can_have_made_since_the_act_before_is_asked_about(begin: Begin, gap: float) -> None:
    """Two blind Enters more than a second apart said that two people had been reached."""
    blind = begin()
    blind.key("enter")
    blind.key("enter", 7)
    blind.key("enter", gap)
    assert len(said(blind, ev.Called)) == 1 and blind.asked == "so-soon"
    blind.key("enter", gap)
    blind.key("enter", gap)
    assert len(said(blind, ev.Called)) == 1
    blind.rests()
    blind.key("y")
    blind.rests()
    assert len(said(blind, ev.Called)) == 2 and blind.asked == "step"


def test_n_and_esc_and_a_note_there_say_of_nobody_that_he_was_reached(begin: Begin) -> None:
    for typed in ("n", "escape", "water on the floor"):
        blind = begin("fire", at="shout")
        blind.key("enter")
        blind.key("enter", 1.5)
        assert blind.asked == "so-soon"
        blind.rests()
        if " " in typed:
            blind.types(typed)
        else:
            blind.key(typed)
        blind.rests()
        assert not said(blind, ev.Called) and blind.asked == {"n": "note-beside", "escape": "step"}.get(typed, "so-soon")
        assert blind.notes() == ([typed] if " " in typed else [])


def test_a_call_recorded_after_a_while_needs_no_second_key(begin: Begin) -> None:
    blind = begin("fire", at="shout")
    blind.key("enter")
    blind.key("enter", 6.1)
    assert len(said(blind, ev.Called)) == 1


@pytest.mark.parametrize("text", ["nobody on floor 2 answers", "yes the lift is stuck", "电梯里有人"])
def test_a_handover_is_kept_with_the_note_that_came_at_once_behind_it(begin: Begin, text: str) -> None:
    """The person and the handed step were nowhere in the log, and nothing said so."""
    blind = begin()
    blind.key("h")
    blind.rests()
    blind.types("Xiao Ma")
    blind.loop.pass_(0.4)
    blind.words(text) if not text.isascii() else [blind.key(char) for char in text]
    blind.key("enter")
    blind.rests()
    (handed,) = said(blind, ev.StepHanded)
    assert isinstance(handed, ev.StepHanded)
    assert handed.to == "Xiao Ma" and not handed.repeated and blind.notes() == [text]


def test_a_call_whose_read_back_nobody_answered_is_kept(begin: Begin) -> None:
    blind = begin()
    blind.key("c")
    blind.rests()
    blind.key("1")
    blind.rests()
    blind.key("1")
    blind.rests()
    blind.key("enter")
    blind.rests()
    blind.types("the lift is stuck")
    (made,) = said(blind, ev.Called)
    assert isinstance(made, ev.Called)
    assert made.result == "reached" and not made.repeated and blind.notes() == ["the lift is stuck"]


def test_esc_forgets_the_time_that_was_given_for_the_next_act(begin: Begin) -> None:
    """What came next counted for a time that had been thought better of."""
    blind = begin()
    blind.key("@")
    blind.rests()
    blind.types("-0")
    blind.rests()
    assert blind.session.earlier.at is not None
    blind.key("escape")
    assert blind.session.earlier.at is None and "for now" in blind.screen.word + blind.session.message
    blind.key("escape")
    assert "does nothing" in blind.screen.word


def test_a_second_enter_of_a_twitching_hand_skips_no_field(begin: Begin) -> None:
    """The customer's number stood as what he wanted."""
    blind = begin()
    blind.key("k")
    blind.rests()
    for char in "Sun Li":
        blind.key(char)
    blind.key("enter")
    blind.key("enter")
    blind.types("13812345678")
    blind.types("bill")
    blind.types("15")
    blind.rests()
    (back,) = blind.session.incident.callbacks.values()
    assert (back.name, back.phone, back.matter) == ("Sun Li", "13812345678", "bill")


def test_what_esc_leaves_in_a_field_that_refused_it_begins_the_next_note(begin: Begin) -> None:
    """Two notes typed where a time was asked were refused, and then gone."""
    blind = begin()
    blind.key("k")
    blind.rests()
    blind.types("Sun Li")
    blind.types("13812345678")
    blind.types("bill")
    blind.types("guard is at the lift")
    blind.rests()
    for _ in range(4):
        blind.key("escape")
        blind.rests()
    blind.key("n")
    blind.rests()
    assert blind.asked == "note" and blind.line() == ""
    blind.key("up")
    assert "guard is at the lift" in blind.line()


def test_a_bare_number_at_a_step_that_wants_one_is_asked_about(begin: Begin) -> None:
    """It became a note, and the step was thought to be answered."""
    blind = begin(at="seats")
    blind.types("12")
    blind.rests()
    assert blind.asked == "number-typed"
    blind.key("y")
    blind.rests()
    assert blind.session.incident.step_state("seats").value == "12" and not blind.notes()


def test_who_was_called_is_asked_by_letters_and_the_one_the_ladder_is_at_comes_first(begin: Begin) -> None:
    """A digit meant for the next step said that the one who had not answered was reached."""
    blind = begin(at="tell-tech")
    for _ in range(2):
        blind.session.record(lambda d: acts.call(d, "tech", "no-answer", step="tell-tech"))
    blind.rests()
    blind.key("enter")
    assert blind.asked == "call-who"
    first, second = blind.screen.posed.question.options[:2]
    assert (first.key, second.name, second.key) == ("y", "tech", "#")
    blind.rests()
    for meant_elsewhere in ("1", "r", "enter"):  # the next step, a report, what is due
        called = len(said(blind, ev.Called))
        blind.key(meant_elsewhere)
        blind.rests()
        assert blind.asked == "call-who" and len(said(blind, ev.Called)) == called
    blind.key("y")
    blind.rests()
    made = said(blind, ev.Called)[-1]
    assert isinstance(made, ev.Called)
    assert (made.role, made.result) == (first.name, "reached")


@pytest.mark.parametrize("left", ["skip", "not_applicable"])
def test_going_back_to_a_call_step_that_was_left_out_brings_its_deadline_back(begin: Begin, left: str) -> None:
    """It stayed called off, with the reason of a skip that nobody meant, and was gone from the screen."""
    blind = begin(at="tell-supervisor")
    running = {timer.key: timer.due for timer in blind.session.incident.running()}
    blind.session.record(lambda d: getattr(acts, left)(d, "tell-supervisor", "2 lines busy"))
    lost = running.keys() - {timer.key for timer in blind.session.incident.running()}
    assert lost
    blind.rests()
    blind.key("b")
    blind.rests()
    assert {timer.key: timer.due for timer in blind.session.incident.running()} == running
    assert blind.session.incident.step_state("tell-supervisor").status in ("open", "doing", "")


def test_going_back_to_a_step_that_was_left_out_once_and_done_since_takes_back_no_more_than_that(begin: Begin) -> None:
    blind = begin(at="seats")
    blind.session.record(lambda d: acts.skip(d, "seats", "nobody there"))
    blind.session.record(lambda d: acts.take_up(d, "seats"))
    blind.session.record(lambda d: acts.tick(d, "seats", "12"))
    before = blind.kinds()
    blind.rests()
    blind.key("b")
    blind.rests()
    assert blind.kinds()[len(before) :] == ["step-reopened"]


def test_a_number_typed_behind_one_that_is_asked_about_does_not_take_its_place(begin: Begin) -> None:
    """The first one stood nowhere, and nothing said so; then it was a note that nobody had asked for."""
    blind = begin(at="seats")
    blind.types("62")
    blind.rests()
    blind.types("twenty four seats")
    blind.rests()
    assert blind.notes() == ["twenty four seats"] and blind.asked == "number-typed"
    assert "62 was typed" in blind.screen.posed.question.text


def test_a_due_timers_letter_stays_its_own_whatever_else_falls_due(begin: Begin) -> None:
    """What had been read a minute ago was another timer's letter by then: somebody was told."""
    blind = begin(minute=6)
    first = [timer.key for timer in blind.session.due()]
    from kit.live.guide.talk.letters import lettered

    before = lettered(blind.session.folder.entries, first)
    after = lettered(blind.session.folder.entries, [t.key for t in blind.session.incident.running()])
    assert len(first) > 1 or len(before) == 1
    assert {key: after[key] for key in before} == before and len(set(after.values())) == len(after)


def test_enter_at_a_call_behind_a_note_is_asked_nothing(begin: Begin) -> None:
    """Nothing could be false behind a note."""
    blind = begin(at="tell-tech")
    blind.types("n li is here")
    blind.key("enter", 1.5)
    assert blind.kinds().count("called") == 1 and blind.asked == "step"
