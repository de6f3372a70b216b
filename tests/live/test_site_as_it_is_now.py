"""The address and the numbers that are said aloud are this place's of now, whenever the incident
began."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.play import leave, press, ref_of
from tests.support.run import environment, kit
from tests.support.terminal import ENTER, Terminal

OLD, NEW = "虚构路1号旧楼", "虚构路2号新楼"
NUMBER, OTHER = "000-0000-0001", "000-0000-0002"


def _place(env: dict[str, str], address: str, phone: str) -> None:
    kit(env, "setup", "--set", f"address={address}", "--set", f"phone={phone}")


def test_an_open_incident_says_the_corrected_address_and_number_at_once(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    _place(env, OLD, NUMBER)
    with Terminal(["start", "customer-ill"], env) as t:
        t.see(OLD, NUMBER)
        _place(env, NEW, OTHER)
        t.see(NEW, OTHER, gone=OLD)
        assert leave(t) == 0
    assert NEW in kit(env, "report", "-i", ref_of(env))


def test_where_no_site_was_set_up_the_one_made_meanwhile_counts(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    with Terminal(["start", "customer-ill"], env) as t:
        t.see("没填，自己说清：本处地址")
        _place(env, NEW, OTHER)
        t.see(NEW, OTHER)
        assert leave(t) == 0


def test_a_home_that_stays_open_opens_with_the_address_of_now(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    _place(env, OLD, NUMBER)
    with Terminal([], env) as t:
        t.see("没有未关闭的事件")
        kit(env, "start", "power-outage", "--drill")  # the site is read by this window too
        kit(env, "close", "--yes", "--outcome", "resolved")
        press(t, "有人晕倒", "有人晕倒")
        press(t, ENTER, "客户突发")
        _place(env, NEW, OTHER)
        press(t, ENTER, NEW, OTHER, gone=OLD)


def test_a_closed_incident_reads_as_its_log_has_it(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    _place(env, OLD, NUMBER)
    kit(env, "start", "fire")
    ref = ref_of(env)
    _place(env, NEW, OTHER)
    assert NEW in kit(env, "report", "-i", ref)
    kit(env, "close", "--yes", "--outcome", "resolved")
    assert OLD in kit(env, "report", "-i", ref)


def test_a_posts_number_is_the_one_of_now_and_stands_in_the_call(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    kit(env, "setup", "--set", "manager.phone=000-0000-0003")
    kit(env, "start", "fire")
    kit(env, "setup", "--set", "manager.phone=000-0000-0004")
    kit(env, "call", "manager")
    entries = [json.loads(line) for line in kit(env, "log", "--json").splitlines()]
    made = [e["data"] for e in entries if e["kind"] == "called"]
    assert made[-1]["number"] == "000-0000-0004"
