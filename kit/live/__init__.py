"""Incidents while they go on: the guide, the board, the home screen."""

from kit.ground.base.words import seldom, tables

tables(
    refused=f"{__name__}.guide.words.refused",
    warnings=f"{__name__}.guide.words.warnings",
    screen=f"{__name__}.guide.words.screen",
    help=(f"{__name__}.guide.words.help", f"{__name__}.board.words:HELP"),
)
seldom(screen=f"{__name__}.board.words:SCREEN")
seldom(screen=f"{__name__}.home.words:SCREEN")
seldom(screen=f"{__name__}.guide.words.promised:SCREEN")
seldom(screen=f"{__name__}.guide.words.unlooked:SCREEN")
seldom(screen=f"{__name__}.guide.words.ends:SCREEN")
seldom(screen=f"{__name__}.guide.words.elsewhere:SCREEN")
