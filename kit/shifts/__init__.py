"""A shift: its leader's log, its hand-over, how many seats are enough."""

from kit.ground.base.words import seldom, tables

tables(refused=f"{__name__}.staffing.words:REFUSED", staffing=f"{__name__}.staffing.words")
seldom(screen=f"{__name__}.staffing.words:SCREEN")
