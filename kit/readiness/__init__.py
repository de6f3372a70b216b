"""Whether it would work tonight."""

from kit.ground.base.words import tables

# Registers of quiet days, each with the ``Book`` that says what stands in it.
REGISTERS = {
    "duty": "duties.rules.book:DUTY",
    "risk": "risks.rules.book:RISK",
    "training": "training.rules.book:TRAINING",
}

tables(
    duties=f"{__name__}.duties.words.duties",
    register=(
        f"{__name__}.duties.words.labels",
        f"{__name__}.risks.words:REGISTER",
        f"{__name__}.training.words:REGISTER",
    ),
    refused=(
        f"{__name__}.duties.words.duties:REFUSED",
        f"{__name__}.drills.words:REFUSED",
        f"{__name__}.manual.words:REFUSED",
        f"{__name__}.setup.words:REFUSED",
        f"{__name__}.training.words:REFUSED",
    ),
    screen=f"{__name__}.drills.words:SCREEN",
    help=(
        f"{__name__}.doctor.words:HELP",
        f"{__name__}.drills.words:HELP",
        f"{__name__}.manual.words:HELP",
        f"{__name__}.risks.words:HELP",
        f"{__name__}.setup.words:HELP",
        f"{__name__}.training.words:HELP",
    ),
    doctor=f"{__name__}.doctor.words",
    manual=f"{__name__}.manual.words",
    example=f"{__name__}.manual.words:EXAMPLES",
    risk=f"{__name__}.risks.words",
    setup=f"{__name__}.setup.words",
    training=f"{__name__}.training.words",
)


def register_books() -> None:
    """What is kept up on quiet days stands in registers of this room, read when first used."""
    from kit.people.registers.rules.books import BOOKS

    BOOKS.above(**{name: f"{__name__}.{where}" for name, where in REGISTERS.items()})
