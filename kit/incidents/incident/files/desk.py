"""An incident at a command's hands: by which clock it runs, and what is wrong with its log."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.machine.clock import FastClock, Now, unjumped
from kit.incidents.incident import (
    BACKED_UP as BACKED_UP,
)
from kit.incidents.incident import (
    DRILL as DRILL,
)
from kit.incidents.incident import (
    ENDED as ENDED,
)
from kit.incidents.incident import (
    GOING as GOING,
)
from kit.incidents.incident import (
    HOME as HOME,
)
from kit.incidents.incident import (
    LAST_CLOSED as LAST_CLOSED,
)
from kit.incidents.incident import (
    MORE_KEYS as MORE_KEYS,
)
from kit.incidents.incident import (
    OUTSIDE as OUTSIDE,
)
from kit.incidents.incident import (
    QUIET as QUIET,
)
from kit.incidents.incident import (
    STOP as STOP,
)
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.fold import Incident

if TYPE_CHECKING:
    from kit.ground.machine.clock import Clock

class OnDrill(msgspec.Struct, frozen=True):
    """``anchor``: as of ``events.Drill``. ``tie``: notes that an incident is of this drill;
    ``tied``: the references of those that are; ``site``: the profile by which it is played."""

    speed: float
    anchor: datetime | None
    tie: Callable[[str, str], None]
    tied: frozenset[str] = frozenset()
    site: str = ""


def drill_on(ctx: Context) -> OnDrill | None:
    """The drill that is on; ``None`` for none. No incident waits for a drill's journal."""
    try:
        return DRILL[0](ctx) if DRILL else None
    except (Refused, OSError):
        return None


def outstanding(ctx: Context, owing: list[Log]) -> list[Log]:
    """Of closed incidents that owe a call those whose customers wait for it: in a drill that is
    over nobody does."""
    drills = any(log.incident.is_drill for log in owing)
    on = drill_on(ctx) if drills else None
    tied = on.tied if on is not None else frozenset()
    return [log for log in owing if not log.incident.is_drill or log.ref in tied]


def gone(log: Log) -> bool:
    """Whether an incident's folder is not there, nor where incidents lie that were closed since."""
    if not os.path.isdir(log.where.path):
        with suppress(Refused, OSError):
            log.refresh()
    return not os.path.isdir(log.where.path)


def drill_over(ctx: Context, incident: Incident) -> str:
    """In one sentence, that its drill is over; "" where it is not, or where there is none."""
    if not incident.is_drill or not ENDED:
        return ""
    try:
        return ENDED[0](ctx, incident.ref)
    except (Refused, OSError):
        return ""


def drill_going(ctx: Context, ref: str) -> str:
    """How the drill of an incident is ended; "" where none goes on."""
    try:
        return GOING[0](ctx, ref) if GOING else ""
    except (Refused, OSError):
        return ""


def stops(ctx: Context, incident: Incident, text: str) -> bool:
    """Whether these words, said in this incident, end a drill."""
    if not incident.is_drill or not STOP or ctx.veil is not None:
        return False
    from kit.incidents.incident.rules.stop_word import stop_word

    return stop_word(text) is not None


def clock_of(ctx: Context, incident: Incident | None) -> Clock:
    """The clock an incident runs by: a drill with a speed has its own, until it is closed."""
    drill = incident.drill if incident is not None else None
    if incident is None or drill is None or drill.anchor is None or drill.speed == 1:
        return ctx.clock
    return FastClock(drill.anchor, drill.speed, incident.closed)


def now(ctx: Context, incident: Incident) -> Now:
    """Now by the clock that the incident's log was written with (see ``clock.unjumped``)."""
    return unjumped(clock_of(ctx, incident).now(), incident.marks)


def writing_now(ctx: Context, incident: Incident) -> Now:
    """The time to record by. Any clock but the system's is for drills only."""
    if not incident.is_drill and os.environ.get("KIT_CLOCK"):
        raise Refused("clock-not-system")
    return clock_of(ctx, incident).now()


def real(ctx: Context, incident: Incident, at: datetime) -> datetime:
    """At which real time the incident's clock showed ``at``."""
    clock = clock_of(ctx, incident)
    return clock.real(at) if isinstance(clock, FastClock) else at


def shown(ctx: Context, incident: Incident, at: datetime) -> datetime:
    """What the incident's clock showed at a real time, never later than it shows now: a time that
    was rounded is not to come."""
    clock = clock_of(ctx, incident)
    return min(clock.shows(at) if isinstance(clock, FastClock) else at, clock.now().wall)


def known(incident: Incident) -> tuple[datetime, datetime] | None:
    """The first and the last time that an incident has: what lies near them is not far off."""
    if incident.opened is None:
        return None
    return incident.opened, max(incident.opened, incident.latest or incident.opened)


def who(ctx: Context, incident: Incident, named: str = "") -> str:
    """Who records, by the name that stands for them at this site: named for this one act; else who
    was said at this terminal to record, or in the incident on this laptop, or this terminal's user.
    "-" where nobody knows: nobody's act is signed with another's name."""
    return incident.one_name(clean(named, 60) or ctx.said or noted(ctx, incident) or ctx.by)


def noted(ctx: Context, incident: Incident) -> str:
    """Who is said in the incident to record on this laptop; "" for nobody."""
    return incident.recorders.get(ctx.of(Store).laptop, "") if incident.recorders else ""


def follow(ctx: Context, incident: Incident, before: str) -> None:
    """Who was named in the incident just now records wherever this terminal goes, until that is
    taken back. ``before``: who was ``noted``."""
    name = noted(ctx, incident)
    if name != before:
        ctx.records(name)


def seen(ctx: Context, log: Log) -> Log:
    """An incident as ``ctx`` looks at it."""
    return ctx.of(Store).load(log.where) if ctx.veil is not None else log


def warn(ctx: Context, log: Log) -> None:
    """Say once what is wrong with a log that is shown all the same."""
    damaged = log.damages()
    if damaged:
        ctx.err.say("warnings.damaged", ref=log.ref, count=len(damaged))
    if log.doubtful:
        ctx.err.say("warnings.doubtful", ref=log.ref)
    unknown = sum(log.incident.unknown.values())
    if unknown:
        ctx.err.say("warnings.newer", ref=log.ref, count=unknown)


def meant(ctx: Context, ref: str) -> Log:
    """The incident named; else the open one; where none is open, the one closed last."""
    if ref or ctx.of(Store).open_logs():
        return ctx.of(Store).pick(ref)
    return LAST_CLOSED[0](ctx)
