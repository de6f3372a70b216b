"""What a room above adds to ``kit checklists`` (``app.register_rooms``); read by every command."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from kit.ground.console import typer

    from kit.ground.console.context import Context

MORE: list[Callable[[typer.Typer, Context, dict[str, Any]], None]] = []
