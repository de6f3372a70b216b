"""The tests stand in the rooms of what they test."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.constants import ROOT

TESTS = ROOT / "tests"
BESIDE = {"support", "proofs", "stories", "bench", "house"}
FILES = sorted(TESTS.rglob("*.py"))
SHARED = re.compile(r"^[ \t]*from (tests\.[\w.]+) import", re.MULTILINE)
COMMAND = re.compile(r"python -m (tests\.[\w.]+)")
BOOKS = [ROOT / "README.md", TESTS / "README.md", TESTS / "bench" / "README.md"]


def folders(path: Path) -> set[str]:
    return {p.name for p in path.iterdir() if p.is_dir() and list(p.rglob("*.py"))}


def test_every_folder_is_a_room_of_the_kit_or_stands_beside_them() -> None:
    assert folders(TESTS) - BESIDE == folders(ROOT / "kit")


def test_nothing_but_what_pytest_reads_lies_outside_the_folders() -> None:
    assert {path.name for path in TESTS.glob("*.py")} == {"__init__.py", "conftest.py"}


@pytest.mark.parametrize("room", sorted(folders(TESTS) - BESIDE - {"house"}))
def test_a_room_shares_by_way_of_support_only(room: str) -> None:
    allowed = ("tests.support.", f"tests.{room}.")
    for path in (TESTS / room).rglob("*.py"):
        for module in SHARED.findall(path.read_text(encoding="utf-8")):
            assert f"{module}.".startswith(allowed), f"{path}: {module}"


def test_the_root_is_worked_out_in_one_place_only() -> None:
    found = [p.name for p in FILES if "parents[2]" in p.read_text(encoding="utf-8")]
    assert sorted(found) == ["constants.py", Path(__file__).name]


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_of_the_tests_that_a_book_names_is_there(book: Path) -> None:
    named = set(COMMAND.findall(book.read_text(encoding="utf-8")))
    assert named
    for module in named:
        assert find_spec(module) or find_spec(f"{module}.__main__"), module


def test_a_program_is_run_in_one_way() -> None:
    allowed = {"support/run.py", "proofs/worlds.py", Path(__file__).relative_to(TESTS).as_posix()}
    found = {p.relative_to(TESTS).as_posix() for p in FILES if "subprocess.run(" in p.read_text(encoding="utf-8")}
    assert found <= allowed, "tests/support/run.py runs programs"
