"""What a room above adds to ``kit shift`` (``app.register_rooms``); read by every command."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from kit.ground.console import typer
    from kit.ground.console.context import Context

    Adds = Callable[[typer.Typer, Context, dict[str, Any]], None]

    Entry = tuple[str, str, Callable[[Context], None]]  # letter, name of the word, what it does

MORE: list[Adds] = []
ENTRIES: list[Entry] = []  # what it adds to the menu of a shift that is on
