"""The incident itself."""

from kit.ground.base.words import tables

tables(
    timeline=f"{__name__}.incident.words",
    scripts=f"{__name__}.say.words.scripts",
    report=f"{__name__}.say.words.report",
)
