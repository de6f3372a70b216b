"""What a log and its recorder ask of whoever keeps the documents (types only)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from kit.ground.journal.document import D, Document, S, Where
from kit.ground.journal.entry import Event

if TYPE_CHECKING:
    from kit.ground.base.veil import Veil


class Draft(Protocol):
    """Events being decided, each with when it happened, taken into the state one by one."""

    events: list[tuple[Event, datetime]]

    def add(self, event: Event, at: datetime | None = None) -> None: ...


class Keeper(Protocol[S, D]):
    """Where the documents of one sort lie in one home."""

    home: str
    document: Document[S, D]
    warnings: list[tuple[str, dict[str, object]]]
    """What is to be said beside the answer, by its sentence's name: ``lock-held`` (pid),
    ``torn`` (ref, bytes)."""
    veil: Veil | None
    """People are hidden in all that is read; nothing can be written then, and nothing is kept."""

    def locate(self, text: str) -> Where:
        """The document's folder as it lies now. Raises ``Refused``."""

    def refs(self) -> Iterable[str]:
        """Every document that is there."""

    def stand_in(self, log: Any) -> tuple[Event, datetime]:
        """An opening for a ``Log`` that lost its own, and roughly when it was opened."""

    def ahead(self, log: Any, events: list[tuple[Event, datetime]]) -> None:
        """Called under the lock before the events are appended to the ``Log``."""

    def behind(self, log: Any) -> None:
        """Called under the lock when they are on the disk. Must not fail."""
