"""What it costs to take in a month that another laptop exported, to back it up and to restore it:
whole processes, in pairs with ``kit verify`` of the same bytes with nothing kept from before."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.closed import MEMORY
from tests.bench.measure import Program, instructions, paired, run

IMPORT = "kit import"


class Carried:
    """``home`` is exported and backed up once; each measurement begins with an empty one."""

    def __init__(self, work: Path, program: Program, home: Path) -> None:
        self.program = program
        self.home = home
        self.fresh = work / "taken-in"
        self.bundle = work / "month.zip"
        self.stick = work / "stick"
        self.stick.mkdir()
        run(program.kit("export", "--all", "-o", str(self.bundle)), program.env(home))
        run(program.kit("backup", str(self.stick)), program.env(home))

    def words(self) -> Iterator[tuple[str, list[str], Path]]:
        """What, the command, and the home in which it runs."""
        yield IMPORT, ["import", str(self.bundle), "--yes"], self.fresh
        yield "kit restore", ["restore", str(self.stick), "--yes"], self.fresh
        yield "kit backup", ["backup", str(self.stick)], self.home

    def verify(self) -> list[str]:
        shutil.rmtree(self.home / "cache", ignore_errors=True)
        return self.program.kit("verify")

    def times(self, words: list[str], home: Path, rounds: int, count: bool) -> tuple[float, str]:
        """How often as much as ``verify`` it costs, and the seconds of both."""
        env = self.program.env

        def work() -> list[str]:
            shutil.rmtree(self.fresh, ignore_errors=True)
            return self.program.kit(*words)

        if count:
            ours = instructions(work(), env(home))
            return ours / instructions(self.verify(), env(self.home)), ""
        pair = paired(
            lambda: run(work(), env(home)), lambda: run(self.verify(), env(self.home)), rounds
        )
        return pair.ratio, pair.text

    def memory(self, words: list[str], home: Path) -> float:
        """Megabytes at most."""
        shutil.rmtree(self.fresh, ignore_errors=True)
        done = run([sys.executable, "-c", MEMORY, *words], self.program.env(home))
        unit = 1 if sys.platform == "darwin" else 1024
        return int(done.stderr.split()[-1]) * unit / 1e6
