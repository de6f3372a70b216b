"""The README keeps its word: commands, exit codes, house rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.app import COMMANDS
from kit.ground.base.refusal import Exit
from tests.support import readme_screens
from tests.support.constants import ROOT


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def exit_rows() -> list[int]:
    """Numbers in the first column of the table of exit codes."""
    return [int(n) for n in re.findall(r"^\|\s*`?(\d{1,3})`?\s*\|", readme(), re.MULTILINE)]


def test_the_table_of_exit_codes_is_the_one_in_the_program() -> None:
    assert sorted(exit_rows()) == sorted(code for name, code in vars(Exit).items() if name.isupper())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named(command: str) -> None:
    assert re.search(rf"\bkit {command}\b", readme())


def test_no_command_is_named_that_does_not_exist() -> None:
    for block in re.findall(r"`kit ([a-z]+)", readme()):
        assert block in COMMANDS, block


@pytest.mark.parametrize("module", COMMANDS.values())
def test_every_command_has_its_file(module: str) -> None:
    assert (ROOT / f"{module.replace('.', '/')}.py").is_file()


def test_the_test_command_is_the_one_the_checks_run() -> None:
    """How much it says of each test is left to either."""
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for part in ("pip install -q -e", '".[test]"'):
        assert part in run.replace("'", '"')
        assert part in readme().replace("'", '"')
    asked = [re.findall(r"-m pytest((?: +[^\s`#]+)*)", text) for text in (run, readme())]
    one, other = ([word for word in found[0].split() if word not in ("-q", "-v", "-vv")] for found in asked)
    assert one == other


def test_every_room_is_described_in_the_house_book() -> None:
    book = (ROOT / "kit" / "README.md").read_text(encoding="utf-8")
    for room in ("ground", "plans", "incidents", "review", "readiness"):
        assert f"\n{room} " in book
    decisions = (ROOT / "kit" / "DECISIONS.md").read_text(encoding="utf-8")
    assert re.search(r"^- 20\d\d-\d\d-\d\d ", decisions, re.MULTILINE)


def test_the_version_stands_in_the_changelog() -> None:
    from kit import __version__

    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {__version__}" in text


@pytest.mark.exhaustive
@pytest.mark.parametrize("lang", readme_screens.LANGS)
def test_the_screens_are_those_that_are_drawn(tmp_path: Path, lang: str) -> None:
    """They showed neither the key for what is due nor the one that takes back. To draw them anew:
    ``python -m tests.support.readme_screens``."""
    drawn = readme_screens.shown()
    for screen in readme_screens.screens(tmp_path, lang):
        assert screen == drawn[readme_screens.of_its_sort(screen)]
