"""A drill at a command's hands: by which clock it runs, its incidents' logs, its score."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.times import happened
from kit.ground.journal.entry import Entry
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.desk import OnDrill, noted
from kit.incidents.incident.files.desk import who as incident_who
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts as incident_acts
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.withdrawal import counts, in_force
from kit.plans.sites.files import Sites
from kit.readiness.drills.files.store import Book, Drills, clock_of
from kit.readiness.drills.files.tables import table
from kit.readiness.drills.rules import acts
from kit.readiness.drills.rules import kinds as kd
from kit.readiness.drills.rules.score import score
from kit.readiness.drills.rules.shown import Lines
from kit.readiness.drills.rules.state import Drill
from kit.readiness.drills.rules.whole import Whole


def now(ctx: Context, drill: Drill) -> Now:
    return clock_of(ctx.clock, drill).now()


def seen_at(ctx: Context, drill: Drill, text: str) -> datetime:
    """When somebody saw something in the drill, which lies on one day: what may be of another is
    no time of it. Raises ``Refused``."""
    at = now(ctx, drill).wall
    first, last = drill.begun or at, drill.ended or at
    try:
        return happened(ctx, text, at, known=(first, last))
    except Refused as refused:
        if not refused.code.startswith("time"):
            raise
        raise Refused("drill-when", Exit.USAGE, text=clean(text, 40), first=f"{first:%H:%M}",
                      last=f"{last:%H:%M}") from refused  # fmt: skip


def signer(ctx: Context, drill: Drill, by: str = "") -> str:
    """Who ends a drill: who was named for it or records here, in whichever of its incidents."""
    said = clean(by, 60) or ctx.said
    each = (noted(ctx, log.incident) for log in logs_of(ctx, drill)) if not said else ()
    return said or next(filter(None, each), "") or ctx.recorder


def logs_of(ctx: Context, drill: Drill) -> list[Log]:
    """The logs of its incidents that can be read, in the order in which they began."""
    store, out = ctx.of(Store), []
    for ref in drill.tied:
        try:
            out.append(store.load(store.locate(ref)))
        except Refused:
            ctx.of(Drills).warnings.append(("drill-log-missing", {"ref": ref}))
    return out


def lines_of(log: Log, drill: Drill) -> Lines:
    """Its entries that count: not what was taken back, not what is only worked out."""
    kept = [entry for entry in in_force(list(log.entries)) if counts(entry)]
    return Lines(log.ref, log.incident.type, kept, posts(log.incident), drill.lists)


def posts(incident: Incident) -> dict[str, frozenset[str]]:
    """By post the names under which people know it here, in lower case: also its number."""
    site = incident.profile
    if site is None:
        return {}
    return {
        id_: frozenset(
            each.casefold().strip()
            for each in (id_, role.title.zh, role.title.en, role.name, role.phone)
            if each.strip()
        )
        for id_, role in site.roles.items()
    }


def whole(ctx: Context, book: Book) -> Whole:
    """Raises ``Refused`` where the table of the evaluation cannot be read."""
    drill = book.state
    logs = logs_of(ctx, drill)
    lines = [lines_of(log, drill) for log in logs]
    at = now(ctx, drill).wall
    incidents = [log.incident for log in logs]
    return Whole(drill, incidents, lines, score(drill, lines, at), table(ctx.home), at)


def record(
    ctx: Context, book: Book, act: acts.Act, by: str = "", at: datetime | None = None
) -> list[Entry]:
    """Durable, by the drill's clock. Raises ``Refused``."""
    who = clean(by, 60) or ctx.recorder
    _, made = ctx.of(Drills).record(book.ref, now(ctx, book.state), who, act, at)
    return made


def on_drill(ctx: Context) -> OnDrill | None:
    """The drill that is on, as whoever opens an incident sees it."""
    book = ctx.of(Drills).on()
    if book is None:
        return None

    def tie(ref: str, type_: str) -> None:
        with suppress(Refused, OSError):  # the incident itself is open, and says that it is a drill
            record(ctx, book, lambda draft: draft.add(kd.Tied(ref, type_)))

    drill = book.state
    return OnDrill(drill.speed, drill.anchor, tie, frozenset(drill.tied), site_of(ctx, drill))


def site_of(ctx: Context, drill: Drill) -> str:
    """The profile of its first incident; "" where there is none, or it is no longer here."""
    first = next((log.incident for log in logs_of(ctx, drill)), None)
    site = first.profile.id if first is not None and first.profile is not None else ""
    return site if site in ctx.of(Sites).files() else ""


def give_due(ctx: Context, book: Book) -> list[Entry]:
    """Note as given what is due by now. Nothing where somebody gives it by hand."""
    drill = book.state
    if drill.by_hand or not drill.on:
        return []
    at = now(ctx, drill).wall
    due = [inject.id for when, inject in drill.waiting() if when <= at]
    if not due:
        return []

    def act(draft: acts.Draft) -> None:
        for id_ in due:
            if id_ not in draft.drill.failed:
                acts.give(draft, id_, False)

    return record(ctx, book, act)


def close_all(ctx: Context, drill: Drill, note: str, by: str = "") -> list[str]:
    """Close its incidents that are open; their references. What cannot be closed stays."""
    out = []
    for log in logs_of(ctx, drill):
        if log.incident.closed is not None:
            continue

        def end(draft: incident_acts.Draft) -> None:
            last = "stood-down" if not draft.incident.preparation else "gaps"
            incident_acts.close(draft, last, note)

        with suppress(Refused, OSError):
            who = incident_who(ctx, log.incident, by)
            ctx.of(Store).record(log, now(ctx, drill), who, end)
            out.append(log.ref)
    return out
