"""Gates that no busy machine disturbs: counted instructions, flushes, wake-ups and imports. Where
valgrind or strace is not there, they are skipped."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from kit.live.guide.talk.wakeups import Wakeups
from tests.bench import screens
from tests.bench.every import UNTIL_DRAWN
from tests.bench.measure import BARE, Program, has, instructions, run, system_calls
from tests.support import homes
from tests.support.constants import ROOT
from tests.support.kit import opened
from tests.support.run import environment, python

linux = pytest.mark.skipif(sys.platform != "linux", reason="counted by Linux' own means")
AWAY = ("typer", "rich", "msgspec", "tinydb", "prompt_toolkit", "re", "json", "typing", "datetime", "tomllib", "hashlib")
LATER = {"typer", "rich", "prompt_toolkit", "tinydb", "re", "enum", "decimal", "json", "inspect", "tomllib"}
HOT = (
    ["tick", "KEY"], ["skip", "KEY", "busy"], ["call", "supervisor", "--no-answer"], ["timer"],
    ["list"], ["show"], ["undo"], [],
)  # fmt: skip


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@linux
@pytest.mark.skipif(not has("valgrind"), reason="no valgrind here")
def test_a_note_costs_at_most_a_quarter_more_instructions_than_an_empty_python(program: Program) -> None:
    home = program.work / "home"
    homes.with_notes(home, 0)
    env, argv = program.env(home), program.kit("note", "water on the floor")
    run(argv, env)
    assert instructions(argv, env) <= 1.25 * instructions(BARE)


@linux
@pytest.mark.skipif(not has("valgrind"), reason="no valgrind here")
def test_a_note_of_the_shift_costs_no_more_than_one_in_an_incident(program: Program) -> None:
    env = program.env(program.work / "home")
    run(program.kit("shift", "start", "bench"), env)
    argv = program.kit("note", "water on the floor")
    run(argv, env)
    assert instructions(argv, env) <= 1.25 * instructions(BARE)


@linux
@pytest.mark.skipif(not has("strace"), reason="no strace here")
def test_a_note_is_flushed_exactly_once_and_takes_three_hundred_bytes(program: Program) -> None:
    home, text = program.work / "home", "water on the floor"
    homes.with_notes(home, 0)
    env, argv = program.env(home), program.kit("note", text)
    run(argv, env)
    syncs, size = system_calls(argv, env, program.work / "strace")
    assert syncs == 1
    assert len(text) < size <= len(text) + 300


def test_the_recording_door_reads_no_library_and_little_of_the_standard_one(tmp_path: Path) -> None:
    opened(tmp_path / "home")
    code = (
        "import sys; before = set(sys.modules); from kit import quick as front; front.language()\n"
        "sys.stdout.write(' '.join(sorted(set(sys.modules) - before)))"
    )
    done = python(environment(tmp_path / "home", "en"), "-S", "-c", code)
    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "kit" in loaded and not loaded & set(AWAY), loaded


def test_ten_timers_that_are_far_from_their_end_wake_a_screen_once_a_minute(tmp_path: Path) -> None:
    folder = homes.with_timers(tmp_path / "home", 10)
    timers, wakeups = folder.incident.running(), Wakeups(1)
    now = timers[0].due - timedelta(minutes=50)
    end, looks = now + timedelta(minutes=10), 0
    while now < end:
        now += timedelta(seconds=wakeups.until_change(now, timers))
        looks += 1
    assert looks <= 21, "at most twice a minute"


@linux
@pytest.mark.skipif(not screens.possible(), reason="no schedstat here")
def test_waiting_screens_are_not_woken_every_second(tmp_path: Path) -> None:
    """Wake-ups in seven seconds, of which one may be a new minute; once a second gives seven.
    Three incidents are open, and in the others something is due."""
    log = homes.with_timers(tmp_path / "home", 10)
    for _ in range(2):
        opened(tmp_path / "home", "call-surge")
    program = Program(tmp_path)
    env = program.env(tmp_path / "home") | {"TERM": "xterm-256color"}
    with ThreadPoolExecutor() as pool:
        waits = [
            pool.submit(screens.waiting, program.kit(*words), env, 7.0)
            for words in (("board",), ("guide", "-i", log.ref))
        ]
        costs = [wait.result() for wait in waits]
    for cost in costs:
        assert len(cost.seen) > 500, cost.seen
        assert cost.wakes * 7 / 60 <= 5.5, cost.wakes


@pytest.mark.parametrize("words", HOT, ids=lambda words: " ".join(words) or "kit")
def test_what_is_typed_in_an_incident_imports_none_of_the_heavy_libraries(words: list[str], tmp_path: Path) -> None:
    """A pattern compiled or a wide character looked up in Rich would be a tenth of such a command."""
    before, key = (view.key for view in opened(tmp_path / "home", "power-outage").incident.views()[:2])
    argv = ["kit", *(key if word == "KEY" else word for word in words)]
    assert not imported(tmp_path / "home", ["tick", before], argv[1:]) & LATER


def test_the_second_start_imports_none_of_them_either(tmp_path: Path) -> None:
    words = ["start", "fire", "--no-guide"]
    imported(tmp_path / "home", words)
    assert not imported(tmp_path / "home", words) & LATER


def test_the_first_picture_waits_for_none_of_what_only_a_pressed_key_needs(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path[0:0] = [{str(ROOT)!r}]; before = set(sys.modules)\n"
        "from kit.ground.base.lean import load_msgspec; load_msgspec()\n"
        "from kit.ground.terminal.early import First; from kit.live.guide.talk.flow import flow\n"
        "from kit.live.guide.talk.keys import everything; assert len(everything()) > 20\n"
        "sys.stdout.write(' '.join(set(sys.modules) - before))"
    )
    done = python(environment(tmp_path, "zh"), "-I", "-c", code)
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert not {name.partition(".")[0] for name in loaded} & LATER
    assert not {"kit.ground.base.typed.times", "kit.incidents.say.talk.words", "kit.plans.finder.talk"} & set(loaded)


@linux
def test_the_guide_draws_its_first_picture_before_it_reads_what_only_words_in_no_log_need(program: Program) -> None:
    log, leaves = opened(program.work / "home", "power-outage"), "sys.__stdout__.flush(); os._exit(0)"
    assert leaves in UNTIL_DRAWN
    code = UNTIL_DRAWN.replace(leaves, f"open('loaded', 'w').write(' '.join(sys.modules)); {leaves}")
    argv = [sys.executable, "-c", code, str(program.script), "guide", "-i", log.ref]
    for _ in range(2):  # the first fills the caches
        screens.played_out(argv, program.env(program.work / "home") | {"TERM": "xterm-256color"}, program.work)
    loaded = set((program.work / "loaded").read_text(encoding="ascii").split())
    assert "kit.live.guide.show.picture" in loaded
    assert not loaded & {"re", "enum", "kit.live.guide.talk.kept"}


def imported(home: Path, *commands: list[str]) -> set[str]:
    """The packages that these commands, one after another in a fresh interpreter, import."""
    code = (
        f"import sys; sys.path[0:0] = [{str(ROOT)!r}]; before = set(sys.modules)\n"
        f"from kit.main import main; codes = [main(words) for words in {list(commands)!r}]\n"
        "sys.stdout.write(f'\\n{codes[-1]} ' + ' '.join(set(sys.modules) - before))"
    )
    done = python(environment(home, "zh"), "-I", "-c", code)
    assert done.returncode == 0, done.stderr
    code, *loaded = done.stdout.splitlines()[-1].split()
    assert code == "0" and "msgspec" in loaded
    return {name.partition(".")[0] for name in loaded}
