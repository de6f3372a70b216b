"""A shift's rows."""

from __future__ import annotations

from collections.abc import Iterator

from kit.ground.base.months import month_of
from kit.ground.journal.entry import Entry
from kit.laptops.tables.rules import events
from kit.laptops.tables.rules import values as v
from kit.laptops.tables.rules.columns import Any_, Checklists, Shifts
from kit.laptops.tables.rules.incidents import Told
from kit.shifts.shift.rules.state import Shift
from kit.shifts.shift.rules.withdrawal import in_force


def rows(
    ref: str, shift: Shift, entries: list[Entry], told: Told, once: dict[str, Checklists]
) -> Iterator[Any_]:
    """The shift and its entries."""
    month = month_of(shift.since) if shift.since is not None else f"20{ref[1:3]}-{ref[3:5]}"
    site = v.text(shift.site, 100)
    of = events.Of("shift", ref, site, month, shift.drill, v.NOTHING, told.exporter)
    figures = [figure for figure in shift.figures if figure.rate is not None]
    yield Shifts(
        ref=of.ref,
        site_id=of.site_id,
        month_id=of.month_id,
        drill=of.drill,
        exporter=of.exporter,
        exported_utc=v.utc(told.now),
        exported_ms=v.millis(told.now),
        team=v.text(shift.team),
        leader=v.text(shift.leader),
        second=v.text(shift.second),
        laptop=v.text(shift.laptops[0] if shift.laptops else "", 40),
        state=state_of(shift),
        opened_utc=v.utc(shift.since),
        opened_ms=v.millis(shift.since),
        planned_utc=v.utc(shift.planned),
        planned_ms=v.millis(shift.planned),
        closed_utc=v.utc(shift.ended),
        closed_ms=v.millis(shift.ended),
        accepted_by=v.text(shift.accepted_by),
        accepted_utc=v.utc(shift.accepted),
        accepted_ms=v.millis(shift.accepted),
        crew_count=len(shift.crew),
        present_count=len(shift.present()),
        note_count=len(shift.notes),
        offered_count=sum(figure.offered or 0 for figure in figures),
        taken_count=sum(figure.answered or 0 for figure in figures),
        refusal_count=len(shift.refusals),
        signed_count=len(shift.signed),
        entry_count=shift.entries,
    )
    yield from events.rows(of, entries, events.gone(in_force(entries)), once)


def state_of(shift: Shift) -> str:
    """``open``, ``accepted`` by who took over, ``nobody`` came, ``ended`` without either."""
    if shift.open:
        return "open"
    if shift.accepted is not None:
        return "accepted"
    return "nobody" if shift.nobody is not None else "ended"
