"""The organisation that figures are measured on is what it says: as large as asked, the same again, and
counted right by the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.organisation import Organisation, decode, make, played
from tests.support.tables import lines, page

pytest.importorskip("duckdb")


def test_the_tables_and_the_logs_of_an_organisation_tell_the_same(fast: Path) -> None:
    made = make(fast / "made", 60, 1000, count=8)
    assert made.written >= 1000 and decode(fast / "made" / "logs") >= made.written == len(lines(fast / "made" / "tables", "events"))
    rows = lines(fast / "made" / "tables", "incidents")
    assert len(rows) == made.incidents == len({row["ref"] for row in rows}) and len({row["site_id"] for row in rows}) == 3
    (whole,) = [row for row in page(fast / "made" / "tables")["page"] if (row["type"], row["site_id"]) == ("*", "*")]
    assert whole["runs"] == sum(row["counted_as"] == "incident" for row in rows) > 10
    told = json.loads((fast / "made" / "tables" / "tables.json").read_text(encoding="utf-8"))
    assert told["rows"]["events"] == made.written


def test_the_same_seed_makes_the_same_organisation(tmp_path: Path) -> None:
    plays, _ = played(tmp_path, 6)
    one, two, other = (list(Organisation(plays, 40, 300, seed).each()) for seed in (1, 1, 2))
    assert one == two != other
