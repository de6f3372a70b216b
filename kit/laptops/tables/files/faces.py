"""One file of a table in each face: JSON Lines and CSV under gzip, which every engine reads by the
name's ending; and Parquet where the extra ``duckdb`` is installed."""

from __future__ import annotations

import csv
import gzip
import io
import os
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.append import sync
from kit.ground.machine.disk import close, open_private
from kit.laptops.tables.rules.columns import TABLES, columns

JSONL, CSV, PARQUET = "jsonl", "csv", "parquet"
ENDINGS = {JSONL: ".jsonl.gz", CSV: ".csv.gz", PARQUET: ".parquet"}
LEVEL = 9
CHUNK = 1 << 20
SQL = {"text": "VARCHAR", "number": "BIGINT", "yes/no": "BOOLEAN"}


def faces() -> list[str]:
    """Those that can be written here."""
    from importlib.util import find_spec

    return [JSONL, CSV, *([PARQUET] if find_spec("duckdb") is not None else [])]


def jsonl(path: str, lines: Iterable[bytes]) -> None:
    _packed(path, lines)


def as_csv(path: str, table: str, lines: Iterable[bytes]) -> None:
    """Fields as RFC 4180 has it; a head of the columns' names."""
    _packed(path, _rows(table, lines))


def _rows(table: str, lines: Iterable[bytes]) -> Iterator[bytes]:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(columns(table))
    decoder = msgspec.json.Decoder(TABLES[table])
    for line in lines:
        out.writerow(map(_field, msgspec.structs.astuple(decoder.decode(line))))
        yield text.getvalue().encode("utf-8")
        text.seek(0)
        text.truncate()


def _field(value: str | int | bool) -> str | int:
    return ("false", "true")[value] if isinstance(value, bool) else value


def _packed(path: str, pieces: Iterable[bytes]) -> None:
    """The same pieces make the same bytes; on the disk when it returns. Raises ``OSError``."""
    fd = open_private(path, os.O_WRONLY | os.O_EXCL)
    try:
        with (
            open(fd, "wb", closefd=False) as file,
            gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as out,
        ):
            held, size = [], 0
            for piece in pieces:
                held.append(piece)
                size += len(piece)
                if size > CHUNK:
                    out.write(b"".join(held))
                    held, size = [], 0
            out.write(b"".join(held))
        sync(fd)
    finally:
        close(fd)


class Parquet:
    """Writes each file from its JSON Lines, with the types of the schema and no guessing."""

    def __init__(self) -> None:
        import duckdb

        self._wrong: type[Exception] = duckdb.Error
        self._base: Any = duckdb.connect(":memory:", config={"threads": 1})

    def write(self, path: str, table: str, source: str) -> None:
        """Raises ``OSError``, ``Refused``."""
        types = ", ".join(f"{name}: '{SQL[type_]}'" for name, type_ in columns(table).items())
        literal = path.replace("'", "''")
        close(open_private(path, os.O_WRONLY | os.O_EXCL))
        try:
            self._base.execute(
                "COPY (SELECT * FROM read_json($source, format = 'newline_delimited', "
                f"compression = 'gzip', hive_partitioning = false, columns = {{{types}}})) "
                f"TO '{literal}' (FORMAT parquet, COMPRESSION zstd)",
                {"source": source},
            )
        except self._wrong as error:
            raise Refused("output", Exit.FAULT, path=path, why=f"{error}") from error
        os.chmod(path, 0o600)
        fd = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            sync(fd)
        finally:
            close(fd)

    def close(self) -> None:
        self._base.close()
