"""A text as QR codes that any phone's camera reads, drawn in half-height cells: so words leave a
laptop without a network. A long text becomes numbered pages, each a code that is read alone.

The library that makes the codes is imported when one is drawn.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from kit.ground.base.lean import re

if TYPE_CHECKING:
    from segno import QRCode

QUIET = 2  # light modules around a code: what readers need on a screen (four on paper)
DENSEST = 15  # version: 77 modules across, more than which phones read badly off a screen
PAPER = 20  # the same for a picture, which may be enlarged
# Bytes of a code by its version, at the level that a screen needs (L), less two for the mark that
# says UTF-8: without it readers take Chinese for Shift JIS.
_BYTES = (
    *(17, 32, 53, 78, 106, 134, 154, 192, 230, 271),
    *(321, 367, 425, 458, 520, 586, 644, 718, 792, 858),
)
ROOM = tuple(each - 2 for each in _BYTES)
HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
WHOLE = {True: "██", False: "  "}  # where half a cell cannot be written

Modules = list[list[bool]]


def across(version: int) -> int:
    """Cells across, and modules down, with the quiet zone."""
    return 17 + 4 * version + 2 * QUIET


def version_for(cols: int, rows: int) -> int:
    """The densest code that so many cells hold, at two modules to a row; 0: none."""
    fits = [v for v in range(1, DENSEST + 1) if across(v) <= cols and across(v) <= 2 * rows]
    return max(fits, default=0)


def pages(text: str, room: int) -> list[str]:
    """The text in codes of at most ``room`` bytes. Several begin with ``1/3 `` and are, without
    that, the text again; they part where a sentence or a word ends, if one does near there."""
    if len(text.encode("utf-8")) <= room:
        return [text]
    for digits in range(1, 5):
        parts = _parted(text, room - 2 * digits - 2)
        if len(str(len(parts))) <= digits:
            return [f"{n}/{len(parts)} {part}" for n, part in enumerate(parts, 1)]
    raise ValueError("too long")


def packed(facts: list[str], room: int, between: str) -> list[str]:
    """Facts in codes of at most ``room`` bytes, as ``pages`` numbers them: a page ends where a fact
    does, so that each reads alone; only one that is longer than a code is parted."""
    whole = between.join(facts)
    if len(whole.encode("utf-8")) <= room:
        return [whole]
    for digits in range(1, 5):
        left = room - 2 * digits - 2
        parts: list[str] = []
        for fact in facts:
            joined = f"{parts[-1]}{between}{fact}" if parts else fact
            if parts and len(joined.encode("utf-8")) <= left:
                parts[-1] = joined
            else:
                parts += _parted(fact, left)
        if len(str(len(parts))) <= digits:
            return [f"{n}/{len(parts)} {part}" for n, part in enumerate(parts, 1)]
    raise ValueError("too long")


def _parted(text: str, room: int) -> list[str]:
    out = []
    while text:
        part = text.encode("utf-8")[:room].decode("utf-8", "ignore")
        if len(part) < len(text):
            for ends in (r"[。！？；!?;\n]|\.(?=\s)", r"[，、,\s]"):
                found = [each.end() for each in re.finditer(ends, part)]
                if found and found[-1] >= len(part) // 2:
                    part = part[: found[-1]]
                    break
        out.append(part)
        text = text[len(part) :]
    return out


def _code(text: str) -> QRCode:
    """Only these settings are read right by every reader: others become Shift JIS, kanji mode
    (other words), or codes so small that few readers know them."""
    from kit.ground.base.lean import load_segno

    load_segno()
    import segno

    return segno.make_qr(text, error="l", mode="byte", encoding="utf-8", eci=True)


def modules(text: str) -> Modules:
    """The code with its quiet zone, row by row; ``True`` is dark."""
    return [[bool(cell) for cell in row] for row in _code(text).matrix_iter(border=QUIET)]


def drawn(code: Modules, inked: bool = True) -> list[str]:
    """Lines of half-height cells. ``inked``: what is drawn is dark, on a light ground; else it is
    light, on a dark one."""
    rows = [[cell is inked for cell in row] for row in code]
    if len(rows) % 2:  # the half row below is quiet zone, too
        rows.append([not inked] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(HALVES[pair] for pair in zip(*both, strict=True)) for both in pairs]


def drawn_whole(code: Modules, inked: bool = True) -> list[str]:
    """The same for an encoding that has no half blocks: two cells to a module."""
    return ["".join(WHOLE[cell is inked] for cell in row) for row in code]


def png(text: str) -> bytes:
    """A picture of one code, with the quiet zone that paper needs."""
    out = BytesIO()
    _code(text).save(out, kind="png", scale=8, border=4)
    return out.getvalue()
