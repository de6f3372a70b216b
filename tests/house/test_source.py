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
