"""What `kit export --tables` wrote, read by nothing but the standard library."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.support.constants import ROOT

ENGINES = ROOT / "data" / "engines"
Row = dict[str, Any]


def lines(folder: Path, table: str) -> list[Row]:
    """The rows of the JSON Lines, file by file."""
    files = sorted((folder / "jsonl" / table).rglob("*.jsonl.gz"))
    return [json.loads(line) for file in files for line in gzip.decompress(file.read_bytes()).splitlines()]


def csv_rows(folder: Path, table: str) -> list[dict[str, str]]:
    out: list[dict[str, str]] = []
    for file in sorted((folder / "csv" / table).rglob("*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
            out += list(csv.DictReader(text))
    return out


def page_by_duckdb() -> ModuleType:
    """``data/engines/page_duckdb.py``, which lies in no package."""
    spec = importlib.util.spec_from_file_location("page_duckdb", ENGINES / "page_duckdb.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page(folder: Path, face: str = "jsonl", month: str = "") -> dict[str, list[Row]]:
    """The organisation's page: the rows of each of its queries."""
    import duckdb

    base = duckdb.connect(config={"threads": 1})
    try:
        found = page_by_duckdb().pages(folder, face, month, base)
        return {name: [dict(zip(columns, row, strict=True)) for row in rows] for name, columns, rows in found}
    finally:
        base.close()
