"""The shipped files as the build parsed them say what the files say, and only of the very bytes."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.refusal import Refused
from kit.plans.checklists.files import read_checklist
from kit.plans.toml.files import read
from kit.plans.toml.files.parsed import FOLDER, parsed, write_all
from tests.support.constants import ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the shipped files lie, with the copies that a build makes of them."""
    above = tmp_path_factory.mktemp("built")
    for sort in ("checklists", "data", "seeds"):
        os.symlink(ROOT / sort, above / sort)
    write_all(str(above), str(above / FOLDER))
    return above


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A folder of one list and its copy."""
    (tmp_path / "checklists").mkdir()
    source = ROOT / "checklists" / "fire.toml"
    (tmp_path / "checklists" / "fire.toml").write_bytes(source.read_bytes())
    write_all(str(tmp_path), str(tmp_path / FOLDER))
    return tmp_path


def said(above: Path, path: Path) -> Any:
    kept = parsed(str(above), str(path), path.read_bytes())
    return None if kept is None else json.loads(kept)


def test_every_shipped_file_is_copied_as_it_reads(built: Path) -> None:
    copied = 0
    for sort in ("checklists", "data"):
        for path in sorted((built / sort).rglob("*.toml")):
            found = said(built, path)
            copied += found is not None
            assert found in (None, tomllib.loads(path.read_text(encoding="utf-8"))), path
    assert copied > 40
    assert all(said(built, path) for path in (built / "checklists").glob("*.toml"))


def test_a_file_that_was_changed_is_parsed(one: Path) -> None:
    path = one / "checklists" / "fire.toml"
    assert said(one, path)
    path.write_bytes(path.read_bytes() + b"\n")
    assert said(one, path) is None


def test_a_copy_that_is_gone_or_of_another_build_is_nobodys(one: Path) -> None:
    path, copy = one / "checklists" / "fire.toml", one / FOLDER / "checklists" / "fire.json"
    copy.write_bytes(copy.read_bytes()[1:])
    assert said(one, path) is None
    copy.unlink()
    assert said(one, path) is None


def test_a_file_of_the_users_is_parsed(one: Path, tmp_path: Path) -> None:
    path = one / "checklists" / "fire.toml"
    assert parsed(str(one / "checklists"), str(path), path.read_bytes()) is None
    assert parsed(str(one / "else"), str(path), path.read_bytes()) is None


def test_a_list_is_the_same_from_its_copy(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = one / "checklists" / "fire.toml"
    plain = read_checklist(path)
    monkeypatch.setattr(read, "shipped", lambda: str(one))
    monkeypatch.setattr(tomllib, "loads", None)  # it would fail
    assert read_checklist(path) == plain


def test_a_copy_that_is_damaged_behind_its_stamp_is_passed_over(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, copy = one / "checklists" / "fire.toml", one / FOLDER / "checklists" / "fire.json"
    plain = read_checklist(path)
    copy.write_bytes(copy.read_bytes()[:-40])
    monkeypatch.setattr(read, "shipped", lambda: str(one))
    assert read_checklist(path) == plain


def test_a_mistake_is_explained_as_ever_where_there_is_a_copy(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = one / "checklists" / "fire.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[[phases]]", '[[phases]]\nnot_known = "x"', 1), encoding="utf-8")
    with pytest.raises(Refused) as plain:
        read_checklist(path)
    write_all(str(one), str(one / FOLDER))
    monkeypatch.setattr(read, "shipped", lambda: str(one))
    with pytest.raises(Refused) as kept:
        read_checklist(path)
    assert (kept.value.code, kept.value.fill) == (plain.value.code, plain.value.fill)


def test_a_date_is_left_to_the_reader(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.toml").write_text("day = 2026-11-28\n", encoding="ascii")
    write_all(str(tmp_path), str(tmp_path / FOLDER))
    assert not (tmp_path / FOLDER / "data").exists()
