"""Imports run one way, every tool has one owner, and doors are opened only when needed."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from tests.support.constants import ROOT
from tests.support.run import Done, environment, python

# Standard library that reads nothing, writes nothing and waits for nothing.
PURE = {
    "__future__", "bisect", "collections", "dataclasses", "datetime", "difflib", "enum", "functools", "hashlib",
    "heapq", "itertools", "json", "math", "operator", "re", "string", "struct", "typing", "unicodedata", "zlib",
}  # fmt: skip


def fresh(code: str, home: Path, **env: str) -> Done:
    """Run code in a process of its own."""
    return python(environment(home, "en", **env), "-c", code)


def test_the_import_contracts_are_kept(tmp_path: Path) -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = fresh(code, tmp_path, PYTHONIOENCODING="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


RULES = sorted(
    path
    for path in (ROOT / "kit").rglob("*.py")
    if "rules" in path.relative_to(ROOT).with_suffix("").parts
)
# What thinking may use of the ground: values and words about them, nothing that reads or waits.
THINKS = (
    "kit.ground.base", "kit.ground.journal.entry", "kit.ground.journal.kinds", "kit.ground.journal.merge", "kit.ground.journal.withdrawal",
    "kit.ground.journal.taking_back", "kit.ground.journal.parted", "kit.ground.journal.signed",
)  # fmt: skip


def thinks(name: str) -> bool:
    return any(f"{name}.".startswith(f"{part}.") for part in THINKS) or (name.startswith("kit.") and "rules" in name.split("."))


def test_there_are_rules_to_look_at() -> None:
    assert len(RULES) > 40


@pytest.mark.parametrize("path", RULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_rules_import_only_msgspec_the_pure_standard_library_and_other_rules(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "say the whole name"
            names = [node.module or ""]
        for name in names:
            allowed = name.split(".")[0] in PURE | {"msgspec"} or thinks(name)
            assert allowed, f"{path.name}:{node.lineno} imports {name}"  # type: ignore[attr-defined]


READS_OR_WAITS = {"__import__", "breakpoint", "compile", "eval", "exec", "input", "open", "print"}


@pytest.mark.parametrize("path", RULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_rules_call_nothing_that_reads_writes_or_waits(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            assert node.id not in READS_OR_WAITS, f"{path.name}:{node.lineno} uses {node.id}"


def modules_of(home: Path, *words: str) -> list[str]:
    """What is in memory after one command has run."""
    code = (
        "import io, json, sys\n"
        "from kit.main import main\n"
        "real, sys.stdout = sys.stdout, io.StringIO()\n"
        f"code = main({list(words)!r})\n"
        "sys.stdout = real\n"
        "sys.stdout.write(json.dumps([code, sorted(sys.modules)]))\n"
    )
    done = fresh(code, home)
    assert done.returncode == 0, done.stderr
    exit_code, names = json.loads(done.stdout)
    assert exit_code == 0, done.stderr
    return list(names)


def loaded_by(home: Path, *words: str) -> set[str]:
    """Top-level modules in memory after one command has run."""
    return {name.split(".")[0] for name in modules_of(home, *words)}


def sentences_read_by(home: Path, *words: str) -> set[str]:
    """Modules of sentences in memory after one command has run."""
    return {name for name in modules_of(home, *words) if ".words" in name and name.startswith("kit.")}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one open incident."""
    loaded_by(tmp_path, "start", "power-outage", "--no-guide")
    return tmp_path


@pytest.mark.parametrize("words", [("note", "water on the floor"), ("tick", "torch"), ("list",)])
def test_recording_and_listing_load_neither_prompts_nor_tinydb(
    home: Path, words: tuple[str, ...]
) -> None:
    heavy = {"questionary", "prompt_toolkit", "tinydb", "asyncio", "pydantic"}
    assert not loaded_by(home, *words) & heavy


@pytest.mark.parametrize("words", [("tick", "torch"), ("level",), ("list",)])
def test_a_command_reads_no_sentences_of_rooms_that_have_no_part_in_it(
    home: Path, words: tuple[str, ...]
) -> None:
    read = sentences_read_by(home, *words)
    others = ("guide", "home", "summary", "forms", "doctor", "drills", "clauses", "checklists")
    assert not [name for name in read if name.split(".")[2] in others]


def test_all_rules_together_load_nothing_but_msgspec_from_outside(tmp_path: Path) -> None:
    names = [path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in RULES]
    code = (
        "import importlib, json, sys\n"
        "before = set(sys.modules)\n"
        f"for name in {names!r}:\n"
        "    importlib.import_module(name.removesuffix('.__init__'))\n"
        "tops = {name.split('.')[0] for name in set(sys.modules) - before}\n"
        "sys.stdout.write(json.dumps(sorted(tops - sys.stdlib_module_names)))\n"
    )
    done = fresh(code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)) <= {
        "kit",
        "msgspec",
        "typing_extensions",
    }  # the last is msgspec's
