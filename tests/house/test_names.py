"""Names of steps and timers are taken apart, and put together, in one file alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import SOURCES, name, nodes
from tests.support.constants import ROOT

OWNER = ROOT / "kit/incidents/incident/rules/names.py"
MARKS = ("hand:", "promise:", "update:", "step:")
CUTS = {"startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition", "split", "rsplit", "index", "find"}
SUBJECTS = ("incidents", "review")  # who has step and timer names at hand


def taken_apart(path: Path) -> Iterator[tuple[int, str]]:
    """(line, what is wrong) of every place that knows how such a name is written."""
    inside = path.relative_to(ROOT / "kit").parts[0] in SUBJECTS
    entry_names: set[ast.AST] = set()
    for node in nodes(path):
        if isinstance(node, ast.JoinedStr):
            first, last = node.values[0], node.values[-1]
            if isinstance(first, ast.Constant) and str(first.value).startswith("#"):
                entry_names |= set(node.values)  # #12@JOURNAL is an entry
            if inside and isinstance(last, ast.Constant) and last.value == "/":
                yield node.lineno, "makes a plan's prefix"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Key":
            entry_names |= set(node.args[:2])  # what is pressed is no name
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if path.parts[-2:] == ("documents", "xlsx.py"):
                continue  # "@" is a workbook's format for text
            if node.value.startswith(MARKS):
                yield node.lineno, f"writes {node.value!r}"
            elif node.value == "@" and node not in entry_names:
                yield node.lineno, "writes '@'"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            cut = node.func.attr in CUTS and node.args
            if cut and isinstance(node.args[0], ast.Attribute) and node.args[0].attr in ("prefix", "plan"):
                yield node.lineno, f"cuts off a prefix with {node.func.attr}"
            if cut and inside and isinstance(node.args[0], ast.Constant) and node.args[0].value == "/":
                yield node.lineno, "cuts at '/'"
        elif isinstance(node, ast.Slice) and isinstance(node.lower, ast.Call):
            measured = node.lower.args[0] if node.lower.args else None
            if isinstance(measured, ast.Attribute) and measured.attr == "prefix":
                yield node.lineno, "cuts off a prefix by its length"


def test_nobody_else_takes_the_name_of_a_step_or_a_timer_apart() -> None:
    others = [path for path in SOURCES if path != OWNER]
    assert [(name(path), *found) for path in others for found in taken_apart(path)] == []


def test_its_owner_would_be_caught_if_it_were_not_the_owner() -> None:
    assert len(list(taken_apart(OWNER))) >= 6


@pytest.mark.parametrize(
    "line",
    [
        'if key.startswith("hand:"): pass',
        'who = key.partition("@")[2]',
        'key = f"{step}@{who}"',
        "name = key[len(plan.prefix):]",
        "name = key.removeprefix(plan.prefix)",
        'prefix = f"{type}/"',
        'plan, _, step = key.rpartition("/")',
    ],
)
def test_each_way_of_taking_a_name_apart_is_seen(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_text", lambda self, **_: line + "\n")
    assert list(taken_apart(ROOT / f"kit/incidents/{line!r}")) != []  # what is parsed of another file stays
