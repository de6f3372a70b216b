"""The organisation's page by Spark: spark-submit page_spark.py FOLDER [--month 2026-10] [--face parquet].

The same queries as page_duckdb.py, on as many machines as Spark has. Prints the same CSV.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from page_duckdb import READ, asked, needed, nothing, printed, queries
from pyspark.sql import SparkSession


def pages(folder: Path, face: str, month: str) -> Iterator[tuple[str, list[str], list[Any]]]:
    spark = SparkSession.builder.appName("incident-kit").getOrCreate()
    for table in READ:
        path = folder / face / table
        if not path.is_dir():
            frame = spark.sql(nothing(table))
        elif face == "csv":  # Spark's own default for a quote within quotes is a backslash
            frame = spark.read.csv(str(path), header=True, escape='"', inferSchema=True)
        else:
            frame = spark.read.format("json" if face == "jsonl" else face).load(str(path))
        if month:
            frame = frame.where(frame.month_id == month)
        frame.select(*needed(table)).cache().createOrReplaceTempView(table)  # page.sql names some several times
    for name, sql in queries().items():
        found = spark.sql(sql)
        yield name, found.columns, [tuple(row) for row in found.collect()]


if __name__ == "__main__":
    told = asked()
    printed(pages(told.folder, told.face, told.month))
