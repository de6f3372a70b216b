"""Who knows the open incidents: they stand above the registers and register themselves here."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kit.ground.console.context import Context
    from kit.people.registers.rules.state import Doc

# For a home: the reference of each incident that is open, or was at a time, and whether it is a
# drill.
DURING: list[Callable[[Context, datetime | None], list[tuple[str, bool]]]] = []
# Its callers who stand in incidents and in no register, as the sheet has its own.
CALLERS: list[Callable[[Context], list[Doc]]] = []
