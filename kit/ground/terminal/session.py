"""What a screen needs of whoever it draws and asks for."""

from __future__ import annotations

from typing import Any, Protocol

from kit.ground.terminal.fragments import Line


class Ringing(Protocol):
    """What wants an answer first."""

    @property
    def key(self) -> str: ...


class Rings(Protocol):
    """What may ring while a question waits. What ``first`` gives comes back to the other two."""

    def first(self) -> Ringing | None:
        """What wants an answer before anything else."""

    def new(self) -> list[str]:
        """What began to ring since last asked, in words."""

    def title(self, ringing: Any) -> str:
        """What rings, in words."""

    def waits_for(self, ringing: Any, question: str, answer: str) -> bool:
        """Whether this answer to this question may come before the answer to what rings."""


class Session(Protocol):
    """What can be drawn and kept up to date. ``silent``: no bell, no window title. ``rings``:
    ``None`` where nothing rings."""

    @property
    def lang(self) -> str: ...
    @property
    def silent(self) -> bool: ...
    @property
    def rings(self) -> Rings | None: ...

    def picture(self, cols: int, rows: int) -> list[Line]:
        """At most ``rows`` lines of ``cols`` cells."""

    def key_lines(self, cols: int) -> list[Line]:
        """What the keys do."""

    def refresh(self) -> bool:
        """Look at time and disk again; whether the picture may have changed."""

    def next_change(self) -> float:
        """Real seconds until the picture must change."""

    def places(self) -> list[str]:
        """Folders in which others may change what is shown."""
