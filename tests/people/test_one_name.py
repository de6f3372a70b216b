"""Somebody is one person however the name is written, a number is one number however it is grouped,
and what nobody sees is no name, no reason and no note."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.base.clean import clean
from kit.ground.base.four_eyes import by_another
from kit.ground.base.named import alike
from kit.ground.base.phones import digits, phone_text
from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules import forgetting
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.run import environment, run
from tests.support.terminal import Terminal

SAME = (("王芳", "王 芳"), ("王芳", "王\u200b芳"), ("王芳", "王\u3000芳"), ("Wang Fang", "WANG FANG"), ("Wang Fang", "Ｗａｎｇ　Fang"), ("王芳", "王芳\ufe0f"))
UNSEEN = ("\u200b", "\u2060\u200d", "\u3164", "\ufe0f", "\u2800", "\u00ad", "\u115f\u1160", "\u3000\u3164 ", "\U000e0100")


@pytest.mark.parametrize(("one", "other"), SAME)
def test_nobody_verifies_his_own_work_under_another_way_to_write_his_name(one: str, other: str) -> None:
    assert alike(one) == alike(other)
    with pytest.raises(Refused) as refused:
        by_another(other, [one], str)
    assert refused.value.code == "verify-own"
    by_another("王芬", [one], str)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_to_write_a_name_are_not_two_people_who_count_or_take_over(bare: Kit, one: str, other: str) -> None:
    bare.at(0)("property", "add", "purse", "--place", "hall", "--value", "valuable")
    counted = bare("property", "count", "purse", "--contents", "10 yuan", "--counted-by", one, "--counted-with", other)
    assert counted.code != 0 and "Two people" in counted.err
    bare("shift", "start", one)
    assert bare("shift", "crew", one).code == 0
    assert bare("shift", "crew", other, "--state", "late").code == 0
    assert len(bare("shift", "show", "--json").json["shift"]["crew"]) == 1
    bare("shift", "handover")
    took = bare("shift", "accept", other, "--said", "a", "--said", "b", "--said", "c")
    assert took.code == 2 and "leads already" in took.err, took.err


def test_who_is_called_by_two_names_may_write_them_as_he_likes(bare: Kit) -> None:
    bare("contact", "add", "王芳", "--alias", "Fang", "--number", "13800000001")
    for written in ("ＦＡＮＧ", "王 芳", "fang "):
        assert bare("contact", "show", written, "--json").json["contact"]["name"] == "王芳", written
    assert bare("contact", "import", str(_card(bare)), "--yes").code == 0
    assert [c["name"] for c in bare("contact", "list", "--json").json["contacts"]] == ["王芳"], "no second one comes in"


def _card(kit: Kit) -> object:
    path = kit.home.parent / "one.csv"
    path.write_text("姓名,号码1\n王　芳,１３８００００００００１\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("typed", ["13800002222", "138 0000 2222", "+86 138-0000-2222", "１３８００００２２２２", "138–0000–2222", "١٣٨٠٠٠٠٢٢٢٢", "2222", "２２２２"])
@pytest.mark.parametrize("kept", ["13800002222", "138.0000.2222", "１３８　００００　２２２２"])
@pytest.mark.parametrize("within", [True, False], ids=["in an incident", "outside"])
def test_a_customer_is_found_by_his_number_however_it_is_written(bare: Kit, typed: str, kept: str, within: bool) -> None:
    if within:
        opened(bare.at(0).home, drill=True)
    assert bare.at(0)("callback", "add", "Zhang", "--phone", kept).code == 0
    done = bare("callback", "done", typed)
    assert done.code == 0 and "Zhang" in done.out, done.err


def test_numbers_are_kept_in_the_digits_that_are_dialled() -> None:
    assert phone_text("１３８－٠٠٠٠　2222", 40) == "138-0000 2222"
    assert digits("+86 १३८–0000–2222") == "13800002222"


@pytest.mark.parametrize("text", UNSEEN)
def test_what_nobody_sees_is_empty(bare: Kit, text: str) -> None:
    assert clean(text) == ""
    step = opened(bare.at(0).home, drill=True).incident.views()[0].key
    for argv in (("note", text), ("skip", step, text), ("hand", step, text), ("call", text), ("callback", "add", text)):
        done = bare(*argv)
        assert done.code == 2 and not done.out, (argv, done.err)
    bare.env("KIT_BY", text)
    assert bare("note", "x", "--json").json["entries"][0]["by"] == "-", "and nobody's name"


@pytest.mark.parametrize("text", ["👨‍👩‍👧 ok", "葛\U000e0100城", "नमस्\u200dते", "e\u0301", "مرحبا"])
def test_what_a_script_or_a_picture_needs_stays(text: str) -> None:
    assert clean(text) == text


def test_marks_that_nobody_sees_do_not_stay_between_letters() -> None:
    assert clean("合\u200b闸\u2060 co\u00adop") == "合闸 coop"
    assert clean("供电\u3164局") == clean("供电\u115f\u1160\uffa0局") == "供电局"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal")
def test_a_name_with_a_filler_leaves_the_row_it_stands_on_whole(tmp_path: Path) -> None:
    """What stood behind it was gone from the screen: how long there is still."""
    env = environment(tmp_path / "home", "zh")
    run(env, "start", "停电", "--no-guide")
    run(env, "forecast", "供电\u3164局", "20")
    with Terminal(["board"], env) as t:
        shown = t.see("q 离开")
        row = next(line for line in shown.splitlines() if "供电局" in line)
        assert "还剩" in row


@pytest.mark.parametrize("said", ["rang １３８００００２２２２", "rang 138.0000.2222", "rang 138–0000–2222", "21:30 13800002222", "王 芳 was angry", "Ｗang Fang was angry"])
def test_what_is_said_of_a_forgotten_customer_goes_however_it_is_written(bare: Kit, said: str) -> None:
    folder = opened(bare.at(0).home, drill=True)
    bare.at(1)("callback", "add", "王芳", "--phone", "138 0000 2222")
    bare.at(1)("callback", "add", "Wang Fang", "--phone", "138 0000 2222")
    bare.at(2)("note", said)
    bare.at(2)("note", "3 lines dark at 13:80")
    for name in ("王芳", "Wang Fang"):
        bare.at(3)("callback", "done", name)
    bare.at(4)("close", "--yes")
    folder = bare.folder(folder.ref)
    gone = forgetting.leaving(folder.entries, folder.incident, TEN + timedelta(days=9999))
    notes = [e for e in folder.entries if isinstance(e.event, ev.Noted)]
    assert gone is not None and notes[0].id in gone.fields and notes[1].id not in gone.fields
