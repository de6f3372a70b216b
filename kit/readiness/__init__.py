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
    "risk": "risks.rules.book:RISK",
    "training": "training.rules.book:TRAINING",
    "supply": "supplies.rules.book:SUPPLY",
    "ups": "supplies.rules.book:UPS",
}

tables(
    supplies=f"{__name__}.supplies.words.supplies",
    editions=f"{__name__}.editions.words.editions",
    duties=f"{__name__}.duties.words.duties",
    register=(
        f"{__name__}.duties.words.labels",
        f"{__name__}.editions.words.labels",
        f"{__name__}.risks.words:REGISTER",
        f"{__name__}.supplies.words.labels",
        f"{__name__}.training.words:REGISTER",
    ),
    refused=(
        f"{__name__}.duties.words.duties:REFUSED",
        f"{__name__}.editions.words.editions:REFUSED",
        f"{__name__}.supplies.words.supplies:REFUSED",
        f"{__name__}.drills.words.refused",
        f"{__name__}.manual.words:REFUSED",
        f"{__name__}.setup.words:REFUSED",
        f"{__name__}.training.words:REFUSED",
    ),
    warnings=f"{__name__}.drills.words.refused:WARNINGS",
    screen=f"{__name__}.drills.words.demo:SCREEN",
    help=(
        f"{__name__}.doctor.words:HELP",
        f"{__name__}.drills.words.demo:HELP",
        f"{__name__}.drills.words.help",
        f"{__name__}.manual.words:HELP",
        f"{__name__}.ready.words:HELP",
        f"{__name__}.risks.words:HELP",
        f"{__name__}.setup.words:HELP",
        f"{__name__}.training.words:HELP",
    ),
    drill=(f"{__name__}.drills.words.drill", f"{__name__}.drills.words.pages"),
    doctor=f"{__name__}.doctor.words",
    manual=f"{__name__}.manual.words",
    example=f"{__name__}.manual.words:EXAMPLES",
    ready=f"{__name__}.ready.words",
    risk=f"{__name__}.risks.words",
    setup=f"{__name__}.setup.words",
    training=f"{__name__}.training.words",
)


def register_books() -> None:
    """What is kept up on quiet days stands in registers of this room, read when first used."""
    from kit.people.registers.rules.homes import HOMES

    HOMES.update({name: f"{__name__}.{where}" for name, where in REGISTERS.items()})


def at_home() -> None:
    """What home says of quiet days where no incident is open."""
    from kit.incidents.incident.files import desk

    register_books()
    desk.QUIET[:] = [_duties, _supplies, _backups]


def at_start() -> None:
    """What is known for the steps of a list that is begun, how the list itself stands, and what is
    out when it ends."""
    from kit.incidents.incident import KNOWN
    from kit.laptops.bundles import ARRIVED
    from kit.people.registers.talk.tied import OUT
    from kit.plans.checklists import INSTEAD, STANDING
    from kit.readiness.duties import DRILLED

    register_books()
    DRILLED[:] = [_drilled]
    STANDING[:] = [_standing]
    INSTEAD[:] = [_instead]
    ARRIVED[:] = [_arrived, _site_arrived]
    KNOWN[:] = [_offered]
    OUT[:] = [_out]


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


def _backups(ctx: "Context") -> tuple[str, bool]:
    from kit.laptops.backup.files.standing import reminder

    return reminder(ctx), True


def _standing(ctx: "Context", type_: str) -> list[str]:
    from kit.readiness.editions import standing

    return standing(ctx, type_)


def _instead(ctx: "Context") -> dict[str, str]:
    from kit.readiness.editions.files.editions import instead

    return instead(ctx)


def _arrived(ctx: "Context") -> list[str]:
    from kit.people import registers_there

    if not registers_there(ctx.home, "edition"):
        return []
    from kit.readiness.editions.command.taking import arrived

    return arrived(ctx)


def _site_arrived(ctx: "Context") -> list[str]:
    from kit.readiness.setup.command.taking import arrived

    return arrived(ctx)


def _offered(ctx: "Context", checklist: "Checklist") -> "list[Offer]":
    from kit.readiness.supplies.command.offered import offers

    return offers(ctx, checklist)


def _drilled(ctx: "Context", ref: str) -> bool:
    from kit.ground.base.refusal import Refused
    from kit.readiness.drills.files.store import Drills

    try:
        ctx.of(Drills).pick(ref)
    except Refused:
        return False
    return True


def _out(ctx: "Context", ref: str) -> list[str]:
    from kit.people import registers_there

    if not registers_there(ctx.home, "supply"):
        return []
    from kit.readiness.supplies.command.at_home import still_out

    return still_out(ctx, ref)
