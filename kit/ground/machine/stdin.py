"""What comes in on standard input, as text: Chinese systems write UTF-8 or GB18030."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def taken(most: int, ends: Collection[bytes] = ()) -> bytes:
    """Standard input to its end, or to a line that is one of ``ends``; a little more than ``most``
    bytes where there is more."""
    out: list[bytes] = []
    size = 0
    while size <= most:
        line = sys.stdin.buffer.readline(most + 1)
        if not line or line.strip() in ends:
            break
        out.append(line)
        size += len(line)
    return b"".join(out)


def decoded(data: bytes) -> str:
    """Raises ``ValueError`` for what is no text."""
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    raise ValueError("no text")


def keyboard() -> bool:
    """Whether keys can be read: of a pipe that was read to its end, the terminal's own take its
    place. Not on Windows, where the console is asked by the pipe's handle."""
    if sys.stdin.isatty():
        return True
    if sys.platform == "win32":
        return False
    try:
        found = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        return False
    os.dup2(found, 0)
    os.close(found)
    sys.stdin = os.fdopen(0, encoding="utf-8", errors="replace", closefd=False)
    return True
