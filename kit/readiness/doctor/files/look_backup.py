"""When this home was backed up last: a room above this one knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from kit.readiness.doctor.files.look_home import tried
from kit.readiness.doctor.rules.facts import Backup

if TYPE_CHECKING:
    from kit.ground.console.context import Context


class Due(Protocol):
    """When it was, when it is due again, and whether that time has come."""

    @property
    def last(self) -> datetime | None: ...

    @property
    def due(self) -> datetime | None: ...

    @property
    def late(self) -> bool: ...


BACKED_UP: list[Callable[[Context], Due]] = []


def backup(ctx: Context) -> Backup:
    return tried(lambda: _backup(ctx), lambda error: Backup(error=error))


def _backup(ctx: Context) -> Backup:
    for ask in BACKED_UP:
        found = ask(ctx)
        return Backup(found.last, found.due, found.late)
    return Backup()
