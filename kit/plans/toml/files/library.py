"""Where the files of one sort lie: the user's own over the shipped ones.

Paths are text here: ``pathlib`` alone is half a bare start, and every incident starts with these.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from kit.plans.toml.files.decoded import keep, through

if TYPE_CHECKING:  # a protocol costs what three modules do
    from typing import Protocol

    class Listed(Protocol):
        """A row of a list in a file."""

        @property
        def id(self) -> str: ...


T = TypeVar("T", bound=msgspec.Struct)
R = TypeVar("R", bound="Listed")


@cache
def shipped() -> str:
    """Where ``checklists``, ``data`` and ``seeds`` lie: inside the wheel, or beside ``kit/``."""
    kit = os.path.realpath(__file__)
    for _ in range(4):
        kit = os.path.dirname(kit)
    inside = os.path.join(kit, "shipped")
    return inside if os.path.isdir(inside) else os.path.dirname(kit)


class Library:
    """The TOML files of one ``kind`` (a folder's name). ``keep``: decoded copies are written; not
    by who must change nothing."""

    def __init__(self, home: str, kind: str, keep: bool = True) -> None:
        self.home = home
        self.kind = kind
        self.keep = keep
        self._unkept: list[tuple[str, msgspec.Struct]] = []

    def own_folders(self) -> list[str]:
        """The user's folders, the one that wins first."""
        named = os.environ.get("KIT_CHECKLISTS", "") if self.kind == "checklists" else ""
        return [named] * bool(named) + [os.path.join(self.home, self.kind)]

    def shipped_folder(self) -> str:
        above = shipped() if self.kind == "checklists" else os.path.join(shipped(), "data")
        return os.path.join(above, self.kind)

    def files(self) -> dict[str, str]:
        """Id to file, the user's own over the shipped."""
        found: dict[str, str] = {}
        for folder in (*self.own_folders(), self.shipped_folder()):
            try:
                names = os.listdir(folder)
            except OSError:
                continue
            for name in names:
                if name.endswith(".toml") and name[:1] != ".":  # a Mac's, beside each file
                    found.setdefault(name.removesuffix(".toml"), os.path.join(folder, name))
        return dict(sorted(found.items()))

    def ignored(self) -> list[str]:
        """Files in the user's own folders that are not read because of their names (Windows hides
        the last part of ``our-site.toml.txt``)."""
        out = []
        for folder in self.own_folders():
            try:
                names = sorted(os.listdir(folder))
            except OSError:
                continue
            names = [name for name in names if name[:1] != "."]
            wrong = [n for n in names if ".toml" in n.lower() and not n.endswith(".toml")]
            paths = [os.path.join(folder, name) for name in wrong]
            out += [path for path in paths if os.path.isfile(path)]
        return out

    def is_own(self, path: str) -> bool:
        return not path.startswith(shipped() + os.sep)

    def read(self, path: str, cls: type[T], read: Callable[[str], T]) -> T:
        """``read(path)``, or its decoded copy below the home. Raises what ``read`` raises."""
        if self.keep and not os.path.isdir(self.home):
            value = read(path)
            self._unkept.append((path, value))
            return value
        return through(self.home if self.keep else None, path, cls, read)

    def rows(self, read: Callable[[str], Iterable[R]]) -> list[R]:
        """What the files list, each by ``read``: the shipped first, in their order, then the own
        ones; a row of the same id stands in the place of the one before. Raises what ``read``
        raises."""
        found: dict[str, R] = {}
        for path in sorted(self.files().values(), key=lambda path: (self.is_own(path), path)):
            found.update((row.id, row) for row in read(path))
        return [*found.values()]

    def keep_copies(self) -> None:
        """Of what was read before there was a home: the first start makes it, and the second need
        not parse again."""
        for path, value in self._unkept:
            keep(self.home, path, value)
        self._unkept = []
