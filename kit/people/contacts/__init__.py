"""Whom to reach: people and bodies outside, the posts they fill, their channels, who stands in."""

from kit.ground.base.words import tables

tables(
    refused=f"{__name__}.words:REFUSED",
    warnings=f"{__name__}.words:WARNINGS",
    help=f"{__name__}.words:HELP",
    timeline=f"{__name__}.words:TIMELINE",
    contacts=f"{__name__}.words",
)
