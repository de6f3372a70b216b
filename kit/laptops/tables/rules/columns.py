"""The tables: a struct each, a field a column. ``data/engines/README.md`` says what each means, and
a test compares the two. One name is one type and one meaning in all of them."""

from __future__ import annotations

from typing import get_type_hints

import msgspec

FORMAT = 1  # of the tables; counted up when a column changes its name, type or meaning


class Row(msgspec.Struct, frozen=True):
    """What every row says. ``ref``: of its incident or shift; ``month_id``: in which that began;
    ``exporter``: the laptop that wrote the tables."""

    ref: str
    site_id: str
    month_id: str
    drill: bool
    exporter: str


class Incidents(Row, frozen=True):
    exported_utc: str
    exported_ms: int
    type: str
    type_zh: str
    type_en: str
    site_zh: str
    site_en: str
    title: str
    laptop: str
    leader: str
    counted_as: str
    state: str
    level: str
    outcome: str
    opened_utc: str
    opened_ms: int
    closed_utc: str
    closed_ms: int
    first_reached_known: bool
    first_reached_seconds: int
    reported_known: bool
    reported_seconds: int
    responded_known: bool
    responded_seconds: int
    restored_known: bool
    restored_seconds: int
    closed_known: bool
    closed_seconds: int
    step_done_count: int
    step_skipped_count: int
    step_open_count: int
    critical_left_count: int
    call_count: int
    escalation_count: int
    nobody_count: int
    action_count: int
    action_done_count: int
    entry_count: int
    late_entry_count: int
    correction_count: int
    reopened_count: int
    cause: str
    cause_zh: str
    cause_en: str
    repeat_of: str
    checklist_sha256: str
    damage_count: int
    unknown_count: int


class Events(Row, frozen=True):
    document: str
    type: str
    laptop: str
    journal: str
    entry_number: int
    entry: str
    happened_utc: str
    happened_ms: int
    written_later_ms: int
    author: str
    event: str
    counts: bool
    payload: str


class Notifications(Row, frozen=True):
    type: str
    timer: str
    round: int
    figure: str
    told: str
    clauses: str
    due_utc: str
    due_ms: int
    answered_utc: str
    answered_ms: int
    status: str
    late_seconds: int
    counted: bool
    nobody: bool
    call_count: int
    answered_role: str
    answered_who: str


class Promises(Row, frozen=True):
    exported_utc: str
    exported_ms: int
    type: str
    document: str
    promise: str
    customer: str
    noted_utc: str
    noted_ms: int
    due_utc: str
    due_ms: int
    settled: str
    settled_utc: str
    settled_ms: int
    status: str
    late_seconds: int
    counted: bool
    call_count: int
    moved_count: int


class Shifts(Row, frozen=True):
    exported_utc: str
    exported_ms: int
    team: str
    leader: str
    second: str
    laptop: str
    state: str
    opened_utc: str
    opened_ms: int
    planned_utc: str
    planned_ms: int
    closed_utc: str
    closed_ms: int
    accepted_by: str
    accepted_utc: str
    accepted_ms: int
    crew_count: int
    present_count: int
    note_count: int
    offered_count: int
    taken_count: int
    refusal_count: int
    signed_count: int
    entry_count: int


class Checklists(msgspec.Struct, frozen=True):
    """What the events name by its hash: a checklist, or a site's profile."""

    sha256: str
    document: str
    name: str
    exporter: str
    payload: str


Any_ = Row | Checklists
TABLES: dict[str, type[Any_]] = {
    "incidents": Incidents,
    "events": Events,
    "notifications": Notifications,
    "promises": Promises,
    "shifts": Shifts,
    "checklists": Checklists,
}
NAMES = {kind: name for name, kind in TABLES.items()}
TYPES = {str: "text", int: "number", bool: "yes/no"}


def columns(table: str) -> dict[str, str]:
    """The columns of a table in their order, each with its type: ``text``, ``number`` (whole),
    ``yes/no``."""
    kind = TABLES[table]
    hints = get_type_hints(kind)
    return {name: TYPES[hints[name]] for name in kind.__struct_fields__}
