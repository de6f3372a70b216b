"""Deadlines of open incidents that a newly entered year counts anew, each by its title."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.days import counted
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.show.texts import timer_text
from kit.people.calendar.rules.anew import Anew, Moved


def count_anew(ctx: Context) -> list[Anew]:
    """A year was entered: deadlines of open incidents that were counted through it are counted by
    it now."""
    store, out = ctx.of(Store), []
    for log in store.open_logs():
        before = {t.key: (t.due, t.unentered) for t in log.incident.running()}
        if not counted(store, log, desk.writing_now(ctx, log.incident), ctx.by):
            continue
        moved = [
            Moved(timer_text(log.incident, t.key, ctx.me.lang), before[t.key][0], t.due)
            for t in log.incident.running()
            if t.key in before and before[t.key] != (t.due, t.unentered)
        ]
        out += [Anew(log.ref, moved)] if moved else []
    return out
