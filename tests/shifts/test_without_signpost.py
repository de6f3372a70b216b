"""A shift that is on is found without its signpost: its log alone decides."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from tests.support.kit import Kit


@pytest.fixture
def on(bare: Kit) -> Kit:
    """A home with a shift that is on, led by Li, with one note."""
    bare.at(0)
    assert bare("shift", "start", "Li").code == Exit.DONE
    assert bare("shift", "note", "the lift was tested").code == Exit.DONE
    return bare


def _refs(kit: Kit) -> list[str]:
    return sorted(path.name for path in (kit.home / "shifts").glob("2*/S*"))


@pytest.mark.parametrize("how", ["dropped", "all gone", "renamed"])
def test_a_note_goes_into_the_shift_that_is_on(on: Kit, how: str) -> None:
    before, posts = _refs(on), on.home / "shifts" / "open"
    for post in posts.iterdir():
        post.rename(post.with_name(f"{post.name} (1)")) if how == "renamed" else post.unlink()
    if how == "all gone":
        posts.rmdir()
    said = on("--lang", "en", "shift", "note", "the second note")
    assert said.code == Exit.DONE
    assert _refs(on) == before
    shown = on("--lang", "en", "shift", "show").out
    assert before[0] in shown and "3 entries" in shown
    assert (posts / before[0]).exists()


def test_a_restored_home_goes_on_with_the_shift_that_was_on(on: Kit, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert on("backup", str(stick)).code == Exit.DONE
    shutil.rmtree(on.home)
    assert on("restore", str(stick), "--yes").code == Exit.DONE
    before = _refs(on)
    assert before[0] in on("--lang", "en", "shift", "show").out
    assert on("shift", "note", "after the restore").code == Exit.DONE
    assert _refs(on) == before


def test_a_shift_that_ended_is_not_on_again(on: Kit) -> None:
    before = _refs(on)
    assert on.at(5)("shift", "end").code == Exit.DONE
    assert on.at(6)("shift", "note", "of the next one").code == Exit.DONE
    assert len(_refs(on)) == len(before) + 1
