"""The backups that lie in a folder."""

from __future__ import annotations

import os
from datetime import datetime
from typing import NamedTuple

from kit.ground.base.refusal import Refused
from kit.laptops.backup.rules.names import said
from kit.laptops.bundles.files.reading import Bundle
from kit.laptops.bundles.files.sorts import REGISTERS
from kit.laptops.bundles.rules import manifest as m

SCOPE = "backup"


class Lying(NamedTuple):
    """One that is called as a backup is; ``at`` (naive) and ``laptop`` as its name says.
    ``manifest``: what it says of itself, ``None`` where it cannot be read, and ``why`` not."""

    path: str
    name: str
    laptop: str
    at: datetime
    size: int
    manifest: m.Manifest | None
    why: str = ""

    @property
    def ours(self) -> bool:
        """Whether it is what its name says: the backup that this laptop wrote then."""
        told = self.manifest
        return (
            told is not None and told.scope == SCOPE and told.laptop == self.laptop
            and abs(told.written.replace(tzinfo=None) - self.at).total_seconds() < 60
        )  # fmt: skip


def lying(folder: str) -> list[Lying]:
    """All of them, the latest first. Raises ``OSError`` where the folder cannot be read."""
    out = []
    for name in os.listdir(folder):
        told = said(name)
        if told is not None:
            out.append(_looked(os.path.join(folder, name), name, *told))
    return sorted(out, key=lambda one: (one.at, one.name), reverse=True)


def _looked(path: str, name: str, laptop: str, at: datetime) -> Lying:
    try:
        with Bundle(path, REGISTERS) as bundle:
            return Lying(path, name, laptop, at, bundle.size, bundle.manifest)
    except Refused as refused:
        return Lying(path, name, laptop, at, _size(path), None, _why(refused))


def _size(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0


def wrong(path: str) -> str:
    """What is wrong with a backup, every byte read; "" where it proves itself."""
    try:
        with Bundle(path, REGISTERS) as bundle:
            bundle.read()
    except Refused as refused:
        return _why(refused)
    return ""


def _why(refused: Refused) -> str:
    return str(refused.fill.get("what") or refused.fill.get("why") or refused.code)


def reach(manifest: m.Manifest) -> dict[str, list[tuple[int, int]]]:
    """How far each journal comes: of each copy its last number and its lines."""
    out: dict[str, list[tuple[int, int]]] = {}
    for held, part in m.parts(manifest):
        out.setdefault(f"{m.folder(held)}/{part.stem}", []).append((part.n, part.lines))
    return out
