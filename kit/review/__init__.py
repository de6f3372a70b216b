"""What is over: archive, summary, forms, proof."""

from kit.ground.base.words import tables

tables(
    summary=f"{__name__}.summary.words.summary",
    period=f"{__name__}.summary.words.period",
    verify=f"{__name__}.verify.words",
)
