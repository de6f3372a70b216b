"""This place's address and number: told once, in every text that needs them, never in the way."""

from __future__ import annotations

import json
from pathlib import Path

from kit.plans.sites.files import Sites
from tests.support.play import answer, press, ref_of
from tests.support.run import environment, kit
from tests.support.shipped import LISTS
from tests.support.terminal import ENTER, ESC, Terminal

ADDRESS, PHONE = "虚构路1号测试楼4层", "000-0000-0001"


def test_what_was_told_once_stands_in_the_words_for_whoever_is_called(tmp_path: Path) -> None:
    """Fire and illness had dots for the address and no number anywhere."""
    env = environment(tmp_path / "home", "zh")
    kit(env, "profile", "own", "--address", ADDRESS, "--phone", PHONE)
    with Terminal(["start", "fire"], env) as t:
        press(t, ENTER, "> 打119报火警", f"地址：{ADDRESS}", f"我的电话{PHONE}")
        assert "/ 填地址电话" not in t.text()
        press(t, "q")
        t.end()
    assert ADDRESS in kit(env, "report", "-i", ref_of(env))


def test_where_it_is_not_known_a_key_asks_for_it_and_the_home_keeps_it(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    with Terminal(["start", "fire"], env) as t:
        press(t, ENTER, "> 打119报火警", "地址：……", "/ 填地址电话")
        press(t, "/", "本处地址")
        answer(t, ADDRESS, "本处能打回来的电话")
        answer(t, PHONE, f"地址：{ADDRESS}", f"我的电话{PHONE}", "> 打119报火警")
        press(t, "q")
        t.end()
    kit(env, "close", "--yes", "--outcome", "resolved")
    assert json.loads(kit(env, "profile", "own", "--json")) == {"format": 1, "address": ADDRESS, "phone": PHONE}
    with Terminal(["start", "customer-ill"], env) as t:
        t.see("地址虚构路1号", f"我的电话{PHONE}")
        press(t, "q")
        t.end()


def test_escape_there_records_and_keeps_nothing(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    with Terminal(["start", "fire"], env) as t:
        press(t, ENTER, "> 打119报火警")
        press(t, "/", "本处地址")
        answer(t, ADDRESS, "本处能打回来的电话")
        press(t, ESC, "本处地址（")
        press(t, ESC, gone="本处地址（")
        press(t, "q")
        t.end()
    assert json.loads(kit(env, "profile", "own", "--json")) == {"format": 1, "address": None, "phone": None}
    assert '"fact"' not in kit(env, "log", ref_of(env), "--json")


def test_a_file_that_cannot_be_read_knows_nothing_and_stops_no_start(tmp_path: Path) -> None:
    for content in (b"\xff\xfe", b"[1]", b"{", b'{"address": ["x"], "phone": ""}'):
        (tmp_path / "site.json").write_bytes(content)
        assert set(Sites(str(tmp_path)).own()) <= {"address"}


def test_every_call_to_who_rescues_has_the_number_to_call_back() -> None:
    """In both languages the same blanks; and no such words leave the number as dots."""
    for type_ in LISTS.types():
        for _, step in LISTS.checklist(type_).steps():
            if step.say is None:
                continue
            for name in ("address", "phone"):
                blank = f"{{site:{name}}}"
                assert (blank in step.say.zh) == (blank in step.say.en), step.id
            assert "我的电话……" not in step.say.zh, step.id
