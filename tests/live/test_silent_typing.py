"""Typed at a silent type's way in: nothing of it is lost, none of it acts, and the screen says no more
than that a note is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.live.test_not_counted import shown
from tests.support.blind import Blind, Loop
from tests.support.kit import opened

BEGINNING = {"opened", "timer-started", "level-set", "fact", "joined"}


def way_in(tmp_path: Path, loop: Loop) -> Blind:
    blind = Blind(tmp_path, "zh", "robbery", loop)
    assert blind.asked == "silent"
    return blind


def types(blind: Blind, text: str, gap: float = 0.25) -> None:
    """The first letter by itself, as a hand does that then turns to its input method."""
    blind.key(text[0])
    if text.isascii():
        for char in text[1:]:
            blind.key(char)
    else:
        blind.loop.pass_(gap - 0.25)
        blind.words(text[1:])
    blind.key("enter")
    blind.rests()


@pytest.mark.parametrize("gap", [0.25, 0.5, 0.9])
@pytest.mark.parametrize("text", ["1个人受伤", "2个人拿刀", "1 man with a knife", "men kou you ren", "o楼梯口有人", "qiang dao"])
def test_a_sentence_is_a_whole_note_and_nobody_is_said_to_be_elsewhere(
    tmp_path: Path, loop: Loop, gap: float, text: str
) -> None:
    """The digit was cut from it, and the call for help taken up."""
    blind = way_in(tmp_path, loop)
    types(blind, text, gap)
    kept = text.removeprefix("o") if not text.isascii() else text  # a letter before Chinese is a key
    assert blind.notes() == [kept] and set(blind.kinds()) - BEGINNING == {"note"}
    assert blind.asked == "silent" and blind.session.waiting
    assert text not in shown(blind) and "已记录 #" in shown(blind)


def test_two_sentences_one_after_the_other_are_two_notes(tmp_path: Path, loop: Loop) -> None:
    blind = way_in(tmp_path, loop)
    for text in ("san ge ren", "1 ba dao"):
        for char in text:
            blind.key(char)
        blind.key("enter")
    blind.rests()
    assert blind.notes() == ["san ge ren", "1 ba dao"] and blind.asked == "silent"


def test_a_second_enter_behind_a_note_says_of_nobody_that_he_is_safe(tmp_path: Path, loop: Loop) -> None:
    blind = way_in(tmp_path, loop)
    for char in "san ge ren":
        blind.key(char)
    blind.key("enter")
    blind.key("enter", 0.6)
    assert blind.asked == "silent" and blind.session.waiting
    blind.rests()
    blind.key("enter")
    assert blind.asked == "step" and not blind.session.waiting


@pytest.mark.parametrize(("key", "elsewhere"), [("1", True), ("enter", False)])
def test_its_two_answers_are_given_as_before(tmp_path: Path, loop: Loop, key: str, elsewhere: bool) -> None:
    blind = way_in(tmp_path, loop)
    blind.rests()
    blind.key(key)
    blind.rests()
    blind.rests()
    assert blind.asked == "step" and ("step-doing" in blind.kinds()) is elsewhere


def test_a_note_typed_behind_o_there_is_asked_about_too(tmp_path: Path, loop: Loop) -> None:
    blind = way_in(tmp_path, loop)
    opened(Path(blind.hands.ctx.home), "fire")
    blind.session.refresh()
    types(blind, "onda ping hei le")
    assert blind.asked == "note-of" and not blind.notes()
    blind.key("h")
    blind.rests()
    assert blind.notes() == ["da ping hei le"] and blind.asked == "silent"


@pytest.mark.parametrize("keys", ["xn", "xnk", "lk", "asd"])
def test_keys_that_were_tried_are_no_note_by_the_enter_for_people_are_safe(tmp_path: Path, loop: Loop, keys: str) -> None:
    """``x`` ``n``, eight seconds, Enter: the log had a note "xn", and nobody was said to be safe."""
    blind = way_in(tmp_path, loop)
    for key in keys:
        blind.key(key)
    blind.key("enter", 8)
    assert not blind.notes() and blind.asked == "step" and not blind.session.waiting


def test_tried_in_haste_they_record_nothing_and_say_of_nobody_that_he_is_safe(tmp_path: Path, loop: Loop) -> None:
    blind = way_in(tmp_path, loop)
    for key in "xn":
        blind.key(key)
    blind.key("enter")
    blind.rests()
    assert not blind.notes() and blind.asked == "silent" and blind.session.waiting
    assert "没算" in shown(blind), shown(blind)


def test_one_word_that_was_left_standing_is_told_and_can_be_brought_back(tmp_path: Path, loop: Loop) -> None:
    blind = way_in(tmp_path, loop)
    for key in "daozi":
        blind.key(key)
    blind.key("enter", 8)
    assert not blind.notes() and blind.asked == "step" and "没有记下“daozi”" in shown(blind)
    blind.rests()
    blind.key("n")
    blind.rests()
    blind.key("up")
    blind.key("enter")
    assert blind.notes() == ["daozi"]


def test_what_was_recorded_there_is_taken_back_from_there_by_its_number_alone(tmp_path: Path, loop: Loop) -> None:
    """Only ``q`` was offered behind it."""
    blind = way_in(tmp_path, loop)
    types(blind, "qiang dao")
    number = blind.session.folder.newest[-1].n
    blind.key("u")
    blind.rests()
    assert blind.asked == "undo" and f"#{number}" in shown(blind) and "qiang" not in shown(blind)
    blind.key("u")
    blind.rests()
    assert blind.kinds()[-1] == "undone" and blind.asked == "silent" and "qiang" not in shown(blind)
    blind.key("y")
    blind.rests()
    assert blind.asked == "silent" and blind.kinds().count("undone") == 2 and blind.session.waiting


def test_where_nothing_was_recorded_u_takes_nothing_back(tmp_path: Path, loop: Loop) -> None:
    blind = way_in(tmp_path, loop)
    blind.key("u")
    blind.rests()
    assert blind.asked == "silent" and not set(blind.kinds()) - BEGINNING


def test_a_second_enter_behind_a_note_is_said_to_be_the_second_and_the_note_stands(tmp_path: Path, loop: Loop) -> None:
    """"Enter was pressed twice: neither was counted" stood under the number of the note."""
    blind = way_in(tmp_path, loop)
    blind.key("报")
    blind.words("警了警察十分钟到")
    blind.key("enter", 0.25)
    blind.key("enter", 0.25)
    assert blind.notes() == ["报警了警察十分钟到"] and blind.asked == "silent"
    assert "只算了第一下" in shown(blind) and "都没算" not in shown(blind)
