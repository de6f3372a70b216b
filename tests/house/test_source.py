"""What every source file keeps to."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.support.constants import ROOT

SOURCES = sorted((ROOT / "kit").rglob("*.py"))
LIMIT = 400
FUNCTION, CLASS = 60, 250

READERS = ("kit/ground/machine/clock.py", "kit/ground/machine/here.py")  # the second is the light half of the first
CLOCKS = {
    ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"), ("time", "ctime"),
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
}  # fmt: skip


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_nothing_prints_and_only_the_clock_reads_the_clock(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call | ast.Attribute):
            continue
        where = f"{names(path)}:{node.lineno}"
        if isinstance(node, ast.Call):
            assert not (isinstance(node.func, ast.Name) and node.func.id == "print"), where
        elif isinstance(node.value, ast.Name) and names(path) not in READERS:
            assert (node.value.id, node.attr) not in CLOCKS, where


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_no_file_is_longer_than_a_person_reads_at_once(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LIMIT, f"{names(path)} has {lines} lines: split it"


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_no_function_and_no_class_is_longer_than_a_person_keeps_in_mind(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            most = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
            lines = (node.end_lineno or 0) - node.lineno + 1
            assert lines <= most, f"{names(path)}:{node.lineno} {node.name} has {lines} lines"


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_every_file_says_what_it_is_for(path: Path) -> None:
    assert names(path) == "kit/__main__.py" or ast.get_docstring(tree(path)), names(path)


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
