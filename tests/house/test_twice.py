"""What stands once: no two functions do the same in the same words, whatever their names are called.

Compared are functions of ``LEAST`` lines or more by their statements, with names of their own numbered, annotations,
decorators and docstrings left out. A page of keywords that is the same in two commands is none: it is no statement.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house.source import nodes
from tests.support.constants import ROOT

LEAST = 5  # lines, the ``def`` counted; below that a helper of its own would be as long
Function = ast.FunctionDef | ast.AsyncFunctionDef


def does(function: Function) -> str:
    """What it does, in words that are the same for every function that does the same."""
    inside = [*ast.walk(function)]
    own = {node.arg for node in inside if isinstance(node, ast.arg)}
    own |= {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    numbers: dict[str, str] = {}

    def told(node: object) -> Iterator[str]:
        if isinstance(node, ast.arg) or (isinstance(node, ast.Name) and node.id in own):
            name = node.arg if isinstance(node, ast.arg) else node.id
            yield numbers.setdefault(name, f"v{len(numbers)}")
        elif isinstance(node, ast.AnnAssign):
            yield from told(ast.Assign([node.target], node.value))  # type: ignore[arg-type]
        elif isinstance(node, ast.AST):
            yield type(node).__name__
            for part in node._fields:
                yield from told(getattr(node, part, None))
        elif isinstance(node, list):
            for each in node:
                yield from told(each)
            yield ";"
        else:
            yield repr(node)

    body = function.body[ast.get_docstring(function) is not None :]
    return " ".join(told([function.args, *body]))


def alike(function: Function) -> tuple[object, ...]:
    """What functions that do the same have in common at a glance, so that few are looked at whole."""
    body = function.body[ast.get_docstring(function) is not None :]
    return len(function.args.args), *(ast.Assign if isinstance(part, ast.AnnAssign) else type(part) for part in body)


def twice(files: Iterable[Path], least: int = LEAST) -> list[list[str]]:
    glance: dict[tuple[object, ...], list[tuple[str, Function]]] = defaultdict(list)
    for path in sorted(files):
        where = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        for node in nodes(path):
            if isinstance(node, Function) and (node.end_lineno or 0) - node.lineno + 1 >= least:
                glance[alike(node)].append((f"{where}:{node.lineno} {node.name}", node))
    found: dict[str, list[str]] = defaultdict(list)
    for place, node in (each for group in glance.values() if len(group) > 1 for each in group):
        found[does(node)].append(place)
    return [places for places in found.values() if len(places) > 1]


@pytest.mark.parametrize("folder", ["kit", "tests"])
def test_no_function_stands_twice(folder: str) -> None:
    assert twice((ROOT / folder).rglob("*.py")) == []


def test_the_same_is_found_under_other_names_and_what_differs_is_not(tmp_path: Path) -> None:
    one = 'def one(a: int) -> int:\n    """Adds."""\n    b: int = a + 1\n    for c in range(b):\n        b += c\n    return b\n'
    other = "def two(x):\n    y = x + 1\n    for z in range(y):\n        y += z\n    return y\n"
    for name, text in (("one", one), ("other", other), ("less", other.replace("+ 1", "+ 2"))):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    assert twice(tmp_path.glob("*.py")) == [["one.py:1 one", "other.py:1 two"]]
