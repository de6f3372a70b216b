"""Everything as tables: each value once, of one type, taken for what it is by whatever reads it; the
folder whole or as it was."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base import going
from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import events as ev
from kit.laptops.tables.files import faces, gathering, writing
from kit.laptops.tables.rules import values as v
from kit.laptops.tables.rules.columns import TABLES, columns
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened
from tests.support.logs import at
from tests.support.tables import ENGINES, csv_rows, lines

HOSTILE = [
    "=1+1", " ＝cmd", "@SUM(A1)", "-2+3", "+86 10", "0012", "1e5", "1,234", "12%", "0x1F", "2026-10-01", "2026/1/2", "10:05", "1.10.2026",
    "true", "NULL", "NaN", "n/a", "-inf", "123e4567-e89b-12d3-a456-426614174000", "'quoted", 'he said "hi", and \\ "left"', "a,b;c\td",
    "two\r\nlines", "\x1b[31mred\x07", "\u202eevil", "\ufefffirst", "\u2028", "停电，=三楼", "", "-", "🔥", "x" * 5000,
]  # fmt: skip


@pytest.fixture
def folder(bare: Kit, example: Path) -> Path:
    """The example's tables, written once."""
    bare.env("KIT_HOME", str(example))
    target = example.parent / "tables"
    if not target.exists():
        said = bare("export", "--tables", str(target))
        assert said.code == 0, said.err
    return target


# ---- what stands in them ------------------------------------------------------------------------


def test_every_column_is_written_down_with_its_type_its_unit_and_its_meaning() -> None:
    with open(ENGINES / "schema.csv", encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert [(r["table"], r["column"], r["type"]) for r in told] == [(t, c, k) for t in TABLES for c, k in columns(t).items()]
    one: dict[str, set[tuple[str, ...]]] = {}
    for row in told:
        one.setdefault(row["column"], set()).add((row["type"], row["unit"], row["含义"], row["meaning"]))
        assert row["含义"] and row["meaning"]
        name, unit = row["column"], row["unit"]
        wanted = {"_ms": "ms", "_utc": "UTC", "_seconds": "s", "_count": "count"}
        assert unit == next((u for end, u in wanted.items() if name.endswith(end)), "-"), name
    assert all(len(found) == 1 for found in one.values()), "one name is one thing"
    assert not {"at", "by", "to", "from", "order", "group", "end", "desc", "user", "when", "kind"} & set(one)


def test_every_line_has_the_same_keys_one_type_a_key_and_nothing_is_null(folder: Path) -> None:
    kinds = {"text": str, "number": int, "yes/no": bool}
    for table in TABLES:
        rows, wanted = lines(folder, table), columns(table)
        assert rows, table
        for row in rows:
            assert list(row) == list(wanted)
            assert all(type(row[name]) is kinds[kind] for name, kind in wanted.items()), row
            assert all(value != "" and (isinstance(value, str) or value >= 0) for value in row.values())
            for name in wanted:
                if name.endswith("_utc"):
                    when = datetime.strptime(row[name], "%Y-%m-%dT%H:%M:%S.%f%z")
                    assert len(row[name]) == 24 and round(when.timestamp() * 1000) == row[f"{name[:-4]}_ms"]
        assert csv_rows(folder, table) == [{k: _csv(value) for k, value in row.items()} for row in rows]


def _csv(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_a_file_lies_where_its_rows_say_and_the_contents_name_it(folder: Path) -> None:
    told = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
    there = {str(path.relative_to(folder)).replace(os.sep, "/") for path in folder.rglob("*") if path.is_file()}
    assert there == {"tables.json", *(file["path"] for file in told["files"])}
    for file in told["files"]:
        assert os.stat(folder / file["path"]).st_size == file["bytes"]
        parts = re.fullmatch(r"jsonl/(\w+)/site=([^/]+)/month=([^/]+)/[^/]+", file["path"])
        if parts:
            rows = [json.loads(line) for line in gzip.decompress((folder / file["path"]).read_bytes()).splitlines()]
            assert {(v.folder(r["site_id"]), r["month_id"]) for r in rows} == {parts.groups()[1:]} and len(rows) == file["rows"]
    assert told["rows"] == {table: len(lines(folder, table)) for table in TABLES}
    assert oct(folder.stat().st_mode)[-3:] == "700" and all(oct((folder / f["path"]).stat().st_mode)[-3:] == "600" for f in told["files"])


def test_every_line_of_the_logs_is_one_event_with_the_same_words(folder: Path, example: Path) -> None:
    """Recounted from the bytes of the journals."""
    raw: dict[tuple[str, str, int], dict[str, Any]] = {}
    for path in [*example.glob("open/*/*.jsonl"), *example.glob("closed/*/*/*.jsonl"), *example.glob("shifts/2*/*/*.jsonl")]:
        for line in path.read_bytes().splitlines():
            entry = json.loads(line)
            raw[path.parent.name.partition(".")[0], path.stem, entry["n"]] = entry
    rows = {(r["ref"], r["journal"], r["entry_number"]): r for r in lines(folder, "events")}
    assert set(rows) == set(raw) and len(rows) > 2000
    lists = {row["sha256"]: json.loads(row["payload"]) for row in lines(folder, "checklists")}
    undone = {i for e in raw.values() if e["kind"] == "undone" for i in (e["data"]["entry"], *e["data"].get("also", []))}
    for key, entry in raw.items():
        row, data = rows[key], json.loads(rows[key]["payload"])
        assert (row["event"], row["author"]) == (entry["kind"], entry["by"])
        assert row["happened_ms"] == round(datetime.fromisoformat(entry["at"]).timestamp() * 1000)
        later = datetime.fromisoformat(entry.get("wrote", entry["at"])) - datetime.fromisoformat(entry["at"])
        assert row["written_later_ms"] == max(0, round(later.total_seconds() * 1000))
        assert row["entry"] in ("-", entry["id"]) and (row["entry"] != "-" or entry["id"] not in undone)
        assert row["counts"] == (entry["id"] not in undone), entry
        for name in ("checklist", "profile"):
            if data.get(f"{name}_sha256"):
                assert lists[data.pop(f"{name}_sha256")] == entry["data"].pop(name)
        assert sorted(map(str, data.values())) == sorted(map(str, entry["data"].values())), "some are renamed, none is another"
    assert len(lists) == len({json.dumps(one, sort_keys=True) for one in lists.values()}) < 40


def test_the_measures_are_those_of_the_logs(folder: Path, example: Path) -> None:
    """Recounted from the bytes: when the first call reached anybody, how many calls, what was promised."""
    found = {row["ref"]: row for row in lines(folder, "incidents")}
    for home in [*example.glob("open/*"), *example.glob("closed/*/*")]:
        entries = [json.loads(line) for path in home.glob("*.jsonl") for line in path.read_bytes().splitlines()]
        gone = {i for e in entries if e["kind"] == "undone" for i in (e["data"]["entry"], *e["data"].get("also", []))}
        entries = [entry for entry in entries if entry["id"] not in gone]
        row = found.pop(home.name.partition(".")[0])
        if row["counted_as"] in ("open", "withdrawn"):
            continue
        start = next(datetime.fromisoformat(e["at"]) for e in entries if e["kind"] == "opened")
        reached = [(datetime.fromisoformat(e["at"]) - start).total_seconds() for e in entries
                   if e["kind"] == "called" and e["data"]["result"] == "reached"]  # fmt: skip
        first = row["first_reached_seconds"] if row["first_reached_known"] else -1
        assert first == min((int(s // 1) for s in reached if s >= 0), default=-1)
        assert row["call_count"] == sum(entry["kind"] == "called" for entry in entries)
        assert row["cause"] == next((e["data"]["cause"] for e in reversed(entries) if e["kind"] == "cause-set"), "-")
        assert row["opened_ms"] == round(start.timestamp() * 1000) and row["month_id"] == f"{start:%Y-%m}"
    assert not found


def test_an_answer_in_time_is_one_that_came_by_the_due_time(folder: Path) -> None:
    rows = lines(folder, "notifications")
    due = [row for row in rows if row["counted"]]
    assert len(due) == 77 and {"plan", "ours"} == {row["figure"] for row in rows}
    for row in due:
        assert (row["status"] == "not-told") == (row["answered_ms"] == 0)
        if row["answered_ms"]:
            assert (row["status"] == "in-time") == (row["answered_ms"] - row["due_ms"] < 1000)
    promises = [row for row in lines(folder, "promises") if row["counted"]]
    assert Counter(row["document"] for row in promises) == {"incident": 25, "sheet": 9}


def test_what_was_forgotten_stands_in_no_table(bare: Kit, tmp_path: Path) -> None:
    bare.at(0)("start", "application-outage", "--no-guide", "--profile", "hotline")
    bare("callback", "add", "Ms Gone", "--phone", "5550111")
    bare("callback", "done", "0111")
    bare.at(1)("close", "--yes")
    bare.at(60 * 24 * 2000)("forget", "--yes")
    said = bare("export", "--tables", str(tmp_path / "t"))
    assert said.code == 0 and len(lines(tmp_path / "t", "promises")) == 1
    assert not any("Gone" in json.dumps(row) for table in TABLES for row in lines(tmp_path / "t", table))


def test_with_people_hidden_no_name_and_number_is_in_any_file(bare: Kit, example: Path, tmp_path: Path) -> None:
    bare.env("KIT_HOME", str(example))
    assert bare("export", "--tables", str(tmp_path / "open")).code == 0
    assert bare("export", "--tables", str(tmp_path / "hidden"), "--redact").code == 0
    names = {row["customer"] for row in lines(tmp_path / "open", "promises")} | {row["leader"] for row in lines(tmp_path / "open", "shifts")}
    assert len(names) > 15
    texts = {face: "".join(gzip.decompress(path.read_bytes()).decode("utf-8") for path in (tmp_path / face).rglob("*.gz")) for face in ("open", "hidden")}
    assert all(name in texts["open"] for name in names)
    assert [name for name in names if len(name) > 1 and name in texts["hidden"]] == []
    assert len(lines(tmp_path / "hidden", "events")) == len(lines(tmp_path / "open", "events"))


# ---- hostile texts ------------------------------------------------------------------------------


def test_a_hostile_text_is_one_safe_line_that_nothing_runs_or_counts_with(bare: Kit, tmp_path: Path) -> None:
    log = opened(bare.home)
    for number, text in enumerate(HOSTILE):
        log.store.record(log, at(number), text or "li", lambda draft, text=text: draft.add(ev.Noted(text)))  # type: ignore[misc]
        owed = ev.CallbackAdded(f"c{number}", text)
        log.store.record(log, at(number), "li", lambda draft, owed=owed: draft.add(owed))  # type: ignore[misc]
    closed(log, TEN + timedelta(minutes=99))
    assert bare("export", "--tables", str(tmp_path / "t")).code == 0
    rows = lines(tmp_path / "t", "events")
    for row in [*rows, *lines(tmp_path / "t", "promises")]:
        for text in row.values():
            if isinstance(text, str):
                assert text.isprintable() or not re.search(f"[\x00-\x1f]|{v.COMMANDING}", text)
                assert text == "-" or not text.lstrip(" \u3000\u00a0").startswith(tuple("=+-@＝＋－＠")), text
    told = {e.id: e for e in log.entries}
    notes = [json.loads(row["payload"])["text"] for row in rows if row["event"] == "note"]
    assert notes == [e.event.text for e in told.values() if e.kind == "note"], "the payload keeps what was typed"  # type: ignore[attr-defined]
    assert {"'0012", "'true", "'2026-10-01", "''quoted", "'=1+1"} <= {row["author"] for row in rows}


@pytest.mark.parametrize("name", ["", "-", ".", "..", "../../etc", "C:\\x", "a/b", "x=y", "停电", "CON", "a" * 300, "%2e"])
def test_a_site_of_any_name_gets_a_folder_that_stays_inside(name: str) -> None:
    found = v.folder(name)
    assert re.fullmatch(r"[a-z0-9_%A-F-]{1,600}", found) and ".." not in found
    assert v.folder("-") == "none" and v.folder("Hotline-1") == "hotline-1"


# ---- the folder ---------------------------------------------------------------------------------


def test_a_folder_that_is_there_is_left_alone_and_replaced_as_a_whole_when_asked(bare: Kit, tmp_path: Path) -> None:
    opened(bare.home)
    target = tmp_path / "tables"
    assert bare("export", "--tables", str(target), "--json").json["tables"]["incidents"] == 1
    (target / "jsonl" / "stale.jsonl.gz").write_bytes(b"old")
    before = sorted(target.rglob("*"))
    again = bare("export", "--tables", str(target))
    assert again.code == 2 and "--force" in again.err and sorted(target.rglob("*")) == before
    assert bare("export", "--tables", str(target), "--force").code == 0
    assert not (target / "jsonl" / "stale.jsonl.gz").exists() and os.listdir(tmp_path / "tables") and _beside(tmp_path) == []


def test_a_folder_of_something_else_is_never_replaced(bare: Kit, tmp_path: Path) -> None:
    opened(bare.home)
    home = tmp_path / "photos"
    home.mkdir()
    (home / "one.jpg").write_bytes(b"x")
    (tmp_path / "file").write_bytes(b"x")
    for name in ("photos", "file"):
        said = bare("export", "--tables", str(tmp_path / name), "--force")
        assert said.code == 2 and "it was left as it is" in said.err
    assert bare("export", "--tables", str(tmp_path / "t")).code == 0
    (tmp_path / "t" / "mine.txt").write_bytes(b"x")
    assert bare("export", "--tables", str(tmp_path / "t"), "--force").code == 2
    assert (tmp_path / "t" / "mine.txt").read_bytes() == (home / "one.jpg").read_bytes() == b"x"
    assert bare("export", "--tables", str(tmp_path / "none" / "deep")).code == 1


def _beside(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if ".new-" in name or ".old-" in name]


@pytest.mark.parametrize(("error", "before"), [(KeyboardInterrupt, True), (OSError, False)], ids=["ctrl-c", "disk"])
def test_wherever_it_is_stopped_nothing_half_written_is_left(
    bare: Kit, fast: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], before: bool
) -> None:
    """Cut at every call that writes, syncs, makes a folder or renames."""
    opened(bare.home)
    target = fast / "tables"
    if before:
        assert bare("export", "--tables", str(target)).code == 0
    kept = {path: path.read_bytes() for path in fast.rglob("*") if path.is_file()}
    monkeypatch.setattr(faces, "faces", lambda: [faces.JSONL, faces.CSV])
    calls = [0]
    stop = [0]

    def cut(module: Any, name: str) -> None:
        real = getattr(module, name)

        def counted(*args: Any, **named: Any) -> Any:
            calls[0] += 1
            if calls[0] == stop[0]:
                raise error(28, "full")
            return real(*args, **named)

        monkeypatch.setattr(module, name, counted)

    for module, name in ((faces, "sync"), (writing, "sync_dir"), (writing, "make_dir"), (writing.os, "rename"), (writing, "replace_file"), (faces.gzip.GzipFile, "write")):
        cut(module, name)
    stopped = 0
    for stop[0] in range(1, 400):
        calls[0] = 0
        said = bare("export", "--tables", str(target), "--force")
        if calls[0] < stop[0]:
            break
        stopped += 1
        assert said.code in (1, 130) and _beside(fast) == []
        assert {path: path.read_bytes() for path in fast.rglob("*") if path.is_file()} == kept
    assert stopped > 30


def test_every_file_and_folder_is_on_the_disk_before_it_gets_its_name(bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(bare.home)
    synced: list[str] = []
    real_sync, real_dir, real_rename = faces.sync, writing.sync_dir, os.rename
    monkeypatch.setattr(faces, "sync", lambda fd: (synced.append(os.readlink(f"/proc/self/fd/{fd}")), real_sync(fd))[1])
    monkeypatch.setattr(writing, "sync_dir", lambda path: (synced.append(path), real_dir(path))[1])
    named: list[set[str]] = []

    def rename(old: str, new: str) -> None:
        if ".new-" in str(old):
            named.append({str(path) for path in [Path(old), *Path(old).rglob("*")] if path.name != "tables.json"} - set(synced))
        real_rename(old, new)

    monkeypatch.setattr(os, "rename", rename)
    assert bare("export", "--tables", str(tmp_path / "t")).code == 0
    assert named[-1] == set() and synced[-1] == str(tmp_path)


def test_how_far_it_is_can_be_watched(folder: Path, bare: Kit, tmp_path: Path) -> None:
    shares: list[float] = []
    going.WATCHERS.append(shares.append)
    try:
        assert bare("export", "--tables", str(tmp_path / "again")).code == 0
    finally:
        going.WATCHERS.clear()
    assert len(shares) > 130 and min(shares) >= 0 and max(shares) < 1


def test_the_same_logs_make_the_same_bytes(bare: Kit, example: Path, tmp_path: Path) -> None:
    bare.env("KIT_HOME", str(example))
    bare.env("KIT_CLOCK", "")
    bare.at(0)
    for name in ("one", "two"):
        assert bare("export", "--tables", str(tmp_path / name)).code == 0
    packed = [{str(p.relative_to(tmp_path / name)): p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file() and p.suffix != ".parquet"} for name in ("one", "two")]
    assert packed[0] == packed[1]


def test_what_cannot_be_read_is_named_and_the_rest_is_written(bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = opened(bare.home), opened(bare.home, at=at(5).wall)
    real = gathering._incident

    def unreadable(store: Any, where: Any, *rest: Any) -> Any:
        if where.ref == bad.ref:
            raise Refused("unreadable", 5, ref=bad.ref)
        return real(store, where, *rest)

    monkeypatch.setattr(gathering, "_incident", unreadable)
    said = bare("export", "--tables", str(tmp_path / "t"))
    assert said.code == 5 and bad.ref in said.err
    assert [row["ref"] for row in lines(tmp_path / "t", "incidents")] == [good.ref]


@pytest.mark.parametrize("line", ["--all --tables T", "--tables T -o x.zip", "--all --redact -o x.zip", "--redact -o x.zip"])
def test_what_does_not_go_together_is_refused(bare: Kit, tmp_path: Path, line: str) -> None:
    os.chdir(tmp_path)
    assert bare("export", *line.split()).code == 2 and os.listdir(tmp_path) in ([], ["home"])
