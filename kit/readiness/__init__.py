"""Whether it would work tonight."""

from kit.ground.base.words import tables

tables(
    refused=(
        f"{__name__}.drills.words:REFUSED",
        f"{__name__}.manual.words:REFUSED",
        f"{__name__}.setup.words:REFUSED",
    ),
    screen=f"{__name__}.drills.words:SCREEN",
    help=(
        f"{__name__}.doctor.words:HELP",
        f"{__name__}.drills.words:HELP",
        f"{__name__}.manual.words:HELP",
        f"{__name__}.setup.words:HELP",
    ),
    doctor=f"{__name__}.doctor.words",
    manual=f"{__name__}.manual.words",
    example=f"{__name__}.manual.words:EXAMPLES",
    setup=f"{__name__}.setup.words",
)
