"""What a phone sees of a terminal: cells as a picture, and two readers of different make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import zxingcpp

CELL = (6, 12)  # pixels of a cell, as high as two are wide
DRAWN = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}
Picture = Any


def pixels(lines: Sequence[str], ink: int, ground: int, around: int | None = None) -> Picture:
    """Lines of half blocks, drawn in ``ink`` on ``ground`` (0 is black, 255 white), on a screen
    that is ``around`` beyond them (the ground where nothing is said)."""
    wide = max(len(line) for line in lines)
    halves = [[DRAWN[char][half] for char in line.ljust(wide)] for line in lines for half in (0, 1)]
    dots = np.where(np.array(halves, dtype=np.uint8) > 0, ink, ground).astype(np.uint8)
    dots = np.kron(dots, np.ones((CELL[1] // 2, CELL[0]), np.uint8))
    return np.pad(dots, 24, constant_values=ground if around is None else around)


def of_screen(screen: Any, cols: int, rows: int, dark: bool = True) -> Picture:
    """A pyte screen's left upper part, cell by cell with its own colours; the default ones are a
    terminal's of a ``dark`` ground, or of a light one."""
    shades = {"black": 0, "white": 200, "brown": 120, "red": 80}
    own = (230, 20) if dark else (20, 240)
    out = np.zeros((rows * 2, cols), np.uint8)
    for y in range(rows):
        for x in range(cols):
            cell = screen.buffer[y][x]
            ink, ground = shades.get(cell.fg, own[0]), shades.get(cell.bg, own[1])
            if cell.reverse:
                ink, ground = ground, ink
            upper, lower = DRAWN.get(cell.data, (0, 0))
            out[2 * y, x], out[2 * y + 1, x] = (ink if half else ground for half in (upper, lower))
    dots = np.kron(out, np.ones((CELL[1] // 2, CELL[0]), np.uint8))
    return np.pad(dots, 24, constant_values=own[1])


def read(picture: Picture) -> list[str]:
    """What each of the readers reads, "" for nothing. One of them knows only dark on light, so it
    is shown a negative, too, as a phone tries both."""
    found = zxingcpp.read_barcodes(picture)
    first = found[0].text if found else ""
    reader = cv2.QRCodeDetectorAruco()
    second = reader.detectAndDecode(picture)[0] or reader.detectAndDecode(255 - picture)[0]
    return [first, second]
