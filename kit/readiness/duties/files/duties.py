"""The duties of this home: those of the plans that the site follows, and what became of them."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.people.registers.files.desk import site
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.state import Register
from kit.plans.duties.files import Duties
from kit.plans.duties.rules.format import Task
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import Profile
from kit.readiness.duties.rules.book import DUTY
from kit.readiness.duties.rules.standing import Aged, duties

ENOUGH = 2  # characters of a duty's words, to know which is meant


def at_site(ctx: Context) -> Profile:
    """The site in use; the shipped one where it cannot be read."""
    found = site(ctx)
    if found is not None:
        return found
    sites = ctx.of(Sites)
    return sites.shipped_profile(sites.chosen_profile(ctx.me.profile))


def tasks(ctx: Context) -> list[Task]:
    """Of the site in use."""
    return ctx.of(Duties).of(at_site(ctx).plans)


def wrong(ctx: Context) -> list[Refused]:
    """What of the site's own files could not be read just now."""
    return ctx.of(Duties).wrong


def register(ctx: Context) -> Register | None:
    """Raises ``Refused`` where it cannot be read."""
    book = ctx.of(Registers).load(DUTY.name)
    return book.register if book is not None else None


def standing(ctx: Context) -> list[Aged]:
    """Every duty as it stands now. Raises ``Refused``."""
    return duties(tasks(ctx), register(ctx), ctx.clock.now().wall.date())



def task_of(found: list[Task], known: Register | None, text: str, lang: str) -> Task | None:
    """The plans' task that ``text`` names by its id, a clause, or words of it; ``None`` where a
    duty of the register is meant. Raises ``Refused``: several."""
    wanted = text.strip().casefold()
    hits = [task for task in found if task.id == wanted]
    hits = hits or [task for task in found if wanted in (each.casefold() for each in task.cites)]
    if not hits and known is not None and wanted in known.docs:
        return None
    if not hits and len(wanted) >= ENOUGH:
        hits = [t for t in found if any(wanted in said.casefold() for said in (t.do.zh, t.do.en))]
    if len(hits) > 1:
        names = [f"{task.id} {task.do.get(lang)}" for task in hits[:9]]
        raise Refused("register-which", 2, who=clean(text, 60), count=len(hits), names=names)
    return hits[0] if hits else None
