"""What the leader's log registers with the rooms below: a line and a key of the home screen."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.live.home.show import ABOVE, Above
from kit.shifts.shift.talk import at_home as shown


def _go(ctx: Context) -> None:
    from kit.shifts.shift.command.menu import run_menu

    run_menu(ctx)


def _note(ctx: Context, text: str) -> None:
    from kit.shifts.shift.command.noting import note

    note(ctx, text, "", "", "", False)


def register() -> None:
    words = (shown.NAME, shown.KEY, shown.LABEL, shown.NAMED)
    ABOVE[:] = [Above(*words, shown.lines, shown.places, _go, _note)]
