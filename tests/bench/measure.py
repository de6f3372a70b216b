"""How things are measured: each figure is a ratio to a floor taken in the same run.

The floor ("bare") is the same interpreter's ``python -I -c pass``. Wall-clock figures are medians
of ratios of pairs that were run in turn, so that a busy machine disturbs both alike; instruction
counts (valgrind) do not depend on what else runs. The program that is measured is a compiled copy,
because an environment with PYTHONDONTWRITEBYTECODE would compile it anew in every run.
"""

from __future__ import annotations

import compileall
import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.support.constants import ROOT
from tests.support.run import Done, program

BARE = [sys.executable, "-I", "-c", "pass"]
# What pip (25.2 and later) and uv write as console script; pip before that imports re first.
SCRIPT = "import sys\nfrom kit.main import entry\nif __name__ == '__main__':\n    sys.exit(entry())\n"


class Program:
    """A compiled copy of the kit with a console script; runs commands on homes in ``work``."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.site = work / "site"
        self.site.mkdir()
        for name in ("kit", "checklists", "data", "seeds"):
            shutil.copytree(
                ROOT / name, self.site / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        compileall.compile_dir(self.site / "kit", quiet=2)
        self.script = work / "kit"
        self.script.write_text(SCRIPT, encoding="ascii")
        self.old_script = work / "kit-old"
        self.old_script.write_text("import re\n" + SCRIPT, encoding="ascii")

    def env(self, home: Path, **more: str) -> dict[str, str]:
        drop = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONUNBUFFERED")
        env = {k: v for k, v in os.environ.items() if k not in drop and not k.startswith("KIT_")}
        env |= {"KIT_HOME": str(home), "KIT_LANG": "en", "KIT_BY": "bench"}
        return env | {"PYTHONPATH": str(self.site), "PYTHONHASHSEED": "0"} | more

    def kit(self, *argv: str) -> list[str]:
        return [sys.executable, str(self.script), *argv]


def run(argv: list[str], env: dict[str, str] | None = None) -> Done:
    """A program that must succeed; its answer in bytes."""
    done = program(argv, env, encoding=None, seconds=600)
    done.check_returncode()
    return done


def instructions(argv: list[str], env: dict[str, str] | None = None) -> int:
    """Instructions of one run, counted by valgrind."""
    tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = run([*tool, *argv], env)
    found = re.search(rb"I\s+refs:\s+([\d,]+)", done.stderr)
    assert found is not None, done.stderr
    return int(found[1].replace(b",", b""))


class Pair(NamedTuple):
    """Medians: of the ratios, and of the seconds of each."""

    ratio: float
    work: float
    floor: float

    @property
    def text(self) -> str:
        return f" ({self.work * 1e3:.2f} to {self.floor * 1e3:.2f} ms)"


def paired(work: Callable[[], object], floor: Callable[[], object], rounds: int) -> Pair:
    """Pairs, each run in turn, the order changing; the first pair only warms up."""
    pairs = []
    for n in range(rounds + 1):
        pair = (timed(floor), timed(work)) if n % 2 else (timed(work), timed(floor))[::-1]
        if n:
            pairs.append(pair)
    middle = statistics.median
    return Pair(
        middle(w / f for f, w in pairs), middle(w for _, w in pairs), middle(f for f, _ in pairs)
    )


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def has(tool: str) -> bool:
    return shutil.which(tool) is not None


def system_calls(argv: list[str], env: dict[str, str], log: Path) -> tuple[int, int]:
    """Calls of fsync, and bytes written to files of the kit's home, by strace."""
    names = "trace=fsync,fdatasync,write,pwrite64"
    run(["strace", "-f", "-y", "-o", str(log), "-e", names, *argv], env)
    text = log.read_text(encoding="utf-8", errors="replace")
    syncs = len(re.findall(r"\bf(?:data)?sync\(", text))
    written = re.findall(r"write(?:64)?\(\d+<[^>]*\.jsonl>.* = (\d+)$", text, re.MULTILINE)
    return syncs, sum(map(int, written))
