#!/usr/bin/env bash
# One expects: a key of a JSON Lines file that holds small whole numbers, some below 0 and some above, becomes a BIGINT
# column, as one that holds only negative or only positive ones does, and a Parquet file written from it holds whole numbers.
# What happens: the column is HUGEINT (128 bits), and since Parquet has no such type the file written from it holds DOUBLE:
# above 2^53 the last digit is another one, without a word; pandas and others get floats for 5 and -1, too.
# Who meets it: whoever turns JSON logs into Parquet by DuckDB at its defaults (differences, offsets, -1 for "none").
# Answered by: no number of `kit export --tables` is below 0 (kit/laptops/tables/rules/values.py,
# tests/laptops/test_tables.py), and Parquet is written with the columns' types named (kit/laptops/tables/files/faces.py).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check duckdb==2.0.1
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import duckdb

print("version: duckdb", duckdb.__version__)
print("guess: BIGINT / BIGINT / BIGINT; in the Parquet file BIGINT [-1, 9007199254740993]")


def typed(name: str, numbers: list[int]) -> str:
    with open(name, "w", encoding="ascii") as file:
        file.writelines(f'{{"made_up":{number}}}\n' for number in numbers)
    return str(duckdb.sql(f"DESCRIBE SELECT * FROM '{name}'").fetchall()[0][1])


kinds = [typed("below.jsonl", [-1, -5]), typed("above.jsonl", [1, 5]), typed("both.jsonl", [-1, 9007199254740993])]
duckdb.sql("COPY (SELECT * FROM 'both.jsonl') TO 'both.parquet' (FORMAT parquet)")
kept = duckdb.sql("DESCRIBE SELECT * FROM 'both.parquet'").fetchall()[0][1]
values = [f"{value[0]:.0f}" for value in duckdb.sql("SELECT * FROM 'both.parquet'").fetchall()]
print("seen:", " / ".join(kinds) + "; in the Parquet file", kept, values)
same = kinds == ["BIGINT", "BIGINT", "HUGEINT"] and kept == "DOUBLE" and values == ["-1", "9007199254740992"]
raise SystemExit(0 if same else 1)
PY
