"""An incident's rows. Every figure is made by the rules that `kit summary` counts with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from kit.ground.base.months import month_of
from kit.ground.base.named import short
from kit.ground.base.spans import span
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules.callers import as_callback
from kit.incidents.incident.rules.events import IN_ERROR, Opened
from kit.incidents.incident.rules.fold import Incident, fold
from kit.incidents.incident.rules.judged import promised, settled_at
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.withdrawal import in_force, written
from kit.laptops.tables.rules import events
from kit.laptops.tables.rules import values as v
from kit.laptops.tables.rules.columns import (
    Any_,
    Checklists,
    Events,
    Incidents,
    Notifications,
    Promises,
)
from kit.people.registers.rules.state import Doc
from kit.review.archive.rules.deadlines_kept import COUNTED, deadlines
from kit.review.archive.rules.digest import Digest, digest_of, until_filed


class Told(NamedTuple):
    """Who writes the tables, when."""

    exporter: str
    now: datetime


class Within(NamedTuple):
    """An incident, as a customer of the manual sheet belongs to it."""

    site_id: str
    type: str


class Read(NamedTuple):
    """An incident's log as it was read."""

    ref: str
    incident: Incident
    entries: list[Entry]
    damages: int
    doubtful: bool


def rows(read: Read, told: Told, once: dict[str, Checklists]) -> Iterator[Any_]:
    """Of all tables. ``once``: what is kept by hash. An incident that was opened again counts as it
    was filed, its promises as they stand."""
    incident, counting = read.incident, in_force(read.entries)
    filed, upto = incident, read.entries
    if incident.closed is None and (until := until_filed(read.entries)):
        filed, upto = fold(in_force(until)), until
    digest = digest_of(filed, upto, read.damages, read.doubtful)
    of = _of(read.ref, digest, told)
    entries = list(events.rows(of, read.entries, events.gone(counting), once))
    yield _incident(of, digest, read, filed, told, _list_of(entries))
    yield from _notifications(of, digest, filed, told)
    yield from _promises(of, read.incident, digest, told)
    yield from entries


def _of(ref: str, digest: Digest, told: Told) -> events.Of:
    site, type_ = v.text(digest.site, 100), v.text(digest.type, 100)
    return events.Of(
        "incident", ref, site, month_of(digest.opened), digest.drill, type_, told.exporter
    )


def _list_of(entries: list[Events]) -> str:
    """The hash of the checklist that it was opened with."""
    opening = (entry.payload for entry in entries if entry.event == Opened.kind)
    marks = (text.partition('"checklist_sha256":"')[2][:64] for text in opening)
    return next((mark for mark in marks if mark), v.NOTHING)


def counted_as(digest: Digest) -> str:
    """In which sort of run `kit summary` counts it."""
    if digest.closed is None:
        return "open"
    if digest.outcome == IN_ERROR:
        return "withdrawn"
    if digest.drill:
        return "drill"
    return digest.kind


def first_reached(incident: Incident) -> int:
    """Seconds from the opening to the first call that reached anybody; -1: none did."""
    opened = incident.opened
    if opened is None:
        return -1
    reached = [span(opened, made.at) for made in incident.calls if made.call.result == "reached"]
    return min((each for each in reached if each >= 0), default=-1)


def _incident(
    of: events.Of, digest: Digest, read: Read, filed: Incident, told: Told, checklist: str
) -> Incidents:
    tally, after = digest.tally, {"first_reached": first_reached(filed), **digest.after}
    zh, en = digest.titles[0] if digest.titles else ("", "")
    closed = read.incident.closed or digest.closed
    laptop = read.entries[0].journal.partition("~")[0].partition("-")[0] if read.entries else ""
    return Incidents(
        ref=of.ref, site_id=of.site_id, month_id=of.month_id, drill=of.drill, exporter=of.exporter,
        exported_utc=v.utc(told.now),
        exported_ms=v.millis(told.now),
        type=of.type,
        type_zh=v.text(zh),
        type_en=v.text(en),
        site_zh=v.text(digest.site_title[0]),
        site_en=v.text(digest.site_title[1]),
        title=v.text(digest.title),
        laptop=v.text(laptop, 40),
        leader=v.text(digest.leader),
        counted_as=counted_as(digest),
        state="open" if read.incident.closed is None else "closed",
        level=v.text(digest.level, 40),
        outcome=v.text(digest.outcome, 40),
        opened_utc=v.utc(digest.opened),
        opened_ms=v.millis(digest.opened),
        closed_utc=v.utc(closed),
        closed_ms=v.millis(closed),
        first_reached_known=after.get("first_reached", -1) >= 0,
        first_reached_seconds=max(0, after.get("first_reached", 0)),
        reported_known=after.get("reported", -1) >= 0,
        reported_seconds=max(0, after.get("reported", 0)),
        responded_known=after.get("responded", -1) >= 0,
        responded_seconds=max(0, after.get("responded", 0)),
        restored_known=after.get("restored", -1) >= 0,
        restored_seconds=max(0, after.get("restored", 0)),
        closed_known=after.get("closed", -1) >= 0,
        closed_seconds=max(0, after.get("closed", 0)),
        step_done_count=tally.done,
        step_skipped_count=tally.skipped,
        step_open_count=tally.left,
        critical_left_count=tally.critical,
        call_count=tally.calls,
        escalation_count=tally.escalations,
        nobody_count=tally.nobody,
        action_count=tally.actions,
        action_done_count=tally.actions_done,
        entry_count=tally.entries or written(in_force(read.entries)) - read.doubtful,
        late_entry_count=tally.written_later,
        correction_count=tally.corrections,
        reopened_count=tally.reopened,
        cause=v.text(digest.cause, 100),
        cause_zh=v.text(digest.cause_names[0]),
        cause_en=v.text(digest.cause_names[1]),
        repeat_of=v.text(digest.repeat_of, 40),
        checklist_sha256=checklist,
        damage_count=digest.damages + digest.doubtful,
        unknown_count=digest.unknown,
    )  # fmt: skip


def _notifications(
    of: events.Of, digest: Digest, filed: Incident, told: Told
) -> Iterator[Notifications]:
    """Each round of each timer by which somebody is to be told."""
    until = digest.closed or told.now
    counts = counted_as(digest)
    for line in deadlines(filed, digest.opened, until, told.now):
        if not line.row.startswith("told-"):
            continue
        yield Notifications(
            ref=of.ref,
            site_id=of.site_id,
            month_id=of.month_id,
            drill=of.drill,
            exporter=of.exporter,
            type=of.type,
            timer=v.text(line.timer, 200),
            round=line.round,
            figure=line.row.removeprefix("told-"),
            told=v.text(" ".join(line.tell), 400),
            clauses=v.text(" ".join(line.cites), 400),
            due_utc=v.utc(line.due),
            due_ms=v.millis(line.due),
            answered_utc=v.utc(line.answered),
            answered_ms=v.millis(line.answered),
            status=line.status,
            late_seconds=line.late,
            counted=line.status in COUNTED and counts == "incident",
            nobody=line.nobody,
            call_count=len(line.tries),
            answered_role=v.text(line.role, 100),
            answered_who=v.text(line.who),
        )


def _promises(
    of: events.Of, incident: Incident, digest: Digest, told: Told
) -> Iterator[Promises]:
    """Each customer owed a call. It is judged by the closing, and once more by now where its time
    had not come then: a promise outlives the incident."""
    real = not digest.drill and digest.kind == "incident" and digest.outcome != IN_ERROR
    for back in incident.callbacks.values():
        status, late, _ = promised(back, incident.closed or told.now)
        if status == "running" and back.promised is not None:
            since = span(back.promised, told.now)
            status, late = ("not-told", since) if since > 0 else (status, late)
        yield _promise(of, back, status, late, real, told)


def sheet_rows(docs: Iterable[Doc], of_ref: dict[str, Within], told: Told) -> Iterator[Any_]:
    """Customers of the manual sheet. ``of_ref``: incidents by reference, for the type and the site
    of those who were taken down in one."""
    for doc in docs:
        back, within = as_callback(doc), of_ref.get(doc.incident)
        status, late, _ = promised(back, told.now)
        of = events.Of(
            "sheet",
            v.text(doc.incident or short(doc.id), 40),
            within.site_id if within is not None else v.NOTHING,
            month_of(doc.at),
            doc.drill,
            within.type if within is not None else v.NOTHING,
            told.exporter,
        )
        yield _promise(of, back, status, late, not doc.drill, told)


def _promise(
    of: events.Of, back: Callback, status: str, late: int, real: bool, told: Told
) -> Promises:
    named = back.promised is not None
    settled = settled_at(back)
    return Promises(
        ref=of.ref,
        site_id=of.site_id,
        month_id=of.month_id,
        drill=of.drill,
        exporter=of.exporter,
        exported_utc=v.utc(told.now),
        exported_ms=v.millis(told.now),
        type=of.type,
        document=of.document,
        promise=v.text(back.id, 80),
        customer=v.text(back.name),
        noted_utc=v.utc(back.at),
        noted_ms=v.millis(back.at),
        due_utc=v.utc(back.promised),
        due_ms=v.millis(back.promised),
        settled=v.text(back.settled, 40),
        settled_utc=v.utc(settled),
        settled_ms=v.millis(settled),
        status=status if named else "no-time",
        late_seconds=late if named else 0,
        counted=named and real and status in COUNTED,
        call_count=len(back.tries),
        moved_count=len(back.moves),
    )
