"""The organisation's page by DuckDB: python page_duckdb.py FOLDER [--month 2026-10] [--face parquet].

FOLDER is what `kit export --tables FOLDER` wrote; folders of several laptops may be laid over each other.
Prints CSV.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENDINGS = {"jsonl": "*.jsonl.gz", "csv": "*.csv.gz", "parquet": "*.parquet"}
READ = ("incidents", "notifications", "promises")
SQL = {"text": "string", "number": "bigint", "yes/no": "boolean"}


def queries() -> dict[str, str]:
    """Those of page.sql by name."""
    text = (HERE / "page.sql").read_text(encoding="utf-8")
    parts = [part.partition("\n") for part in text.split("-- name: ")[1:]]
    return {name.strip(): sql for name, _, sql in parts}


def needed(table: str) -> dict[str, str]:
    """The columns of a table that page.sql names, with their types."""
    names = set(re.findall(r"\w+", (HERE / "page.sql").read_text(encoding="utf-8")))
    with open(HERE / "schema.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["table"] == table]
    return {row["column"]: SQL[row["type"]] for row in rows if row["column"] in names}


def nothing(table: str) -> str:
    """A table of which nothing was written, with its columns."""
    columns = (f"CAST(NULL AS {type_}) AS {name}" for name, type_ in needed(table).items())
    return f"SELECT {', '.join(columns)}, CAST(NULL AS string) AS month_id WHERE 1 = 0"


def reader(face: str, table: str, glob: str) -> str:
    """As it lies; of JSON only what is needed, in types that are known, which halves the time."""
    if face != "jsonl":
        return f"'{glob}'"
    columns = ", ".join(f"{name}: '{type_}'" for name, type_ in (needed(table) | {"month_id": "string"}).items())
    return f"read_json('{glob}', format = 'newline_delimited', hive_partitioning = false, columns = {{{columns}}})"


def pages(folder: Path, face: str = "jsonl", month: str = "", base: Any = None) -> Iterator[tuple[str, list[str], list[Any]]]:
    """Name, columns and rows of each query. ``base``: a connection to run them on."""
    import duckdb

    base = base or duckdb.connect()
    for table in READ:
        there = next((folder / face / table).rglob(ENDINGS[face]), None)
        glob = f"{folder / face / table}/**/{ENDINGS[face]}".replace("'", "''")
        source = f"SELECT * FROM {reader(face, table, glob)}" if there is not None else nothing(table)
        only = f" WHERE month_id = '{month}'" if month else ""
        columns = ", ".join(needed(table))  # read once: page.sql names some tables several times
        base.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {columns} FROM ({source}){only}")
    for name, sql in queries().items():
        found = base.execute(sql)
        yield name, [column[0] for column in found.description], found.fetchall()


def printed(found: Iterator[tuple[str, list[str], list[Any]]]) -> None:
    for name, columns, rows in found:
        out = csv.writer(sys.stdout, lineterminator="\n")
        out.writerow([name])
        out.writerow(columns)
        out.writerows(["" if value is None else value for value in row] for row in rows)


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--month", default="")
    parser.add_argument("--face", choices=ENDINGS, default="jsonl")
    return parser.parse_args()


if __name__ == "__main__":
    told = asked()
    printed(pages(told.folder, told.face, told.month))
