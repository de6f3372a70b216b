"""Checklists and profiles as they were last decoded, so that a start need not parse TOML again.

The TOML file stays the truth: a cached copy counts only while its file's place, size and time of
change, and this kit's version, are the same. Deleting ``cache/`` costs one parse. It is written
only into a home that exists, and a failure to write it is nobody's business.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from functools import cache as remember
from typing import TypeVar

import msgspec

from kit import __version__
from kit.ground.machine.disk import regular
from kit.ground.machine.full_disk import keep_cache

T = TypeVar("T", bound=msgspec.Struct)


@remember
def _decoder(cls: type[T]) -> msgspec.json.Decoder[T]:
    return msgspec.json.Decoder(cls)


def _stamp(path: str) -> bytes:
    """What must be unchanged for a copy to count, as one line."""
    found = os.stat(path)
    return f"{__version__} {found.st_mtime_ns} {found.st_size} {path}\n".encode("utf-8", "replace")


def _place(home: str, path: str) -> str:
    stem = os.path.basename(path).removesuffix(".toml")
    name = f"{stem}-{zlib.crc32(path.encode('utf-8', 'replace')):08x}.json"
    return os.path.join(home, "cache", name)


def through(home: str | None, path: str, cls: type[T], read: Callable[[str], T]) -> T:
    """``read(path)``, or the same value from its copy below ``home`` (``None``: no copies).
    Raises only what ``read`` raises."""
    if home is None:
        return read(path)
    try:
        stamp = _stamp(path)
        with open(_place(home, path), "rb", opener=regular) as file:
            kept = file.read()
        if kept.startswith(stamp):
            value: T = _decoder(cls).decode(memoryview(kept)[len(stamp) :])
            return value
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        pass
    fresh = read(path)
    keep(home, path, fresh)
    return fresh


def keep(home: str, path: str, value: msgspec.Struct) -> None:
    """A copy of what was read from the file, below a home that is there. Never fails."""
    if not os.path.isdir(home):
        return
    target = _place(home, path)
    try:
        keep_cache(home, target, _stamp(path) + msgspec.json.encode(value))
    except OSError:
        pass
