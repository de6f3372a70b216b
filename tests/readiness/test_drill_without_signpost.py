"""A drill that is on is found without its signpost: its log alone decides."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from tests.support.kit import Kit


def _refs(kit: Kit) -> list[str]:
    return sorted(path.name for path in (kit.home / "drilled").glob("D*"))


@pytest.mark.parametrize("how", ["dropped", "all gone", "renamed"])
def test_no_second_drill_begins_beside_one_whose_signpost_is_lost(drill: Kit, how: str) -> None:
    before, posts = _refs(drill), drill.home / "drilled" / "on"
    for post in posts.iterdir():
        post.rename(post.with_name(f"{post.name} (1)")) if how == "renamed" else post.unlink()
    if how == "all gone":
        posts.rmdir()
    again = drill("--lang", "en", "drill", "run", "lift-stuck", "--no-guide")
    assert again.code == Exit.REFUSED and before[0] in again.err
    assert _refs(drill) == before
    assert drill("note", "no drill: fire on floor 3").code == Exit.DONE
    held = drill("drill", "list", "--json").json["drills_held"]
    assert [each["how_ended"] for each in held] == ["real"]


def test_what_is_recorded_in_it_sets_its_signpost_again(drill: Kit) -> None:
    shutil.rmtree(drill.home / "drilled" / "on")
    assert drill("start", "water-leak", "--drill", "--no-guide").code == Exit.DONE
    assert (drill.home / "drilled" / "on" / _refs(drill)[0]).exists()


def test_a_restored_home_goes_on_with_the_drill_that_was_on(drill: Kit, tmp_path: Path) -> None:
    before, stick = _refs(drill), tmp_path / "stick"
    stick.mkdir()
    assert drill("backup", str(stick)).code == Exit.DONE
    shutil.rmtree(drill.home)
    restored = drill("restore", str(stick), "--yes")
    assert restored.code == Exit.DONE, restored.err
    again = drill("drill", "run", "lift-stuck", "--no-guide")
    assert again.code == Exit.REFUSED and before[0] in again.err
    assert drill("drill", "end").code == Exit.DONE
    assert _refs(drill) == before


def test_a_drill_that_is_over_is_not_on_again(drill: Kit) -> None:
    assert drill("drill", "end").code == Exit.DONE
    assert drill("drill", "run", "lift-stuck", "--no-guide").code == Exit.DONE
    assert len(_refs(drill)) == 2
