"""The model: for every feature it knows the lists that it speaks for or against.

``data/finder/model.bin``: a line of JSON (lists, biases, the 16 steps a weight may have, buckets,
syllables), then two bytes for each character of GB 2312 (which syllable it is), for every 64
buckets where their weights begin (four bytes), for every bucket how many it has (one byte), then
the weights, two bytes each: from above six bits of the list's number, four of the step, and six
that tell which of the bucket's features has it, so that a feature never learnt says nothing.
Trained by ``tests/plans/finder/train.py``; needs nothing but the standard library to run.
"""

from __future__ import annotations

import json
from itertools import accumulate
from math import exp
from struct import unpack_from

from kit.plans.finder.rules.features import Sounds, hashed

BLOCK = 64  # buckets
MARK_AT = 26  # a feature's mark are the six bits of its CRC-32 from here on
ROWS, COLUMNS = 72, 94  # GB 2312: rows B0 to F7, columns A1 to FE
NONE = "none-of-these"


class Model:
    """Of a whole file's bytes. Raises ``ValueError`` and ``KeyError`` when they are no model."""

    def __init__(self, blob: bytes) -> None:
        head, _, body = blob.partition(b"\n")
        told = json.loads(head)
        self.lists: list[str] = told["lists"]
        self._bias: list[float] = told["bias"]
        self._steps: list[float] = told["steps"]
        self._count: int = told["buckets"]
        self._syllables: list[str] = told["syllables"]
        sizes = (2 * ROWS * COLUMNS, 4 * (self._count // BLOCK), self._count)
        chars, starts, many = accumulate(sizes)
        self._chars = body[:chars]
        self._starts = body[chars:starts]
        self._many = body[starts:many]
        self._weights = body[many:]
        if len(self._weights) != 2 * sum(self._many) or len(self._many) != self._count:
            raise ValueError("weights")
        self.sounds = Sounds(self._sound, frozenset(self._syllables))

    def _sound(self, char: str) -> str:
        try:
            row, column = char.encode("gb2312")
        except (UnicodeEncodeError, ValueError):
            return ""
        at = (row - 0xB0) * COLUMNS + column - 0xA1
        if not 0 <= at < ROWS * COLUMNS:
            return ""
        number: int = unpack_from("<H", self._chars, 2 * at)[0]
        return self._syllables[number - 1] if number else ""

    def shares(self, text: str) -> dict[str, float]:
        """How likely each list is meant, from 0 to 1, together 1; ``none-of-these`` among them."""
        points = list(self._bias)
        for crc, weight in hashed(text, self.sounds):
            mark = crc >> MARK_AT
            for told in self._row(crc % self._count):
                if told & 63 == mark:
                    points[told >> 10] += weight * self._steps[told >> 6 & 15]
        top = max(points)
        shares = [exp(point - top) for point in points]
        total = sum(shares)
        return {name: share / total for name, share in zip(self.lists, shares, strict=True)}

    def _row(self, bucket: int) -> tuple[int, ...]:
        """The bucket's weights."""
        block = bucket // BLOCK
        start: int = unpack_from("<I", self._starts, 4 * block)[0]
        start += sum(self._many[block * BLOCK : bucket])
        return unpack_from(f"<{self._many[bucket]}H", self._weights, 2 * start)
