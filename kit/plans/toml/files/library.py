"""Where the files of one sort lie: the user's own over the shipped ones."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from kit.plans.toml.files.decoded import through

T = TypeVar("T", bound=msgspec.Struct)


@cache
def shipped() -> Path:
    """Where ``checklists``, ``data`` and ``seeds`` lie: inside the wheel, or beside ``kit/``."""
    kit = Path(__file__).resolve().parents[3]
    return kit / "shipped" if (kit / "shipped").is_dir() else kit.parent


class Library:
    """The TOML files of one ``kind`` (a folder's name). ``keep``: decoded copies are written; not
    by who must change nothing."""

    def __init__(self, home: str, kind: str, keep: bool = True) -> None:
        self.home = Path(home)
        self.kind = kind
        self.keep = keep

    def own_folders(self) -> list[Path]:
        """The user's folders, the one that wins first."""
        named = os.environ.get("KIT_CHECKLISTS", "") if self.kind == "checklists" else ""
        return [Path(named)] * bool(named) + [self.home / self.kind]

    def shipped_folder(self) -> Path:
        root = shipped()
        return root / self.kind if self.kind == "checklists" else root / "data" / self.kind

    def files(self) -> dict[str, Path]:
        """Id to file, the user's own over the shipped."""
        found: dict[str, Path] = {}
        for folder in (*self.own_folders(), self.shipped_folder()):
            try:
                names = os.listdir(folder)
            except OSError:
                continue
            for name in names:
                if name.endswith(".toml"):
                    found.setdefault(name.removesuffix(".toml"), folder / name)
        return dict(sorted(found.items()))

    def ignored(self) -> list[Path]:
        """Files in the user's own folders that are not read because of their names (Windows hides
        the last part of ``our-site.toml.txt``)."""
        out = []
        for folder in self.own_folders():
            try:
                names = sorted(os.listdir(folder))
            except OSError:
                continue
            wrong = [n for n in names if ".toml" in n.lower() and not n.endswith(".toml")]
            out += [folder / name for name in wrong if (folder / name).is_file()]
        return out

    def is_own(self, path: Path) -> bool:
        return not path.is_relative_to(shipped())

    def read(self, path: Path, cls: type[T], read: Callable[[Path], T]) -> T:
        """``read(path)``, or its decoded copy below the home. Raises what ``read`` raises."""
        return through(self.home if self.keep else None, path, cls, read)
