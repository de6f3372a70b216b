"""``python -m tests.bench [--instructions] [--quick]``: the table of GOALS "Speed and battery"."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.bench.measure import has
from tests.bench.table import QUICK, Bench, Row, Sizes
from tests.support.year import INCIDENTS

WIDTHS = (52, 34, 34)


def line(row: Iterable[str]) -> str:
    *cells, last = row
    return "  ".join([cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)] + [last])


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--instructions", action="store_true",
        help="whole processes by valgrind's instruction counts: right on a busy machine too",
    )  # fmt: skip
    parser.add_argument(
        "--year", action="store_true",
        help="a whole year of 36,000 closed incidents (2 GB, ten minutes more) instead of a month's 3,000",
    )  # fmt: skip
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see that it runs")
    parser.add_argument(
        "--peers", nargs="?", const="", metavar="VENV",
        help="instead: other programs on the same work, those of VENV and on the PATH",
    )  # fmt: skip
    asked = parser.parse_args(argv)
    if asked.peers is not None:
        return peers(asked.peers, asked.quick)
    count = asked.instructions and has("valgrind")
    if asked.instructions and not count:
        sys.stdout.write("valgrind is not here: wall-clock instead\n")
    by = "instructions" if count else "wall-clock, medians of pairs"
    sys.stdout.write(f"Whole processes by {by}; 1x is this Python's -I -c pass in the same run.\n\n")
    sys.stdout.write(line(Row("what", "goal", "figure", "verdict")) + "\n")
    with tempfile.TemporaryDirectory(prefix="kit-bench-") as work:
        sizes = QUICK if asked.quick else Sizes(year=INCIDENTS) if asked.year else Sizes()
        for row in Bench(Path(work), sizes, count).rows():
            sys.stdout.write(line(row) + "\n")
            sys.stdout.flush()
    return 0


def peers(venv: str, quick: bool) -> int:
    """Print the table of the other programs."""
    from tests.bench.peers import Peers

    with tempfile.TemporaryDirectory(prefix="kit-peers-") as work:
        sizes = QUICK if quick else Sizes()
        made = Peers(Path(work), venv, sizes.logs, sizes.rounds)
        for rows in (made.rows(), made.year(20 if quick else 36_000)):
            for row in rows:
                sys.stdout.write("  ".join([row.what.ljust(46), *row.figures]) + "\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
