"""Lines written straight to the terminal, only those that changed: pictures without questions."""

from __future__ import annotations

import os
import sys

from kit.ground.terminal.fragments import Line

ENTER = "\x1b[?1049h\x1b[?25l"
LEAVE = "\x1b[?25h\x1b[?1049l"
CLEAR = "\x1b[2J"
COLORS = {"title": "\x1b[7m", "phase": "\x1b[1m", "late": "\x1b[1;31m", "warn": "\x1b[1m"}
MONO = {"title": "\x1b[7m", "phase": "\x1b[1m", "late": "\x1b[7m", "warn": "\x1b[1m"}


def window() -> tuple[int, int]:
    """Columns and rows of the window; 80 by 24 where it tells of none, as on a serial line."""
    size = os.get_terminal_size(sys.stdout.fileno())
    return size.columns or 80, size.lines or 24


def styled(line: Line, styles: dict[str, str]) -> str:
    """A line with the codes of its styles."""
    return "".join(
        f"{styles[style]}{text}\x1b[0m" if style in styles else text for style, text in line
    )


def show_lines(lines: list[Line], styles: dict[str, str], before: list[str]) -> None:
    """Write the lines that differ from what is on the screen (``before``, brought up to date)."""
    ready = [styled(line, styles) for line in lines]
    if len(before) != len(ready):
        sys.stdout.write(CLEAR)
        before[:] = [""] * len(ready)
    for row, text in enumerate(ready):
        if before[row] != text:
            sys.stdout.write(f"\x1b[{row + 1};1H{text}\x1b[K")
            before[row] = text
    sys.stdout.flush()
