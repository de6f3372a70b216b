"""What is over: archive, summary, forms, proof."""

from kit.ground.base.words import tables

tables(
    screen=(f"{__name__}.archive.words:SCREEN",),
    warnings=f"{__name__}.archive.words:WARNINGS",
    refused=(f"{__name__}.archive.words:REFUSED", f"{__name__}.forms.words:REFUSED",
             f"{__name__}.period.words:REFUSED"),
    help=(
        f"{__name__}.archive.words:HELP",
        f"{__name__}.summary.words.help",
        f"{__name__}.forms.words:HELP",
    ),
    archive=f"{__name__}.archive.words",
    summary=(f"{__name__}.summary.words.summary", f"{__name__}.summary.words.shift"),
    drilled=f"{__name__}.forms.words:DRILL",
    period=f"{__name__}.period.words",
    verify=f"{__name__}.verify.words",
)
