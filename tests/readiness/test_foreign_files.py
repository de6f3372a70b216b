"""What systems and sync programs lay into a data folder (Finder, Explorer, a Mac's forks on a stick)
stops nothing and is told of in the language of who reads."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from tests.support.kit import Kit, opened

LEFT = ("desktop.ini", "Thumbs.db", ".DS_Store", "._our-site.toml", "._complaint")
CODES = re.compile(r"Errno|Text\(|profile-twice|register-none|Permission|Invalid|denied")


@pytest.fixture
def lived(bare: Kit) -> Kit:
    """A home with an incident, a register and a site of its own."""
    opened(bare.home)
    assert bare("complaint", "add", "Li", "--phone", "13912345678", "--matter", "slow").code == 0
    assert bare("setup", "--set", "phone=13912345670").code == 0
    return bare


def _litter(home: Path) -> None:
    for name in ("duties", "supplies", "causes", "drills", "calendar", "checklists"):
        (home / name).mkdir(exist_ok=True)
    for folder in [home, *(each for each in home.rglob("*") if each.is_dir() and "cache" not in each.parts)]:
        for name in LEFT:
            (folder / name).write_bytes(b"\0\x05\x16\x07")
            (folder / name).chmod(0o600)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_finder_and_an_explorer_leave_in_every_folder_stops_nothing(lived: Kit, lang: str) -> None:
    before = {line: lived("--lang", lang, *line.split()).code for line in LINES}
    _litter(lived.home)
    for line in LINES:
        said = lived("--lang", lang, *line.split())
        assert said.code == before[line], (line, said.err)
        assert "._our-site" not in said.out + said.err, line


LINES = ["verify", "doctor", "duty", "supply", "cause", "drill list", "calendar", "checklists check", "profile list", "complaint", "list"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sync_programs_copy_of_the_site_is_explained_in_words(lived: Kit, lang: str) -> None:
    own = lived.home / "profiles" / "our-site.toml"
    shutil.copy(own, own.with_name("our-site (1).toml"))
    said = lived("--lang", lang, "doctor").out
    assert "our-site (1).toml" in said
    assert not CODES.search(said)
    assert ("没有用" if lang == "zh" else "is not used") in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_site_that_cannot_be_read_is_explained_in_words(lived: Kit, lang: str) -> None:
    (lived.home / "profiles" / "our-site.toml").write_text("title = = 1\n", encoding="utf-8")
    said = lived("--lang", lang, "doctor").out
    assert "our-site" in said
    assert ("自带的场所" if lang == "zh" else "open with a shipped one") in said
    assert ("可以记录新事件" if lang == "zh" else "New incidents can be recorded") in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_causes_that_cannot_be_read_are_told_in_one_language(lived: Kit, lang: str) -> None:
    (lived.home / "causes").mkdir()
    (lived.home / "causes" / "own.toml").write_text("garbage [", encoding="ascii")
    said = lived("--lang", lang, "cause")
    assert "own.toml" in said.out + said.err
    assert not CODES.search(said.out + said.err)


def test_a_folder_without_a_log_is_told_as_that_and_not_as_a_bad_disk(lived: Kit) -> None:
    folder = next((lived.home / "open").iterdir())
    for path in folder.glob("*.jsonl"):
        path.rename(path.with_name(f".{path.name}.icloud"))
    said = lived("--lang", "zh", "verify")
    assert said.code == Exit.UNREADABLE
    assert "里没有日志" in said.out and "fsck" not in said.out


@pytest.mark.skipif(sys.platform == "win32", reason="no such links")
def test_a_list_that_is_a_device_is_told_in_chinese(lived: Kit) -> None:
    (lived.home / "checklists").mkdir(exist_ok=True)
    os.symlink("/dev/zero", lived.home / "checklists" / "odd.toml")
    said = lived("--lang", "zh", "checklists", "check")
    assert "odd.toml" in said.out and not CODES.search(said.out + said.err)
