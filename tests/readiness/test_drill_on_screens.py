"""A drill on two terminals: injects in the player's guide at their minute, ticks at the observer's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.driller import raw
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import Terminal


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock"))


def moved(env: dict[str, str], minutes: float) -> None:
    ClockFile(Path(env["KIT_CLOCK"].removeprefix("file:"))).at(minutes)


def test_the_player_is_told_at_the_minute_and_the_observer_ticks(env: dict[str, str]) -> None:
    with Terminal(["drill", "run", "lift-stuck"], env) as t:
        t.see("Begin now")
        t.child.send("y\r")
        t.see("10:00 By intercom: two people")
        assert "50 minutes" not in t.text()
        moved(env, 5)
        t.see("[DRILL] 10:05 The lift company needs 50 minutes.")
        moved(env, 15)
        t.see("A resident wants to force the doors")
        with Terminal(["drill", "observe"], env) as o:
            o.see("f     to judge")
            for key, says in (("f", "y met"), ("y", "Noted: guarded met")):
                o.child.send(key)
                o.see(says)
            o.child.send("bq")  # given long ago: nothing can be answered at b
        t.child.send("q")
        t.see("goes on")
    home = env["KIT_HOME"]
    (folder,) = Path(home).glob("open/*.lift-entrapment")
    assert {line["kind"] for line in raw(str(folder))} <= {"opened", "timer-started", "guide-left", "step-doing", "recorder-set"}
    found = json.loads(kit(env, "drill", "score", "--json"))["expected"]
    assert {e["expectation"]: e["mark_status"] for e in found}["guarded"] == "met"


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
def test_an_inject_is_read_whole_and_the_step_stays_on_the_screen(size: tuple[int, int], env: dict[str, str]) -> None:
    kit(env, "drill", "run", "power-night", "--no-guide")
    moved(env, 13)
    with Terminal(["guide"], env, *size) as t:
        shown = " ".join(t.see("do I say").split())
        assert "An agent asks: customers ask when it will be back, what do I say?" in shown
        assert "> By torchlight, call out" in shown and "Rule: No lifts" in shown and "kit drill show" in shown


def test_in_numbered_lines_an_inject_is_a_line_and_says_of_no_key(env: dict[str, str]) -> None:
    kit(env, "drill", "run", "lift-stuck", "--no-guide")
    with Terminal(["guide", "--plain"], env) as t:
        t.see("By intercom")
        moved(env, 5)
        shown = t.see("The lift company needs 50 minutes.")
        assert "minutes.. Go there" not in shown
