"""Who knows the open incidents: they stand above the registers and register themselves here."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.ground.console.context import Context

# For a home: the reference of the one open incident ("" for none, or for several), and whether it
# is a drill.
DURING: list[Callable[[Context], tuple[str, bool]]] = []
