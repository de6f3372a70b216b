"""Copies of one journal beside each other.

A journal only ever grows. So of two copies either one holds all lines of the other, or they
disagree: a cloned laptop, a restored backup, a damaged place. What a home holds of one journal are
the copies of which none lies within another; to join two such sets is commutative, associative and
idempotent, and nothing is ever lost by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from kit.ground.journal.line import number_of

Sort = Literal["new", "known", "behind", "ahead", "fork", "mends"]


def longest(copies: Iterable[bytes]) -> list[bytes]:
    """Those of which none lies within another, the longest first."""
    out: list[bytes] = []
    for copy in sorted({*copies}, key=lambda blob: (-len(blob), blob)):
        if not any(within(copy, other) for other in out):
            out.append(copy)
    return out


def within(copy: bytes, other: bytes) -> bool:
    """Whether every line of the copy stands in the other."""
    if len(copy) > len(other):
        return False
    return other.startswith(copy) or {*copy.split(b"\n")} <= {*other.split(b"\n")}


def rising(lines: Iterable[bytes]) -> list[list[bytes]]:
    """Lines of one file in rows whose numbers rise: what stands in it twice under one number is in
    a row of its own."""
    rows: list[tuple[int, list[bytes]]] = []
    for line in lines:
        number = number_of(line)
        for at, (top, row) in enumerate(rows):
            if number > top:
                row.append(line)
                rows[at] = number, row
                break
        else:
            rows.append((number, [line]))
    return [row for _, row in rows]


def whole(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def standing(copy: bytes, here: list[bytes]) -> tuple[Sort, int]:
    """How a copy stands to those that are here, and which of them that is about (-1: none)."""
    for at, other in enumerate(here):
        if within(copy, other):
            return ("known" if len(other) == len(copy) else "behind"), at
    before = [at for at, other in enumerate(here) if copy.startswith(other)]
    if before:
        return "ahead", max(before, key=lambda at: len(here[at]))
    if not here:
        return "new", -1
    for at, other in enumerate(here):
        if parted(copy, other):
            return "fork", at
    return "mends", 0


def numbered(blob: bytes) -> dict[int, bytes]:
    return {number_of(line): line for line in blob.split(b"\n") if line}


def parted(one: bytes, other: bytes) -> int:
    """The first number under which both say something else; 0 where there is none."""
    here = numbered(one)
    return min((n for n, line in numbered(other).items() if here.get(n, line) != line), default=0)
