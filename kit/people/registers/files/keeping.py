"""For how long personal data stay: by the site in use, else as each register says itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.people.contacts.rules.contact import RETENTION
from kit.people.registers.files import desk
from kit.people.registers.files.forgetting import INCIDENTS
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.upkeep import forgettable

if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.plans.sites.rules import Profile

CONTACT = "contact"
INCIDENT = "incident"  # its calls owed to customers: kept as long as those of the register


def kept(place: Profile | None, name: str, said: int = -1) -> int:
    """Days after its end, of a register, ``contact`` or ``incident``; ``said``: as somebody asks
    now, below 0 where nobody does."""
    if said >= 0:
        return said
    name = "callback" if name == INCIDENT else name
    usual = RETENTION if name == CONTACT else BOOKS[name].retention
    own = place.retention.items() if place is not None else ()
    return next((days for each, days in own if each == name), usual)


def over(ctx: Context) -> dict[str, int]:
    """How many of each register, of the contacts and of closed incidents are past their time; only
    what is more than none. Raises ``Refused``."""
    from kit.people import there
    from kit.people.contacts.files.store import ContactStore
    from kit.people.contacts.rules import acts
    from kit.people.contacts.rules.withdrawal import taken_out

    place, now = desk.site(ctx), ctx.now().wall
    out: dict[str, int] = {}
    for name, book in BOOKS.items():
        opened = ctx.of(Registers).load(name)
        if opened is not None:
            out[name] = len(forgettable(opened.register, book, now, kept(place, name)))
    if there(ctx.home):
        store = ctx.of(ContactStore)
        left = taken_out(store.entries(), store.book())
        out[CONTACT] = len(acts.forgettable(store.book(), left, now, kept(place, CONTACT)))
    limit = kept(place, INCIDENT)
    out[INCIDENT] = sum(len(each.past(ctx, limit, "")) for each in INCIDENTS)
    return {name: count for name, count in out.items() if count}
