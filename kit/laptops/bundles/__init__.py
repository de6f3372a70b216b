"""Bundles: journals in one file, from laptop to laptop."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.ground.console.context import Context

# What rooms above say of what came with a bundle that was just taken in.
ARRIVED: list[Callable[[Context], list[str]]] = []
