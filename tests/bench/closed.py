"""What a made-up year of closed incidents costs: summed up, listed, read from the raw logs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kit.incidents.incident.files.store import Store
from kit.review.archive.files.totals_by_month import TotalsByMonth
from tests.bench.measure import Program, paired, run
from tests.support.year import YEAR, make_year

# On Linux ru_maxrss still counts what the parent held when it forked; VmHWM is this program's own.
MEMORY = """
import resource, sys
from kit.main import main
code = main(sys.argv[1:])
try:
    with open("/proc/self/status", encoding="ascii") as file:
        used = int(next(line for line in file if line.startswith("VmHWM")).split()[1])
except OSError:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sys.stderr.write(str(used))
sys.exit(code)
"""


class Three(msgspec.Struct):
    """The floor: three fields of every line."""

    n: int
    at: str
    kind: str


def three_fields(home: Path) -> int:
    """Every line decoded by itself, as any program would that reads the logs; one process."""
    decode = msgspec.json.Decoder(Three).decode
    count = 0
    for folder, _, names in os.walk(home / "closed"):
        for name in names:
            with open(os.path.join(folder, name), "rb") as journal:
                for line in journal.read().splitlines():
                    decode(line)
                    count += 1
    return count


def from_raw(home: Path) -> None:
    """All figures of all months, with nothing kept from before."""
    shutil.rmtree(home / "cache", ignore_errors=True)
    totals = TotalsByMonth(Store(str(home)))
    for month in totals.store.months():
        totals.month(month)
    totals.save()


def settle(home: Path) -> None:
    """As if the last change were a minute ago."""
    for path in (home / "closed").glob("*/*"):
        age(path)
    for path in (home / "closed").glob("*"):
        age(path)


def age(path: Path) -> None:
    when = path.stat().st_mtime_ns - 60_000_000_000
    os.utime(path, ns=(when, when))


class Closed:
    """The rows of a year of so many incidents, in ``work``."""

    def __init__(
        self, work: Path, program: Program, incidents: int, rounds: int, days: int = 364
    ) -> None:
        self.home = work / f"closed{incidents}in{days}"
        self.program = program
        self.incidents = incidents
        self.rounds = rounds
        self.size = make_year(self.home, incidents, first=1 if days > 31 else 3, days=days)
        settle(self.home)

    def raw(self) -> tuple[float, str]:
        """Against three fields of the same bytes; and how much that is."""
        pair = paired(lambda: from_raw(self.home), lambda: three_fields(self.home), self.rounds)
        return pair.ratio, f" of {self.size / 1e6:.0f} MB{pair.text}"

    def memory(self) -> float:
        """Megabytes at most, of a whole process that sums up the year from its raw logs."""
        shutil.rmtree(self.home / "cache", ignore_errors=True)
        words = ["summary", "--year", str(YEAR), "--json"]
        done = run([sys.executable, "-c", MEMORY, *words], self.program.env(self.home))
        unit = 1 if sys.platform == "darwin" else 1024
        return int(done.stderr.split()[-1]) * unit / 1e6

    def commands(self) -> Iterator[tuple[list[str], float]]:
        """Whole processes with everything kept, and what each may cost."""
        yield ["summary", "--year", str(YEAR)], 14
        yield ["summary", "--month", f"{YEAR}-03"], 14
        yield ["list", "--closed"], 12
        yield ["list"], 12

    def pages(self) -> Iterator[tuple[list[str], float]]:
        """A month's page in its faces, and what each may cost."""
        for face, limit in (("html", 25), ("docx", 60), ("xlsx", 40)):
            page = str(self.home.parent / f"page.{face}")  # the kit writes no page into a home
            yield ["summary", "--month", f"{YEAR}-03", "--force", "-o", page], limit
