"""What stood in the line when a signal ended the program: the window was closed, or the machine is
going down. Nobody said that it was not meant."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

CLOSED = 129  # exit code of a closed window

if TYPE_CHECKING:
    from kit.ground.terminal.breath import Breath
    from kit.ground.terminal.posed import Posed


class CutOff(SystemExit):
    """``typed``: the line of the drawn screen."""

    typed = ""

    def at(self, posed: Posed, breath: Breath) -> None:
        """A line that is read back is one, too: nothing has it yet."""
        held = breath.aside
        whole = "" if held is None else held.whole or held.text
        self.typed = whole or (posed.text() if posed.typing else "")


def cut_short(error: BaseException, posed: Posed, breath: Breath) -> None:
    """A signal ends the screen: it takes the line along."""
    if isinstance(error, CutOff):
        error.at(posed, breath)


def gone(error: Exception, posed: Posed, breath: Breath) -> BaseException:
    """What ends the screen: the window was closed, where its terminal is one no more, which may be
    seen before the signal comes; else the error itself."""
    if sys.stdin.isatty():
        return error
    stop = CutOff(CLOSED)
    stop.at(posed, breath)
    return stop


def typed_by_then(stop: BaseException | None, plain: bool) -> str:
    """The line of the screen, or of numbered lines; "" for none."""
    if not plain:
        return stop.typed.strip() if isinstance(stop, CutOff) else ""
    from kit.ground.terminal.plain import lines

    return lines().echo.typing.shown.strip()
