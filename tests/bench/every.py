"""``python -m tests.bench.every [--of PROGRAM] [--beside PROGRAM] [--only PATTERN]``: every command as a whole process, worst first.

Instructions (valgrind, which a busy machine does not disturb), CPU time and memory at most; 1x is the same
interpreter's ``-I -c pass``. ``--beside`` names the console script of another build (in a virtual environment
of its own), which is measured on the same words in homes that it made itself: so it is seen what became slower.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench import screens
from tests.bench.measure import Program, run
from tests.support.run import program

HOT, FIRST, OTHER = (4.5, 0.45), (5.0, 0.5), (10.0, 1.0)  # of a bare start; of the build beside
ALONE, OPEN, CLOSED = "alone", "open", "closed"
PICTURE = "picture"
# A leader types these while the incident runs.
TYPED = (
    "tick torch", "skip ups none-here", "answer ups 40", "call supervisor --no-answer", "timer", "list", "show", "undo", "",
)  # fmt: skip
WHILE_OPEN = (
    "log", "redo", "hand notice li", "level +", "forecast", "forecast supplier 23:50", "down", "plan fire", "callback",
    "callback add li 0000-0001", "action list", "action add repair", "cause", "redline", "say customers", "report", "qr report",
    "close --yes", "board --json", "item list", "order add leak --unit repair", "complaint add li --matter refund", "caller add 0000-0002 --sort silent",
    "property add wallet --place hall", "sheet --blank paper.html", "forget --dry-run", "shift start li", "shift show",
    "verify", "doctor", "ready", "find smoke", "sources", "profile list", "checklists list", "checklists show fire",
    "checklists check", "checklists print power-outage -o cards.html", "calendar", "contact", "staffing --calls 500/30 --talk 180 --seats 60",
    "setup", "supply", "supply list", "supply ups", "duty", "duty due", "training", "training due", "training matrix", "risk", "risk matrix",
    "drill", "drill list", "drill plan", "export --all -o all.zip", "backup stick", "help", "help keys", "--help", "start --help", "start fire --no-guide",
)  # fmt: skip
WHEN_CLOSED = (
    "list --closed", "summary", "summary --json", "summary --month this", "summary -o page.html", "summary -o page.docx", "summary -o page.xlsx",
    "form", "review REF --json", "reopen REF", "show REF",
)  # fmt: skip


class Line(NamedTuple):
    """What is typed, in which home, and what it may cost: times a bare start, times the build beside."""

    words: str
    home: str
    goal: tuple[float, float]

    @property
    def picture(self) -> bool:
        return self.goal == FIRST


LINES = (
    Line("note water on the floor", OPEN, (1.2, 1.0)),
    *(Line(words, OPEN, HOT) for words in TYPED),
    Line("guide", OPEN, FIRST),
    Line("start power-outage", ALONE, FIRST),
    Line("start fire", OPEN, FIRST),
    Line("start power-outage --no-guide", ALONE, OTHER),
    *(Line(words, OPEN, OTHER) for words in WHILE_OPEN),
    *(Line(words, CLOSED, OTHER) for words in WHEN_CLOSED),
)

# It runs a program and writes what that took into a file. A child counts as its own memory what its
# parent held when it was made; this one holds no more than a bare start.
SPENT = (
    "import os, sys; pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ); _, code, use = os.wait4(pid, 0)\n"
    "open(sys.argv[1], 'w').write(f'{use.ru_maxrss} {use.ru_utime + use.ru_stime}')\n"
    "sys.exit(os.waitstatus_to_exitcode(code))"
)
# It ends a console script as soon as the first picture is written.
UNTIL_DRAWN = (
    "import os, sys; sys.argv[:] = sys.argv[1:]; written = sys.stdout.write\n"
    "class Out:\n"
    "    def __getattr__(self, name): return getattr(sys.__stdout__, name)\n"
    "    def write(self, text):\n"
    "        written(text)\n"
    "        if '\\x1b[?1049h' in text: sys.__stdout__.flush(); os._exit(0)\n"
    "sys.stdout = Out(); exec(open(sys.argv[0]).read())"
)


class Cost(NamedTuple):
    instructions: int
    cpu: float  # seconds
    memory: float  # MB


class Build:
    """One build of the kit: its Python, its console script, and homes that it made itself."""

    def __init__(self, work: Path, python: str, script: Path, env: dict[str, str]) -> None:
        self.work, self.python, self.script = work, python, str(script)
        self.given = env
        self.written = work / "written"  # where it runs, and leaves what it is asked to write
        work.mkdir()
        for folder in (work / home for home in (ALONE, OPEN, CLOSED)):
            folder.mkdir()
        self.ref = self._made(OPEN)
        self.closed = self._made(CLOSED)
        self.kit(work / CLOSED, "close", "--yes")
        self.bare = self.cost([python, "-I", "-c", "pass"], work / ALONE)

    def _made(self, home: str) -> str:
        where = self.work / home
        said = self.kit(where, "start", "power-outage", "--no-guide").split()[0]
        for words in (["tick", "torch"], ["note", "smell of smoke"], ["list"], ["show"], ["timer"]):
            self.kit(where, *words)
        return said

    def kit(self, home: Path, *words: str) -> str:
        said: bytes | str = run([self.python, self.script, *words], self.env(home)).stdout
        return said.decode() if isinstance(said, bytes) else said

    def env(self, home: Path) -> dict[str, str]:
        return self.given | {"KIT_HOME": str(home), "TERM": "xterm-256color"}

    def of(self, line: Line) -> Cost | None:
        """What the words cost in a home as they find it, the caches filled by the same words before; ``None``
        where this build does not know them."""
        words = line.words.replace("REF", self.closed if line.home == CLOSED else self.ref).split()
        argv = [self.python, *(["-c", UNTIL_DRAWN] if line.picture else []), self.script, *words]
        first, second = self.work / "first", self.work / "second"
        for home in (first, second):
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(self.work / line.home, home)
        if not self._ran(argv, first, line.picture):
            return None
        if (first / "cache").is_dir() and line.home != ALONE:
            shutil.copytree(first / "cache", second / "cache", dirs_exist_ok=True)
        return self.cost(argv, second, line.picture)

    def _ran(self, argv: list[str], home: Path, drawn: bool) -> bool:
        shutil.rmtree(self.written, ignore_errors=True)
        self.written.mkdir()
        if drawn:
            return b"\x1b[?1049h" in screens.played_out(argv, self.env(home), self.written)
        done = program(argv, self.env(home), self.written, encoding=None, seconds=600)
        return done.returncode in (0, 3) and b"Traceback" not in done.stderr

    def cost(self, argv: list[str], home: Path, drawn: bool = False) -> Cost:
        """Counted, and beside it timed, each in the home as it is now."""
        counted, spent = self.work / "counted", self.work / "spent"
        kept = self.work / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(home, kept)
        tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
        self._ran([*tool, f"--log-file={counted}", *argv], home, drawn)
        found = re.search(r"I\s+refs:\s+([\d,]+)", counted.read_text(encoding="utf-8"))
        assert found is not None, argv
        shutil.rmtree(home)
        kept.rename(home)
        self._ran([self.python, "-I", "-S", "-c", SPENT, str(spent), *argv], home, drawn)
        memory, cpu = spent.read_text(encoding="ascii").split()
        unit = 1 if sys.platform == "darwin" else 1024
        return Cost(int(found[1].replace(",", "")), float(cpu), int(memory) * unit / 1e6)


class Row(NamedTuple):
    """A line with its costs."""

    line: Line
    now: Cost
    bare: Cost
    beside: Cost | None

    @property
    def times(self) -> float:
        return self.now.instructions / self.bare.instructions

    @property
    def share(self) -> float:
        return self.now.instructions / self.beside.instructions if self.beside else 0.0

    @property
    def worst(self) -> float:
        """1 and less: reached."""
        limit, share = self.line.goal
        return max(self.times / limit, self.share / share)

    @property
    def met(self) -> bool:
        limit, share = self.line.goal
        return self.times <= limit and self.share <= share * (1.02 if share == 1.0 else 1.0)

    def cells(self) -> list[str]:
        limit, share = self.line.goal
        then = f"{self.beside.instructions / 1e6:.1f} M" if self.beside else "-"
        memory = f"{self.now.memory:.0f}" + (f" / {self.beside.memory:.0f}" if self.beside else "") + " MB"
        return [
            f"`kit {self.line.words}`".replace(" `", "`"),
            f"{limit:g}x" + (f", {share:g}x" if self.beside else ""),
            then,
            f"{self.now.instructions / 1e6:.1f} M",
            f"{self.times:.2f}x" + (f", {self.share:.3f}x" if self.beside else ""),
            f"{self.now.cpu * 1e3:.0f} ms",
            memory,
            "met" if self.met else "MISSED",
        ]  # fmt: skip


def rows(now: Build, beside: Build | None, only: str) -> Iterator[Row]:
    for line in LINES:
        if only and not re.match(only, line.words):
            continue
        cost = now.of(line)
        if cost is None:
            sys.stderr.write(f"not counted: kit {line.words}\n")
            continue
        yield Row(line, cost, now.bare, beside.of(line) if beside else None)


def _build(work: Path, tree: Program, named: str) -> Build:
    """The build that has this console script; this tree, compiled, where none is named."""
    env = tree.env(work)
    if not named:
        return Build(work, sys.executable, tree.script, env)
    script = Path(named).absolute()
    del env["PYTHONPATH"]
    return Build(work, str(script.parent / "python"), script, env)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.every", description=__doc__)
    parser.add_argument("--beside", default="", metavar="PROGRAM", help="the console script of another build")
    parser.add_argument("--of", default="", metavar="PROGRAM", help="the console script of the build, if not this tree")
    parser.add_argument("--only", default="", metavar="PATTERN", help="lines that begin so")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="kit-every-") as folder:
        work = Path(folder)
        tree = Program(work)
        now = _build(work / "now", tree, asked.of)
        beside = _build(work / "beside", tree, asked.beside) if asked.beside else None
        out = sys.stdout.write
        out(f"bare: {now.bare.instructions / 1e6:.1f} M instructions, {now.bare.cpu * 1e3:.0f} ms, {now.bare.memory:.0f} MB\n\n")
        out("| What | Goal | Beside | Now | Now | CPU | Memory | |\n|---|---|---|---|---|---|---|---|\n")
        made = []
        for row in rows(now, beside, asked.only):
            made.append(row)
            sys.stderr.write(" | ".join(row.cells()) + "\n")
        for row in sorted(made, key=lambda row: -row.worst):
            out("| " + " | ".join(row.cells()) + " |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
