"""A program in a process of its own, with no terminal at either end, and everything it said."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.constants import ROOT

Done = subprocess.CompletedProcess[Any]
PATIENCE = float(os.environ.get("KIT_TEST_PATIENCE", "30"))  # seconds, for what takes one


class ClockFile:
    """The time a story plays at; only the story moves it."""

    def __init__(self, path: Path, start: str = "2026-03-02T10:00:00+08:00") -> None:
        self.path = path
        self.start = datetime.fromisoformat(start)
        self.at(0)

    def at(self, minutes: float) -> datetime:
        """Set the clock to so many minutes after the start."""
        now = self.start + timedelta(minutes=minutes)
        temp = self.path.with_suffix(".new")
        temp.write_text(now.isoformat(), encoding="ascii")
        os.replace(temp, self.path)
        self.now = now
        return now


def environment(home: Path | str, lang: str = "zh", clock: ClockFile | None = None, **more: str) -> dict[str, str]:
    """This environment with nothing of the kit's in it but ``home``, ``lang`` and ``more``."""
    env = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith("KIT_") and k not in ("NO_COLOR", "COLUMNS", "LINES")
    }
    env |= {
        "KIT_HOME": str(home),
        "KIT_LANG": lang,
        "KIT_BY": "tester",
        "KIT_PAUSE": "0",  # a test presses a key when it sees what it is for, and means it
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
    }
    if clock is not None:
        env["KIT_CLOCK"] = f"file:{clock.path}"
    return env | more


def spelt(word: str, env: dict[str, str] | None) -> str:
    """A word so that the program reads it as it stands here: its world may be UTF-8 where this
    process's own is another."""
    utf8 = env is not None and env.get("PYTHONUTF8") == "1"
    return os.fsdecode(word.encode("utf-8", "surrogateescape")) if utf8 else word


def program(
    argv: Sequence[str | bytes],
    env: dict[str, str] | None = None,
    cwd: Path = ROOT,
    encoding: str | None = "utf-8",
    seconds: float = 4 * PATIENCE,
) -> Done:
    """Any program, at most so long; its answer is bytes where ``encoding`` is None."""
    words = [spelt(word, env) if isinstance(word, str) else word for word in argv]
    return subprocess.run(
        words, env=env, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, encoding=encoding,
        timeout=seconds, check=False,
    )  # fmt: skip


def python(env: dict[str, str] | None, *words: str | bytes, encoding: str | None = "utf-8") -> Done:
    """This interpreter: ``-c CODE``, ``-m MODULE``."""
    return program([sys.executable, *words], env, encoding=encoding)


def run(env: dict[str, str], *words: str | bytes, encoding: str | None = "utf-8") -> Done:
    """A command of the kit."""
    return python(env, "-m", "kit", *words, encoding=encoding)


def kit(env: dict[str, str], *words: str) -> str:
    """A command's answer; it must succeed."""
    done = run(env, *words)
    assert done.returncode == 0, f"kit {' '.join(words)}: {done.returncode}\n{done.stderr}"
    return str(done.stdout)
