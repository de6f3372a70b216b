"""Whoever takes over reads that a person was found and that the fire is out, not only that somebody was missing and that it burnt."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules.found_notes import ends, refutes, says_missing
from tests.support.kit import Kit

STANDS = {"en": "How it stands: Check how the fire is now It is out (10:12)", "zh": "现状：核实火势 已扑灭（10:12）"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_ended_a_danger_stands_beside_it(bare: Kit, lang: str) -> None:
    """It printed both notes that she was missing, and neither that she was found nor that the fire was out."""
    bare.env("KIT_LANG", lang)
    bare.at(0)("shift", "start", "Example")
    bare("start", "fire", "--drill", "--profile", "hotline", "--no-guide")
    told = ("rita is missing, last seen in the washroom", "roll call: 31 of 32, rita missing", "rita is out at the back door", "brigade says fire is out")
    for text in (*told, "wet floor signs are out"):
        assert bare.at(2)("note", text).code == 0
    assert bare.at(12)("tick", "fire-state", "out").code == 0
    said = bare.at(13)("shift", "handover").out
    places = [said.find(f"wang{'：' if lang == 'zh' else ': '}{text}") for text in told]
    assert -1 not in places and places == sorted(places), said
    assert STANDS[lang].replace(" ", "") in "".join(said.split()), said
    assert "wang: wet floor" not in said and "wang：wet floor" not in said


def test_what_is_to_be_asked_again_and_the_answer_before_stand_as_they_are_now(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("start", "gas-leak", "--drill", "--profile", "hotline", "--no-guide")
    assert "How it stands" not in bare.at(1)("shift", "handover").out
    assert bare.at(3)("answer", "tested", "not-yet").code == 0
    assert "is the air clear of gas? Gas still present (10:03)" in " ".join(bare.at(4)("shift", "handover").out.split())
    assert bare.at(9)("answer", "tested", "clear").code == 0
    said = " ".join(bare.at(10)("shift", "handover").out.split())
    assert "is the air clear of gas? Clear (10:09)" in said and "Gas still present" not in said.partition("== 3")[0]


@pytest.mark.parametrize(
    ("earlier", "later", "over"),
    [
        ("roll call: 31 of 32, rita missing", "rita found at the back door, all 32 out", True), ("rita is missing", "police found rita", True), ("rita did not come out", "rita is safe", True),
        ("rita missing", "everyone is out", True), ("rita missing", "32 of 32 here", True), ("rita missing", "nobody is missing", True),
        ("rita missing", "wang found", False), ("rita missing", "all out but rita", False), ("rita missing", "rita not found", False), ("rita missing", "fire is out", False),
        ("rita missing", "all lights are out", False), ("rita missing", "everyone is out looking for rita", False), ("rita and wang missing", "wang found", False), ("2 missing, rita not out", "rita found", False),
        ("rita missing", "rita will be out soon", False), ("rita missing", "is everyone out?", False), ("two still inside", "two found", False),
        ("小丽没出来", "小丽找到了", True), ("小丽没出来", "找到小丽了", True), ("小丽失踪", "小丽送医了", True), ("有人没出来", "所有人都出来了", True), ("三人失踪", "都救出了", True),
        ("小丽失踪", "已全部救出，人数相符", True), ("小丽不见了", "没有人失踪", True), ("小丽没出来", "小李找到了", False), ("有人没出来", "找到一个", False), ("有人没出来", "有人找到了", False),
        ("小丽不见了", "消防正在救出小丽", False), ("小丽没出来", "文件都找到了", False), ("小丽没到", "除了小丽都出来了", False),
    ],
)  # fmt: skip
def test_a_later_note_ends_what_an_earlier_one_says_only_where_it_says_the_contrary_of_it(earlier: str, later: str, over: bool) -> None:
    """Where it is doubtful the earlier one stands: one question too many costs less than one person too few."""
    assert refutes(later, earlier) is over


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("rita found", True), ("all 32 out", True), ("brigade says fire is out", True), ("gas is off", True), ("all clear", True), ("全部撤出", True), ("火已扑灭", True), ("送医了", True), ("燃气已关", True),
        ("rita is missing", False), ("wet floor signs are out", False), ("blinds are down", False), ("打印机没电", False),
    ],
)  # fmt: skip
def test_the_words_that_end_a_danger_are_known(text: str, over: bool) -> None:
    assert ends(text) is over
    assert not (over and says_missing(text))


@pytest.mark.parametrize(
    ("lang", "none", "says"),
    [("en", "== 4 Promises to customers, and to us == None", "In notes only, not recorded as promises, so nothing rings"), ("zh", "== 四、对客户的承诺和对方答应我们的 == 无", "只在备注里、没有记成承诺、到时不响的")],
)
def test_a_promise_that_stands_in_a_note_only_is_pointed_to(bare: Kit, lang: str, none: str, says: str) -> None:
    """"Promises to us: None" stood there although a note said that the ambulance comes in 8 minutes."""
    bare.env("KIT_LANG", lang)
    bare.at(0)("shift", "start", "Example")
    bare("start", "robbery", "--drill", "--profile", "service-hall", "--no-guide")
    for text in ("queue 120, 8 minutes", "told the executive at 10:01", "she said nothing"):
        bare.at(1)("note", text)
    assert none in " ".join(bare.at(2)("shift", "handover").out.split())
    for text in ("120说8分钟到", "guard says 5 minutes"):
        assert bare.at(3)("note", text).code == 0
    said = "".join(bare.at(4)("shift", "handover").out.split())
    part = said.partition(says.replace(" ", ""))[2].partition("==")[0]
    assert "10:03120说8分钟到" in part and "10:03guardsays5minutes" in part and "queue" not in part and "executive" not in part, said
    assert part.count("#") == 2, "each by its number"
