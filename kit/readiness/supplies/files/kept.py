"""Supplies and UPS of this home."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.people import registers_there
from kit.people.registers.files import desk
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.state import Doc, Register
from kit.plans.supplies.files import Things
from kit.plans.supplies.rules import Thing
from kit.readiness.supplies.rules.book import SUPPLY, UPS
from kit.readiness.supplies.rules.sizing import Sized, sized
from kit.readiness.supplies.rules.stock import Stock, stocks


def register(ctx: Context, name: str) -> Register | None:
    """Raises ``Refused`` where it cannot be read."""
    book = ctx.of(Registers).load(name)
    return book.register if book is not None else None


def supplies(ctx: Context) -> list[Stock]:
    """Raises ``Refused``."""
    return stocks(register(ctx, SUPPLY.name), ctx.clock.now().wall.date())


def asked(ctx: Context) -> list[Thing]:
    """What the plans of the site in use ask for. Raises ``Refused``."""
    place = desk.site(ctx)
    return Things(ctx.home).of(place.plans if place is not None else [])


def units(ctx: Context) -> list[tuple[Doc, Sized]]:
    """Every UPS with how long it lasts, the shortest first. Raises ``Refused``."""
    known = register(ctx, UPS.name)
    docs = [doc for doc in known.docs.values() if doc.open] if known is not None else []
    today = ctx.clock.now().wall.date()
    found = [(doc, sized(doc, today)) for doc in docs]
    return sorted(found, key=lambda one: (one[1].offered is None, one[1].offered or 0, one[0].id))


def weakest(ctx: Context) -> tuple[Doc, Sized, datetime] | None:
    """The UPS that gives out first, and when that was found; ``None`` where none is known, or none
    can be read: an incident waits for no register."""
    if not registers_there(ctx.home, UPS.name):
        return None
    try:
        found = [(doc, one) for doc, one in units(ctx) if one.offered is not None]
    except (Refused, OSError):
        return None
    if not found:
        return None
    doc, one = found[0]
    return doc, one, one.tested.at if one.tested is not None else doc.latest
