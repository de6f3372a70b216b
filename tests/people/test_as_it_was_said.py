"""What is noted in registers stands as it was said: by whose name it is found and taken back, in which words a
choice is given, and when it can have happened."""

from __future__ import annotations

import pytest

from tests.support.kit import Kit, Result


def start(kit: Kit) -> str:
    ref: str = kit("start", "application-outage", "--no-guide", "--drill", "--json").json["ref"]
    return ref


def undone(done: Result) -> bool:
    return done.code == 0 and done.json["entries"][0]["kind"] == "undone"


def test_nothing_is_done_about_a_call_before_it_was_noted(bare: Kit) -> None:
    """In the register and in an incident alike; the minute in which it was noted still counts."""
    bare.at(0)
    bare.at(5.5)("callback", "add", "Zhang", "--outside")
    start(bare.at(5.5))
    bare("callback", "add", "Li")
    for name in ("Zhang", "Li"):
        early = bare.at(20)("callback", "done", name, "--at", "10:04")
        assert early.code == 2 and "began at 03-02 10:05" in early.err
        assert "Nothing" not in early.out and bare("callback", "list", "--json").json["callback_count"] >= 1
        assert bare("callback", "done", name, "--at", "10:05").code == 0, name


def test_an_act_on_a_call_is_taken_back_by_whose_it_is(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Wang Er", "--outside")
    bare("callback", "add", "Zhang", "--outside")
    bare("callback", "done", "Wang Er")
    bare("callback", "done", "Zhang")
    again = bare("callback", "done", "Wang Er")
    assert again.code == 3 and "kit callback undo " in again.err
    assert undone(bare("callback", "undo", "Wang Er", "--json"))
    (left,) = bare("callback", "list", "--json").json["items"]
    assert left["content"]["name"] == "Wang Er", "hers is open again, the other's is not"
    assert bare("callback", "redo", "Wang Er").code == 0
    assert bare("callback", "list", "--json").json["items"] == []
    assert bare("callback", "undo", "nobody").code == 4


def test_undo_with_no_name_takes_back_what_was_noted_last_wherever_that_stands(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Old", "--outside")
    start(bare)
    bare.at(1)("callback", "add", "New")
    assert undone(bare.at(2)("callback", "undo", "--json"))
    names = [item["content"]["name"] for item in bare("callback", "list", "--json").json["items"]]
    assert names == ["Old"], "what was noted before it stays"
    bare("callback", "add", "Again")
    bare("callback", "done", "Again")
    assert undone(bare("callback", "undo", "Again", "--json"))
    assert bare("callback", "list", "--json").json["callbacks_owed"] == 2
    assert "kit callback undo NAME" in bare("undo", "Again").err


@pytest.mark.parametrize(
    ("word", "kept"),
    [("严重", "serious"), ("serious", "serious"), ("about safety", "safety"), ("2", "serious"), ("安全", "safety")],
)
def test_a_choice_is_taken_in_the_words_of_both_languages(bare: Kit, word: str, kept: str) -> None:
    bare.at(0)("complaint", "add", "Li", "--matter", "rude")
    assert bare("complaint", "assess", "Li", "--severity", word).code == 0
    assert bare("complaint", "show", "Li", "--json").json["items"][0]["content"]["severity"] == kept


def test_a_choice_that_is_none_names_those_there_are_as_the_screen_does(bare: Kit) -> None:
    bare.at(0)("complaint", "add", "Li", "--matter", "rude")
    refused = bare("--lang", "zh", "complaint", "assess", "Li", "--severity", "很重")
    assert refused.code == 2 and "严重 (serious)" in refused.err


def test_an_order_about_life_bears_its_mark_and_stands_first(bare: Kit) -> None:
    bare.at(0)("order", "add", "lamp", "--unit", "house", "--urgency", "today")
    bare.at(1)("order", "add", "lift stuck", "--unit", "house", "--urgency", "危及人身")
    first, second = bare("order", "list").out.splitlines()
    assert "[LIFE]" in second + first and "[LIFE]" not in (first if "lamp" in first else second)
    from kit.people.registers.files.store import Registers
    from kit.people.registers.rules.due import dues
    from tests.support.constants import TEN

    found = dues(Registers(str(bare.home)).open_ones(), TEN)
    assert [due.doc.get("matter") for due in found] == ["lift stuck", "lamp"]
    assert "taken on within 15 min" in first, "what is due so soon is said"


def test_an_hour_that_is_over_today_is_said_to_be_tomorrows(bare: Kit) -> None:
    late = bare.at(60)("callback", "add", "Zhang", "--outside", "--due", "08:00")
    assert late.code == 0 and "08:00 is over today: taken as 03-03 08:00" in late.err
    assert "is over today" not in bare("callback", "add", "Li", "--outside", "--due", "tomorrow 08:00").err
    assert "is over today" not in bare("callback", "add", "Wu", "--outside", "--due", "15:00").err


def test_a_weekday_before_a_clock_needs_no_blank(bare: Kit) -> None:
    bare.at(0)("sheet", "钱七 13900000019 发票 下周五10:00")
    (item,) = bare("callback", "list", "--json").json["items"]
    assert item["promised"].startswith("2026-03-13T10:00") and item["time_unread"] == ""


def test_a_thing_is_found_by_a_part_of_its_name_as_a_contact_is(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Wang Er", "--outside")
    bare("callback", "add", "Wang Ersha", "--outside")
    assert bare("callback", "no-answer", "wang er").code == 0, "a whole name goes before a part"
    assert bare("callback", "no-answer", "ersha").code == 0
    start(bare)
    bare("callback", "add", "Sample Person")
    assert bare("callback", "no-answer", "sample").code == 0


def test_a_value_of_the_minute_to_come_stands_as_it_was_typed(bare: Kit) -> None:
    bare.at(-5)("start", "power-outage", "--no-guide", "--drill")
    done = bare.at(19 + 46 / 60)("answer", "power-back", "10:20", "--json")
    value = next(entry["data"]["value"] for entry in done.json["entries"] if entry["kind"] == "step-done")
    assert value == "2026-03-02T10:20:00+08:00"
    assert bare("answer", "power-back", "10:25").code == 2, "what is further off is not past"
