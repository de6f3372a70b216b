"""What those who keep documents (``Keeper``) have in common."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, cast

from kit.ground.journal.document import D, Document, S

if TYPE_CHECKING:  # every command reads this file
    from datetime import datetime

    from kit.ground.base.veil import Veil
    from kit.ground.journal.entry import Event
    from kit.ground.journal.keeper import Keeper
    from kit.ground.journal.recorder import Recorder


# Sorts of what is no incident, as what is gone is named by.
REGISTER, CONTACTS, SHIFT, FILED = "register", "contacts", "shift", "filed"


class Keeping(Generic[S, D]):
    """The documents of one sort below one home."""

    document: Document[S, D]
    sort = ""

    def __init__(self, home: str) -> None:
        self.home = home
        self.veil: Veil | None = None
        self.warnings: list[tuple[str, dict[str, object]]] = []

    @cached_property
    def recorder(self) -> Recorder[S, D]:
        """Who writes here; reading does not need it."""
        from kit.ground.journal.recorder import Recorder

        return Recorder(cast("Keeper[S, D]", self))  # which each of them is to its logs

    def remember(self, log: Any, durable: bool) -> None:
        """How far it has come, so that one which is gone is missed."""
        from kit.ground.journal import seen

        seen.remember(log, self.recorder.laptop, self.sort, durable)

    def ahead(self, log: Any, events: list[tuple[Event, datetime]]) -> None:
        """Nothing waits for it."""

    def behind(self, log: Any) -> None:
        """Nothing follows from it."""
