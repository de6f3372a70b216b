"""What is said while something else is about to cover it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from kit.ground.console.context import Out


@contextlib.contextmanager
def heard(*streams: Out) -> Iterator[list[str]]:
    """The lines that these say meanwhile, in their order; they are said all the same."""
    lines: list[str] = []
    for stream in streams:
        stream.heard = lines
    try:
        yield lines
    finally:
        for stream in streams:
            stream.heard = None
