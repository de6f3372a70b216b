"""Registers: what was promised, and what must outlive an incident."""

from kit.ground.base.words import tables

tables(
    refused=f"{__name__}.words.refused",
    warnings=f"{__name__}.words.refused:WARNINGS",
    help=f"{__name__}.words.help",
    notice=f"{__name__}.words.notice",
    sheet=f"{__name__}.words.sheet",
    register=f"{__name__}.words.labels",
    registered=f"{__name__}.rules.kinds",
)
