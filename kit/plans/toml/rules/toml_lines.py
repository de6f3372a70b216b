"""Which line of a TOML text a path stands on, so that an error can name it."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\- ]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=\s*(.*)$")
_ID = re.compile(r"^[\"']([a-z0-9-]+)[\"']")
_GROUPS = {
    "phases": "phases",
    "phases.steps": "steps",
    "timers": "timers",
    "levels.grades": "levels",
}


class TomlLines:
    """The lines (from 1) of one file's tables and keys, by path and by id.

    Paths are the decoder's (``phases[1].steps[0].do``); ids the linter's (``steps.call-119.do``).
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: dict[str, int] = {}
        self._tables: dict[str, str] = {}
        counts: dict[str, int] = {}
        table, plain = "", ""
        for number, line in enumerate(text.splitlines(), 1):
            if match := _HEADER.match(line):
                plain = match[2].replace(" ", "")
                table = self._table(plain, match[1] == "[[", counts)
                self.lines.setdefault(table, number)
            elif match := _KEY.match(line):
                path = f"{table}.{match[1]}" if table else match[1]
                self.lines.setdefault(path, number)
                if match[1] == "id" and plain in _GROUPS and (found := _ID.match(match[2])):
                    self._tables.setdefault(f"{_GROUPS[plain]}.{found[1]}", table)

    def _table(self, plain: str, many: bool, counts: dict[str, int]) -> str:
        """The path of a header with the numbers of the lists it goes through."""
        parts = plain.split(".")
        path = ""
        for index, part in enumerate(parts):
            path = f"{path}.{part}" if path else part
            if index == len(parts) - 1 and many:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = f"{path}[{counts[path]}]"
        return path

    def line(self, path: str, clue: str = "") -> int:
        """The line of a path, else of the nearest table around it; 0 when nothing is known.
        ``clue`` is a quoted word of the file: its first line at or behind that place."""
        path = path.removeprefix("$").lstrip(".")
        for group in ("steps", "timers", "phases"):
            if f"{group}.{path}" in self._tables:
                path = f"{group}.{path}"
        number = self._at(path)
        return (self._quoted(clue, number) if clue else 0) or number

    def _at(self, path: str) -> int:
        for name, table in self._tables.items():
            if path == name or path.startswith(name + "."):
                path = table + path[len(name) :]
                break
        while path:
            for found in (path, f"{path}[0]"):
                if found in self.lines:
                    return self.lines[found]
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return 0

    def _quoted(self, word: str, start: int) -> int:
        lines = self.text.splitlines()
        for first in (max(start - 1, 0), 0):
            for number, line in enumerate(lines[first:], first + 1):
                if f'"{word}"' in line or f"'{word}'" in line:
                    return number
        return 0
