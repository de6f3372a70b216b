"""What is typed in a list and fits several: which those are, by what they differ in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kit.ground.base.cells import cut
from kit.ground.terminal.ask import Option

FEW, CELLS = 2, 24  # that are named, and cells of each


def told_apart(found: Sequence[Option]) -> str:
    """The numbers of two, each with where its words differ from the other's; "" for more, and for
    what has no numbers."""
    parts = [option.label.split(None, 1) for option in found]
    if len(found) != FEW or not all(len(p) > 1 and p[0].isdecimal() for p in parts):
        return ""
    first, second = (rest for _, rest in parts)
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    same = "".join(char for char, _ in pairs)
    begin = same.rfind(" ") + 1 if (first + second).isascii() else len(same)
    return " / ".join(f"{number} {cut(rest[begin:].strip(), CELLS)}" for number, rest in parts)
