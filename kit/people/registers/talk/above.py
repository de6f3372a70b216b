"""What a room above has to say on every screen that shows what is due."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from kit.ground.console.context import Context
from kit.ground.terminal.session import Ring

ABOVE: list[Callable[[Context], list[str]]] = []  # in red


if TYPE_CHECKING:  # a protocol costs what three modules do
    from typing import Protocol
else:
    Protocol = object


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


class Later:
    """The news of a room that has none before ``folder`` is there, and is not read until then."""

    def __init__(self, folder: str, make: Callable[[], News]) -> None:
        self._folder = folder
        self._make = make
        self._made: News | None = None

    def refresh(self) -> bool:
        if self._made is None and os.path.isdir(self._folder):
            self._made = self._make()
        return self._made.refresh() if self._made is not None else False

    def next(self) -> float:
        return self._made.next() if self._made is not None else float("inf")

    def new(self) -> list[Ring]:
        return self._made.new() if self._made is not None else []

    def lines(self) -> list[str]:
        return self._made.lines() if self._made is not None else []

    def places(self) -> list[str]:
        return self._made.places() if self._made is not None else []
