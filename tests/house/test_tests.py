"""The tests stand in the rooms of what they test."""

from __future__ import annotations

import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.constants import ROOT
from tests.support.run import program

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


OUTCOMES = """
import os, pytest
def test_sound(): pass
def test_false(): assert 0
@pytest.fixture
def unset(): raise ValueError
@pytest.fixture
def left():
    yield
    raise ValueError
@pytest.fixture
def lacking(): pytest.skip("lacking")
def test_not_set_up(unset): pass
def test_not_cleared_up(left): pass
def test_lacks(lacking): pass
def test_dies(): os._exit(3)
"""


def test_a_worker_tells_whatever_went_wrong_wherever_it_did(tmp_path: Path) -> None:
    """Of a test that passed it tells no more than that (tests/conftest.py)."""
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_runtest_protocol as pytest_runtest_protocol\n", encoding="utf-8")
    (tmp_path / "test_outcomes.py").write_text(OUTCOMES, encoding="utf-8")
    asked = [sys.executable, "-m", "pytest", "-q", "-n", "1", "-c", os.devnull, "--rootdir", str(tmp_path), str(tmp_path)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    said = program(asked, {**env, "PYTHONPATH": str(ROOT)}, tmp_path).stdout
    assert "2 failed, 2 passed, 1 skipped, 2 errors" in said, said
    for what in ("FAILED test_outcomes.py::test_false", "ERROR test_outcomes.py::test_not_set_up",
                 "ERROR test_outcomes.py::test_not_cleared_up", "crashed while running 'test_outcomes.py::test_dies'"):  # fmt: skip
        assert what in said, said
