"""This place's address and number: told once, in every text that needs them, never in the way."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kit.plans.sites.files import Sites
from tests.support.play import answer, leave, press, ref_of
from tests.support.run import environment, kit
from tests.support.shipped import LISTS
from tests.support.terminal import ENTER, ESC, Terminal

DOTS = re.compile(r"地址：?……(路|楼)|……号楼|……路……号|我的电话……|[Mm]y number is \.\.\.|这里是……|我们是……|[Ww]e are \.\.\.[;,] my")
OURS = """format = 1
id = "ours"
title = {{zh = "示例", en = "Example"}}
extends = "hotline"
[site]
uniform = "{}"
"""
ADDRESS, PHONE, FLOOR = "虚构路1号测试楼", "000-0000-0001", "4层"


def test_what_was_told_once_stands_in_the_words_for_whoever_is_called(tmp_path: Path) -> None:
    """Fire and illness had dots for the address and no number anywhere."""
    env = environment(tmp_path / "home", "zh")
    kit(env, "profile", "own", "--address", ADDRESS, "--phone", PHONE)
    with Terminal(["start", "fire"], env) as t:
        press(t, ENTER, "> 打119报火警", f"地址：{ADDRESS}", f"{PHONE}，路口有人迎接。", "没填，自己说清：楼层")
        assert leave(t) == 0
    assert ADDRESS in kit(env, "report", "-i", ref_of(env))


def test_where_it_is_not_known_a_key_asks_for_it_and_the_home_keeps_it(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    with Terminal(["start", "fire"], env) as t:
        press(t, ENTER, "> 打119报火警", "没填，自己说清：本处地址、楼层、回拨电话", "/ 填地址电话")
        assert "地址：" not in t.text() and "……路" not in t.text()
        press(t, "/", "本处地址")
        answer(t, ADDRESS, "回拨电话（")
        answer(t, PHONE, "楼层（")
        answer(t, FLOOR, f"地址：{ADDRESS}", f"楼层：{FLOOR}", f"{PHONE}，路口有人迎接。", "> 打119报火警")
        assert "没填" not in t.text()
        assert leave(t) == 0
    kit(env, "close", "--yes", "--outcome", "resolved")
    assert json.loads(kit(env, "profile", "own", "--json")) == {"format": 1, "address": ADDRESS, "phone": PHONE}
    with Terminal(["start", "customer-ill"], env) as t:
        t.see(f"地址{ADDRESS}"[:-2], PHONE)
        assert leave(t) == 0


def test_escape_there_records_and_keeps_nothing(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    with Terminal(["start", "fire"], env) as t:
        press(t, ENTER, "> 打119报火警")
        press(t, "/", "本处地址")
        answer(t, ADDRESS, "回拨电话（")
        press(t, ESC, "本处地址（")
        press(t, ESC, gone="本处地址（")
        press(t, "q", f"没有记下：{ADDRESS}")
        press(t, "q", "这些没有记下。离开吗？")
        press(t, "#")
        t.end()
    assert json.loads(kit(env, "profile", "own", "--json")) == {"format": 1, "address": None, "phone": None}
    assert '"fact"' not in kit(env, "log", ref_of(env), "--json")


def test_what_an_older_kit_was_told_is_known_and_moves_into_the_profile(tmp_path: Path) -> None:
    old = tmp_path / "site.json"
    for content in (b"\xff\xfe", b"[1]", b"{", b'{"address": "", "roof": "x"}'):
        old.write_bytes(content)
        assert Sites(str(tmp_path)).profile("hotline").fact("address", "zh") == ""
    old.write_text(json.dumps({"address": ADDRESS}), encoding="utf-8")
    assert Sites(str(tmp_path)).profile("hotline").fact("address", "zh") == ADDRESS
    path = Path(Sites(str(tmp_path)).change({("site", "phone"): PHONE}))
    assert not old.exists() and ADDRESS in path.read_text(encoding="utf-8")


def test_no_words_leave_a_fact_of_the_place_as_dots() -> None:
    for type_ in LISTS.types():
        checklist = LISTS.checklist(type_)
        for said in (x.say for x in (*(s for _, s in checklist.steps()), *checklist.timers)):
            for text in (said.zh, said.en) if said is not None else ():
                assert not DOTS.search(text), (type_, text)


def test_the_set_line_for_abnormal_calls_is_one_and_the_site_may_set_its_own(tmp_path: Path) -> None:
    """Two different lines were both called the uniform one, and neither could be changed."""
    env = environment(tmp_path / "home", "zh")
    own = "您好，本热线只受理业务咨询。"
    profile = tmp_path / "home" / "profiles" / "ours.toml"
    profile.parent.mkdir(parents=True)
    profile.write_text(OURS.format(own), encoding="utf-8")
    for site, line in (("hotline", "麻烦您先挂机，好吗？"), ("ours", own)):
        kit(env, "start", "abnormal-call", "--profile", site)
        said = json.loads(kit(env, "say", "customers", "--json"))["scripts"]
        assert said[0]["text"].endswith(line)
        with Terminal(["guide"], env) as t:
            t.see("> 指导接听人员保持礼貌", line[-8:])
            assert leave(t) == 0
        kit(env, "answer", "kind", "threat")
        threatened = json.loads(kit(env, "say", "customers", "--json"))["scripts"]
        assert [each["script"] for each in threatened][:2] == ["customers-despair", "customers-threat"]
        assert not any("挂机" in each["text"] for each in threatened), "nobody hangs up on a caller who threatens"
        kit(env, "close", "--yes", "--outcome", "false-alarm")
