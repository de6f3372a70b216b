"""Laptops of a test: a home with a name, and what lies in it."""

from __future__ import annotations

import os
from pathlib import Path

from kit.app import register_rooms
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.laptops.bundles.files import importing
from kit.laptops.bundles.files.choosing import all_of
from kit.laptops.bundles.files.reading import Bundle, prove
from kit.laptops.bundles.files.sorts import REGISTERS, Keepers
from kit.laptops.bundles.files.writing import Asked, Written, write
from kit.laptops.bundles.rules import manifest as m
from tests.support.logs import at

register_rooms()  # journals of drills are kept by a room above

OURS = ("cache", "locks", "seen", "reserve", "laptop", "incoming")  # no acknowledged entry


def laptop(folder: Path, name: str) -> Store:
    home = folder / name
    home.mkdir(0o700, parents=True)
    (home / "laptop").write_text(f"{name}\n", encoding="ascii")
    return Store(str(home))


def out(store: Store, path: Path) -> Written:
    kept = Keepers(store.home)
    return write(str(path), all_of(kept), kept, Asked(Path(store.home).name, "li", at(), "all"), True)


def bring(path: Path, store: Store) -> int:
    """As the command does it: proved first, then taken in."""
    kept = Keepers(store.home)
    with Bundle(str(path), REGISTERS) as bundle:
        prove(bundle, {sort: kept.document(sort) for sort in m.FOLDERS})
    return importing.bring([str(path)], kept, Path(store.home).name)


def hand(source: Store, target: Store, path: Path) -> int:
    out(source, path)
    return bring(path, target)


def tree(home: str | Path, without: tuple[str, ...] = OURS) -> dict[str, bytes]:
    """Every file below it with its bytes; folders with none."""
    found: dict[str, bytes] = {}
    for folder, names, files in os.walk(home):
        inside = os.path.relpath(folder, home)
        if inside.split(os.sep)[0] in without:
            continue
        found |= {os.path.join(inside, name): Path(folder, name).read_bytes() for name in files
                  if inside != "." or name not in without}  # fmt: skip
        found |= {os.path.join(inside, name, ""): b"" for name in names
                  if inside != "." or name not in without}  # fmt: skip
    return found


def one(store: Store) -> Log:
    (where,) = Store(store.home).all_found()
    return Store(store.home).load(where)


def told(store: Store) -> list[tuple[str, str, int, str]]:
    """The log as it is read, entry by entry, whichever files it lies in."""
    return [(e.id, e.journal.partition("~")[0], e.n, e.sha) for e in one(store).entries]
