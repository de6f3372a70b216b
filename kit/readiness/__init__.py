"""Whether it would work tonight."""

from kit.ground.base.words import tables

# Registers of quiet days, each with the ``Book`` that says what stands in it.
REGISTERS = {"duty": "duties.rules.book:DUTY", "edition": "editions.rules.book:EDITION"}

tables(
    register=(f"{__name__}.duties.words.labels", f"{__name__}.editions.words.labels"),
    editions=f"{__name__}.editions.words.editions",
    duties=f"{__name__}.duties.words.duties",
    refused=(
        f"{__name__}.duties.words.duties:REFUSED",
        f"{__name__}.editions.words.editions:REFUSED",
        f"{__name__}.drills.words:REFUSED",
        f"{__name__}.setup.words:REFUSED",
    ),
    screen=f"{__name__}.drills.words:SCREEN",
    help=(
        f"{__name__}.doctor.words:HELP",
        f"{__name__}.drills.words:HELP",
        f"{__name__}.setup.words:HELP",
    ),
    doctor=f"{__name__}.doctor.words",
    setup=f"{__name__}.setup.words",
)


def register_books() -> None:
    """What is kept up on quiet days stands in registers of this room, read when first used."""
    from kit.people.registers.rules.books import BOOKS

    BOOKS.above(**{name: f"{__name__}.{where}" for name, where in REGISTERS.items()})
