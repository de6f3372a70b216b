"""The incident itself."""

from kit.ground.base.words import tables

tables(
    refused=(f"{__name__}.incident.words.refused", f"{__name__}.say.words.qr:REFUSED"),
    warnings=(
        f"{__name__}.incident.words.warnings",
        f"{__name__}.say.words.scripts:WARNINGS",
    ),
    screen=f"{__name__}.incident.words.screen",
    help=(
        f"{__name__}.incident.words.help",
        f"{__name__}.say.words.help",
    ),
    timeline=(  # the entries' sentences stand with their kinds
        *[
            f"{__name__}.incident.rules.kinds.{family}"
            for family in (
                "steps",
                "timers",
                "days",
                "calls",
                "course",
                "clocks",
                "notes",
                "levels",
                "callbacks",
                "speech",
                "outages",
                "forecasts",
                "forgetting",
                "prepared",
                "actions",
                "learning",
                "undoing",
            )
        ],
        f"{__name__}.incident.words.entries",
    ),
    standing=f"{__name__}.incident.words.standing",
    improving=f"{__name__}.incident.words.improving",
    learning=f"{__name__}.incident.words.learning",
    scripts=f"{__name__}.say.words.scripts",
    qr=f"{__name__}.say.words.qr",
    report=f"{__name__}.say.words.report",
)
