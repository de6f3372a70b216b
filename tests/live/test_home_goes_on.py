"""Home is left by who leaves it: whatever was done from there, or could not be done, it stands there again. What is
typed on would go to the shell, and might run there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.command.record import record
from kit.incidents.incident.rules import acts as incident_acts
from kit.live.home import command
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import CALLBACK
from kit.people.registers.rules.dates import End
from tests.support.constants import TEN
from tests.support.numbered_home import NumberedHome
from tests.support.play import Lines, press
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ENTER, ESC, Terminal

SAID = {"zh": "电梯里还有两个人", "en": "two people are in the lift"}


@pytest.fixture(params=["zh", "en"])
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NumberedHome:
    return NumberedHome(tmp_path, request.param, monkeypatch)


def owed(home: NumberedHome, name: str) -> None:
    fields = {"name": name, "phone": "13800138000", "matter": "his bill"}
    Registers(home.ctx.home).record(
        "callback", home.now(), "li", lambda d: acts.add(d, CALLBACK, name, fields, due=End(TEN))
    )


def test_behind_a_call_that_is_settled_the_next_line_is_home_s_again(home: NumberedHome) -> None:
    """``52`` ``r`` ``y`` ended the program, and the sentence behind it ran in the shell."""
    owed(home, "Wang")
    said = SAID[home.ctx.me.lang]
    code = home.types("52", "1", "r", "y", (7, said), "0", "0", "x")
    assert code == 0 and home.rest == []
    behind = next(n for n, each in enumerate(home.screens) if "#3 " in each)
    assert "  51" in home.screens[behind], "what was recorded, and the list"
    assert any(f"没有记下“{said}”" in each or f'Not recorded: "{said}"' in each for each in home.screens[behind + 1 :])
    found = Registers(home.ctx.home).load("callback")
    assert found is not None and [doc.end for doc in found.register.docs.values()] == ["reached"]


@pytest.mark.parametrize("leads", [
    ("52",), ("52", "1"), ("52", "1", "r"), ("52", "1", "r", "m"), ("52", "1", "n"), ("52", "1", "g"), ("52", "1", "m"), ("52", "1", "v"),
    ("51",), ("n",), ("u",), ("53",), ("53", "n"), ("53", "s"),
], ids=" ".join)  # fmt: skip
def test_no_question_that_is_left_by_esc_ends_home(home: NumberedHome, leads: tuple[str, ...]) -> None:
    owed(home, "Wang")
    back = ("q",) if leads[0] == "53" and len(leads) > 1 else ()
    home.types(*leads, (3, ESC), *((3, each) for each in back), (7, SAID[home.ctx.me.lang]), (7, "0"))
    assert home.rest == [] and SAID[home.ctx.me.lang] in home.said()


def test_a_call_that_a_closed_incident_owes_is_settled_and_home_goes_on(home: NumberedHome) -> None:
    home.opens("flood")
    (log,) = home.logs()
    record(home.ctx, log.ref, lambda d: incident_acts.callback_add(d, "a1b2", "Wang", "138", "bill", TEN))
    record(home.ctx, log.ref, lambda d: incident_acts.close(d, "resolved", ""))
    assert home.types("52", "1", "r", "y", (7, "0")) == 0 and home.rest == []
    assert home.ctx.of(command.Store).pick(log.ref).incident.owed() == []


@pytest.mark.parametrize("why", [Refused("closed", ref="261130-X00-7AAA"), OSError(28, "No space left on device")], ids=["refused", "the disk"])
def test_what_cannot_be_done_is_said_and_home_goes_on(
    home: NumberedHome, monkeypatch: pytest.MonkeyPatch, why: Exception
) -> None:
    """A list that the disk did not take ended home, and so did a call that another terminal had settled."""

    def stops(*_: Any, **__: Any) -> Any:
        raise why

    monkeypatch.setattr("kit.live.guide.command.start.open_type", stops)
    title = {"zh": "停电", "en": "power outage"}[home.ctx.me.lang]
    assert home.types(title, "y", (7, "0"), (7, "x")) == 0
    told = {"zh": ("已关闭", "磁盘"), "en": ("closed", "disk")}[home.ctx.me.lang]
    assert any(word in home.said() for word in told) and home.logs() == []
    assert home.screens[-1].count("51") >= 1 or home.said().count("  51") > 1, "the list stands there again"


def test_what_was_typed_on_before_it_could_not_be_opened_waits(
    home: NumberedHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: Any, **__: Any) -> Any:
        raise Refused("closed", ref="261130-X00-7AAA")

    home.opens("fire", drill=True)
    monkeypatch.setattr("kit.live.guide.command.start.open_type", stops)
    said = SAID[home.ctx.me.lang]
    title = {"zh": "停电", "en": "power outage"}[home.ctx.me.lang]
    home.types(title, "y", (7, said), (7, "y"), (7, "0"), (7, "x"))
    assert said in home.screens[-1] or said in home.screens[-2], "it was gone"


@pytest.mark.exhaustive
@pytest.mark.parametrize(("lang", "asks", "did"), [
    ("zh", ("k 待办", "哪一项", "r  打通了", "y  办结"), "赵六 13800138002：已联系上"),
    ("en", ("k owed", "Which of what is owed", "r  Reached", "y  Settled"), "Zhao Liu 13800138002: reached"),
])  # fmt: skip
def test_the_drawn_home_says_what_was_recorded_and_stays(tmp_path: Path, lang: str, asks: tuple[str, ...], did: str) -> None:
    env = environment(tmp_path / "home", lang, ClockFile(tmp_path / "clock"))
    name = "赵六" if lang == "zh" else "Zhao Liu"
    kit(env, "callback", "add", name, "--phone", "13800138002", "--promised", "5")
    with Terminal([], env) as t:
        t.see(name, asks[0])
        for key, asked in zip(("k", "1", "r"), asks[1:], strict=True):
            press(t, key, asked)
        press(t, "y", did, "b board" if lang == "en" else "b 计时总览", gone=asks[0])
        press(t, "q")
        assert t.end() == 0
    assert name not in kit(env, "callback", "list")


def test_an_incident_that_was_closed_meanwhile_is_said_to_be_and_the_drawn_home_stays(
    home: NumberedHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.opens("flood")
    (log,) = home.logs()
    record(home.ctx, log.ref, lambda d: incident_acts.close(d, "resolved", ""))
    home.ctx.me = msgspec.structs.replace(home.ctx.me, plain=False)
    chosen, said = iter([("open", log.ref), None]), []

    def shown(_: object, __: object, text: str) -> tuple[str, str] | None:
        said.append(text)
        return next(chosen)

    monkeypatch.setattr("kit.live.home.talk.home.run_home", shown)
    assert command.go_home(home.ctx) == 0
    assert log.ref in said[1]


@pytest.mark.exhaustive
@pytest.mark.parametrize("args", [["guide"], ["start", "fire", "--drill"]], ids=" ".join)
@pytest.mark.parametrize(("lang", "back"), [("zh", "已离开，记录都在"), ("en", "Left; everything is recorded")])
def test_q_of_the_drawn_guide_leads_home_and_q_of_home_to_the_shell(tmp_path: Path, lang: str, back: str, args: list[str]) -> None:
    """As in numbered lines: a sentence typed behind it would go to the shell."""
    env = environment(tmp_path / "home", lang, ClockFile(tmp_path / "clock"))
    if args == ["guide"]:
        kit(env, "start", "fire", "--drill")
    with Terminal(args, env) as t:
        t.see("q 离开" if lang == "zh" else "q leave")
        press(t, "q", back, "b 计时总览" if lang == "zh" else "b board")
        press(t, "q")
        assert t.end() == 0


@pytest.mark.exhaustive
@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("is_open", [False, True])
def test_esc_where_start_asks_what_leads_home_while_anything_is_open(tmp_path: Path, plain: bool, is_open: bool) -> None:
    env = environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock"))
    if is_open:
        kit(env, "start", "fire", "--drill")
    with Terminal(["start", *(["--plain"] if plain else [])], env, 80, 60) as t:
        if plain:
            Lines(t).asked()
            t.child.send(ESC + ENTER)
        else:
            t.see("What do you see:")
            press(t, ESC)
        if not is_open:
            assert t.end() == 130
            return
        t.see("0  Leave" if plain else "b board")
        t.line("0") if plain else press(t, "q")
        assert t.end() == 0
    assert len(json.loads(kit(env, "list", "--json"))["incidents"]) == 1
