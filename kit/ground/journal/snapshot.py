"""A document's state as it was last folded, so that a long log need not be decoded again.

The journals stay the truth. A kept state counts only for the very bytes it was folded from: each
journal's beginning is read and hashed every time, so a damaged byte is noticed as surely as
before, and only what comes behind it is decoded. Deleting ``cache/`` costs one slow reading. It is
kept only for a log without any damage, by and for this very code; a failure to keep it is nobody's
business.
BLAKE2b and not SHA-256: twice as fast, and importing ``hashlib`` costs a third of a bare start.
"""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache as remember
from typing import TYPE_CHECKING, Any, Generic

import msgspec

import kit
from kit.ground.base.refusal import Refused
from kit.ground.journal.append import Tail
from kit.ground.journal.document import S, anew
from kit.ground.journal.reader import Journal, Mark, read_part
from kit.ground.machine.disk import close, open_existing, take_away
from kit.ground.machine.full_disk import keep_cache

try:
    from _blake2 import blake2b
except ImportError:  # another Python implementation
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kit.ground.journal.document import Document
    from kit.ground.journal.entry import Entry

ENOUGH = 400  # entries that were folded, from which on keeping the state is worth its while
# What decides here; a document names its own.
ROOMS = ("ground/base", "ground/base/typed", "ground/journal")


class Part(msgspec.Struct):
    """One journal up to byte ``size``, where entry ``n`` with ``sha`` ends; ``digest`` of its
    bytes; ``count`` entries, the latest time and the last one's clocks (``None``: no entry);
    ``told``: how far its lines say that others had been read."""

    stem: str
    size: int
    n: int
    sha: str
    digest: str
    count: int
    high: datetime | None
    mark: Mark | None
    told: list[str] = []


class Kept(msgspec.Struct, Generic[S]):
    """The state of a document after the parts. ``ids``: of all entries; ``last``: what the last
    one is ordered by; ``journals``: whose entries are in the log; ``touched``: ids that some entry
    touched (see ``Document``)."""

    parts: list[Part]
    ids: list[str]
    last: tuple[datetime, str, int]
    journals: list[str]
    state: S
    touched: list[str] = []


def reached(kept: Kept[Any], stirred: set[str], new: list[Entry]) -> bool:
    """Whether new entries, which change the standing of those ``stirred``, have to do with what
    was folded into the state that was kept."""
    ids = {entry.id for entry in new}
    if anew(stirred):
        return True
    return not (stirred.isdisjoint(kept.ids) and ids.isdisjoint(kept.touched))


def hasher(data: bytes = b"") -> Any:
    return blake2b(data, digest_size=32)


def part_of(journal: Journal) -> Part:
    """What is to be known of a journal that has just been read."""
    found = journal.hasher or hasher()
    found.update(journal.read)
    tail = journal.tail
    return Part(
        journal.stem, tail.size, tail.n, tail.sha, found.hexdigest(),
        journal.count, journal.high, journal.mark, sorted(journal.told),
    )  # fmt: skip


def restored(part: Part, path: str) -> Journal:
    """The journal as it was read up to the part's end. Raises ``OSError``, and ``ValueError``
    when it does not begin with those bytes."""
    blob = read_part(path, 0, part.size)
    found = hasher(blob)
    if len(blob) != part.size or found.hexdigest() != part.digest:
        raise ValueError(path)
    journal = Journal(part.stem, Tail(part.size, part.n, part.sha), part.size)
    journal.high, journal.count, journal.mark = part.high, part.count, part.mark
    journal.hasher, journal.told = found, set(part.told)
    return journal


@remember
def _decoder(state: Any) -> msgspec.json.Decoder[Any]:
    generic: Any = Kept
    return msgspec.json.Decoder(generic[state])


@remember
def code(rooms: tuple[str, ...]) -> bytes:
    """This kit's version, and sizes and times of all that decides what a log folds to, here and in
    the document's own rooms. Raises ``OSError``."""
    found = []
    here = os.path.dirname(os.path.abspath(kit.__file__))
    for room in (*ROOMS, *rooms):
        with os.scandir(os.path.join(here, room)) as files:
            for file in files:
                if file.name.endswith(".py"):
                    at = file.stat()
                    found.append(f"{file.name} {at.st_size} {at.st_mtime_ns}")
    text = "\n".join([kit.__version__, msgspec.__version__, *sorted(found)])
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest().encode("ascii")


def _path(home: str, document: Document[Any, Any], ref: str) -> str:
    return os.path.join(home, "cache", ref + document.ending)


def load(home: str, document: Document[S, Any], ref: str) -> tuple[bytes, Kept[S]] | None:
    """What was kept for the document, and as the bytes it was read from; ``None`` when there is
    nothing that counts."""
    try:
        raw = unpacked(_path(home, document, ref), document.rooms)
        return raw, decode(document, raw)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def unpacked(path: str, rooms: tuple[str, ...]) -> bytes:
    """What ``pack`` kept. Raises ``OSError``, and ``ValueError`` where it does not count: damaged,
    or kept by other code."""
    fd = open_existing(path)
    try:
        head, _, raw = _all(fd).partition(b"\n")
    finally:
        close(fd)
    if head != _head(raw, rooms):
        raise ValueError(path)
    return raw


def pack(home: str, path: str, raw: bytes, rooms: tuple[str, ...]) -> None:
    """Keep bytes below ``cache/``, whole or not at all, where there is space to spare. Raises
    ``OSError``."""
    keep_cache(home, path, _head(raw, rooms) + b"\n" + raw)


def decode(document: Document[S, Any], raw: bytes) -> Kept[S]:
    state: Any = document.state
    kept: Kept[S] = _decoder(state).decode(raw)
    return kept


def _all(fd: int) -> bytes:
    parts = []
    while part := os.read(fd, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _head(raw: bytes, rooms: tuple[str, ...]) -> bytes:
    return code(rooms) + b" " + blake2b(raw, digest_size=32).hexdigest().encode("ascii")


def keep(
    home: str,
    document: Document[S, Any],
    ref: str,
    kept: Kept[S],
    there: Callable[[], Iterable[str]],
) -> None:
    """Keep a state for the next reader, and drop those of documents that are no longer
    ``there``. Never fails, never takes the last space of a disk, makes no home."""
    target = _path(home, document, ref)
    try:
        raw = msgspec.json.encode(kept)
        if decode(document, raw) == kept:
            pack(home, target, raw, document.rooms)
            _prune(os.path.dirname(target), document.ending, there)
    except (OSError, Refused, msgspec.MsgspecError, ValueError, TypeError, ArithmeticError,
            RecursionError):  # fmt: skip
        pass


def drop(home: str, document: Document[Any, Any], ref: str) -> None:
    """Keep it no longer: it holds what is withdrawn for good."""
    take_away(_path(home, document, ref))


def _prune(where: str, ending: str, there: Callable[[], Iterable[str]]) -> None:
    refs = set(there())
    for name in [name for name in os.listdir(where) if name.endswith(ending)]:
        if name.removesuffix(ending) not in refs:
            os.unlink(os.path.join(where, name))
