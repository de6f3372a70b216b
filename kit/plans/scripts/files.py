"""Words to say: the user's own files over the shipped."""

from __future__ import annotations

import os
from collections.abc import Iterable

from kit.plans.scripts.rules import ALLOWED, GENERAL, Scripts
from kit.plans.toml.files.library import Library


class ScriptFiles:
    """Of one home."""

    def __init__(self, home: str, keep: bool = True) -> None:
        self.library = Library(home, "scripts", keep)

    def scripts(self, types: Iterable[str]) -> dict[str, Scripts]:
        """Words to say for these types, and the general ones: by type id."""
        files = self.library.files()
        return {
            name: self.library.read(files[name], Scripts, read_scripts)
            for name in (*types, GENERAL)
            if name in files
        }

    def all_scripts(self) -> dict[str, Scripts]:
        """Every file, as it stands now."""
        return {name: read_scripts(path) for name, path in self.library.files().items()}


def read_scripts(path: str | os.PathLike[str]) -> Scripts:
    """One file of words to say. Raises ``Refused`` (unreadable): where, and what is wrong."""
    from kit.plans.toml.files.read import read_toml  # most starts read a decoded copy

    return read_toml(path, Scripts, ALLOWED)
