"""A register at a command's hands: who records, by which calendar, during which incident."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.named import alike
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.typed.times import Field
from kit.ground.console.context import Context
from kit.ground.journal.refs import make_ref
from kit.people.registers.files.during import DURING
from kit.people.registers.files.store import Book, Registers

if TYPE_CHECKING:
    from kit.ground.base.workdays import Calendar
    from kit.ground.journal.entry import Entry
    from kit.people.registers.rules.acts import Act, Draft
    from kit.people.registers.rules.dates import End
    from kit.plans.sites.rules import Profile

BY_DAY = Field("coming", timedelta(days=400), timedelta(days=1100))  # what is tracked over weeks
FAR = Field("coming", timedelta(days=60), timedelta(days=800))  # what a promise may be made for


def during(ctx: Context, drill: bool = False, at: datetime | None = None) -> tuple[str, bool]:
    """The one open incident of this sort ("" for none, or for several), and whether what is noted
    now is a drill's: real unless a person says drill; what is noted by another clock than the
    system's is a drill's. ``at``: when it happened, where that was earlier: then it is of the
    incident that was open at that time."""
    drill = of_drill(drill)
    found = [ref for ref, drilled in _open(ctx, at) if drilled == drill]
    return found[0] if len(found) == 1 else "", drill


def several(ctx: Context) -> int:
    """How many incidents of what is noted now are open, where there are more than one; 0: not so
    many, and none need be named."""
    drill = of_drill(False)
    count = sum(drilled == drill for _, drilled in _open(ctx))
    return count if count > 1 else 0


def of_drill(said: bool) -> bool:
    """Whether what is noted now is a drill's."""
    return said or _other_clock()


def drilling(ctx: Context) -> bool:
    """Whether a drill is open."""
    return any(drilled for _, drilled in _open(ctx))


def _open(ctx: Context, at: datetime | None = None) -> list[tuple[str, bool]]:
    """The open incidents; a failure to read them stops no register."""
    try:
        return DURING[0](ctx, at) if DURING else []
    except (Refused, OSError):
        return []


def _other_clock() -> bool:
    return bool(os.environ.get("KIT_CLOCK"))


def site(ctx: Context) -> Profile | None:
    """The site in use; ``None`` where its profile cannot be read: no register waits for that."""
    from kit.plans.sites.files import Sites

    return ctx.of(Sites).readable(ctx.me.profile)


def one_name(ctx: Context, place: Profile | None) -> Callable[[str], str]:
    """The name that stands for somebody who is called several: by the site and its contacts."""
    from kit.people import there

    also: dict[str, str] = {}
    if there(ctx.home):
        from kit.people.contacts.files.store import ContactStore
        from kit.people.contacts.rules.redact import known_as

        also = known_as(ctx.of(ContactStore).readable())

    def one(name: str) -> str:
        found = place.one_name(name) if place is not None else name
        return also.get(alike(found), found)

    return one


def new_id(ctx: Context) -> str:
    """A name of its own for a thing that is noted now."""
    return make_ref(ctx.now().wall, int.from_bytes(os.urandom(3), "big"))


def calendar_of(ctx: Context, place: Profile | None) -> Calendar:
    """The working days of this place, by what of the state's is entered."""
    from kit.people.calendar.files import Calendars
    from kit.people.registers.rules.dates import USUAL
    from kit.plans.sites.rules import calendar

    public = ctx.of(Calendars).public
    return calendar(place, public) if place is not None else replace(USUAL, public=public)


def working_days_on(ctx: Context, text: str, seen: datetime) -> End | None:
    """The end of so many working days of this place; ``None`` for a text that means none."""
    from kit.people.registers.rules.dates import working_days, working_end

    days = working_days(text)
    return working_end(seen, days, calendar_of(ctx, site(ctx))) if days is not None else None


def coming(ctx: Context, text: str, seen: datetime) -> End | None:
    """A time to come: of a clock, a span, or so many working days. Raises ``Refused``."""
    from kit.ground.console.times import coming as read
    from kit.people.registers.rules.dates import End

    days = working_days_on(ctx, text, seen)
    if days is not None:
        return days
    at = read(ctx, text, seen, FAR)
    return End(at) if at is not None else None


def by_day(ctx: Context, text: str, seen: datetime) -> End | None:
    """A day to come, as it ends, or so many working days; ``None`` for no text. Raises
    ``Refused``."""
    from kit.ground.console.times import coming as read
    from kit.people.registers.rules.dates import End
    from kit.people.registers.rules.due import whole_day
    from kit.people.registers.rules.timelike import days_in, the_day

    if not text.strip():
        return None
    days, count = working_days_on(ctx, text, seen), days_in(text)
    if days is not None:
        return days
    if count and not re.fullmatch(r"\d+\s*日", text.strip()):  # which is a date of this month
        return End(whole_day(seen + timedelta(days=count)))
    day = the_day(text)
    if not day:
        raise Refused("due-day", Exit.USAGE, text=clean(text, 60))
    try:
        at = read(ctx, f"{day} 23:59", seen, BY_DAY)
    except Refused as refused:
        if refused.code != f"time-{BY_DAY.direction}":
            raise
        raise Refused("due-day", Exit.USAGE, text=clean(text, 60)) from None
    return End(whole_day(at)) if at is not None else None


def record(
    ctx: Context, name: str, act: Act, *, by: str = "", at: datetime | None = None
) -> tuple[Book, list[Entry]]:
    """Record in a register by the clock and calendar of this place. Raises ``Refused``."""
    place = site(ctx)
    names = one_name(ctx, place)
    who = names(clean(by, 60) or ctx.recorder)

    def here(draft: Draft) -> None:
        draft.calendar, draft.one_name = calendar_of(ctx, place), names
        act(draft)
        ids = [getattr(event, "id", "") for event, _ in draft.events]
        real = [i for i in ids if i in draft.register.docs and not draft.register.docs[i].drill]
        if real and _other_clock():
            raise Refused("clock-not-system")

    return ctx.of(Registers).record(name, ctx.now(), who, here, at)
