"""``python -m tests.proofs.random_mutants [--count 200] [--seed 1] [--only kit/review]``: one comparison,
sign, not, and, or of a room's rules turned round at a time, in a copy of the program; the tests of the room
itself must say so. Prints a line a mutant: file, line, before, after, and what became of it.

Where pytest-cov is installed, the room's tests run once to see which of them come to which line, and a mutant is
shown to those alone: seconds instead of minutes. What no test of this process comes to (commands run as programs
of their own) is shown to the whole room.

Which tests are a room's own is said by ``OWN``. A mutant that survives is equal in effect, and said to be in
``EQUAL``, or lacks a test.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.proofs.mutants import copied, written
from tests.support.constants import ROOT
from tests.support.run import program

# A folder of rules and the tests that answer for it.
OWN = {
    "kit/ground/journal": "tests/ground",
    "kit/ground/base": "tests/ground",
    "kit/incidents": "tests/incidents",
    "kit/people": "tests/people",
    "kit/plans": "tests/plans",
    "kit/shifts": "tests/shifts",
    "kit/review": "tests/review",
    "kit/live": "tests/live",
    "kit/laptops": "tests/laptops",
    "kit/readiness": "tests/readiness",
}
TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
# What survives and does the same, by file and the text before: why.
EQUAL: dict[tuple[str, str], str] = {
    ("kit/ground/base/astray.py", "self.by < 0"): "a clock that is off by nothing moves nothing, either way",
    ("kit/readiness/supplies/rules/sizing.py", "load > tested"): "as much as was tested lasts as long as was tested",
    ("kit/readiness/supplies/rules/nut.py", "len(whole) < 9"): "no number of nine digits is as little as a week of seconds",
    ("kit/shifts/staffing/rules/queue.py", "edge < cut"): "a piece of no width adds nothing",
    ("kit/shifts/staffing/rules/queue.py", "edge > cut"): "a piece of no width adds nothing",
    ("kit/incidents/incident/rules/views.py", "other.state.turn > view.state.turn"): "no two steps were dealt with in one turn",
}


PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
QUICK = ["-m", "not exhaustive"]


class Site(NamedTuple):
    """One place: what stands in ``file`` from ``start`` to ``end`` (in bytes), and what is put there."""

    file: str
    line: int
    start: int
    end: int
    before: str
    after: str


def rules() -> list[Path]:
    """Files of thinking: ``rules.py``, what lies in ``rules``, and the ground's."""
    found = [path for path in (ROOT / "kit").rglob("*.py") if "rules" in path.with_suffix("").parts or "ground" in path.parts]
    return sorted(path for path in found if own_tests(path.relative_to(ROOT).as_posix()))


def own_tests(file: str) -> str:
    return next((tests for folder, tests in OWN.items() if file.startswith(f"{folder}/")), "")


def turned(node: ast.AST) -> Iterator[ast.AST]:
    """The node with one thing turned round."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in TURNED:
        yield ast.Compare(node.left, [TURNED[type(node.ops[0])]()], node.comparators)  # type: ignore[list-item]
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(TURNED[type(node.op)](), node.values)  # type: ignore[arg-type]
    elif isinstance(node, ast.BinOp) and type(node.op) in TURNED and not is_text(node):
        yield ast.BinOp(node.left, TURNED[type(node.op)](), node.right)  # type: ignore[arg-type]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand


def is_text(node: ast.BinOp) -> bool:
    """Joined texts and lists: minus would only raise."""
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr | ast.List | ast.Tuple) or (isinstance(side, ast.Constant) and isinstance(side.value, str)) for side in sides)


def sites(path: Path) -> Iterator[Site]:
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    tree = ast.parse(source)
    skipped = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.If) and is_typing(node.test) for inner in ast.walk(node)}
    for annotation in annotations(tree):
        skipped |= {id(inner) for inner in ast.walk(annotation)}
    for node in ast.walk(tree):
        if id(node) in skipped or not isinstance(node, ast.expr):
            continue
        for other in turned(node):
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
            before = source[start:end].decode()
            yield Site(path.relative_to(ROOT).as_posix(), node.lineno, start, end, before, f"({ast.unparse(other)})")


def is_typing(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def annotations(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            yield node.annotation
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.returns


class Reach:
    """Which tests come to a line of the copy: by folder of tests, file and line."""

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.known: dict[str, dict[str, dict[int, list[str]]]] = {}

    def tests(self, site: Site) -> list[str]:
        """Names as pytest takes them; the whole folder where none is known."""
        folder = own_tests(site.file)
        if folder not in self.known:
            self.known[folder] = self._run(folder)
        lines = self.known[folder].get(site.file, {})
        last = site.line + site.before.count("\n")
        found = {test for line in range(site.line, last + 1) for test in lines.get(line, ())}
        return sorted(found) or [folder]

    def _run(self, folder: str) -> dict[str, dict[int, list[str]]]:
        if importlib.util.find_spec("pytest_cov") is None:
            return {}
        from coverage import CoverageData

        data = self.tree / "reached.coverage"
        env = {**environment(self.tree), "COVERAGE_FILE": str(data)}
        program([*PYTEST, "-n2", "--cov=kit", "--cov-context=test", "--cov-report=", folder, *QUICK], env, self.tree, seconds=3600)
        reached = CoverageData(str(data))
        reached.read()
        out: dict[str, dict[int, list[str]]] = {}
        for path in reached.measured_files():
            by_line = {line: sorted({each.partition("|")[0] for each in tests if each}) for line, tests in reached.contexts_by_lineno(path).items()}
            out[Path(path).relative_to(self.tree.resolve()).as_posix()] = by_line
        data.unlink()
        return out


def environment(tree: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(tree)}


def caught(tree: Path, site: Site, tests: list[str]) -> str:
    """``caught``, ``SURVIVED`` or ``slow`` (which a test's patience ends, too)."""
    path = tree / site.file
    source = path.read_bytes()
    written(path, source[: site.start] + site.after.encode() + source[site.end :])
    names = tree / "tests.txt"
    names.write_text("\n".join(tests), encoding="utf-8")
    argv = [*PYTEST, "-n2" if len(tests) != 1 or tests[0] in OWN.values() else "-n0", "-x", "@tests.txt", *QUICK]
    try:
        done = program(argv, environment(tree), tree, seconds=900)
    except Exception as error:  # whatever ends the run has noticed
        return f"slow ({type(error).__name__})"
    finally:
        written(path, source)
    return "SURVIVED" if done.returncode == 0 else "caught"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.random_mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    places = [site for path in rules() for site in sites(path) if site.file.startswith(asked.only)]
    chosen = random.Random(asked.seed).sample(places, min(asked.count, len(places)))
    survived = 0
    with tempfile.TemporaryDirectory(prefix="kit-mutants-") as work:
        tree = copied(Path(work) / "tree")
        reach = Reach(tree)
        for site in chosen:
            tests = reach.tests(site)
            begun = time.monotonic()
            became = caught(tree, site, tests)
            why = EQUAL.get((site.file, site.before), "")
            survived += became == "SURVIVED" and not why
            sys.stdout.write(f"{became} {site.file}:{site.line}  {site.before!r} -> {site.after!r}  {why} ({len(tests)} tests, {time.monotonic() - begun:.0f} s)\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(chosen)} of {len(places)} places, {survived} survived and are not equal\n")
    return int(bool(survived))


if __name__ == "__main__":
    sys.exit(main())
