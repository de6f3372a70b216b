"""Whether it would work tonight."""

from kit.ground.base.words import tables

tables(
    refused=(f"{__name__}.drills.words.refused", f"{__name__}.setup.words:REFUSED"),
    warnings=f"{__name__}.drills.words.refused:WARNINGS",
    screen=f"{__name__}.drills.words.demo:SCREEN",
    help=(
        f"{__name__}.doctor.words:HELP",
        f"{__name__}.drills.words.demo:HELP",
        f"{__name__}.drills.words.help",
        f"{__name__}.setup.words:HELP",
    ),
    drill=(f"{__name__}.drills.words.drill", f"{__name__}.drills.words.pages"),
    doctor=f"{__name__}.doctor.words",
    setup=f"{__name__}.setup.words",
)
