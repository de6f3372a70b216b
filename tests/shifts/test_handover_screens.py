"""The hand-over with two people at one keyboard, and what stands in red until it is accepted."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal

TYPIST = 4  # letters in a second, of somebody who is no fast one
LATE = {"zh": "交班未接", "en": "Hand-over not accepted"}


@pytest.fixture
def clock(tmp_path: Path) -> ClockFile:
    return ClockFile(tmp_path / "clock")


def env_of(tmp_path: Path, clock: ClockFile, lang: str) -> dict[str, str]:
    return environment(tmp_path / "home", lang, clock)


def typed(terminal: Terminal, text: str) -> None:
    terminal.child.send(text)
    terminal.see(text)
    terminal.child.send(ENTER)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hand_over_of_two_incidents_takes_at_most_twelve_keys_besides_text(
    tmp_path: Path, clock: ClockFile, lang: str
) -> None:
    env = env_of(tmp_path, clock, lang)
    kit(env, "shift", "start", "Example")
    kit(env, "start", "complaint", "--drill")
    kit(env, "start", "call-surge", "--drill")
    keys, letters, began = 0, 0, time.monotonic()
    with Terminal(["shift", "handover"], env) as terminal:
        first = {"zh": "接班人姓名", "en": "Name of the incoming leader"}[lang]
        stand = {"zh": "现在怎样", "en": "how does it stand"}[lang]
        when = {"zh": "如果发生什么", "en": "If what happens"}[lang]
        then = {"zh": "就怎么办", "en": "Then do what"}[lang]
        call = {"zh": "打给谁", "en": "Call whom"}[lang]
        terminal.see(first)
        typed(terminal, "Sample")
        keys += 1
        for text in ("one", "two"):
            terminal.see(stand, "2)")
            terminal.child.send("2")
            terminal.see("> 2)")
            terminal.child.send(ENTER)
            for asked, answer in ((when, "if"), (then, "then"), (call, "call")):
                terminal.see(asked)
                typed(terminal, f"{answer} {text}")
                letters += len(f"{answer} {text}")
            keys += 5
        terminal.end()
    assert keys <= 12
    point = {"zh": "第 {n} 点", "en": "Point {n}"}[lang]
    with Terminal(["shift", "accept", "Sample"], env, rows=60) as terminal:
        for n in (1, 2, 3):
            terminal.see(point.format(n=n))
            typed(terminal, f"said back {n}")
            keys, letters = keys + 1, letters + len(f"said back {n}")
        assert terminal.end() == 0
    whole = time.monotonic() - began
    assert keys <= 14 and whole + letters / TYPIST <= 60
    said = kit(env, "shift", "handover", "--json")
    for text in ("if one", "if two", "then two", "call one"):
        assert text in said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
def test_what_is_not_accepted_stands_on_home_board_and_guide_and_goes_when_it_is(
    tmp_path: Path, clock: ClockFile, lang: str, size: tuple[int, int]
) -> None:
    env = env_of(tmp_path, clock, lang)
    kit(env, "shift", "start", "Example", "--until", "11:00")
    kit(env, "start", "complaint", "--drill")
    ref = json.loads(kit(env, "list", "--json"))["incidents"][0]["ref"]
    screens: list[list[str]] = [["guide"], ["board"]]
    for argv in screens:
        with Terminal(argv, env, *size) as terminal:
            terminal.see("00" if argv == ["board"] else ref[:6])
            assert LATE[lang] not in terminal.text()
    clock.at(85)
    for argv in screens:
        with Terminal(argv, env, *size) as terminal:
            terminal.see(LATE[lang], "Example")
    said = [word for text in "123" for word in ("--said", text)]
    kit(env, "shift", "handover", "--to", "Sample")
    kit(env, "shift", "accept", "Sample", *said)
    with Terminal(["guide"], env, *size) as terminal:
        terminal.see(ref[:6])
        assert LATE[lang] not in terminal.text()


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_what_falls_due_while_the_incoming_leader_signs_is_told(
    tmp_path: Path, clock: ClockFile, plain: tuple[str, ...]
) -> None:
    """Nothing rang for as long as the sheet was read."""
    env = env_of(tmp_path, clock, "en")
    kit(env, "shift", "start", "Example")
    kit(env, "start", "power-outage", "--drill")
    kit(env, "shift", "handover", "--to", "Sample")
    with Terminal([*plain, "shift", "accept"], env, rows=60) as terminal:
        terminal.see("agrees to a hand-over now")
        clock.at(6)
        terminal.see("kit guide -i")
