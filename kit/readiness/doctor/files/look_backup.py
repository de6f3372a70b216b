"""When this home was backed up last: a room above this one knows."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.incidents.incident.files.desk import BACKED_UP
from kit.readiness.doctor.files.look_home import tried
from kit.readiness.doctor.rules.facts import Backup


def backup(ctx: Context) -> Backup:
    return tried(lambda: _backup(ctx), lambda error: Backup(error=error))


def _backup(ctx: Context) -> Backup:
    return Backup(*BACKED_UP[0](ctx)) if BACKED_UP else Backup()
