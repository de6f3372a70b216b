"""What these keys need of whoever leads through the incident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules.acts import Act
from kit.incidents.incident.rules.fold import Incident


class Speaker(Protocol):
    """One incident at a person's hands."""

    ctx: Context
    folder: Log
    lang: str

    @property
    def incident(self) -> Incident: ...

    def now(self) -> Now:
        """By the clock of the incident's log."""

    def acting(self) -> datetime:
        """When what is being done happened."""

    def walls(self) -> Callable[[datetime], list[datetime]] | None:
        """The times at which the clock on the wall shows one."""

    def record(self, act: Act, at: datetime | None = None) -> list[Entry]:
        """Record an act and say so; a refusal is said, too."""

    def refuse(self, refused: Refused) -> None:
        """Say what could not be done."""
