"""Days off: which years are entered, and whether they count here."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.console.context import Context
from kit.people.calendar.files import Calendars
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import calendar
from kit.readiness.doctor.files.look_home import tried
from kit.readiness.doctor.rules.facts import Days


def days(ctx: Context) -> Days:
    """Nothing raises; what cannot be seen counts as in order, for its deadlines say what they
    are."""
    return tried(lambda: _days(ctx), lambda _: Days())


def _days(ctx: Context) -> Days:
    calendars = Calendars(ctx.home, keep=False)
    public, now = calendars.public, ctx.now().wall
    site = ctx.of(Sites).readable(ctx.me.profile)
    if site is None:
        return Days()
    here = calendar(site, public)
    counts = here.public is not None and len(here.days) < 7
    broken = [clean(str(fill["file"]), 200) for _, fill in calendars.warnings]
    return Days(now.year, now.month, list(public.years), broken, counts)
