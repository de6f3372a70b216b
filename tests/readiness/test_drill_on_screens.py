"""A drill on two terminals: injects in the player's guide at their minute, ticks at the observer's."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

import pytest

from kit.live.guide.talk import beside
from tests.support.driller import raw
from tests.support.play import leave
from tests.support.run import ClockFile, environment, kit, program
from tests.support.terminal import READY, Terminal


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
        leave(t)
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
        shown = " ".join(t.see("do I say", "> By torchlight, call out", "Rule: No lifts", "d due").split())
        assert "An agent asks: customers ask when it will be back, what do I say?" in shown and "kit drill show" in shown


def test_in_numbered_lines_an_inject_is_a_line_and_says_of_no_key(env: dict[str, str]) -> None:
    kit(env, "drill", "run", "lift-stuck", "--no-guide")
    with Terminal(["guide", "--plain"], env) as t:
        t.see("By intercom")
        moved(env, 5)
        shown = t.see("The lift company needs 50 minutes.")
        assert "minutes.. Go there" not in shown


# ---- the end, on both screens --------------------------------------------------------------------

OVER = r"Drill D[\w-]+ was ended at 10:0\d by Li\. Next come its score \(kit drill score"


@pytest.mark.parametrize("plain", [False, True], ids=["drawn", "numbered"])
@pytest.mark.parametrize("how", ["key", "command"])
def test_the_player_reads_that_the_drill_was_ended_by_whom_and_what_comes(plain: bool, how: str, env: dict[str, str]) -> None:
    """The same sentence whether the observer's key or a command ended it; nothing of a folder."""
    kit(env, "drill", "run", "lift-stuck", "--no-guide", "--observer", "Li")
    with Terminal(["guide", *["--plain"] * plain], env) as t:
        t.see("By intercom")
        if how == "key":
            with Terminal(["drill", "observe"], env) as o:
                o.see("e end the drill")
                o.child.send("e")
                o.see("End the drill?")
                o.child.send("y\r")
                o.see("all is judged")
        else:
            kit(env, "drill", "end", "--by", "Li")
        shown = " ".join(t.see("Closing code").split())
    assert re.search(OVER, shown), shown
    assert "folder" not in shown and "unplugged" not in shown


def test_a_drill_that_became_real_says_so_in_the_other_window(env: dict[str, str]) -> None:
    del env["KIT_CLOCK"]
    kit(env, "drill", "run", "lift-stuck", "--no-guide")
    with Terminal(["guide"], env) as t:
        t.see("By intercom")
        kit(env, "note", "no drill: fire on floor 3")
        shown = " ".join(t.see("Deal with it").split())
    assert "was called off at" in shown and "real incident" in shown and "folder" not in shown


def test_the_observers_window_says_that_it_is_over_and_goes_when_all_is_judged(env: dict[str, str]) -> None:
    kit(env, "drill", "run", "lift-stuck", "--no-guide", "--observer", "Li")
    moved(env, 15)
    with Terminal(["drill", "observe"], env) as o:
        o.see("to judge")
        kit(env, "drill", "end")
        shown = " ".join(o.see("1 still to judge", gone="e end the drill").split())
        assert "ended at 10:15 (tester)" in shown
        o.child.send("f")
        o.see("y met")
        o.child.send("y")
        o.see("all is judged")
    assert json.loads(kit(env, "drill", "score", "--json"))["is_final"]


def test_on_the_observers_screen_a_time_is_given_and_a_slip_is_taken_back(env: dict[str, str]) -> None:
    kit(env, "drill", "run", "lift-stuck", "--no-guide", "--observer", "Li")
    moved(env, 15)
    kit(env, "drill", "show")
    moved(env, 19.9)
    with Terminal(["drill", "observe"], env) as o:
        o.see("to judge")
        for keys, says in (
            ("f", "t met, at another time"), ("t", "? When"), ("10:16\r", "guarded met, 10:16:00, in time"),
            ("d", "x it was not"), ("x", "? Why"), ("nobody heard\r", "was given at 10:15"),
            ("y\r", "now not given (nobody heard); its 3 points"), ("d", "u a slip"), ("u", "is as it was: 10:15 given"),
        ):  # fmt: skip
            o.child.send(keys)
            o.see(says)
        o.child.send("q")
    found = {e["expectation"]: e for e in json.loads(kit(env, "drill", "score", "--json"))["expected"]}
    assert (found["guarded"]["mark_status"], found["guarded"]["time_was_told"]) == ("met", True)


def test_in_numbered_lines_the_same_is_typed(env: dict[str, str]) -> None:
    kit(env, "drill", "run", "lift-stuck", "--no-guide", "--observer", "Li")
    moved(env, 15)
    kit(env, "drill", "show")
    moved(env, 19.9)
    with Terminal(["drill", "observe", "--plain"], env) as o:
        o.see("Type:")
        for keys, says in (
            ("f t 10:16\r", "guarded met, 10:16:00, in time"), ("d x nobody heard\r", "was given at 10:15. Note it"),
            ("y\r", "its 3 points"), ("d u\r", "is as it was"),
        ):  # fmt: skip
            o.child.send(keys)
            o.see(says)
        o.child.send("q\r")


def test_nobody_known_is_asked_for_a_name_before_anything_is_judged(env: dict[str, str]) -> None:
    kit(env, "drill", "run", "lift-stuck", "--no-guide")
    moved(env, 15)
    with Terminal(["drill", "observe"], env | {"KIT_BY": "-"}) as o:
        o.see("Who are you")
        o.child.send("Wu\r")
        o.see("to judge")
        o.child.send("f")
        o.see("y met")
        o.child.send("y")
        o.see("guarded met")
    (folder,) = Path(env["KIT_HOME"]).glob("drilled/D*")
    assert [line["by"] for line in raw(str(folder)) if line["kind"] == "expectation-seen"] == ["Wu"]


# ---- what is real while a drill is on ------------------------------------------------------------


@pytest.mark.parametrize(("key", "of_drill"), [("d", True), ("r", False), ("\r", False), ("x", False)])
def test_one_key_says_whether_what_is_started_beside_a_drill_is_of_it(key: str, of_drill: bool, env: dict[str, str]) -> None:
    del env["KIT_CLOCK"]
    kit(env, "drill", "run", "lift-stuck", "--no-guide")
    with Terminal(["start", "theft"], env) as t:
        t.see("A drill is on", "Enter or r")
        time.sleep(0.8)  # what is pressed before it can be read answers nothing
        t.child.send(key)
        t.see("Theft")
        t.see(READY[1])
    found = {each["type"]: each["drill"] for each in json.loads(kit(env, "list", "--json"))["incidents"]}
    assert found == {"lift-entrapment": True, "theft": of_drill}
    held = json.loads(kit(env, "drill", "list", "--json"))["drills_held"][0]
    assert len(held["incident_refs"]) == 1 + of_drill


def test_a_key_typed_ahead_does_not_make_a_drill_of_what_is_real(env: dict[str, str]) -> None:
    del env["KIT_CLOCK"]
    kit(env, "drill", "run", "lift-stuck", "--no-guide")
    with Terminal(["start", "theft"], env) as t:
        t.child.send("dd")
        t.see("Enter or r")
        time.sleep(0.8)
        t.child.send("\r")
        t.see(READY[1])
    found = {each["type"]: each["drill"] for each in json.loads(kit(env, "list", "--json"))["incidents"]}
    assert found["theft"] is False


@pytest.mark.parametrize(
    ("pressed", "meant"),
    [([(0.1, "d"), (0.5, "d"), (2.0, "\r")], "\r"), ([(0.3, "\r"), (0.9, "d")], "d"), ([(0.2, "d")], ""), ([(1.0, "Ｄ")], "d")],
)
def test_a_key_pressed_before_it_can_be_read_answers_nothing_and_silence_is_real(
    pressed: list[tuple[float, str]], meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock that the test sets: seconds since the question stood there."""
    now = [100.0]

    class Keys:
        def __enter__(self) -> Keys:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def wait(self, until: float) -> str:
            after, key = pressed.pop(0) if pressed else (until - 100.0, "")
            now[0] = 100.0 + after
            return key

    monkeypatch.setattr(beside, "Keyboard", Keys)
    monkeypatch.setattr(beside, "wall", lambda: now[0])
    assert beside._pressed() == meant


def test_in_numbered_lines_enter_alone_is_real(env: dict[str, str]) -> None:
    del env["KIT_CLOCK"]
    kit(env, "drill", "run", "lift-stuck", "--no-guide")
    with Terminal(["start", "theft", "--plain"], env) as t:
        t.see("of the drill:")
        t.child.send("\r")
        t.see("Theft")
    found = {each["type"]: each["drill"] for each in json.loads(kit(env, "list", "--json"))["incidents"]}
    assert found["theft"] is False


def test_without_a_terminal_it_opens_the_real_one_and_says_so_first(env: dict[str, str]) -> None:
    del env["KIT_CLOCK"]
    kit(env, "drill", "run", "lift-stuck", "--no-guide")
    said = program([sys.executable, "-m", "kit", "start", "theft", "--no-guide"], env)
    assert said.returncode == 0 and said.stdout.startswith("[REAL] ")
    assert said.stderr.startswith("A REAL incident, not of the drill. A drill is on: ") and "kit start theft --drill" in said.stderr
    said = program([sys.executable, "-m", "kit", "start", "fire", "--drill", "--no-guide"], env)
    assert said.returncode == 0 and "REAL" not in said.stdout + said.stderr
    kit(env, "drill", "end")
    said = program([sys.executable, "-m", "kit", "start", "flood", "--no-guide", "--json"], env)
    assert said.returncode == 0 and json.loads(said.stdout)["drill"] is False
