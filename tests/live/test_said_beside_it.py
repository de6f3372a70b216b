"""What was recorded, and what did not count, stays said beside what a hand goes on with; one key means one thing."""

from __future__ import annotations

import pytest

from kit.ground.terminal.as_note import AsNotes
from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.remarks import Remarks
from kit.ground.terminal.standing import still_open
from kit.ground.terminal.ways import Aside
from tests.live.conftest import Begin
from tests.support.blind import Blind


def shown(blind: Blind) -> str:
    return "".join(text for _, text in blind.screen._fragments())


def presses(blind: Blind, *keys: str) -> None:
    for key in keys:
        blind.key(key)
    blind.rests()


def at_the_call(begin: Begin, lang: str = "zh", seconds: float = 30) -> Blind:
    """The second immediate step of a fire, which calls for help, some time after the first."""
    blind = begin("fire", lang, at="shout")
    presses(blind, "enter")
    blind.loop.pass_(seconds)
    return blind


@pytest.mark.parametrize(("digit", "leads"), [("2", False), ("3", True)])
def test_a_digit_that_only_leads_asks_nothing_behind_a_note_and_is_said_beside_it(begin: Begin, digit: str, leads: bool) -> None:
    """``2`` right behind a note asked "Yes: call 119", as if that were a call."""
    blind = at_the_call(begin)
    there = blind.session.step
    blind.words("三楼有烟")
    blind.key("enter")
    blind.key(digit, 0.7)
    blind.rests()
    assert blind.asked == "step" and "called" not in blind.kinds()
    assert (blind.session.step != there) == leads, shown(blind)
    assert leads or ("备注：三楼有烟" in shown(blind) and "已在第 2 步" in shown(blind)), shown(blind)


def test_the_key_that_shows_more_steps_says_so_beside_what_was_recorded(begin: Begin) -> None:
    blind = begin("power-outage", "zh")
    blind.entered_in("zh", "三楼没电")
    presses(blind, ".")
    assert "备注：三楼没电" in shown(blind) and "再按 . 折叠" in shown(blind), shown(blind)


def test_what_was_taken_back_and_the_call_that_did_not_count_stay_said_behind_other_keys(begin: Begin) -> None:
    """``u u Up Down 2``: both went, and nobody had read either."""
    blind = at_the_call(begin, seconds=0)
    blind.words("三楼有烟")
    blind.key("enter")
    blind.key("x", 1)
    blind.loop.pass_(25)
    presses(blind, "u", "u")
    for key in ("2", "w", "2"):
        presses(blind, key)
        presses(blind, *(["escape"] if blind.asked != "step" else []))
    said = shown(blind)
    assert "called" not in blind.kinds() and "undone" in blind.kinds(), blind.kinds()
    assert "撤回 #" in said and "（y 恢复）" in said, said
    assert "没有算：未接通。真的是就再按 x" in said, said
    presses(blind, "y")
    assert blind.asked == "step" and "called" not in blind.kinds() and "恢复 #" in shown(blind), "one key, one thing"
    presses(blind, "x")
    assert "called" in blind.kinds() and "没有算" not in shown(blind)


def test_every_key_of_a_run_that_did_not_count_is_named(begin: Begin) -> None:
    """Of ``x x Enter Enter`` and a note "Enter" alone was named."""
    blind = at_the_call(begin)
    for key in ("x", "x", "enter", "enter"):
        blind.key(key)
    blind.types("nmen at the door")
    blind.rests()
    assert blind.kinds().count("called") == 1 and blind.notes() == ["men at the door"]
    assert "前面没算：回车；x 按了两次，只记了一次" in shown(blind), shown(blind)


@pytest.mark.parametrize(("run", "text", "note"), [("x", "njin power back", "jin power back"), ("z", "23", "23")])
def test_an_enter_among_keys_typed_together_ends_them_and_is_named(begin: Begin, run: str, text: str, note: str) -> None:
    """``x Enter njin`` became the note "xnjin", and ``dr Enter`` 23 "dr23"; of the Enter nothing was said."""
    blind = begin("fire", "zh", at="shout")
    for key in run:
        blind.key(key)
    blind.key("enter")
    blind.types(text)
    blind.rests()
    assert blind.notes() == [note] and "step-done" not in blind.kinds()
    assert "前面没算：回车" in shown(blind) and f"没有记下“{run}”" in shown(blind), shown(blind)


@pytest.mark.parametrize(("lang", "hint"), [("zh", "y 恢复）"), ("en", "y restores it)")])
def test_restoring_is_offered_only_where_its_key_restores(begin: Begin, lang: str, hint: str) -> None:
    """The line of what was taken back said "y restores" above a question that y answered."""
    blind = at_the_call(begin, lang)
    blind.entered_in(lang, {"zh": "三楼有烟", "en": "smoke on three"}[lang])
    presses(blind, "u", "u")
    assert hint in shown(blind), shown(blind)
    presses(blind, "u")
    assert blind.asked == "undo" and hint not in shown(blind), "y takes back there"
    presses(blind, "escape")
    assert blind.asked == "step" and hint in shown(blind)


def test_a_question_that_stands_again_names_the_note_once_and_its_words() -> None:
    notes, asked = AsNotes(), Question("again", "没有答：集合点", "choice", [Option("yes", "", "y")])
    text = Aside(Question("value", "集合点：", "text"), "", "东门", "")
    again = Aside(asked, "", "", "", (), (asked, text))
    notes.made["东门"], notes.number = frozenset("a"), lambda _: "#33"
    first = notes.told(asked, again, "zh")
    assert notes.told(first, again, "zh").text == first.text == "没有答：集合点（已记成备注 #33）"
    assert again.typed == text.typed == "东门"


KEYS = Question("step", "", "keys")
ANSWERS = Question("due", "", "choice", [Option("no", "no answer", "n")])
LINE = Question("note", "", "text", recalls=True)
TIME = Question("value", "", "text")


@pytest.mark.parametrize(("asked", "way"), [(KEYS, "按 n 再按 ↑"), (ANSWERS, "先按 Esc"), (LINE, "这里空着时按 ↑"), (TIME, "先按 Esc")])
def test_what_brings_a_text_back_is_named_as_it_works_where_one_is(asked: Question, way: str) -> None:
    """In a time's line "n, then Up" was typed into that, and at a due item ``n`` says that nobody answered."""
    remarks = Remarks("zh")
    remarks.left_text("小王没出来", 0.0)
    assert f"没有记下“小王没出来”（{way}" in remarks.said(asked)


def test_an_enter_that_did_not_count_is_named_where_another_incident_is_gone_to(begin: Begin) -> None:
    """It was said at its step alone, and nowhere any more behind ``o`` or ``q``."""
    blind = at_the_call(begin)
    blind.words("三楼有烟")
    blind.key("enter")
    blind.key("enter", 0.7)
    blind.loop.pass_(5)
    assert "called" not in blind.kinds() and "请再按" in blind.screen.word
    assert still_open(blind.screen.prose.standing)[0] == ["“打119报火警：打通了”是真的吗"]
    blind.loop.pass_(8)
    presses(blind, "enter")
    assert "called" in blind.kinds() and still_open(blind.screen.prose.standing)[0] == []
