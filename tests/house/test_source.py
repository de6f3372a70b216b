"""What every source file keeps to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import SOURCES, name, nodes
from tests.support.constants import ROOT

FILE, FUNCTION, CLASS = 400, 60, 250

READERS = ("kit/ground/machine/clock.py", "kit/ground/machine/here.py")  # the second is the light half of the first
CLOCKS = {
    ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"), ("time", "ctime"),
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
}  # fmt: skip


def prints_or_reads_the_clock(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"{name(path)}:{node.lineno} prints"
        if name(path) in READERS or not isinstance(node, ast.Attribute):
            continue
        if isinstance(node.value, ast.Name) and (node.value.id, node.attr) in CLOCKS:
            yield f"{name(path)}:{node.lineno} reads the clock"


def test_nothing_prints_and_only_the_clock_reads_the_clock() -> None:
    assert [found for path in SOURCES for found in prints_or_reads_the_clock(path)] == []


def too_long(path: Path) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").count("\n")
    if lines > FILE:
        yield f"{name(path)} has {lines} lines"
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > (CLASS if isinstance(node, ast.ClassDef) else FUNCTION):
                yield f"{name(path)}:{node.lineno} {node.name} has {lines} lines"


def test_no_file_class_or_function_is_longer_than_a_person_keeps_in_mind() -> None:
    assert [found for path in SOURCES for found in too_long(path)] == []


def test_every_file_says_what_it_is_for() -> None:
    assert [name(path) for path in SOURCES if not ast.get_docstring(nodes(path)[0])] == []


def test_the_top_level_is_what_the_design_says() -> None:
    wanted = {
        "kit", "checklists", "data", "tests", "seeds",
        "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "findings",
    }  # fmt: skip
    made = {"venv", "dist", "build", "__pycache__"}
    found = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and path.name not in made and path.suffix != ".egg-info"
    }
    assert found == wanted


def test_no_text_carries_the_marks_of_a_half_finished_merge() -> None:
    texts = [
        path
        for path in ROOT.rglob("*")
        if path.suffix in {".md", ".py", ".toml", ".sh", ".json"}
        and not any(part.startswith(".") or part in {"venv", "build"} for part in path.relative_to(ROOT).parts)
    ]
    assert len(texts) > 500
    marks = tuple(sign * 7 for sign in "<>|")
    left = [
        f"{name(path)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith(marks)
    ]
    assert left == []


# What no home holds: the system's own, what came with the kit, what somebody names on the line (which
# may be a pipe on purpose), what was made a moment ago.
NOT_OF_A_HOME = {
    "kit/ground/machine/mounts.py", "kit/ground/machine/clock.py", "kit/ground/machine/battery.py", "kit/readiness/doctor/files/look_home.py",
    "kit/plans/toml/files/parsed.py", "kit/review/after_action/command.py", "kit/people/registers/command/paper.py",
    "kit/people/contacts/files/foreign.py", "kit/people/calendar/files.py", "kit/ground/journal/carry.py",
    "kit/laptops/bundles/files/sealing.py", "kit/laptops/bundles/files/importing.py", "kit/laptops/bundles/files/reading.py",
    "kit/laptops/tables/files/writing.py", "kit/laptops/tables/files/spool.py",
}  # fmt: skip


def waits_at_a_pipe(path: Path) -> Iterator[str]:
    """Files that are opened to be read with nothing that turns a pipe or a device away."""
    for node in nodes(path):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"):
            continue
        mode = next((arg.value for arg in node.args[1:2] if isinstance(arg, ast.Constant)), "r")
        if "r" in str(mode) and "opener" not in [word.arg for word in node.keywords]:
            yield f"{name(path)}:{node.lineno}"


def test_what_lies_in_a_home_is_never_opened_so_that_a_pipe_holds_the_kit_up() -> None:
    found = [each for path in SOURCES if name(path) not in NOT_OF_A_HOME for each in waits_at_a_pipe(path)]
    assert found == []
