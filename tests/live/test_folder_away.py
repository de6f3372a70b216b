"""The data folder is moved or unplugged while the guide is open."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.recorder import Recorder
from kit.incidents.incident.files.store import Store
from tests.support.kit import Kit
from tests.support.logs import log_of, note, notes, start
from tests.support.play import Played, leave, press, say
from tests.support.terminal import ENTER, Terminal


def away(played: Played, mount: bool) -> tuple[Path, Path]:
    """Take the home away; ``mount``: an empty folder stays, as where a stick was mounted."""
    home = Path(played.env["KIT_HOME"])
    spare = home.with_name("spare")
    home.rename(spare)
    if mount:
        home.mkdir()
    return home, spare


def back(home: Path, spare: Path) -> None:
    if home.exists():
        assert os.listdir(home) == []  # nothing was made there
        home.rmdir()
    spare.rename(home)


@pytest.mark.parametrize("mount", [False, True])
def test_a_folder_that_is_gone_is_said_not_recorded_and_recording_goes_on_when_it_is_back(
    tmp_path: Path, mount: bool
) -> None:
    """One sentence: gone, NOT recorded, paper, put it back; no folder is made."""
    played = Played(tmp_path, "en")
    before = played.kinds()
    with Terminal(["guide"], played.env, 120, 40) as t:
        press(t, "", "Call out: stay")
        home, spare = away(played, mount)
        shown = press(t, ENTER, "NOT recorded")
        assert "is gone" in shown and "on paper" in shown and "put the folder back" in shown
        press(t, ENTER, "NOT recorded")
        back(home, spare)
        press(t, ENTER, "> Phone the system", gone="> Call out: stay")
        assert leave(t) == 0
    after = played.kinds()
    assert after[: len(before)] == before
    assert after[len(before) :].count("step-done") == 1  # once, though Enter was pressed three times


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_to_do_is_said_before_where_it_lay_so_that_80_columns_hold_it(tmp_path: Path, lang: str) -> None:
    """``… This was NOT``: the path took the three lines, and what to do stood behind it."""
    played = Played(tmp_path, lang)
    with Terminal(["guide"], played.env, 80, 24) as t:
        press(t, "", "Call out: stay" if lang == "en" else "通知全体")
        away(played, False)
        press(t, ENTER, *(("NOT recorded: write it on", "put the folder back") if lang == "en" else ("先写在纸上", "放回原处")))


def test_numbered_the_line_that_stays_says_what_was_lost_and_what_to_do(tmp_path: Path) -> None:
    """``NOT recorded: ..``: of the sentence the path alone was left below the step."""
    played = Played(tmp_path, "en")
    with Terminal(["guide", "--plain"], played.env, 80, 24) as t:
        t.see("Number:")
        away(played, False)
        say(t, "1", "?  More")
        below = " ".join(" ".join(t.lines()).split("?  More")[-1].split())
        assert "NOT recorded: Done: Call out: stay" in below and "write it on paper, put the folder back" in below


def test_leaving_while_the_folder_is_gone_says_so_and_is_no_success(tmp_path: Path) -> None:
    played = Played(tmp_path, "en")
    with Terminal(["guide"], played.env, 120, 40) as t:
        press(t, "", "Call out: stay")
        home, spare = away(played, False)
        t.see("Nothing can be recorded now")
        press(t, "q")
        assert t.end() == Exit.FAULT
        said = t.raw.decode("utf-8", "replace")
        assert "may NOT be recorded" in said and "everything is recorded" not in said
    assert not home.exists()
    back(home, spare)


@pytest.mark.parametrize("command", [("list",), ("show",), ("tick", "no-logout"), ("list", "--json")])
def test_a_command_that_finds_no_data_folder_says_so_and_makes_none(kit: Kit, command: tuple[str, ...]) -> None:
    """``No incident is open``, while the open one lay on a stick that was not in."""
    kit.home.rename(kit.home.with_name("spare"))
    said = kit(*command)
    assert f"no data folder {kit.home}" in said.err and "put it back" in said.err
    assert not kit.home.exists()
    kit.home.with_name("spare").rename(kit.home)
    assert "no data folder" not in kit(*command).err


def test_a_log_whose_folder_is_gone_is_refused_before_anything_is_made(fast: Path) -> None:
    store = Store(str(fast / "home"))
    log = start(store)
    note(log, "before")
    shutil.move(fast / "home", fast / "spare")
    (fast / "home").mkdir()
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            note(log, "lost?")
        assert refused.value.code == "folder-gone" and refused.value.exit == Exit.FAULT
    assert os.listdir(fast / "home") == [] and notes(log) == ["before"]
    (fast / "home").rmdir()
    shutil.move(fast / "spare", fast / "home")
    note(log, "after")
    assert notes(log) == ["before", "after"] and log_of(log).exists()
    assert isinstance(store.recorder, Recorder)
