"""What is still open in the registers, kept beside them: a screen that only asks what is due need
not read years of what is over. It counts only while every journal has the size and the time that it
was made from, and may be deleted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.journal import snapshot
from kit.people.registers.rules.state import Register

if TYPE_CHECKING:
    from kit.people.registers.files.store import Registers

Sign = tuple[str, int, int]  # a file, its size, its time
ENOUGH = 200  # things from which on keeping the open ones is worth its while


class Kept(msgspec.Struct):
    signs: list[Sign]
    registers: list[Register]
    lost: dict[str, int] = {}


def open_ones(store: Registers) -> list[Register]:
    """Each register with only what is open in it."""
    if store.veil is not None:
        return [_open(book.register) for book in store.all()]
    signs = _signs(store)
    kept = _kept(store)
    if kept is not None and kept.signs == signs:
        for name, lines in kept.lost.items():
            store.told_lost(name, lines)
        return kept.registers
    whole = [book.register for book in store.all()]
    out = [_open(each) for each in whole]
    if sum(len(each.docs) for each in whole) >= ENOUGH:
        _keep(store, Kept(signs, out, store.lost))
    return out


def _open(whole: Register) -> Register:
    return Register(whole.name, docs={doc.id: doc for doc in whole.open_docs()})


def _path(store: Registers) -> str:
    return os.path.join(store.home, "cache", "registers")


def _kept(store: Registers) -> Kept | None:
    try:
        raw = snapshot.unpacked(_path(store), store.document.rooms)
        return msgspec.json.decode(raw, type=Kept)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def _keep(store: Registers, kept: Kept) -> None:
    try:
        snapshot.pack(store.home, _path(store), msgspec.json.encode(kept), store.document.rooms)
    except (OSError, ValueError, Refused):  # it is only slower next time
        pass


def _signs(store: Registers) -> list[Sign]:
    out: list[Sign] = []
    for name in store.names():
        try:
            with os.scandir(store.path(name)) as files:
                for file in files:
                    at = file.stat()
                    out.append((f"{name}/{file.name}", at.st_size, at.st_mtime_ns))
        except OSError:
            continue
    return sorted(out)
