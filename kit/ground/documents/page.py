"""What a report is made of, before it gets a face: sections of lines and tables."""

from __future__ import annotations

import msgspec


class Section(msgspec.Struct, frozen=True):
    """A heading; then either a table (``columns`` and ``rows``) or lines; ``mark`` is the drill's.
    ``widths`` are shares of the line for the columns, ``right`` the columns of counts. ``loud`` and
    ``loud_lines`` number the rows and lines that a reader must not miss: late, never told, owed."""

    name: str
    title: str
    mark: str = ""
    lines: list[str] = []
    columns: list[str] = []
    rows: list[list[str]] = []
    widths: list[int] = []
    right: list[int] = []
    loud: list[int] = []
    loud_lines: list[int] = []

    @property
    def heading(self) -> str:
        return f"{self.mark} {self.title}" if self.mark else self.title


class Report(msgspec.Struct, frozen=True):
    """``title`` and the header's label and value pairs stand above the sections."""

    title: str
    head: list[tuple[str, str]]
    sections: list[Section]
