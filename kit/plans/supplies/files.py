"""Lists of supplies: the site's own files (``supplies`` of the home) over the shipped of the same
name."""

from __future__ import annotations

from collections.abc import Sequence

from kit.plans.supplies.rules import SORTS, Thing, ThingFile
from kit.plans.toml.files.library import Library
from kit.plans.toml.files.read import read_toml


class Things:
    """Of one home."""

    def __init__(self, home: str) -> None:
        self.library = Library(home, "supplies")

    def files(self) -> dict[str, ThingFile]:
        """By name. Raises ``Refused`` for a file that cannot be read: where, and what is wrong."""
        found = self.library.files().items()
        return {name: read_toml(path, ThingFile, {"group": SORTS}) for name, path in found}

    def of(self, plans: Sequence[str]) -> list[Thing]:
        """What a site that follows these plans must have, each id once, its own files first.
        Raises ``Refused``."""
        found: dict[str, Thing] = {}
        for file in sorted(self.files().values(), key=lambda file: bool(file.plan)):
            for thing in file.supplies if not file.plan or file.plan in plans else ():
                found.setdefault(thing.id, thing)
        return [*found.values()]
