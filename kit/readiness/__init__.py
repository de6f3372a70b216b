"""Whether it would work tonight."""

from kit.ground.base.words import tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.incidents.incident.files.prepared import Offer
    from kit.plans.checklists.rules.format import Checklist

# Registers of quiet days, each with the ``Book`` that says what stands in it.
REGISTERS = {
    "duty": "duties.rules.book:DUTY",
    "edition": "editions.rules.book:EDITION",
    "supply": "supplies.rules.book:SUPPLY",
    "ups": "supplies.rules.book:UPS",
}

tables(
    register=(
        f"{__name__}.duties.words.labels",
        f"{__name__}.editions.words.labels",
        f"{__name__}.supplies.words.labels",
    ),
    editions=f"{__name__}.editions.words.editions",
    supplies=f"{__name__}.supplies.words.supplies",
    duties=f"{__name__}.duties.words.duties",
    refused=(
        f"{__name__}.duties.words.duties:REFUSED",
        f"{__name__}.editions.words.editions:REFUSED",
        f"{__name__}.supplies.words.supplies:REFUSED",
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


def at_home() -> None:
    """What home says of quiet days where no incident is open."""
    from kit.live.home.show import QUIET

    register_books()
    QUIET[:] = [_duties, _supplies]


def at_start() -> None:
    """What is known for the steps of a list that is begun, and how the list itself stands."""
    from kit.incidents.incident.files.prepared import KNOWN
    from kit.plans.checklists import STANDING

    register_books()
    STANDING[:] = [_standing]
    KNOWN[:] = [_offered]


def _duties(ctx: "Context") -> tuple[str, bool]:
    from kit.people import registers_there

    if not registers_there(ctx.home, "duty"):
        return "", False
    from kit.readiness.duties.command.at_home import line

    return line(ctx)


def _supplies(ctx: "Context") -> tuple[str, bool]:
    from kit.people import registers_there

    if not registers_there(ctx.home, "supply"):
        return "", False
    from kit.readiness.supplies.command.at_home import line

    return line(ctx)


def _standing(ctx: "Context", type_: str) -> list[str]:
    from kit.readiness.editions import standing

    return standing(ctx, type_)


def _offered(ctx: "Context", checklist: "Checklist") -> "list[Offer]":
    from kit.readiness.supplies.command.offered import offers

    return offers(ctx, checklist)
