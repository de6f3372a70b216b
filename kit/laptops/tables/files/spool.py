"""Rows laid aside by the file that they will stand in, so that no table is held in memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from kit.ground.machine.disk import close, open_private, write_all
from kit.laptops.tables.rules import values as v
from kit.laptops.tables.rules.columns import NAMES, Any_, Row

FULL = 8_000_000  # bytes in memory
_encode = msgspec.json.Encoder().encode


class Place(NamedTuple):
    """A table's file, without its ending; ``site`` and ``month`` are names of folders, "" for a
    table that is not parted."""

    table: str
    site: str
    month: str

    @property
    def folders(self) -> list[str]:
        parts = [f"site={self.site}", f"month={self.month}"] if self.site else []
        return [self.table, *parts]


class Spool:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.rows: dict[Place, int] = {}
        self._held: dict[Place, list[bytes]] = {}
        self._size = 0
        self._numbers: dict[Place, int] = {}

    def add(self, row: Any_) -> None:
        """One more row of its table. Raises ``OSError``."""
        parted = isinstance(row, Row)
        site, month = (v.folder(row.site_id), row.month_id) if parted else ("", "")  # type: ignore[union-attr]
        place = Place(NAMES[type(row)], site, month)
        line = _encode(row) + b"\n"
        self._held.setdefault(place, []).append(line)
        self.rows[place] = self.rows.get(place, 0) + 1
        self._size += len(line)
        if self._size > FULL:
            self.flush()

    def flush(self) -> None:
        for place, lines in self._held.items():
            fd = open_private(self._path(place), os.O_WRONLY | os.O_APPEND)
            try:
                write_all(fd, b"".join(lines))
            finally:
                close(fd)
        self._held, self._size = {}, 0

    def places(self) -> list[Place]:
        self.flush()
        return sorted(self.rows)

    def lines(self, place: Place) -> Iterator[bytes]:
        """The rows of one file as JSON, each with its line end."""
        with open(self._path(place), "rb") as file:
            yield from file

    def drop(self, place: Place) -> None:
        os.unlink(self._path(place))

    def _path(self, place: Place) -> str:
        number = self._numbers.setdefault(place, len(self._numbers))
        return os.path.join(self.folder, f"{number}")
