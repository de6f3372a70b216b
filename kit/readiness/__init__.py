"""Whether it would work tonight."""

from kit.ground.base.words import tables

tables(
    refused=(f"{__name__}.drills.words:REFUSED", f"{__name__}.setup.words:REFUSED"),
    screen=f"{__name__}.drills.words:SCREEN",
    help=(
        f"{__name__}.doctor.words:HELP",
        f"{__name__}.drills.words:HELP",
        f"{__name__}.setup.words:HELP",
    ),
    doctor=f"{__name__}.doctor.words",
    setup=f"{__name__}.setup.words",
)
