"""What a room above has to say on every screen that shows what is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kit.ground.console.context import Context
from kit.ground.terminal.session import Ring

ABOVE: list[Callable[[Context], list[str]]] = []  # in red


class News(Protocol):
    """What happens to whoever sits at this screen, and was done by nobody there."""

    def refresh(self) -> bool:
        """Whether anything is new."""

    def next(self) -> float:
        """Real seconds until something new is due."""

    def new(self) -> list[Ring]:
        """What is to be told and was not when last asked."""

    def lines(self) -> list[str]:
        """What stands on the screen, the newest first."""

    def places(self) -> list[str]:
        """Folders in which others may change it."""


NEWS: list[Callable[[Context], News]] = []
