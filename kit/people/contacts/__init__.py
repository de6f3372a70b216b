"""Whom to reach: people and bodies outside, the posts they fill, their channels, who stands in."""

from kit.ground.base.words import seldom, tables

tables(contacts=f"{__name__}.words")
seldom(refused=f"{__name__}.words:REFUSED")
seldom(warnings=f"{__name__}.words:WARNINGS")
seldom(help=f"{__name__}.words:HELP")
seldom(timeline=f"{__name__}.words:TIMELINE")
