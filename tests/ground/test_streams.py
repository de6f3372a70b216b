"""Answers that reach nobody: a stream that was closed, a disk that is full where the answer goes. The
act stands all the same, and is never said to have failed."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from tests.support.kit import Kit
from tests.support.run import Done, environment, program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="redirects as a Unix shell does")
FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="has no disk that is always full")


def shell(home: Path, line: str, lang: str = "en") -> Done:
    """A line of the shell; ``kit`` in it is this kit. By the system's clock."""
    run = f"{shlex.quote(sys.executable)} -m kit"
    return program(["sh", "-c", line.replace("kit ", f"exec {run} ", 1)], environment(home, lang))


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_what_is_recorded_with_a_stream_closed_is_recorded_once_and_no_fault(kit: Kit, closed: str) -> None:
    for words in ("note water", "tick nothing-of-that-name"):
        done = shell(kit.home, f"kit {words} {closed}")
        assert done.returncode == (4 if words.startswith("tick") else 0), (words, done)
        assert "fault" not in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert kit("log").out.count("water") == 1
    assert kit("verify").code == 0


@FULL
@pytest.mark.parametrize("words", ["note water --json", "note -i {ref} water"])
def test_an_answer_that_finds_no_space_does_not_say_that_nothing_was_recorded(kit: Kit, words: str) -> None:
    for lang, says in (("en", "What was recorded is kept"), ("zh", "已记录的都在")):
        done = shell(kit.home, f"kit {words.format(ref=kit.folder().ref)} >/dev/full", lang)
        assert done.returncode == 1 and says in done.stderr and done.stderr.count("\n") == 1, done.stderr
        assert str(kit.home) not in done.stderr
    assert kit("log").out.count("water") == 2


@FULL
def test_a_page_that_finds_no_space_is_no_success(kit: Kit) -> None:
    for words in ("show", "checklists show fire"):
        done = shell(kit.home, f"kit {words} >/dev/full")
        assert done.returncode == 1 and "could not be written" in done.stderr, (words, done)
