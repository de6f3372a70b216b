"""What comes in on standard input, as text: Chinese systems write UTF-8 or GB18030."""

from __future__ import annotations

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
