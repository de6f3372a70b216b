"""The cache of decoded checklists: gives what the slow way gives, harmless when it is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.plans.checklists.files import Checklists, read_checklist
from kit.plans.toml.files.library import shipped
from tests.support.shipped import TYPES


@pytest.mark.parametrize("type_", TYPES)
def test_a_cached_checklist_is_the_parsed_one(tmp_path: Path, type_: str) -> None:
    first = Checklists(str(tmp_path)).checklist(type_)
    assert list((tmp_path / "cache").glob(f"{type_}-*.json"))
    again = Checklists(str(tmp_path)).checklist(type_)
    assert again == first == read_checklist(Path(shipped()) / "checklists" / f"{type_}.toml")


def test_the_copy_is_what_is_read_the_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Checklists(str(tmp_path)).checklist("fire")

    def never(path: Path) -> None:
        raise AssertionError(path)

    monkeypatch.setattr("kit.plans.checklists.files.read_checklist", never)
    assert Checklists(str(tmp_path)).checklist("fire").id == "fire"


def test_where_there_is_no_home_reading_makes_none(tmp_path: Path) -> None:
    lists = Checklists(str(tmp_path / "none"))
    assert lists.checklist("fire").id == "fire"
    lists.library.keep_copies()
    assert not (tmp_path / "none").exists()


def own(home: Path, title: str) -> Path:
    """A checklist of the user's own."""
    text = (Path(shipped()) / "checklists" / "fire.toml").read_text(encoding="utf-8")
    path = home / "checklists" / "fire.toml"
    path.parent.mkdir(exist_ok=True)
    lines = text.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("title"))
    lines[at] = f'title = {{zh = "{title}", en = "Mine"}}'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    own(tmp_path, "甲")
    assert Checklists(str(tmp_path)).checklist("fire").title.zh == "甲"
    path = own(tmp_path, "乙")
    os.utime(path, ns=(1, 1))
    assert Checklists(str(tmp_path)).checklist("fire").title.zh == "乙"


def test_a_file_that_was_broken_since_is_refused_and_not_served_from_the_copy(tmp_path: Path) -> None:
    path = own(tmp_path, "甲")
    Checklists(str(tmp_path)).checklist("fire")
    path.write_text("format = 1\nbroken", encoding="utf-8")
    with pytest.raises(Refused):
        Checklists(str(tmp_path)).checklist("fire")


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b"garbage\n{}"])
def test_a_spoiled_copy_is_ignored(tmp_path: Path, damage: bytes) -> None:
    good = Checklists(str(tmp_path)).checklist("fire")
    (copy,) = (tmp_path / "cache").glob("fire-*.json")
    copy.write_bytes(copy.read_bytes().split(b"\n", 1)[0] + b"\n" + damage)
    assert Checklists(str(tmp_path)).checklist("fire") == good
    copy.write_bytes(damage)
    assert Checklists(str(tmp_path)).checklist("fire") == good


def test_reading_makes_no_home(tmp_path: Path) -> None:
    home = tmp_path / "none"
    Checklists(str(home)).checklist("fire")
    assert not home.exists()


def test_the_copies_are_the_owners_only(tmp_path: Path) -> None:
    Checklists(str(tmp_path)).checklist("fire")
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    assert all(p.stat().st_mode & 0o777 == 0o600 for p in (tmp_path / "cache").iterdir())
