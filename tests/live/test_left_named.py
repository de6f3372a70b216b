"""Forms that were left by a key or a sentence are named, each with what it was about; a ``y`` that
comes late below something else is asked about again; coming to an incident says which one it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from tests.support.constants import TEN
from tests.support.numbered import Numbered, when_a_report_is_due
from tests.support.play import Lines
from tests.support.run import environment, kit
from tests.support.terminal import Terminal

Play = Callable[..., Numbered]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    def played(*lines: str | tuple[float, str], lang: str = "zh") -> Numbered:
        return when_a_report_is_due(tmp_path, lang, monkeypatch, lines, 2.0)

    return played


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_form_left_for_what_is_due_and_that_left_for_a_note_are_both_named(play: Play, lang: str) -> None:
    left = {"zh": ("跳过（须写原因）：通知全体：不得退出系统 — 原因：", "到时：5分钟内报告呼叫中心主管"),
            "en": ("Skip (with a reason): Call out: stay logged on - Reason:", "Due: Report to call centre supervisor")}  # fmt: skip
    guide = play("11", "d", "li is on his way", lang=lang)
    assert all(what in guide.screens[-1] for what in left[lang]), guide.screens[-1]
    assert "step-skipped" not in guide.kinds()


@pytest.mark.parametrize("seconds", [3.0, 9.0, 18.0, 120.0])
def test_a_y_counts_however_late_while_its_question_is_the_last_that_was_printed(play: Play, seconds: float) -> None:
    """Who reads it took 15 seconds, and was asked the same again, three times for one call."""
    assert play((0.1, "1"), (seconds, "y")).kinds().count("step-done") == 1


@pytest.mark.parametrize(("more", "done"), [([], 0), ([(2.0, "y")], 1)])
def test_a_late_y_below_a_ring_records_nothing_says_so_and_counts_when_it_is_typed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[tuple[float, str]], done: int
) -> None:
    rest, seen = iter([(20.0, "99"), (2.0, "1"), "", (9.0, "y"), *more]), list[str]()

    def says(screen: str) -> object:
        seen.append(screen)
        line = next(rest, None)
        if line == "":
            guide.hands.now = lambda: Now(TEN + timedelta(minutes=11))  # type: ignore[method-assign]
        return line

    guide = Numbered(tmp_path, "zh", "application-outage", monkeypatch, says)
    guide.run()
    assert guide.kinds().count("step-done") == done and "隔得久了，y 没算" in " ".join(seen)


def test_coming_back_names_the_incident_and_its_reference(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    ref = str(json.loads(kit(env, "start", "fire", "--drill", "--profile", "hotline", "--json"))["ref"])
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("编号：")
        p.say("1", f"{ref} 火灾：", "已恢复", ask="编号：")
        p.say("q", ask="编号：")
        p.say("n", ask="备注：")
        p.say("保安到了", f"{ref} 火灾", "备注：保安到了", ask="编号：")
