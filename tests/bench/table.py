"""The rows of the table: what, goal, figure, verdict. None of them asserts anything."""

from __future__ import annotations

import hashlib
import os
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kit.incidents.incident.files.store import Store
from kit.review.verify.files.verify import examine
from tests.bench import screens
from tests.bench.carried import IMPORT, Carried
from tests.bench.closed import Closed
from tests.bench.measure import BARE, Program, has, instructions, paired, run, system_calls, timed
from tests.support import homes
from tests.support.example.month import MONTH
from tests.support.example.packed import unpack


class Row(NamedTuple):
    what: str
    goal: str
    figure: str
    verdict: str


class Sizes(NamedTuple):
    """How much is measured: entries of logs, pairs per figure, seconds before a screen."""

    logs: tuple[int, ...] = (0, 10_000, 100_000)
    commits: tuple[int, ...] = (10, 10_000, 100_000)
    shift: int = 500
    rounds: int = 15
    commit_rounds: int = 200
    watch: float = 60.0
    year: int = 3_000


QUICK = Sizes((0, 50), (10,), 20, 1, 3, 1.0, 24)


def judged(what: str, limit: float, figure: float, unit: str = "x", more: str = "") -> Row:
    verdict = "reached" if figure <= limit else "MISSED"
    return Row(what, f"<= {limit:g}{unit}", f"{figure:.2f}{unit}{more}", verdict)


def missing(what: str, goal: str, why: str) -> Row:
    return Row(what, goal, "-", f"not measured: {why}")


class Bench:
    """All rows, measured one after the other in ``work``; by instructions where asked for."""

    def __init__(self, work: Path, sizes: Sizes, count: bool = False) -> None:
        self.work = work
        self.sizes = sizes
        self.count = count
        self.program = Program(work)
        self.bare = instructions(BARE) if count else 0

    def rows(self) -> Iterator[Row]:
        yield from self.notes()
        yield from self.commands()
        yield from self.commits()
        yield from self.waiting()
        yield from self.verify()
        yield from self.checklists()
        yield from self.year()

    def times(self, argv: list[str], env: dict[str, str]) -> float:
        """A whole process against a bare start."""
        if self.count:
            run(argv, env)  # what a first run leaves behind is not counted
            return instructions(argv, env) / self.bare
        return paired(lambda: run(argv, env), lambda: run(BARE), self.sizes.rounds).ratio

    # ---- whole processes ------------------------------------------------------------------

    def notes(self) -> Iterator[Row]:
        text = "water on the floor"
        for count in self.sizes.logs:
            home = self.work / f"log{count}"
            homes.with_notes(home, count)
            env = self.program.env(home)
            argv = self.program.kit("note", text)
            what = f"kit note, {count:,} entries before it"
            yield judged(what, 1.2, self.times(argv, env))
        flushed = "kit note: flushes; bytes besides the text"
        if has("strace"):
            syncs, size = system_calls(argv, env, self.work / "strace")
            good = syncs == 1 and size - len(text) <= 300
            figure = f"{syncs}; {size - len(text)} bytes"
            yield Row(flushed, "1; <= 300 bytes", figure, "reached" if good else "MISSED")
        else:
            yield missing(flushed, "1; <= 300 bytes", "no strace here")
        old = self.times([sys.executable, str(self.program.old_script), "note", text], env)
        yield judged("the same by the script that pip before 25.2 writes", 1.2, old)
        module = self.times([sys.executable, "-m", "kit", "note", text], env)
        nothing = self.work / "nothing.py"
        nothing.write_text("pass\n", encoding="ascii")
        floor = self.times(
            [sys.executable, "-m", "nothing"], {**env, "PYTHONPATH": str(self.work)}
        )
        figure = f"{module:.2f}x (an empty module: {floor:.2f}x)"
        yield Row("python -m kit note, same log", "-", figure, "runpy's own price")

    def commands(self) -> Iterator[Row]:
        home = self.work / "small"
        folder = homes.opened(home)
        first = folder.incident.views()[0].key
        env = self.program.env(home)
        for argv in (
            ["tick", first],
            ["call", "supervisor", "--no-answer"],
            ["list"],
            ["show"],
            ["timer"],
            ["log"],
            ["list", "--json"],
            ["note", "by the slow door", "--by", "li"],
        ):
            yield self.command(argv, env)
        long = self.sizes.logs[1]
        row = self.command(["show"], self.program.env(self.work / f"log{long}"))
        yield row._replace(what=f"kit show, {long:,} entries in one incident")
        for argv in (["tick", first], ["call", "supervisor", "--no-answer"], ["timer"], ["list"]):
            row = self.command(argv, self.program.env(self.work / f"log{long}"))
            yield row._replace(what=f"{row.what}, {long:,} entries in one incident")
        fresh = self.program.env(self.work / "fresh")
        yield self.command(["start", "power-outage", "--no-guide"], fresh)
        shift = self.work / "shift"
        ref = homes.closed_shift(shift, self.sizes.shift).ref
        for more in ([], ["--json"]):
            row = self.command(["summary", ref, *more], self.program.env(shift), 14)
            yield row._replace(what=f"kit {' '.join(['summary', *more])}, {self.sizes.shift} entries")

    def command(self, argv: list[str], env: dict[str, str], limit: float = 12) -> Row:
        what = "kit " + " ".join(argv)
        try:
            return judged(what, limit, self.times(self.program.kit(*argv), env))
        except Exception as error:  # one row that cannot be had must not hide the others
            return missing(what, f"<= {limit:g}x", f"{type(error).__name__}")

    def year(self) -> Iterator[Row]:
        """Closed incidents: a year of them by ``--year``, else as many as one month has."""
        count = self.sizes.year
        made = Closed(self.work, self.program, count, 3 if self.sizes.rounds > 1 else 1)
        ratio, more = made.raw()
        goal = "figures from raw logs against a decode of three fields"
        yield judged(f"{goal}, {count:,} incidents", 1.8, ratio, more=more)
        memory = f"the same, whole process: memory, {count:,} incidents"
        yield judged(memory, 60, made.memory(), " MB")
        env = self.program.env(made.home)
        for argv, limit in made.commands():
            row = self.command(argv, env, limit)
            yield row._replace(what=f"kit {' '.join(argv)}, {count:,} closed incidents")
        example = self.work / "example"
        unpack(example)
        row = self.command(["summary", "--month", MONTH], self.program.env(example), 14)
        yield row._replace(what=f"kit summary --month {MONTH}, the example month")
        yield from self.month()

    def month(self) -> Iterator[Row]:
        """The page of one month in which half of the incidents owe calls."""
        count = min(self.sizes.year, 3_000)
        made = Closed(self.work, self.program, count, 1, days=28)
        for argv, limit in made.pages():
            row = self.command(argv, self.program.env(made.home), limit)
            yield row._replace(what=f"a month of {count:,} as {Path(argv[-1]).suffix[1:]}")
        size = (made.home.parent / "page.html").stat().st_size / 1e3
        yield judged("the same as one HTML file: size", 150, size, " kB")
        yield from self.carried(made.home, count)

    def carried(self, home: Path, many: int) -> Iterator[Row]:
        """The same month from laptop to laptop, to a stick and back, against a cold verify."""
        carried = Carried(self.work, self.program, home)
        for what, words, place in carried.words():
            rounds = min(self.sizes.rounds, 5)
            ratio, more = carried.times(words, place, rounds, self.count)
            named = f"{what}, {many:,} incidents, against kit verify of the same, cold"
            if what == IMPORT:
                yield judged(named, 2.5, ratio, more=more)
                yield judged(f"{what}: memory", 60, carried.memory(words, place), " MB")
            else:
                yield Row(named, "-", f"{ratio:.2f}x{more}", "no goal of its own")

    # ---- in one process -------------------------------------------------------------------

    def commits(self) -> Iterator[Row]:
        """Against a bare open, append and fsync of as much: what the guide does for an entry that is
        decided (lock, tail, hash, append, fsync), and the whole record with its decision."""
        for count in self.sizes.commits:
            folder = homes.with_notes(self.work / f"commit{count}", count)
            line = b"x" * 227 + b"\n"
            beside = os.path.join(self.work, f"beside{count}")
            with open(homes.path_of(folder), "rb") as source, open(beside, "wb") as target:
                target.write(source.read())

            def floor(path: str = beside, data: bytes = line) -> None:
                fd = os.open(path, os.O_WRONLY | os.O_APPEND)
                os.write(fd, data)
                os.fsync(fd)
                os.close(fd)

            pair = paired(homes.committing(folder), floor, self.sizes.commit_rounds)
            what = f"commit in the guide, {count:,} entries (wall-clock)"
            yield judged(what, 1.35, pair.ratio, more=pair.text)

            def work(folder: homes.Folder = folder) -> None:
                homes.record(folder, "water on the floor")

            folder.invalidate()
            pair = paired(work, floor, self.sizes.commit_rounds)
            what = f"the same with its decision and fold, {count:,} entries"
            yield Row(what, "-", f"{pair.ratio:.2f}x{pair.text}", "no goal of its own")

    def waiting(self) -> Iterator[Row]:
        """Screens that nobody touches, in a pseudo-terminal."""
        far = self.program.env(self.work / "timers", TERM="xterm-256color")
        near = self.program.env(self.work / "near", TERM="xterm-256color")
        led = self.program.env(self.work / "led", TERM="xterm-256color")
        rung = self.program.env(self.work / "rung", TERM="xterm-256color")
        ref = homes.with_timers(self.work / "timers", 10).ref
        begins = {id(near): 1.9, id(led): 1.9, id(rung): 0.0}
        for what, cpu, wakes, env, argv in (
            ("kit board, ten timers", 1.0, 2.0, far, ["board"]),
            ("kit board, each second of a countdown", 15.0, 62.0, near, ["board"]),
            ("the waiting guide, ten timers", 10.0, 2.0, far, ["guide", "-i", ref]),
            ("the waiting guide, each second of a countdown", 10.0, 62.0, led, ["guide"]),
            ("the waiting guide behind a ring", 10.0, 3.0, rung, ["guide"]),
        ):
            goal = f"<= {cpu:g} ms, {wakes:g} wake-ups a minute"
            if not screens.possible():
                yield missing(what, goal, "only on Linux")
                continue
            if id(env) in begins:
                homes.with_timers(Path(env["KIT_HOME"]), 10, first=begins[id(env)])
            cost = screens.waiting(self.program.kit(*argv), env, self.sizes.watch)
            good = cost.cpu_ms <= cpu and cost.wakes <= wakes
            figure = f"{cost.cpu_ms:.1f} ms, {cost.wakes:.1f} wake-ups"
            yield Row(what, goal, figure, "reached" if good else "MISSED")
        yield self.first_action()

    def first_action(self) -> Row:
        """From the shell's Enter to the first step's text in the terminal (wall-clock)."""
        what, limit = "kit start TYPE: to the first action on screen", 12
        if not screens.possible():
            return missing(what, f"<= {limit}x", "only on Linux")
        env = self.program.env(self.work / "first", TERM="xterm-256color")
        folder = homes.opened(self.work / "first")
        text = folder.incident.views()[0].step.do.en[:24]
        argv = self.program.kit("start", folder.where.type)
        pair = paired(lambda: screens.shown(argv, env, text), lambda: run(BARE), self.sizes.rounds)
        return judged(what, limit, pair.ratio, more=pair.text)

    def verify(self) -> Iterator[Row]:
        """Cold: each line proved. Warm: the same bytes were proved before, nothing is new."""
        home = self.work / f"log{self.sizes.logs[-1]}"
        blob = b"".join(path.read_bytes() for path in home.rglob("*.jsonl"))
        examine(Store(str(home)))

        def one() -> None:
            hashlib.sha256(blob).digest()

        for what, thorough in (("again", False), ("line by line", True)):

            def work(thorough: bool = thorough) -> None:
                examine(Store(str(home)), thorough=thorough)

            pair = paired(work, one, 5)
            size = f" of {len(blob) / 1e6:.1f} MB"
            row = f"kit verify, {what}, against one SHA-256, in-process"
            yield judged(row, 3.5, pair.ratio, more=size)

    def checklists(self) -> Iterator[Row]:
        """Loading them, in-process, against the wall-clock time of a bare start: with the decoded
        copies that any start leaves behind, and from the TOML files alone."""
        kept = self.work / "lists"
        kept.mkdir()
        home = str(kept)
        bare = statistics.median(timed(lambda: run(BARE)) for _ in range(5))

        def one() -> None:
            Store(home).checklists.checklist("power-outage")

        def every() -> None:
            Store(home).checklists.readable()

        count = len(Store(home).checklists.types())
        for what, work, limit in (
            ("one checklist ready", one, 0.4),
            (f"all {count} checklists listed", every, 1.0),
        ):
            work()  # leaves the copies
            spent = statistics.median(timed(work) for _ in range(5)) / bare
            yield judged(f"{what}, in-process (wall-clock)", limit, spent)
            home = str(self.work / "none")
            spent = statistics.median(timed(work) for _ in range(5)) / bare
            yield Row(f"{what}, from TOML", "-", f"{spent:.2f}x", "no goal of its own")
            home = str(kept)
