"""The model: for every bucket of features the lists that speak for or against it, one byte each.

``data/finder/model.bin``: a line of JSON (lists, biases, scale, syllables), then two bytes for each
character of GB 2312 (which syllable it is), for every 64 buckets where their weights begin (four
bytes), for every bucket how many it has (one byte), then the weights: number of the list, weight.
Trained by ``tests/plans/finder/train.py``; needs nothing but the standard library to run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import accumulate
from math import exp
from struct import unpack_from

from kit.plans.finder.rules.features import Sounds, buckets

BLOCK = 64  # buckets
ROWS, COLUMNS = 72, 94  # GB 2312: rows B0 to F7, columns A1 to FE
NONE = "none-of-these"


class Model:
    """Of a whole file's bytes. Raises ``ValueError`` and ``KeyError`` when they are no model."""

    def __init__(self, blob: bytes) -> None:
        head, _, body = blob.partition(b"\n")
        told = json.loads(head)
        self.lists: list[str] = told["lists"]
        self._bias: list[float] = told["bias"]
        self._scale: float = told["scale"]
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
        sums = [0.0] * len(self.lists)
        for bucket, weight in buckets(text, self.sounds, self._count).items():
            for number, told in self._row(bucket):
                sums[number] += weight * (told - 128)
        points = [s * self._scale + b for s, b in zip(sums, self._bias, strict=True)]
        top = max(points)
        shares = [exp(point - top) for point in points]
        total = sum(shares)
        return {name: share / total for name, share in zip(self.lists, shares, strict=True)}

    def _row(self, bucket: int) -> Iterable[tuple[int, int]]:
        """The bucket's weights: number of the list, weight plus 128."""
        block = bucket // BLOCK
        start: int = unpack_from("<I", self._starts, 4 * block)[0]
        start += sum(self._many[block * BLOCK : bucket])
        row = self._weights[2 * start : 2 * (start + self._many[bucket])]
        return zip(row[::2], row[1::2], strict=True)
