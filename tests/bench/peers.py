"""Other programs on the same work, side by side: one short text added to a log of a given length,
and three fields of every line of a year's logs counted.

A peer that is not installed is named as missing. Whole processes, medians of pairs run in turn with
the same bare start as everything else; flushes are counted by strace.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.bench.measure import BARE, Program, has, paired, run
from tests.support import homes
from tests.support.run import program
from tests.support.year import make_year

TEXT = "water on the floor"
START = datetime(2026, 1, 1, tzinfo=UTC)

TINYDB = """
import sys, tinydb
tinydb.TinyDB(sys.argv[1]).insert({"at": sys.argv[2], "text": sys.argv[3]})
"""
DECODE = """
import sys, pathlib, msgspec
class Line(msgspec.Struct):
    at: str
    by: str
    kind: str
decode = msgspec.json.Decoder(Line).decode
kinds = {}
for path in pathlib.Path(sys.argv[1]).rglob("*.jsonl"):
    for line in path.read_bytes().splitlines():
        kind = decode(line).kind
        kinds[kind] = kinds.get(kind, 0) + 1
"""
DUCKDB = """
import sys, duckdb
duckdb.sql("SET threads = 1")
duckdb.sql('''SELECT kind, count(*), min("at"), max("by") FROM read_json(?, format = 'newline_delimited',
    columns = {"at": 'VARCHAR', "by": 'VARCHAR', "kind": 'VARCHAR'}, maximum_object_size = 16777216)
    GROUP BY kind''', params=[sys.argv[1] + "/**/*.jsonl"]).fetchall()
"""


class Ready(NamedTuple):
    """A peer with so many entries in its log: how one more is added."""

    argv: list[str]
    env: dict[str, str]


class Peer(NamedTuple):
    """``tool``: what must be there. ``ready``: lays a log of so many entries into a folder."""

    name: str
    tool: str
    ready: Callable[[str, Path, int], Ready]


class Row(NamedTuple):
    what: str
    figures: list[str]


def moment(n: int) -> datetime:
    return START + timedelta(minutes=n)


def jrnl(tool: str, folder: Path, count: int) -> Ready:
    lines = (f"[{moment(n):%Y-%m-%d %H:%M}] note {n}, water on the floor\n" for n in range(count))
    (folder / "log.txt").write_text("\n".join(lines), encoding="utf-8")
    settings = folder / "jrnl.yaml"
    settings.write_text(
        f"version: v4.2\njournals:\n  default:\n    journal: {folder / 'log.txt'}\n", encoding="utf-8"
    )
    return Ready([tool, "--config-file", str(settings), TEXT], own(folder))


def watson(tool: str, folder: Path, count: int) -> Ready:
    frames = [
        [int(moment(n).timestamp()), int(moment(n).timestamp()) + 60, "incident", f"{n:032x}", [], 0]
        for n in range(count)
    ]
    (folder / "frames").write_text(json.dumps(frames), encoding="ascii")
    times = ["--from", "2027-01-01 09:00", "--to", "2027-01-01 09:01"]
    return Ready([tool, "add", *times, TEXT], own(folder) | {"WATSON_DIR": str(folder)})


def todo(tool: str, folder: Path, count: int) -> Ready:
    lines = "".join(f"note {n}, water on the floor\n" for n in range(count))
    (folder / "todo.txt").write_text(lines, encoding="ascii")
    settings = folder / "config"
    names = {"TODO_FILE": "todo", "DONE_FILE": "done", "REPORT_FILE": "report"}
    files = "".join(f'export {name}="{folder}/{stem}.txt"\n' for name, stem in names.items())
    settings.write_text(f'export TODO_DIR="{folder}"\n' + files, encoding="utf-8")
    return Ready([tool, "-d", str(settings), "add", TEXT], own(folder))


def taskwarrior(tool: str, folder: Path, count: int) -> Ready:
    at = int(START.timestamp())
    lines = (
        f'[description:"note {n}, water on the floor" end:"{at}" entry:"{at}" status:"completed" '
        f'uuid:"{uuid.UUID(int=n + 1)}"]\n'
        for n in range(count)
    )
    (folder / "completed.data").write_text("".join(lines), encoding="ascii")
    (folder / "rc").write_text(f"data.location={folder}\nconfirmation=off\n", encoding="utf-8")
    return Ready([tool, f"rc:{folder / 'rc'}", "log", TEXT], own(folder))


def tinydb(tool: str, folder: Path, count: int) -> Ready:
    table = {
        n: {"at": moment(n).isoformat(), "text": f"note {n}, water on the floor"}
        for n in range(1, count + 1)
    }
    (folder / "db.json").write_text(json.dumps({"_default": table}), encoding="ascii")
    script = [tool, "-I", "-c", TINYDB, str(folder / "db.json")]
    return Ready([*script, START.isoformat(), TEXT], own(folder))


def own(folder: Path) -> dict[str, str]:
    """An environment in which a peer finds nothing of this machine's user."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("KIT_", "PYTHON", "XDG_"))}
    return env | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}


PEERS = (
    Peer("jrnl", "jrnl", jrnl),
    Peer("Watson", "watson", watson),
    Peer("todo.txt", "todo-txt", todo),
    Peer("todo.txt", "todo.sh", todo),
    Peer("taskwarrior", "task", taskwarrior),
    Peer("TinyDB script", "python", tinydb),
)


class Peers:
    """All rows. ``venv``: a virtual environment with the Python peers; "" looks on the PATH only."""

    def __init__(self, work: Path, venv: str, logs: tuple[int, ...], rounds: int) -> None:
        self.work, self.logs, self.rounds = work, logs, rounds
        self.bin = str(Path(venv) / ("Scripts" if sys.platform == "win32" else "bin")) if venv else ""

    def rows(self) -> Iterator[Row]:
        yield Row("one text added to a log of", [f"{n:,}" for n in self.logs] + ["flushes"])
        program = Program(self.work)

        def ours(_: str, folder: Path, count: int) -> Ready:
            homes.with_notes(folder, count)
            return Ready(program.kit("note", TEXT), program.env(folder))

        yield self.row(Peer("kit note", "", ours), "")
        for peer in PEERS:
            tool = self.found(peer)
            if tool:
                yield self.row(peer, tool)
            elif peer.tool != "todo.sh":
                yield Row(peer.name, ["missing"])

    def found(self, peer: Peer) -> str:
        """Where its program is; "" when it is missing."""
        tool = shutil.which(peer.tool, path=self.bin) if self.bin else None
        if peer.tool == "python":
            tool = tool or sys.executable
            return tool if imports(tool, "tinydb") else ""
        return tool or shutil.which(peer.tool) or ""

    def row(self, peer: Peer, tool: str) -> Row:
        figures, flushes = [], "-"
        for count in self.logs:
            folder = self.work / f"{peer.name}-{count}".replace(" ", "-")
            folder.mkdir()
            ready = peer.ready(tool, folder, count)
            try:
                run(*ready)
                rounds = self.rounds if count <= 10_000 else max(1, self.rounds // 3)
                pair = paired(lambda ready=ready: run(*ready), lambda: run(BARE), rounds)
                figures.append(f"{pair.ratio:.1f}x")
                flushes = counted(ready, self.work / "strace")
            except (OSError, subprocess.SubprocessError) as error:
                figures.append(type(error).__name__)
            shutil.rmtree(folder)
        return Row(peer.name, [*figures, flushes])

    def year(self, incidents: int) -> Iterator[Row]:
        """Three fields of every line, one thread: a plain decode is 1x."""
        folder = self.work / "year"
        size = make_year(folder, incidents)
        tool = shutil.which("python", path=self.bin) if self.bin else sys.executable
        yield Row("three fields of all lines of", [f"{incidents:,} incidents", f"{size / 1e6:.0f} MB"])
        if not tool or not imports(tool, "duckdb"):
            yield Row("DuckDB", ["missing"])
            return
        decode = [sys.executable, "-c", DECODE, str(folder)]
        pair = paired(
            lambda: run([tool, "-c", DUCKDB, str(folder)]), lambda: run(decode), max(1, self.rounds // 5)
        )
        yield Row("DuckDB, one thread, against a msgspec decode", [f"{pair.ratio:.2f}x", pair.text])


def imports(python: str, module: str) -> bool:
    return program([python, "-I", "-c", f"import {module}"]).returncode == 0


def counted(ready: Ready, log: Path) -> str:
    """How often one run flushes to the disk."""
    if not has("strace"):
        return "-"
    run(["strace", "-f", "-o", str(log), "-e", "trace=fsync,fdatasync,sync_file_range", *ready.argv], ready.env)
    return str(len(re.findall(r"\b(?:fsync|fdatasync|sync_file_range)\(", log.read_text("utf-8"))))
