"""What a room above has to say in red on every screen that shows what is due."""

from __future__ import annotations

from collections.abc import Callable

from kit.ground.console.context import Context

ABOVE: list[Callable[[Context], list[str]]] = []
