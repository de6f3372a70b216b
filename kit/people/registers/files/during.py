"""Who knows the open incidents: they stand above the registers and register themselves here."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.ground.console.context import Context
    from kit.people.registers.rules.state import Doc

# For a home: each open incident's reference, and whether it is a drill.
DURING: list[Callable[[Context], list[tuple[str, bool]]]] = []
# Its callers who stand in incidents and in no register, as the sheet has its own.
CALLERS: list[Callable[[Context], list[Doc]]] = []
