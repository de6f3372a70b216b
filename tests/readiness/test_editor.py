"""A list is changed in an editor that somebody may never have met: which one opens, how to save and
leave it and how to take another is said before it covers the window."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from kit.ground.base.words import word
from kit.readiness.editions.command.editor import COVERS, HOW, how_of
from tests.support.run import environment
from tests.support.terminal import CTRL_C, ENTER, ESC, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal and a shell script")


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(shutil.which("vi") is None, reason="no vi here")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whoever_never_met_vi_reads_how_to_leave_it_and_does(tmp_path: Path, lang: str) -> None:
    # By another name of the terminal vi asks it what the virtual one does not know.
    env = environment(tmp_path / "home", lang, EDITOR=str(shutil.which("vi")), TERM="vt100")
    with Terminal(["checklists", "edit", "fire", "--reason", "x"], env) as t:
        t.see("vi", ":wq", ":q!", "--editor", "EDITOR")
        t.child.send(ENTER)
        t.see("format = 1")
        t.child.send(ESC)
        t.child.send(":q!" + ENTER)
        t.see(word(lang, "editions.same"))
        assert t.end() == 0
    assert not (tmp_path / "home" / "checklists").exists(), "nothing was changed"


@pytest.mark.parametrize("name", sorted(set(HOW)))
def test_what_is_said_is_of_the_editor_that_opens(tmp_path: Path, name: str) -> None:
    """By the name of the program, with its folder and its ending; what covers the window waits."""
    opened = tmp_path / "opened"
    editor = script(tmp_path / name, f'echo x >> "{opened}"')
    how = word("en", f"editions.leave-{HOW[name]}")
    assert how_of([rf"C:\Tools\{name.upper()}.EXE"]) == HOW[name] and name in editor
    if name not in ("vim", "nano", "emacs", "notepad", "open"):
        return
    env = environment(tmp_path / "home", "en", EDITOR=editor)
    with Terminal(["checklists", "edit", "fire", "--reason", "x"], env, rows=30) as t:
        t.see(*how.split("; ")[0].split(", ")[0].split())
        if HOW[name] in COVERS:
            t.see("Enter opens")
            assert not opened.exists(), "nothing is covered before it was read"
            t.child.send(ENTER)
        assert t.end() == 0
    assert opened.exists()


def test_an_editor_asked_for_by_name_opens_at_once_and_takes_the_place_of_the_usual_one(
    tmp_path: Path,
) -> None:
    opened = tmp_path / "opened"
    editor = script(tmp_path / "vim", f'echo x >> "{opened}"')
    env = environment(tmp_path / "home", "zh", EDITOR="/nothing/here")
    with Terminal(["checklists", "edit", "fire", "--editor", editor, "--reason", "x"], env) as t:
        t.see("打开编辑器：vim", ":wq")
        assert t.end() == 0
    assert opened.exists()


def test_whoever_turns_back_before_the_editor_opens_leaves_nothing_behind(tmp_path: Path) -> None:
    editor = script(tmp_path / "vi", "exit 1")
    env = environment(tmp_path / "home", "zh", EDITOR=editor)
    with Terminal(["checklists", "edit", "fire", "--reason", "x"], env) as t:
        t.see("按回车打开 vi")
        t.child.send(CTRL_C)
        assert t.end() != 0
    assert not (tmp_path / "home" / "editions").exists()
