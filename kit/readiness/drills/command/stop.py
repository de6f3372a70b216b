"""The word that ends a drill: its incidents close, and a real one is open at once, by the system's
clock, in a log of its own. No line of the one stands in the other but its reference."""

from __future__ import annotations

from contextlib import suppress

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.stop_word import stop_word
from kit.live.guide.command.start import open_type, usable
from kit.plans.sites.files import Sites
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.store import Book, Drills
from kit.readiness.drills.rules import acts as drill_acts
from kit.readiness.drills.show.observing import ended

OTHERWISE = "general"  # the list for whatever it is


def stop(ctx: Context, log: Log, text: str) -> Log:
    """The real incident first: nothing that is wrong with a drill may keep it from being open.
    Raises ``Refused`` where it cannot be opened; then the drill goes on."""
    said = stop_word(text) or ""
    real = open_type(ctx, _type(ctx, said), False, 1.0, ctx.me.profile)
    if said:
        ctx.of(Store).record(real, ctx.now(), ctx.recorder, lambda draft: acts.note(draft, said))
    note = ctx.out.word("drill.stopped-note", ref=real.ref)
    book = _drill_of(ctx, log.ref)
    if book is not None:
        with suppress(Refused, OSError):
            desk.record(ctx, book, lambda draft: drill_acts.end(draft, "real", real.ref, said))
        desk.close_all(ctx, book.state, note)
    _close(ctx, log, note)
    return real


def over(ctx: Context, ref: str) -> str:
    """That the drill of this incident is over, when and by whom; "" where it goes on."""
    book = _drill_of(ctx, ref)
    if book is None or book.state.ended is None:
        return ""
    return ended(book.state, ctx.me.lang)


def going(ctx: Context, ref: str) -> str:
    """How the drill of this incident is come back to and ended; "" where none goes on."""
    on = ctx.of(Drills).on()
    if on is None or ref not in on.state.tied:
        return ""
    return ctx.out.word("drill.goes-on", drill=on.ref)


def _drill_of(ctx: Context, ref: str) -> Book | None:
    """The drill that the incident is of; ``None`` for one that was opened alone."""
    drills = ctx.of(Drills)
    on = drills.on()
    if on is not None and ref in on.state.tied:
        return on
    return next((book for book in reversed(drills.all()) if ref in book.state.tied), None)


def _close(ctx: Context, log: Log, note: str) -> None:
    """A drill of one incident, begun by ``kit start --drill``."""
    from kit.incidents.incident.files import desk as incidents

    with suppress(Refused, OSError):
        log.refresh()
        if log.incident.closed is None:
            last = "gaps" if log.incident.preparation else "stood-down"
            now = incidents.now(ctx, log.incident)
            ctx.of(Store).record(log, now, ctx.recorder, lambda d: acts.close(d, last, note))


def _type(ctx: Context, said: str) -> str:
    """What the words plainly mean; else the list for whatever it is."""
    if not said:
        return OTHERWISE
    from kit.plans.finder.files import model
    from kit.plans.finder.rules.rank import clear, find

    sought = find(said, usable(ctx), model(), ctx.of(Sites).met(ctx.me.profile))
    return sought.hits[0].id if clear(sought) else OTHERWISE
