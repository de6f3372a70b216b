"""How far every journal of a home has come: what a shift's end is cut at."""

from __future__ import annotations

import os
from collections.abc import Iterator

import msgspec

from kit.ground.journal.append import ENDING
from kit.ground.journal.reader import read_part
from kit.incidents.incident.files.folders import Folders
from kit.people.registers.files.store import Registers
from kit.shifts.shift.rules.state import laptop_of

GLANCE = 65536  # bytes of a journal's end in which its last whole line is looked for


class _Number(msgspec.Struct):
    n: int


_number = msgspec.json.Decoder(_Number)


def heads(home: str, since_month: str, others: frozenset[str] = frozenset()) -> dict[str, int]:
    """``REF/STEM`` to the number of its last entry: of every open incident, those closed in
    ``since_month`` (``YYYY-MM``) or later, and the registers. ``others``: laptops with a shift of
    their own, whose journals are theirs to cut."""
    out: dict[str, int] = {}
    for ref, folder in _folders(home, since_month):
        for stem, number in _in(folder):
            if laptop_of(stem) not in others:
                key = f"{ref}/{stem}"
                out[key] = max(out.get(key, 0), number)
    return dict(sorted(out.items()))


def _folders(home: str, since_month: str) -> Iterator[tuple[str, str]]:
    """References and where they lie."""
    folders = Folders(home)
    found = folders.open_found()
    for month in folders.months():
        if month >= since_month:
            found += folders.in_month(month)
    for where in found:
        for path in (where.path, *where.twins):
            yield where.ref, path
    registers = Registers(home)
    for name in registers.names():
        yield name, registers.path(name)


def _in(folder: str) -> Iterator[tuple[str, int]]:
    """Each journal's stem and its last number; 0 where not one whole line is there."""
    try:
        names = [name for name in sorted(os.listdir(folder)) if name.endswith(ENDING)]
    except OSError:
        return
    for name in names:
        yield name.removesuffix(ENDING), last_number(os.path.join(folder, name))


def last_number(path: str) -> int:
    """The number of the last whole line that can be read; 0 where there is none."""
    try:
        blob = read_part(path, max(0, os.lstat(path).st_size - GLANCE))
    except OSError:
        return 0
    lines = blob[: blob.rfind(b"\n") + 1].splitlines()
    for line in reversed(lines):
        try:
            return _number.decode(line).n
        except msgspec.MsgspecError:
            continue
    return 0
