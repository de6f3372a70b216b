"""A pipe, a device or a folder where a file of the home should lie holds no command up."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kit.ground.machine.disk import regular
from tests.support.kit import Kit
from tests.support.run import PATIENCE, environment, program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no pipes in its folders")


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("said", encoding="ascii")
    for name in ("pipe", "folder"):
        with pytest.raises(OSError, match=name):
            regular(str(tmp_path / name), os.O_RDONLY)
    with pytest.raises(OSError, match="zero"):
        regular("/dev/zero", os.O_RDONLY)
    with open(tmp_path / "file", encoding="ascii", opener=regular) as file:
        assert file.read() == "said"


PLACES = ("leader", "printed.json", "backup.json", "drills/own.toml", "duties/own.toml", "calendar/2026.toml", "checklists/own.toml", "cache/written")


def test_commands_go_on_where_pipes_lie_in_the_home(kit: Kit) -> None:
    assert kit("find", "smoke").code == 0  # keeps copies of the lists
    copies = sorted(kit.home.glob("cache/*.json"))
    assert copies
    for place in [*copies, *(kit.home / name for name in PLACES)]:
        place.parent.mkdir(exist_ok=True)
        place.unlink(missing_ok=True)
        os.mkfifo(place)
    env = environment(kit.home, "en", KIT_CLOCK=os.environ["KIT_CLOCK"])
    del env["KIT_BY"]
    for line in ("find smoke", "note water", "doctor", "drill list"):
        done = program([sys.executable, "-m", "kit", *line.split()], env, seconds=PATIENCE)
        assert done.returncode in (0, 1, 5) and "Traceback" not in done.stderr, (line, done.stderr)
        assert "fault" not in done.stderr, (line, done.stderr)
    assert "water" in kit("log").out
