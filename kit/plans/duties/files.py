"""Duties: the site's own files (``duties`` of the home) over the shipped of the same name."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kit.ground.base.refusal import Refused
from kit.plans.duties.rules.format import ALLOWED, DutyFile, Task
from kit.plans.toml.files.library import Library


class Duties:
    """Of one home. ``wrong``: what cannot be read of the site's own files, of which the shipped
    ones stand in."""

    def __init__(self, home: str, keep: bool = True) -> None:
        self.library = Library(home, "duties", keep)
        self.wrong: list[Refused] = []

    def files(self) -> dict[str, DutyFile]:
        """By name. A broken one hides nothing else."""
        self.wrong = []
        out = {}
        for name, path in self.library.files().items():
            try:
                out[name] = self.library.read(path, DutyFile, read_duties)
            except Refused as refused:
                self.wrong.append(refused)
                shipped = os.path.join(self.library.shipped_folder(), f"{name}.toml")
                if path != shipped and os.path.isfile(shipped):
                    out[name] = read_duties(shipped)
        return out

    def of(self, plans: Sequence[str]) -> list[Task]:
        """The duties of a site that follows these plans, each id once, its own first."""
        found: dict[str, Task] = {}
        files = sorted(self.files().values(), key=lambda file: bool(file.plan))
        for file in files:
            for task in file.duties if not file.plan or file.plan in plans else ():
                found.setdefault(task.id, task)
        return [*found.values()]


def read_duties(path: str | os.PathLike[str]) -> DutyFile:
    """One file. Raises ``Refused`` (unreadable): where, and what is wrong."""
    from kit.plans.toml.files.read import read_toml  # most starts read a decoded copy

    return read_toml(path, DutyFile, ALLOWED)
