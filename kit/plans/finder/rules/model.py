"""The model: for every feature it knows the lists that it speaks for or against.

``data/finder/model.bin``: a line of JSON (lists, biases, the steps a weight may have, buckets,
syllables), then seven zlib streams one behind the other. Two bytes for each character of GB 2312
(which syllable it is); then, a byte each: for every bucket how many features it has; for every
feature its mark (six bits that tell it from others of its bucket, so that a feature never learnt
says nothing); for every feature how many lists it speaks about; for each of those the list's
number; and the step of its weight. The seventh stream is a byte for each two lists: how much the
points of one say for the other. Trained by ``tests/plans/finder/train.py``; needs nothing but
the standard library to run.
"""

from __future__ import annotations

import json
import zlib
from itertools import accumulate
from math import exp
from operator import mul
from struct import unpack_from

from kit.plans.finder.rules.features import Sounds, hashed

BLOCK = 64  # buckets, or features, that are counted over together
PARTS = 7
MIDDLE = 128  # the byte that says nothing for the other list
MARK_AT = 26  # a feature's mark are the six bits of its CRC-32 from here on
ROWS, COLUMNS = 72, 94  # GB 2312: rows B0 to F7, columns A1 to FE
NONE = "none-of-these"


class Model:
    """Of a whole file's bytes. Raises ``ValueError`` and ``KeyError`` when they are no model."""

    def __init__(self, blob: bytes) -> None:
        head, _, body = blob.partition(b"\n")
        read = json.loads(head)
        self.lists: list[str] = read["lists"]
        self._bias: list[float] = read["bias"]
        self._steps: list[float] = read["steps"]
        self._count: int = read["buckets"]
        self._syllables: list[str] = read["syllables"]
        parts = _parts(body)
        self._chars, self._many, self._marks, self._spoken, self._about, self._sizes = parts[:-1]
        self._features, self._weights = _starts(self._many), _starts(self._spoken)
        told = (len(self._many), self._features[-1], self._weights[-1], len(self._sizes))
        if told != (self._count, len(self._marks), len(self._about), len(self._about)):
            raise ValueError("weights")
        self._base: list[float] = read["base"]
        self._mixed = _rows(parts[-1], len(self.lists), read["unit"])
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
            row = self._row(crc % self._count, crc >> MARK_AT)
            for number, step in zip(self._about[row], self._sizes[row], strict=True):
                points[number] += weight * self._steps[step]
        points = [
            base + sum(map(mul, row, points))
            for base, row in zip(self._base, self._mixed, strict=True)
        ]
        top = max(points)
        shares = [exp(point - top) for point in points]
        total = sum(shares)
        return {name: share / total for name, share in zip(self.lists, shares, strict=True)}

    def _row(self, bucket: int, mark: int) -> slice:
        """Where the weights of the bucket's feature with this mark are; empty if it has none."""
        first = _start(self._features, self._many, bucket)
        feature = self._marks.find(mark, first, first + self._many[bucket])
        if feature < 0:
            return slice(0)
        first = _start(self._weights, self._spoken, feature)
        return slice(first, first + self._spoken[feature])


def _parts(body: bytes) -> list[bytes]:
    parts = []
    for _ in range(PARTS):
        stream = zlib.decompressobj()
        try:
            parts.append(stream.decompress(body))
        except zlib.error as error:
            raise ValueError("stream") from error
        if not stream.eof:
            raise ValueError("cut")
        body = stream.unused_data
    return parts


def _rows(told: bytes, size: int, unit: float) -> list[list[float]]:
    """For every list what the points of each say for it."""
    if len(told) != size * size:
        raise ValueError("mixture")
    said = [unit * (byte - MIDDLE) for byte in told]
    return [said[at * size : (at + 1) * size] for at in range(size)]


def _starts(many: bytes) -> list[int]:
    """How many there are before each block."""
    sums = (sum(many[at : at + BLOCK]) for at in range(0, len(many), BLOCK))
    return list(accumulate(sums, initial=0))


def _start(starts: list[int], many: bytes, number: int) -> int:
    block = number // BLOCK
    return starts[block] + sum(many[block * BLOCK : number])
