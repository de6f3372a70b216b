"""The model: a weight for every bucket of features and every list, one byte each.

``data/finder/model.bin``: a line of JSON (lists, biases, scale, syllables), then two bytes for each
character of GB 2312 (which syllable it is), then the weights, bucket by bucket. Trained by
``tests/plans/finder/train.py``; needs nothing but the standard library to run.
"""

from __future__ import annotations

import json
from math import exp
from struct import unpack_from

from kit.plans.finder.rules.features import Sounds, buckets

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
        self._chars = body[: 2 * ROWS * COLUMNS]
        self._weights = body[2 * ROWS * COLUMNS :]
        if len(self._weights) != self._count * len(self.lists):
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
        width = len(self.lists)
        sums = [0.0] * width
        for bucket, weight in buckets(text, self.sounds, self._count).items():
            row = self._weights[bucket * width : (bucket + 1) * width]
            sums = [s + weight * (b - 128) for s, b in zip(sums, row, strict=True)]
        points = [s * self._scale + b for s, b in zip(sums, self._bias, strict=True)]
        top = max(points)
        shares = [exp(point - top) for point in points]
        total = sum(shares)
        return {name: share / total for name, share in zip(self.lists, shares, strict=True)}
