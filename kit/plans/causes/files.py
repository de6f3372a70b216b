"""The list of causes: the shipped file, then the site's own in the order of their names."""

from __future__ import annotations

import os

from kit.ground.base.refusal import Refused
from kit.plans.causes.rules import Cause, Causes, together
from kit.plans.toml.files.library import Library


class CauseFiles:
    """Of one home. ``warnings``: own files that cannot be read; the others count without them."""

    def __init__(self, home: str, keep: bool = True) -> None:
        self.library = Library(home, "causes", keep)
        self.warnings: list[tuple[str, dict[str, object]]] = []

    def causes(self) -> dict[str, Cause]:
        """Every cause by its key."""
        shipped = os.path.join(self.library.shipped_folder(), "base.toml")
        found = [self.library.read(shipped, Causes, read_causes)]
        for path in self.library.files().values():
            if self.library.is_own(path):
                try:
                    found.append(self.library.read(path, Causes, read_causes))
                except Refused as refused:
                    why = refused.fill.get("why", "")
                    self.warnings.append(("causes-broken", {"file": path, "why": why}))
        return together(found)


def read_causes(path: str | os.PathLike[str]) -> Causes:
    """One file of causes. Raises ``Refused`` (unreadable): where, and what is wrong."""
    from kit.plans.toml.files.read import read_toml  # most starts read a decoded copy

    return read_toml(path, Causes)
