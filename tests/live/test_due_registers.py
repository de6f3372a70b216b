"""What registers have due, listed and answered by ``d`` in the guide, beside its timers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.terminal.fragments import text_of
from kit.live.guide.talk.letters import LETTERS
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.dates import End
from kit.people.registers.rules.state import Doc
from tests.support.constants import TEN
from tests.support.hands import Later
from tests.support.kit import opened


@pytest.fixture
def hands(tmp_path: Path) -> Later:
    return Later(tmp_path)


def owed(hands: Later, name: str, minute: float, book: str = "callback", drill: bool = False) -> None:
    fields = {"name": name, "phone": "13800138000", "matter": "his bill"}
    Registers(hands.session.ctx.home).record(
        book, hands.now(), "li",
        lambda d: acts.add(d, BOOKS[book], name, fields, due=End(TEN + timedelta(minutes=minute)), drill=drill),
    )  # fmt: skip
    hands.session.refresh()


def doc(hands: Later, name: str, book: str = "callback") -> Doc:
    opened = Registers(hands.session.ctx.home).load(book)
    assert opened is not None
    return opened.register.docs[name]


def listed(hands: Later) -> list[str]:
    question = hands.press("due")
    if question.name == "due":  # the most urgent; the list is one key further
        question = hands.press("all")
    assert question.name == "due-list"
    return [option.label for option in question.options[:-1]]


def test_the_line_on_the_screen_names_the_key_and_the_key_lists_all_of_them(hands: Later) -> None:
    owed(hands, "Zhang", 20)
    owed(hands, "Li", 12)
    owed(hands, "Wang", 600)
    (line,) = [t for t in text_of(hands.session.picture(80, 24)) if "Li" in t]
    assert line.endswith("d answers +1")
    labels = listed(hands)
    assert len(labels) == 2 and "Li" in labels[0] and "Zhang" in labels[1]


def test_a_timer_of_the_incident_stands_first_and_a_drills_line_last(hands: Later) -> None:
    owed(hands, "Early", 1)
    owed(hands, "Played", 1, drill=True)
    hands.at(5)
    hands.session.refresh()
    labels = listed(hands)
    assert "Report" in labels[0] and "Early" in labels[1] and "Played" in labels[2]


def test_reached_no_answer_and_given_up_are_the_acts_of_the_command(hands: Later) -> None:
    for name in ("Li", "Zhang", "Wang"):
        owed(hands, name, 1)
    hands.press("due", "register:callback:Li", "reached", "settled")
    assert doc(hands, "Li").end == "reached"
    assert "kit callback undo" in hands.session.message and "Li" in hands.session.message
    hands.press("due", "register:callback:Zhang", "no-answer")
    assert [t.result for t in doc(hands, "Zhang").tries] == ["no-answer"] and doc(hands, "Zhang").open
    hands.press("due", "register:callback:Wang", "given-up", "moved abroad")
    assert doc(hands, "Wang").end == "given-up"
    assert hands.kinds().count("callback-tried") == 0, "it is no entry of the incident"


def test_another_time_wants_the_time_the_reason_and_who_agreed(hands: Later) -> None:
    owed(hands, "Li", 1)
    hands.press("due", "register:callback:Li", "moved", "11:30", "in a meeting")
    assert doc(hands, "Li").due == TEN + timedelta(minutes=1), "nothing yet"
    assert hands.press("Li").name == "step"
    assert doc(hands, "Li").due == TEN + timedelta(minutes=90)
    assert hands.press("due").name == "due-none"


def test_esc_leads_back_one_and_records_nothing(hands: Later) -> None:
    owed(hands, "Li", 1)
    assert hands.press("due", "register:callback:Li", "given-up").name == "callback-why"
    assert hands.press(None).name == "callback-went"
    assert hands.press(None).name == "due-list"
    assert hands.press(None).name == "step"
    assert doc(hands, "Li").open and not doc(hands, "Li").tries


def test_a_letter_stays_with_its_line_and_is_no_timers(hands: Later) -> None:
    owed(hands, "Li", 2)
    hands.press("due")
    before = {o.name: o.key for o in hands.question.options}
    hands.press("back")
    owed(hands, "Early", 1)
    hands.at(30)
    hands.session.refresh()
    if hands.press("due").name == "due":
        hands.press("all")
    after = {o.name: o.key for o in hands.question.options}
    assert after["register:callback:Li"] == before["register:callback:Li"]
    keys = [o.key for o in hands.question.options]
    assert len(set(keys)) == len(keys) and set(keys) <= {*LETTERS, "b"}


def test_what_another_terminal_answered_takes_the_list_away(hands: Later) -> None:
    owed(hands, "Li", 1)
    question = hands.press("due")
    assert not hands.session.moot(question)
    Registers(hands.session.ctx.home).record(
        "callback", hands.now(), "ma", lambda d: acts.stage(d, BOOKS["callback"], "Li", "done")
    )
    hands.session.refresh()
    assert hands.session.moot(question)


def test_what_was_already_done_elsewhere_is_refused_in_words(hands: Later) -> None:
    owed(hands, "Li", 1)
    hands.press("due", "register:callback:Li")
    Registers(hands.session.ctx.home).record(
        "callback", hands.now(), "ma", lambda d: acts.stage(d, BOOKS["callback"], "Li", "done")
    )
    hands.press("reached", "settled")
    assert hands.session.alert and len(doc(hands, "Li").steps) == 1


def test_a_stage_with_a_note_asks_for_it_and_all_of_it_names_the_commands(hands: Later) -> None:
    Registers(hands.session.ctx.home).record(
        "caller", hands.now(), "li",
        lambda d: acts.add(d, BOOKS["caller"], "A", {"phone": "13800138000", "sort": "harassing", "matter": "shouts"}, due=End(TEN)),
    )  # fmt: skip
    hands.session.refresh()
    whole = hands.press("due", "register:caller:A", "whole")
    assert "kit caller" in whole.lines[-1] and "review" in whole.lines[-1]
    assert hands.press("back", "reached").name == "callback-why"
    hands.press("apologised")
    assert doc(hands, "A", "caller").end == "lifted"


@pytest.mark.parametrize("answers", [(), ("reached",)])
def test_o_leads_to_the_other_incident_from_what_a_register_has_due_too(hands: Later, answers: tuple[str, ...]) -> None:
    """The heading named it, the list offered it, and the answers of the call did not."""
    opened(Path(hands.session.ctx.home), "fire")
    owed(hands, "Li", 1)
    hands.at(2)
    hands.press("due", "register:callback:Li", *answers)
    assert hands.question.name == ("callback-then" if answers else "callback-went") and hands.offered()["o"] == "next"
    with pytest.raises(StopIteration):
        hands.press("next")
    assert hands.session.goto == hands.session.others.logs[0].ref and doc(hands, "Li").open


def test_where_no_other_incident_is_open_it_is_not_offered(hands: Later) -> None:
    owed(hands, "Li", 1)
    hands.press("due", "register:callback:Li")
    assert "o" not in hands.offered()
