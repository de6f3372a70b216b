"""The figures: ``python -m tests.proofs`` prints what each fault did to the kit and to careless
writers. ``--long`` kills 10,000 times and tries 3,000 tails and 10,000 power cuts (allow two hours on two free cores).

Beside it: ``python -m tests.proofs.flows`` (every terminal flow fifty times under load),
``python -m tests.proofs.mutants`` (careless changes and what catches them) and ``python -m
tests.proofs.worlds`` (the suite without network and under GBK)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.proofs import careless
from tests.proofs.careless import OPENERS, Kit, Naive, Opener
from tests.proofs.harm import Score, filled, journal_of
from tests.proofs.processes import Processes
from tests.proofs.test_cuts import cut_everywhere, power_cuts, rubbish_behind
from tests.proofs.test_failing_calls import failed_at_every_call
from tests.proofs.test_full_disk import full_at
from tests.proofs.test_kills import killed, killed_at_every_call


def cuts(opener: Opener, fast: Path) -> Score:
    _, texts = filled(opener, fast / "home", 59)
    size = journal_of(fast / "home").stat().st_size
    return cut_everywhere(opener, fast / "home", range(size + 1), texts)


def main() -> None:
    times = 50 if "--long" in sys.argv else 1
    tails = 3000 if times > 1 else 2000
    with Processes() as processes:
        rows: list[tuple[str, str, Callable[[Path], Score]]] = [
            ("cut at every byte", "kit", lambda f: cuts(Kit, f)),
            ("cut at every byte", "naive append", lambda f: cuts(Naive, f)),
        ]
        for name in ("store", "ledger", "door", "naive"):
            opener = OPENERS[name]
            rows.append(
                (f"{tails} tails", name, lambda f, o=opener: rubbish_behind(o, f / "h", tails, f / "s"))
            )
        number = 10_000 if times > 1 else 1000
        rows += [
            ("power cuts", "store", lambda f: power_cuts(Kit, f, number)),
            ("power cuts", "door", lambda f: power_cuts(careless.Door, f, number)),
            ("power cuts", "naive append", lambda f: power_cuts(Naive, f, number)),
            ("power cuts", "no fsync", lambda f: power_cuts(Kit, f, number, lapse=careless.without_fsync())),
        ]
        for room in ("append", "disk", "recorder"):
            lapse = careless.without_dirsync(room)
            rows.append(
                ("power cuts", f"no dirsync: {room}", lambda f, o=lapse: power_cuts(Kit, f, number, lapse=o))
            )
        for writers, count in ((["store"], 100), (["ledger", "ledger"], 40), (["door"], 40), (["store", "door"], 100)):
            name = " and ".join(writers)
            rows.append(
                ("kill -9, random", name, lambda f, w=writers, n=count: killed(processes, w, f, n * times, n))
            )
        for name in ("buffered", "tiny"):
            rows.append(
                ("kill -9, random", f"2 x {name}", lambda f, n=name: killed(processes, [n, n], f, 20, 1))
            )
        for name in ("store", "ledger", "door", "late", "closing"):
            rows.append(
                ("kill -9, every call", name, lambda f, n=name: killed_at_every_call(processes, n, f, False))
            )
        for name in ("store", "ledger", "door"):
            opener = OPENERS[name]
            rows += [
                ("kill, every call, 2 terminals", name, lambda f, n=name: killed_at_every_call(processes, n, f, True)),
                ("full, reserve", name, lambda f, o=opener: full_at(o, f / "h", f / "t", True)[0]),
                ("full, no reserve", name, lambda f, o=opener: full_at(o, f / "h", f / "t", False)[0]),
            ]
            for error in ("EIO", "EINTR", "ENOSPC"):
                rows.append(
                    (f"{error} at every call", name,
                     lambda f, n=name, e=error: failed_at_every_call(processes, n, f, e, False)[0])
                )
        rows.append(("full, no reserve", "naive append", lambda f: full_at(Naive, f / "h", f / "t", False)[0]))
        sys.stdout.write(f"{'fault':30} {'writer':20}  faults  acknowl.   lost  twice  invent.  stuck\n")
        for fault, writer, work in rows:
            with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
                s = work(Path(name))
            sys.stdout.write(
                f"{fault:30} {writer:20} {s.hurt:7} {s.said:9} {s.lost:6} {s.twice:6} {s.invented:8} {s.stuck:6}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
