"""Who was said to record stays it: at home, in an incident begun from there, behind the key for another
one. No log says that somebody records from now on whom nobody named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kit.incidents.incident.files import desk, taking_back
from kit.incidents.incident.files.log import Log
from kit.live.guide.command import guide
from kit.live.guide.talk.carried import Carried
from kit.live.guide.talk.keys.elsewhere import go
from tests.live.test_typing_on_screen import rest
from tests.support.hands import Hands
from tests.support.kit import opened
from tests.support.play import Lines, answer, press
from tests.support.run import environment, kit
from tests.support.terminal import ENTER, Terminal


def led(monkeypatch: pytest.MonkeyPatch, *does: Any) -> list[Any]:
    """The sessions of one run of the guide, each leaving as the next of ``does`` has it."""
    seen: list[Any] = []

    def played(session: Any, chosen: bool) -> int:
        seen.append(session)
        does[len(seen) - 1](session)
        return 0

    monkeypatch.setattr("kit.live.guide.talk.plain.run_plain", played)
    return seen


def names(log: Log) -> list[str]:
    log.refresh()
    return [e.event.name for e in log.entries if e.kind == "recorder-set"]  # type: ignore[attr-defined]


def begun(hands: Hands) -> Log:
    """An incident that is started from home."""
    from kit.live.guide.command.start import open_type

    return open_type(hands.ctx, "power-outage", True, 1.0, "")


def test_home_and_a_new_incident_forget_nobody_and_the_way_back_writes_no_other_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands(tmp_path, "zh", "fire")
    first = hands.session.folder
    made: list[Log] = []
    seen = led(
        monkeypatch,
        lambda s: s.record_by("王芳"),
        lambda s: go(s, first.ref, [Carried("B 的备注")]),
        lambda s: None,
    )
    guide.lead(hands.ctx, first, False)
    made.append(begun(hands))
    guide.lead(hands.ctx, made[0], False)
    assert [s.by() for s in seen] == ["王芳"] * 3
    assert names(first) == ["王芳"] and names(made[0]) == ["王芳"]
    assert {e.by for e in made[0].entries} == {"王芳"}
    first.refresh()
    assert [e.by for e in first.entries if e.kind == "note"] == ["王芳"]


def test_where_nobody_was_named_no_way_between_incidents_writes_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each keeps whom it had, said there at another time."""
    hands = Hands(tmp_path, "zh", "fire")
    first, other = hands.session.folder, opened(tmp_path, "flood")
    hands.session.record_by("王芳")
    hands.ctx.records("")  # that was another run
    seen = led(monkeypatch, lambda s: go(s, other.ref), lambda s: go(s, first.ref), lambda s: None)
    guide.lead(hands.ctx, first, True)
    assert [s.by() for s in seen] == ["王芳", hands.ctx.by, "王芳"]
    assert names(first) == ["王芳"] and names(other) == []


def test_a_name_taken_back_is_not_taken_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = Hands(tmp_path, "zh", "fire")
    first, other = hands.session.folder, opened(tmp_path, "flood")

    def mistaken(session: Any) -> None:
        session.record_by("大屏黑了")
        (set_,) = [e for e in session.folder.entries if e.kind == "recorder-set"]
        session.moved(lambda d: taking_back.take_back(session.folder, d, set_.id))
        go(session, other.ref)

    seen = led(monkeypatch, mistaken, lambda s: None)
    guide.lead(hands.ctx, first, True)
    assert [s.by() for s in seen] == [hands.ctx.by] * 2 and names(other) == []


def test_what_is_noted_at_home_is_by_who_was_said_to_record(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "zh", "fire")
    other = opened(tmp_path, "flood")
    hands.press("recorder", "王芳")
    assert desk.who(hands.ctx, other.incident) == "王芳"


def test_whoever_takes_the_shift_over_elsewhere_records_from_then_on(tmp_path: Path) -> None:
    from kit.ground.machine.by import keep_leader

    hands = Hands(tmp_path, "zh", "fire")
    hands.press("recorder", "王芳")
    keep_leader(hands.ctx.home, "王芳")
    assert hands.ctx.recorder == "王芳"
    keep_leader(hands.ctx.home, "李强")
    assert hands.ctx.said == ""


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("elsewhere", [True, False])
def test_where_somebody_was_named_by_hand_the_environment_signs_no_more_whoever_takes_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool, elsewhere: bool
) -> None:
    """``m`` 王芳, then 李强 took the shift over: home and new incidents were signed by KIT_BY, who was neither."""
    from kit.ground.machine.by import keep_leader
    from kit.shifts.shift.files.desk import signs

    monkeypatch.setenv("KIT_BY", "排班电脑")
    hands = Hands(tmp_path, "zh", "fire")
    other = opened(tmp_path, "flood")
    if named:
        hands.press("recorder", "王芳")
        assert hands.ctx.recorder == hands.session.by() == desk.who(hands.ctx, other.incident) == "王芳"
    if elsewhere:
        keep_leader(hands.ctx.home, "李强")
    else:
        signs(hands.ctx, "李强")
    assert hands.ctx.recorder == ("李强" if named else "排班电脑")
    assert not named or desk.who(hands.ctx, begun(hands).incident) == "李强"


@pytest.mark.exhaustive
def test_the_recorder_stays_in_numbered_lines(tmp_path: Path) -> None:
    """`46` 王芳, home, another incident begun there, and back: all that followed was the user's."""
    env = environment(tmp_path / "home", "zh")
    ref = json.loads(kit(env, "start", "fire", "--drill", "--profile", "hotline", "--json"))["ref"]
    with Terminal(["--plain"], env, rows=60, cols=120) as t:
        p = Lines(t)
        p.see("编号")
        p.say("1", "> ", ask="编号")
        p.say("?", "46 换记录人", ask="编号")
        p.say("46", "由谁记录", ask="记录")
        p.say("王芳", "46 王芳", ask="编号")
        p.say("q", "开始一个事件", ask="编号")
        p.say("停电", "93 停电", ask="编号")
        p.say("93", "这一起是真的吗", "y 真的", ask="字母")  # a drill is on
        p.say("y", "46 王芳", ask="编号")
        p.say("o", "46 王芳", ask="编号")
    _same(env, ref)


@pytest.mark.exhaustive
def test_the_recorder_stays_on_the_drawn_screens(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    ref = json.loads(kit(env, "start", "fire", "--drill", "--profile", "hotline", "--json"))["ref"]
    with Terminal([], env) as t:
        t.see("1  ", "q 离开")
        press(t, "1", "m tester")
        press(t, "m", "由谁记录")
        answer(t, "王芳", "m 王芳")
        press(t, "q", "9 回到事件")
        press(t, "停电", "停电准备")
        press(t, ENTER, "v  停电")  # figures lead to what is open
        press(t, "v", "真的：现在就开", "也是演练")  # a drill is on
        press(t, "y", "m 王芳")
        press(t, "o", "> 高喊", "m 王芳")
        rest(t)  # what has just come takes no key
        press(t, "q", "9 回到事件")
    _same(env, ref)


def _same(env: dict[str, str], ref: str) -> None:
    refs = {i["ref"] for i in json.loads(kit(env, "list", "--json"))["incidents"]}
    (other,) = refs - {ref}
    for each in (ref, other):
        log = [json.loads(x) for x in kit(env, "log", each, "--json").splitlines()]
        assert [e["data"]["name"] for e in log if e["kind"] == "recorder-set"] == ["王芳"]
        set_ = next(n for n, e in enumerate(log) if e["kind"] == "recorder-set")
        assert {e["by"] for e in log[set_:]} == {"王芳"}
    assert log[0]["by"] == "王芳"
