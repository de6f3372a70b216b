"""Commands on a small file system that is full: how much to free is said and is enough, an old file
stays, and nobody signs for who led before."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from tests.proofs.harm import fill, small_disk
from tests.support.play import Played, lifted
from tests.support.run import Done, environment, run
from tests.support.terminal import ENTER, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no such disks")

NOTE = "the sprinkler in hall two went off"
WRITES = [
    "start flood", "shift todo lamp", "setup --set name=Hall", "profile use hotline",
    "checklists new my-list --en Mine --zh mine --reason x", "summary --month this --file",
]  # fmt: skip


@pytest.fixture(scope="module")
def worked_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an open incident and a shift in it."""
    home = tmp_path_factory.mktemp("worked") / "home"
    for line in ("profile use call-centre-a", "start power-outage", "shift start Li", "shift show"):
        assert run(environment(home, "en"), *line.split()).returncode == 0
    return home


@pytest.fixture
def small(tmp_path: Path, worked_in: Path) -> Iterator[Path]:
    """That home on a disk of its own, without its reserve."""
    with small_disk(tmp_path / "small", "3m,nr_inodes=400") as path:
        shutil.copytree(worked_in, path / "home")
        (path / "home" / "reserve").unlink()
        yield path


def said(small: Path, line: str, lang: str = "en", **more: str) -> Done:
    return run(environment(small / "home", lang, **more), *line.split())


def free(small: Path, kilobytes: int) -> None:
    ballast = small / "ballast"
    os.truncate(ballast, ballast.stat().st_size - 1024 * kilobytes)


def no_more_files(small: Path) -> Path:
    folder = small / "many"
    folder.mkdir()
    try:
        for n in range(1000):
            (folder / str(n)).touch()
    except OSError:
        return folder
    raise AssertionError("the disk takes any number of files")


@pytest.mark.parametrize("line", WRITES)
def test_what_a_full_disk_says_is_to_be_freed_is_enough(small: Path, line: str) -> None:
    """The kit's own caches do not take it."""
    fill(small)
    refused = said(small, line)
    assert refused.returncode == Exit.FAULT and "right" not in refused.stderr, refused.stderr
    needed = re.search(r"at least (\d+) KB", refused.stderr)
    assert needed is not None, refused.stderr
    free(small, int(needed[1]))
    assert said(small, line).returncode == 0
    assert said(small, "verify").returncode == 0


@pytest.mark.parametrize("line", WRITES)
@pytest.mark.parametrize("lang, sentence", [("en", "as many files as it can"), ("zh", "文件个数已到上限")])
def test_a_disk_that_takes_no_more_files_is_not_called_full(small: Path, line: str, lang: str, sentence: str) -> None:
    """There is space: "free so much" would not help."""
    folder = no_more_files(small)
    refused = said(small, line, lang)
    assert refused.returncode == Exit.FAULT
    assert sentence in refused.stderr and "KB" not in refused.stderr, refused.stderr
    shutil.rmtree(folder)
    assert said(small, line, lang).returncode == 0


def test_a_file_that_a_full_disk_refuses_leaves_the_old_one_and_no_other(small: Path) -> None:
    old = small / "handover.html"
    old.write_text("old", encoding="ascii")
    before = sorted(os.listdir(small))
    fill(small)
    refused = said(small, f"shift show -o {old} --force")
    assert refused.returncode == Exit.FAULT
    needed = re.search(r"was as it was|is as it was. Free at least (\d+) KB", refused.stderr)
    assert needed is not None, refused.stderr
    assert old.read_text(encoding="ascii") == "old"
    assert sorted(set(os.listdir(small)) - {"ballast"}) == before
    free(small, int(needed[1]))
    assert said(small, f"shift show -o {old} --force").returncode == 0


def test_who_takes_over_on_a_full_disk_is_not_signed_for_by_who_led_before(small: Path) -> None:
    """The entry fits behind the last one, the file that names who signs does not."""
    fill(small)
    led = said(small, "shift lead Wang", KIT_BY="")
    assert led.returncode == 0 and "--by Wang" in led.stderr
    assert "signed" not in led.stderr, "nothing is claimed that is not so"
    noted = said(small, "note smoke", KIT_BY="")
    assert noted.returncode == 0 and "  Li  " not in noted.stdout, noted.stdout
    (small / "ballast").unlink()
    assert said(small, "shift show", KIT_BY="").returncode == 0
    assert "  Wang  " in said(small, "note clear", KIT_BY="").stdout


def numbered(t: Terminal, line: str, *after: str) -> str:
    """A line, once the program has printed what it had to."""
    lifted(t)
    t.child.send(f"{line}{ENTER}")
    return t.see(*after)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_disk_that_fills_while_the_guide_is_open_is_said_and_recording_goes_on_with_room(
    tmp_path: Path, lang: str
) -> None:
    """Numbered lines, on a real file system: the same sentence, the note's text, and then on."""
    lost, kept, ask, form = {
        "en": ("NOT recorded: ", "Recorded #", "Number:", "0  Back"),
        "zh": ("没有记上：", "已记录 #", "编号：", "0  返回"),
    }[lang]
    with small_disk(tmp_path / "small") as small:
        played = Played(small, lang)
        with Terminal(["--plain", "guide"], played.env, 120, 60) as t:
            t.see(ask)
            os.unlink(small / "home" / "reserve")
            fill(small)
            for size in (100, 1):  # to the last bytes: a shorter note than the last may fit
                while run(played.env, "note", "y" * size).returncode == 0:
                    pass
            numbered(t, "n", form)
            shown = numbered(t, NOTE, f"{lost}{NOTE}")
            assert "KB" in shown
            os.unlink(small / "ballast")
            numbered(t, "n", form)
            numbered(t, NOTE, kept)
            numbered(t, "q", "kit guide -i")
        assert [e["data"]["text"] for e in played.log() if e["kind"] == "note"].count(NOTE) == 1
