"""The tables of a whole organisation, and what its page costs beside a decode of the logs.

    python -m tests.bench.organisation FOLDER [--entries 10000000 --laptops 1000 --runs 5]
    python -m tests.bench.organisation --read FOLDER    # of kit export: every engine, at its defaults

A few hundred incidents are played and exported as the kit does it; each of the organisation is one of them
on another day, at another laptop and site, with times and a reference of its own, written by the kit's own
writer. The logs beside them are the lines of the same incidents. The same seed makes the same bytes.
Wants duckdb; ``--read`` takes polars, pyarrow and pyspark, too, where they are installed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from kit.ground.console.context import build
from kit.ground.journal.refs import base32
from kit.laptops.tables.files import gathering, writing
from kit.laptops.tables.files.spool import Spool
from kit.laptops.tables.rules import values as v
from kit.laptops.tables.rules.columns import TABLES, Any_, Checklists, Events, Incidents, columns
from kit.laptops.tables.rules.incidents import Told
from tests.support.constants import CHINA
from tests.support.tables import lines, page
from tests.support.year import make_year

PLAYED = 240
AT_SITE = 20  # laptops, so that a file is as large in a small organisation as in a large one
DAY = 86_400_000
NOW = dt.datetime(2026, 1, 5, tzinfo=CHINA)


class Played(NamedTuple):
    """One incident: its reference, its rows, the lines of its journals (an id that stands in two counts once)."""

    ref: str
    opened_ms: int
    rows: list[Any_]
    raw: bytes
    entries: int


def played(home: Path, count: int = PLAYED) -> tuple[list[Played], list[Checklists]]:
    """``count`` incidents as the kit exports them, and what they name by hash."""
    make_year(home, count)
    rows: dict[str, list[Any_]] = {}
    once: list[Checklists] = []

    def add(row: Any_) -> None:
        if isinstance(row, Checklists):
            once.append(row)
        else:
            rows.setdefault(row.ref, []).append(row)

    gathering.gather(build(str(home), "en", True, lambda: None), Told("hq0000", NOW), add)  # type: ignore[arg-type, return-value]
    out = []
    for ref, mine in sorted(rows.items()):
        (folder,) = home.glob(f"closed/*/{ref}.*")
        raw = b"".join(path.read_bytes() for path in sorted(folder.glob("*.jsonl")))
        opened = next(row.opened_ms for row in mine if isinstance(row, Incidents))
        out.append(Played(ref, opened, mine, raw, sum(isinstance(row, Events) for row in mine)))
    return out, once


class Organisation:
    """``laptops`` with ``entries`` in all, spread over sites and a year."""

    def __init__(self, plays: list[Played], laptops: int, entries: int, seed: int = 7) -> None:
        self.plays, self.laptops, self.entries, self.seed = plays, laptops, entries, seed
        self.written = self.incidents = self.log_bytes = 0

    def each(self) -> Iterator[tuple[str, str, bytes, list[Any_]]]:
        """Of every incident: site, month, lines, rows."""
        chance = random.Random(self.seed)
        self.written = self.incidents = self.log_bytes = 0
        while self.written < self.entries:
            play = chance.choice(self.plays)
            laptop = chance.randrange(self.laptops)
            site = f"site-{laptop // AT_SITE:02}"
            start = dt.datetime(2025, 1, 1, tzinfo=CHINA) + dt.timedelta(seconds=chance.randrange(365 * 86_400))
            ref = f"{start:%y%m%d}-{base32(self.incidents >> 20, 3)}-{base32(self.incidents, 4)}"
            shift = v.millis(start) - play.opened_ms
            month = f"{start.month:02}"
            named = {"ref": ref, "site_id": site, "month_id": f"2025-{month}"}
            rows = [_moved(row, shift, f"l{laptop:05}", named, chance) for row in play.rows]
            raw = play.raw.replace(play.ref.encode(), ref.encode())
            self.written += play.entries
            self.incidents += 1
            self.log_bytes += len(raw)
            yield site, month, raw, rows


def _moved(row: Any_, shift: int, laptop: str, named: dict[str, str], chance: random.Random) -> Any_:
    """The same at another time and place; no two have the same milliseconds."""
    changed: dict[str, Any] = dict(named)
    own = shift + chance.randrange(1000)
    for name in TIMES[type(row)]:
        ms = getattr(row, f"{name}_ms")
        if ms:
            changed[f"{name}_ms"] = ms + own
            changed[f"{name}_utc"] = v.utc(v.EPOCH + dt.timedelta(milliseconds=ms + own))
    if isinstance(row, Events):
        changed |= {"laptop": laptop, "journal": laptop}
    elif isinstance(row, Incidents):
        changed["laptop"] = laptop
    return replace(row, **changed)


TIMES = {kind: [n[:-3] for n in columns(name) if n.endswith("_ms") and f"{n[:-3]}_utc" in columns(name) and n != "exported_ms"]
         for name, kind in TABLES.items()}  # fmt: skip


def make(folder: Path, laptops: int, entries: int, count: int = PLAYED) -> Organisation:
    """``folder/tables`` as `kit export --tables` writes them, ``folder/logs`` the lines, a file for each
    site and month, too."""
    with tempfile.TemporaryDirectory() as home:
        plays, once = played(Path(home), count)
    made = Organisation(plays, laptops, entries)
    (folder / "logs").mkdir(parents=True)

    def fill(spool: Spool) -> None:
        held: dict[str, list[bytes]] = {}
        for number, (site, month, raw, rows) in enumerate(made.each()):
            held.setdefault(f"{site}-{month}.jsonl", []).append(raw)
            for row in rows:
                spool.add(row)
            if number % 1000 == 999:
                _append(folder / "logs", held)
        _append(folder / "logs", held)
        for one in once:
            spool.add(one)

    writing.write(str(folder / "tables"), Told("hq0000", NOW), False, False, fill)
    return made


def _append(folder: Path, held: dict[str, list[bytes]]) -> None:
    for name, blobs in held.items():
        with open(folder / name, "ab") as file:
            file.writelines(blobs)
    held.clear()


class Line(msgspec.Struct):
    """What a page would need of a line at the least."""

    at: dt.datetime
    kind: str
    data: msgspec.Raw


def decode(folder: Path) -> int:
    decoder, count = msgspec.json.Decoder(Line), 0
    for name in sorted(os.listdir(folder)):
        with open(folder / name, "rb") as file:
            for line in file:
                decoder.decode(line)
                count += 1
    return count


def timed(act: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock and of CPU."""
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    act()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(folder: Path, made: Organisation, runs: int) -> None:
    tables = folder / "tables"
    say(f"{made.written:,} entries, {made.incidents:,} incidents, {made.laptops} laptops; logs {made.log_bytes:,} bytes")
    for face in ("jsonl", "csv", "parquet"):
        files = [path.stat().st_size for path in (tables / face).rglob("*") if path.is_file()]
        say(f"{face}: {sum(files):,} bytes in {len(files)} files, 1/{made.log_bytes / sum(files):.1f} of the logs")
    acts = {"decode": lambda: decode(folder / "logs"), "jsonl": lambda: page(tables), "parquet": lambda: page(tables, "parquet")}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in acts}
    for _ in range(runs):
        for name, act in acts.items():
            found[name].append(timed(act))
    for name in ("jsonl", "parquet"):
        clock, cpu = (median(f[at] / d[at] for f, d in zip(found[name], found["decode"], strict=True)) for at in (0, 1))
        say(f"page from {name}: {clock:.3f}x of the decode by the clock, {cpu:.3f}x by CPU ({median(f[0] for f in found[name]):.2f} s)")
    say(f"decode: {median(f[0] for f in found['decode']):.2f} s, one thread, as DuckDB's")


def readers() -> dict[str, Callable[[Path, str], list[dict[str, Any]]]]:
    """By engine and face, the rows of a table as it reads them at its defaults."""
    import duckdb

    def by_duckdb(ending: str) -> Callable[[Path, str], list[dict[str, Any]]]:
        def read(folder: Path, table: str) -> list[dict[str, Any]]:
            found = duckdb.sql(f"SELECT * FROM '{folder}/{ending.partition('.')[0]}/{table}/**/*.{ending}'")
            names = found.columns
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

        return read

    out = {face: by_duckdb(end) for face, end in (("duckdb jsonl", "jsonl.gz"), ("duckdb csv", "csv.gz"), ("duckdb parquet", "parquet"))}
    try:
        import polars as pl

        out["polars jsonl"] = lambda folder, table: pl.scan_ndjson(f"{folder}/jsonl/{table}/**/*.jsonl.gz").collect().to_dicts()
        out["polars csv"] = lambda folder, table: pl.scan_csv(f"{folder}/csv/{table}/**/*.csv.gz").collect().to_dicts()
        out["polars parquet"] = lambda folder, table: pl.scan_parquet(f"{folder}/parquet/{table}/**/*.parquet").collect().to_dicts()
    except ImportError:
        say("polars is not installed")
    try:
        import pyarrow.dataset as ds

        for face in ("json", "csv", "parquet"):
            out[f"pyarrow {face}"] = lambda folder, table, face=face: ds.dataset(  # type: ignore[misc]
                f"{folder}/{'jsonl' if face == 'json' else face}/{table}", format=face, partitioning="hive").to_table().to_pylist()
    except ImportError:
        say("pyarrow is not installed")
    try:
        from pyspark.sql import SparkSession

        spark = SparkSession.builder.getOrCreate()
        for face, format_ in (("jsonl", "json"), ("parquet", "parquet")):
            out[f"spark {face}"] = lambda folder, table, face=face, format_=format_: [  # type: ignore[misc]
                row.asDict() for row in spark.read.format(format_).load(f"{folder}/{face}/{table}").collect()]
    except ImportError:
        say("pyspark is not installed")
    return out


def plain(value: Any) -> Any:
    """A time that an engine made of a text, as the text."""
    if isinstance(value, dt.datetime):
        when = value.astimezone(dt.UTC) if value.tzinfo else value
        return f"{when:%Y-%m-%dT%H:%M:%S}.{when.microsecond // 1000:03}Z"
    return value


def read(folder: Path) -> bool:
    """Whether every engine reads every column of every row as it was written."""
    same = True
    for engine, rows in readers().items():
        for table in TABLES:
            wanted = sorted(json.dumps(row, sort_keys=True) for row in lines(folder, table))
            found = sorted(json.dumps({name: plain(row[name]) for name in columns(table)}, sort_keys=True) for row in rows(folder, table))
            same &= found == wanted
            say(f"{engine} {table}: {len(found)} rows, {'the same' if found == wanted else 'NOT THE SAME'}")
    return same


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--entries", type=int, default=10_000_000)
    parser.add_argument("--laptops", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    if asked.read:
        return 0 if read(asked.folder) else 1
    made = make(asked.folder, asked.laptops, asked.entries)
    measure(asked.folder, made, asked.runs)
    shutil.rmtree(asked.folder / "logs")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
