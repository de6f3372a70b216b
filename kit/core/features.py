"""The features of the kit that may answer a clause of a plan: a closed list, each with the command
or module that does it. A test and ``kit sources --check`` prove that those exist."""

from __future__ import annotations

import msgspec


class Feature(msgspec.Struct, frozen=True):
    """``command``: a word of ``kit``; ``module``: where it lies, if the command does not say so.
    What it does stands in the words as ``sources.feature-<id>``."""

    id: str
    command: str = ""
    module: str = ""

    def part(self) -> str:
        """``kit summary`` or ``kit.core.deadlines``."""
        return f"kit {self.command}" if self.command else self.module

    def home(self) -> str:
        """The module that must be there."""
        return self.module or f"kit.commands.{self.command}"


_ALL = [
    Feature("drill", "start"),
    Feature("find", "start"),
    Feature("guide", "guide"),
    Feature("clock", "timer"),
    Feature("promise", "say"),
    Feature("levels", "level"),
    Feature("callbacks", "callback"),
    Feature("log", "log"),
    Feature("report", "report"),
    Feature("summary", "summary"),
    Feature("actions", "action"),
    Feature("archive", "list", "kit.commands.list_"),
    Feature("sites", "profile"),
    Feature("own", "checklists"),
    Feature("ready", "doctor"),
    Feature("private", module="kit.store.place"),
]
FEATURES: dict[str, Feature] = {feature.id: feature for feature in _ALL}
