"""Every earlier entry is taken back in the guide: ``u``, the list, and ``u`` again once it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.hands import Hands


def ten_notes(begin: Begin, lang: str = "zh") -> Blind:
    blind = begin(lang=lang)
    blind.session.record(lambda d: acts.call(d, "tech", "reached"))
    for number in range(10):
        blind.session.record(lambda d, n=number: acts.note(d, f"备注{n}"))
    blind.loop.pass_(4)
    return blind


def listed(blind: Blind) -> None:
    for key in ("u", "v"):
        blind.key(key, 0.25)
        blind.loop.pass_(1.5)
    assert blind.asked == "undo-which"


def called(blind: Blind) -> bool:
    return bool(blind.session.incident.calls)


def test_what_stands_ten_entries_back_goes_by_its_words_and_nothing_else_with_it(begin: Begin) -> None:
    blind = ten_notes(begin)
    assert called(blind)
    listed(blind)
    for char in "备注3":
        blind.words(char)
    blind.key("enter", 1)
    assert blind.asked == "undo" and "备注3" in blind.screen.posed.question.text and "undone" not in blind.kinds()
    blind.loop.pass_(2)
    blind.key("u", 0.25)
    blind.rests()
    assert blind.asked == "step" and "备注3" in blind.session.message
    assert blind.session.incident.notes == 9 and called(blind)


def test_its_number_finds_it_too(begin: Begin) -> None:
    blind = ten_notes(begin)
    listed(blind)
    wanted = next(option.label for option in blind.screen.posed.options() if "备注2" in option.label)
    for char in wanted.split()[0]:
        blind.key(char)
    blind.key("enter", 1)
    assert blind.asked == "undo" and "备注2" in blind.screen.posed.question.text


def test_no_figure_of_its_time_finds_it(begin: Begin) -> None:
    """``number 2`` found all that was noted at 04:25, and Enter took the newest."""
    blind = begin(lang="en")
    for number in range(4):
        blind.session.record(lambda d, n=number: acts.note(d, f"note number {n}"))  # type: ignore[misc]
    blind.loop.pass_(4)
    listed(blind)
    for char in "number 1":
        blind.key(char)
    assert [option.label.split()[-1] for option in blind.screen.posed.options()] == ["1"]


def test_down_leads_to_one_and_escape_takes_back_nothing(begin: Begin) -> None:
    blind = ten_notes(begin)
    listed(blind)
    names = [option.label for option in blind.screen.posed.options()]
    assert "备注9" in names[0] and "备注0" in names[9] and len(names) >= 11
    blind.screen.posed.move(1)
    blind.screen._fragments()
    blind.key("enter", 1)
    assert blind.asked == "undo"
    blind.key("escape", 2)
    assert blind.asked == "step" and "undone" not in blind.kinds()


def test_what_is_typed_straight_on_behind_the_list_takes_back_nothing(begin: Begin) -> None:
    blind = ten_notes(begin)
    listed(blind)
    for text in ("主管到了现场", "zhuguan dao le"):
        for char in text:
            blind.key(char) if char.isascii() else blind.words(char)
        blind.key("enter")
    blind.rests()
    assert "undone" not in blind.kinds() and called(blind)


def test_numbered_lines_have_the_same_list(tmp_path: Path) -> None:
    hands = Hands(tmp_path)
    for number in range(4):
        hands.session.record(lambda d, n=number: acts.note(d, f"note {n}"))
    question = hands.press("undo", "earlier")
    wanted = next(option.name for option in question.options if "note 1" in option.label)
    assert "note 1" in hands.press(wanted).text
    hands.press("yes")
    assert hands.session.incident.notes == 3 and "note 1" in hands.session.message


@pytest.mark.parametrize("notes", [1, 2, 10])
@pytest.mark.parametrize(("key", "goes"), [("u", "note"), ("#", "call")])
def test_behind_notes_the_panel_names_the_note_and_the_act_and_each_goes_by_one_key(
    begin: Begin, notes: int, key: str, goes: str
) -> None:
    """A note typed behind a wrong act shielded it: ``u u`` took the note, and the police had not answered."""
    blind = begin("fire", "zh", at="call-119")
    blind.session.record(lambda d: acts.call(d, "fire-brigade", "no-answer", step="call-119"))
    for number in range(notes):
        blind.session.record(lambda d, n=number: acts.note(d, f"备注{n}"))
    blind.loop.pass_(4)
    blind.key("u", 2)
    shown = "".join(text for _, text in blind.screen._fragments())
    assert f"备注{notes - 1}？" in shown and "只撤它前面做的：" in shown and "未接通" in shown.split("只撤它前面做的：")[1]
    blind.key(key, 2)
    blind.rests()
    assert blind.asked == "step" and blind.kinds().count("undone") == 1
    assert (blind.session.incident.notes, called(blind)) == ((notes - 1, True) if goes == "note" else (notes, False))
