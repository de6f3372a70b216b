"""An incident whose log cannot be read is never told as none: a sync program renamed its folder or
took its file away, a copy belongs to somebody else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from tests.support.kit import Kit, opened
from tests.support.terminal import Terminal

NONE = ("No incident is open", "没有未关闭的事件")


def _renamed(folder: Path) -> None:
    folder.rename(folder.with_name("incident of the night"))


def _small(folder: Path) -> None:
    folder.rename(folder.with_name(folder.name.lower()))


def _without_type(folder: Path) -> None:
    folder.rename(folder.with_name(folder.name.partition(".")[0]))


def _taken_to_the_cloud(folder: Path) -> None:
    for path in folder.glob("*.jsonl"):
        path.rename(path.with_name(f".{path.name}.icloud"))


def _a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("placeholder", encoding="ascii")


WAYS = [_renamed, _small, _without_type, _taken_to_the_cloud, _a_file]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("way", WAYS)
def test_no_list_board_or_home_says_that_none_is_open(bare: Kit, way: object, lang: str) -> None:
    log = opened(bare.home)
    way(Path(log.where.path))  # type: ignore[operator]
    for line in (("list",), ("list", "--json"), ("board",), ("board", "--json"), ("show",)):
        said = bare("--lang", lang, *line)
        assert said.code == Exit.UNREADABLE, line
        assert not any(none in said.out + said.err for none in NONE), line
        assert "kit verify" in said.out + said.err, line
    home = bare("--lang", lang)
    assert not any(none in home.out for none in NONE)
    assert "kit verify" in home.out


@pytest.mark.parametrize("way", WAYS)
def test_a_note_is_kept_all_the_same_and_says_where(bare: Kit, way: object) -> None:
    log = opened(bare.home)
    way(Path(log.where.path))  # type: ignore[operator]
    said = bare("--lang", "en", "note", "the lift stands still")
    assert said.code == Exit.DONE
    assert "Shift note: the lift stands still" in said.out


def test_what_else_lies_in_open_is_no_incident(bare: Kit) -> None:
    opened(bare.home)
    for name in (".stfolder", "@eaDir", "tmp"):
        (bare.home / "open" / name).mkdir()
    (bare.home / "open" / "desktop.ini").write_bytes(b"x")
    said = bare("--lang", "en", "list")
    assert said.code == Exit.DONE
    assert "cannot be read" not in said.err


@pytest.mark.parametrize("argv", [(), ("board",)])
def test_the_drawn_screens_say_it(bare: Kit, argv: tuple[str, ...]) -> None:
    log = opened(bare.home)
    _renamed(Path(log.where.path))
    env = {**os.environ, "TERM": "xterm-256color"}
    with Terminal([*argv], env) as screen:
        screen.see("incident of the night")
        assert "No incident is open" not in screen.text()
