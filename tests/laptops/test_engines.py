"""The organisation's page by an engine says what `kit summary` says, to the last digit, and engines
read every field at their defaults."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from statistics import median_low
from typing import Any

import pytest

from kit.incidents.incident.rules import acts
from kit.laptops.tables.rules.columns import TABLES, columns
from kit.review.archive.rules.totals import tenths
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.laptops import hand, laptop
from tests.support.logs import at
from tests.support.run import python
from tests.support.tables import ENGINES, Row, lines, page

duckdb = pytest.importorskip("duckdb")
HOSTILE = ["2026-10-01", "0012", "true", "10:05", "1e5", "123e4567-e89b-12d3-a456-426614174000", "=1+1", 'he "said", \\ "so"', "停电\u202e,\r\n"]
DUCKDB = {"text": {"VARCHAR"}, "number": {"BIGINT"}, "yes/no": {"BOOLEAN"}}
WHEN = {"TIMESTAMP WITH TIME ZONE", "TIMESTAMP", "VARCHAR"}  # a text of that width, in whichever type


@pytest.fixture
def folder(bare: Kit, example: Path) -> Path:
    bare.env("KIT_HOME", str(example))
    target = example.parent / "tables"
    if not target.exists():
        assert bare("export", "--tables", str(target)).code == 0
    return target


def _said(summary: Row, type_: str = "*") -> Row:
    """What `kit summary` says of all, or of one type of incident."""
    shares = summary["by_kind"]["incident"] if type_ == "*" else summary["by_type"][type_]
    plan, site, ours = (shares[f"told_{owner}"] for owner in ("plan", "site", "ours"))
    return {
        "runs": shares["runs"],
        "plan_due": plan["fell_due"], "plan_in_time": plan["in_time"], "plan_never": plan["never"],
        "plan_in_time_tenths": tenths(plan["in_time"], plan["fell_due"]),
        "site_due": site["fell_due"], "site_in_time": site["in_time"],
        "ours_due": ours["fell_due"], "ours_in_time": ours["in_time"],
    }  # fmt: skip


def _rest(summary: Row) -> Row:
    times, kept = summary["times"], summary["kept"].get("promises")
    names = {"promised": "fell_due", "promise_in_time": "in_time", "promise_brief": "brief", "promise_late": "late", "promise_never": "never"}
    out = {name: kept[said] if kept else 0 for name, said in names.items()}
    return out | {f"{name}_median": times[name]["median"] if name in times else None for name in ("reported", "restored")}


@pytest.mark.parametrize("face", ["jsonl", "csv", "parquet"])
def test_the_page_of_an_engine_is_the_summary_of_the_month(bare: Kit, folder: Path, face: str) -> None:
    summary = bare("summary", "--month", "2026-10", "--json").json
    found = page(folder, face, "2026-10")
    rows = {(row["type"], row["site_id"]): row for row in found["page"]}
    whole = rows["*", "*"]
    assert whole == whole | _said(summary) | _rest(summary) and whole["runs"] == 53
    types = {type_ for type_, site in rows if site == "*"} - {"*", "-"}
    assert types == set(summary["by_type"]) and len(types) > 10
    for type_ in types:
        assert rows[type_, "*"] == rows[type_, "*"] | _said(summary, type_)
    for site, share in summary["by_site"].items():
        assert rows["*", site]["runs"] == share["runs"]
        assert rows["*", site]["ours_in_time"] == share["told_ours"]["in_time"]
    causes = {row["cause"]: (row["runs"], row["repeats"]) for row in found["causes"] if row["site_id"] == "*"}
    assert causes == {key: (one["runs"], one["repeat_count"]) for key, one in summary["by_cause"].items()} != {}


@pytest.mark.parametrize("type_", ["application-outage", "self-harm-caller", "complaint-escalation"])
def test_so_are_the_rows_of_one_type(bare: Kit, folder: Path, type_: str) -> None:
    summary = bare("summary", "--month", "2026-10", "--type", type_, "--json").json
    (row,) = [row for row in page(folder, "parquet")["page"] if (row["type"], row["site_id"]) == (type_, "*")]
    assert row == row | _said(summary) | _rest(summary)


def test_the_median_to_the_first_call_that_reached_somebody_is_a_time_that_really_was(folder: Path) -> None:
    """Recounted from the rows; those are recounted from the logs in ``test_tables``."""
    times: dict[str, list[int]] = {}
    for row in lines(folder, "incidents"):
        if row["counted_as"] == "incident" and row["first_reached_known"]:
            for type_ in ("*", row["type"]):
                times.setdefault(type_, []).append(row["first_reached_seconds"])
    found = {row["type"]: row for row in page(folder)["page"] if row["site_id"] == "*"}
    assert {type_: row["first_reached_median"] for type_, row in found.items() if row["first_reached_median"] is not None} == {
        type_: median_low(each) for type_, each in times.items()
    }
    assert all(row["first_reached_minutes"] == round(row["first_reached_median"] / 60 + 1e-9, 1) for row in found.values() if row["type"] in times)


def test_the_page_runs_as_a_command(folder: Path) -> None:
    """As data/engines/README.md has it."""
    said = python(None, str(ENGINES / "page_duckdb.py"), str(folder), "--month", "2026-10")
    first, head, whole = said.stdout.splitlines()[:3]
    assert first == "page" and head.startswith("type,site_id,runs") and whole.startswith("*,*,53,18,16,1,889")
    nothing = python(None, str(ENGINES / "page_duckdb.py"), str(folder), "--month", "1999-01")
    assert "*,*,0,0,0,0,,0,0,0,0,,,,,0,0,0,0,0" in nothing.stdout


def test_a_home_without_promises_has_a_page_all_the_same(bare: Kit, tmp_path: Path) -> None:
    opened(bare.home)
    assert bare("export", "--tables", str(tmp_path / "t")).code == 0
    assert not (tmp_path / "t" / "jsonl" / "promises").exists()
    (row,) = page(tmp_path / "t")["page"]
    assert row["runs"] == row["promised"] == 0


@pytest.mark.parametrize("face", ["jsonl", "csv", "parquet"])
def test_an_engine_reads_every_field_at_its_defaults(folder: Path, face: str) -> None:
    """Each column in the type that the schema gives it, whichever files come first; no value is lost."""
    ending = {"jsonl": "jsonl.gz", "csv": "csv.gz", "parquet": "parquet"}[face]
    base = duckdb.connect(config={"threads": 1})
    for table in TABLES:
        read = base.execute(f"SELECT * FROM '{folder}/{face}/{table}/**/*.{ending}'")
        kinds = {column[0]: str(column[1]) for column in read.description}
        for name, kind in columns(table).items():
            assert kinds[name] in (WHEN if name.endswith("_utc") else DUCKDB[kind]), (table, name, kinds[name])
        names = [name for name in columns(table) if not name.endswith("_utc")]
        rows = base.execute(f"SELECT {', '.join(names)} FROM '{folder}/{face}/{table}/**/*.{ending}'").fetchall()
        wanted = [tuple(row[name] for name in names) for row in lines(folder, table)]
        assert sorted(rows) == sorted(wanted) != []
    base.close()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("face", ["jsonl", "csv"])
def test_a_column_in_which_one_hostile_text_stands_alone_stays_a_text(tmp_path: Path, fast: Path, face: str, text: str) -> None:
    """As its only value it is all that the engine has to go by."""
    from kit.laptops.tables.files import faces
    from kit.laptops.tables.rules import values as v
    from kit.laptops.tables.rules.columns import Checklists

    row = Checklists(v.text(text), v.text(text), v.text(text), v.text(text), v.payload(json.dumps({"text": text}).encode()))
    path = tmp_path / f"x.{face}.gz"
    source = [__import__("msgspec").json.encode(row) + b"\n"] * 3
    faces.jsonl(str(path), source) if face == "jsonl" else faces.as_csv(str(path), "checklists", source)
    read = duckdb.connect(config={"threads": 1}).execute(f"SELECT * FROM '{path}'")
    assert {str(column[1]) for column in read.description} == {"VARCHAR"}
    rows = read.fetchall()
    assert len(rows) == 3 and json.loads(rows[0][4]) == {"text": text} and rows[0][0] == row.sha256


def test_an_incident_that_several_laptops_exported_counts_once(bare: Kit, tmp_path: Path) -> None:
    """The folders laid over each other; what one of them does not know yet gives way."""
    one, two, three = (laptop(tmp_path, name * 6) for name in "abc")
    log = opened(one.home)
    one.record(log, at(1), "li", lambda draft: acts.callback_add(draft, "c1", "Ms Made", promised=TEN.replace(hour=11)))
    hand(one, two, tmp_path / "stick")
    log = two.load(next(iter(two.all_found())))
    two.record(log, at(2), "li", lambda draft: acts.note(draft, "known here only"))
    two.record(log, at(20), "li", lambda draft: acts.close(draft, "resolved"))
    hand(two, three, tmp_path / "stick")
    for store in (one, two, three):
        bare.env("KIT_HOME", store.home)
        assert bare.at(30)("export", "--tables", str(tmp_path / f"t-{os.path.basename(store.home)}")).code == 0
        shutil.copytree(tmp_path / f"t-{os.path.basename(store.home)}", tmp_path / "all", dirs_exist_ok=True)
    assert len(lines(tmp_path / "all", "incidents")) == 3 == len(lines(tmp_path / "all", "promises"))
    summary = bare("summary", "--month", f"{TEN:%Y-%m}", "--json").json
    (whole,) = [row for row in page(tmp_path / "all")["page"] if (row["type"], row["site_id"]) == ("*", "*")]
    assert whole == whole | _said(summary) | _rest(summary) and whole["runs"] == whole["promised"] == 1


def test_spark_and_duckdb_run_one_text(folder: Path) -> None:
    """What either reads is page.sql; a result of Spark's own run stands in data/engines/README.md."""
    spark: Any = (ENGINES / "page_spark.py").read_text(encoding="utf-8")
    assert "queries()" in spark and "SELECT" not in spark
