"""Numbered lines by a hand that does not look: letters are no answers, a yes to nothing counts nowhere, one
number puts no sentences into an incident for which they were not meant."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from kit.live.guide.talk.refusals import is_letter
from tests.live.test_home_numbered import home, opened
from tests.live.test_numbered_table import QUESTIONS, played
from tests.support.numbered_home import NumberedHome

MANY = int(os.environ.get("KIT_MANY", "1"))  # more than 1: every word at every question
WORDS = ("d", "u", "uu", "q", "o", "n", "y", "nn", "oo", "dd", "ｄ", "e")
__all__ = ["home"]


# ---- letters in lines of words ------------------------------------------------------------------


@pytest.mark.parametrize("text", ["d", "UU", "nn", "ｙ", "ooo"])
def test_one_letter_once_or_more_often_is_a_key(text: str) -> None:
    assert is_letter(text)
    assert not any(is_letter(words) for words in ("ok", "断", "12", "Jo", "", "d座"))


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", [n for n in QUESTIONS if not n.startswith(("step", "silent"))])
def test_a_letter_leads_out_of_every_question_or_is_refused_and_stands_in_no_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """``dd`` where it was asked who was told became that person; a place was called ``y``."""
    minute, opening = QUESTIONS[name]
    place = [*QUESTIONS].index(name)
    words = [each for each in enumerate(WORDS) if MANY > 1 or (each[0] + place) % 4 == 0]
    for n, word in words:
        rest = [word, "Tom Li", "10", "10", "10"]
        guide, seen = played(tmp_path / str(n), ("zh", "en")[n % 2], minute, [*opening, *rest], monkeypatch, name)
        _, question, before = seen[len(opening)]
        new = [repr(e.event) for e in guide.entries()[before:]]
        if question.kind == "text":
            assert not [e for e in new if re.search(f"='{word}'[,)]", e, re.I)], (name, word, new)
            assert len(seen) == len(opening) + 1 or seen[len(opening) + 1][0].strip(), (name, word)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_d_where_a_time_is_wanted_and_nothing_is_due_is_refused_by_a_word_and_the_time_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    guide, seen = played(tmp_path, lang, 0, ["13", "y", "小吴", "d", "5", "y"], monkeypatch)
    handed = [e.event for e in guide.entries() if e.event.kind == "step-handed"]
    assert [each.to for each in handed] == ["小吴"] and handed[0].until is not None
    assert ("不是回答" if lang == "zh" else "no answer here") in seen[4][0]


# ---- a yes to nothing ---------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_yes_behind_an_act_that_counted_is_said_to_be_to_nothing_and_leaves_nothing_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    guide, seen = played(tmp_path, lang, 0, ["1", "y", "1"], monkeypatch)
    assert [e.event.kind for e in guide.entries()].count("step-done") == 2
    assert ("没有要确认的" if lang == "zh" else "Nothing is asked here") in seen[2][0]


def test_a_yes_behind_a_line_that_did_not_count_leaves_the_next_number_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide, _ = played(tmp_path, "en", 0, ["9", "y", "1"], monkeypatch)
    assert "step-done" not in [e.event.kind for e in guide.entries()]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_code_of_an_open_incident_is_no_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    code: list[Any] = []

    class Code(str):
        pass

    guide, _ = played(tmp_path / "a", lang, 0, [], monkeypatch)
    code.append(guide.session.folder.ref[-4:])
    from kit.live.guide.talk.refusals import tells

    assert not tells(guide.session, code[0].lower()) and tells(guide.session, f"{code[0]} x")


# ---- once it is closed --------------------------------------------------------------------------


def test_uu_behind_a_note_names_that_note_first_also_once_the_incident_is_closed(
    home: NumberedHome,
) -> None:
    """The closing may be meant, which stands before it."""
    opened(home, "停电")
    ref = home.logs()[0].ref
    home.types("1", (7, "e"), ref[-4:], (4, "1"), (7, "甲楼已断水"), (1, "uu"), (3, "u"), (7, "乙楼已断水"), "0", "q")
    from kit.incidents.incident.files.store import Store

    log = home.ctx.of(Store).pick(ref)
    kinds = [e.event.kind for e in log.entries]
    texts = [e.event.text for e in log.entries if e.event.kind == "note"]
    assert log.incident.closed is not None and texts == ["甲楼已断水", "乙楼已断水"]
    assert kinds.count("undone") == 1
    assert next(e for e in log.entries if e.event.kind == "undone").event.entry == next(
        e.id for e in log.entries if e.event.kind == "note"
    )


# ---- sentences of several incidents -------------------------------------------------------------

TWO = {"zh": ("停电", "火灾"), "en": ("power outage", "fire")}


@pytest.mark.parametrize("home", ["zh", "en"], indirect=True)
def test_each_sentence_goes_into_the_incident_of_its_letter_and_each_is_named(home: NumberedHome) -> None:
    opened(home, *TWO[home.ctx.me.lang])
    home.types("the neighbours have no light", (7, "wang is coming up"), (7, "n"), (7, "f j"), (7, "q"))
    assert {(type_, text) for type_, _, text in home.notes()} == {
        ("power-outage", "the neighbours have no light"),
        ("fire", "wang is coming up"),
    }
    for log in home.logs():
        assert log.ref in home.screens[-2]


@pytest.mark.parametrize("home", ["zh", "en"], indirect=True)
@pytest.mark.parametrize("behind", ["0", "1", "Mr Ho holds her hand", "n"])
def test_one_letter_for_several_sentences_records_none_before_a_yes(home: NumberedHome, behind: str) -> None:
    """What was meant for the next thing put all of them into one incident."""
    opened(home, *TWO[home.ctx.me.lang])
    home.types("the neighbours have no light", (7, "wang is coming up"), (7, "n"), (7, "j"), (7, behind), (7, "q"))
    assert home.notes() == [] and "the neighbours have no light" in home.screens[-1]


def test_one_word_takes_back_all_that_one_word_recorded(home: NumberedHome) -> None:
    opened(home, "停电", "火灾")
    home.types("the neighbours have no light", (7, "wang is coming up"), (7, "n"), (7, "f j"), (7, "u"), (7, "u"), (7, "q"))
    assert sorted(kind for kind in home.kinds() if kind in ("note", "undone")) == ["note", "note", "undone", "undone"]


def test_a_sentence_that_opened_an_incident_goes_into_that_one_whatever_letter_is_typed(home: NumberedHome) -> None:
    opened(home, "停电")
    home.types("有客户晕倒在三号窗口了吧", "y", (7, "q"), (7, "隔壁的办公室里也没有电了"), (7, "n"), (7, "f"), (7, "q"))
    assert {(type_, text) for type_, _, text in home.notes()} == {
        ("customer-ill", "有客户晕倒在三号窗口了吧"),
        ("power-outage", "隔壁的办公室里也没有电了"),
    }


def test_a_sentence_typed_over_what_taking_back_asks_is_kept_and_takes_nothing_back(home: NumberedHome) -> None:
    """Two of them were answered by "not understood" and were nowhere."""
    opened(home, "停电")
    home.types("1", (7, "1"), (7, "q"), (7, "u"), (1, "己楼的灯坏了"), (7, "q"), (7, "x"))
    assert "undone" not in home.kinds() and "没有记下“己楼的灯坏了”" in home.said()


def test_what_is_printed_where_home_is_left_reads_as_no_number_to_type(home: NumberedHome) -> None:
    opened(home, "停电")
    home.types("己楼的灯坏了", (7, "q"), (7, "q"), (7, "x"))
    asked = home.screens[-2]
    assert "离开吗" in asked and not re.search(r"\d+[.。]", asked)
