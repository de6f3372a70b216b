"""What a shift amounts to: counted from the entries that belong to it, and what fell due in it.

An entry belongs to exactly one shift (``shifts/shift/rules/cut``). A deadline or a promise belongs
to the shift in which it fell due; what became of it is told as it is known now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.withdrawal import counts
from kit.people.registers.rules.state import Doc, Register
from kit.review.archive.rules.deadlines_kept import BRIEF, COUNTED, Deadline, Kept
from kit.shifts.handover.rules.sheet import Sheet
from kit.shifts.shift.rules.state import Shift


class Share(msgspec.Struct, frozen=True):
    """An incident's part of a shift: ``entries`` that count, those taken back among ``withdrawn``;
    ``deadlines``: that fell due in the shift."""

    ref: str
    incident: Incident
    entries: list[Entry]
    withdrawn: int
    deadlines: list[Deadline]


class Skip(msgspec.Struct, frozen=True):
    ref: str
    step: str
    reason: str
    by: str
    at: datetime


class Promise(msgspec.Struct, frozen=True):
    """A promise that fell due in the shift. ``result``: ``kept``, ``late``, ``broken`` (given
    up, or not answered yet though its time is past) or ``open``; ``moves``: how often moved."""

    where: str
    name: str
    due: datetime
    result: str
    late: int = 0
    moves: int = 0


class ShiftSummary(msgspec.Struct, frozen=True):
    """``sheet``: what was open when it ended, or is open now. ``kept``: by the rows of
    ``deadlines_kept.ROWS``; ``noted``: entries in registers."""

    shift: Shift
    sheet: Sheet
    shares: list[Share]
    kept: dict[str, Kept]
    promises: list[Promise]
    skips: list[Skip]
    calls: int
    unanswered: int
    corrections: int
    undos: int
    offered: int
    answered: int
    damages: int
    code: str
    noted: int

    @property
    def entries(self) -> int:
        """All entries of the shift, also what was taken back."""
        return (
            self.noted + self.shift.entries + sum(len(s.entries) + s.withdrawn for s in self.shares)
        )

    def late(self) -> list[tuple[str, Deadline]]:
        """What was late by a minute and more, or never told, with its incident."""
        found = [(s.ref, d) for s in self.shares for d in s.deadlines if d.kind != "countdown"]
        wrong = [(r, d) for r, d in found if d.status == "not-told" or
                 (d.status == "late" and d.late >= BRIEF)]  # fmt: skip
        return sorted(wrong, key=lambda one: (one[1].status != "not-told", -one[1].late, one[0]))

    def results(self) -> dict[str, int]:
        told = Counter(one.result for one in self.promises)
        return {name: told[name] for name in ("kept", "late", "broken", "open")}


def within(shift: Shift, at: datetime, now: datetime) -> bool:
    """Whether a time lies in a shift: from its beginning up to its end, that excluded."""
    end = shift.cut.at if shift.cut is not None else now
    return shift.since is not None and shift.since <= at < end


def summed(
    shift: Shift,
    sheet: Sheet,
    shares: Sequence[Share],
    registers: Iterable[Register],
    now: datetime,
    damages: int = 0,
    code: str = "",
    noted: int = 0,
) -> ShiftSummary:
    kept: dict[str, Kept] = {}
    for share in shares:
        for line in share.deadlines:
            if line.status in COUNTED:
                kept.setdefault(line.row, Kept()).count(line.status, line.late)
    entries = [entry for share in shares for entry in share.entries]
    calls = [e.event for e in entries if isinstance(e.event, ev.Called)]
    return ShiftSummary(
        shift,
        sheet,
        list(shares),
        kept,
        _promises(shift, {s.ref: s.incident for s in shares}, sheet, registers, now),
        [
            Skip(share.ref, e.event.step, e.event.reason, e.by, e.at)
            for share in shares
            for e in share.entries
            if isinstance(e.event, ev.StepSkipped)
        ],
        len(calls),
        sum(1 for call in calls if call.result != "reached"),
        sum(1 for e in entries if isinstance(e.event, ev.Amended)),
        sum(1 for e in entries if isinstance(e.event, ev.Undone)) + shift.taken_back,
        sum(f.offered or 0 for f in shift.figures if f.rate is not None),
        sum(f.answered or 0 for f in shift.figures if f.rate is not None),
        damages,
        code,
        noted,
    )


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Those that count."""
    return [entry for entry in entries if counts(entry)]


def _promises(
    shift: Shift,
    incidents: Mapping[str, Incident],
    sheet: Sheet,
    registers: Iterable[Register],
    now: datetime,
) -> list[Promise]:
    out = []
    known = {**{owed.ref: None for owed in sheet.owed}, **incidents}
    for ref, incident in known.items():
        for back in incident.callbacks.values() if incident is not None else ():
            if back.promised is not None and within(shift, back.promised, now):
                settled = next((at for at, result, _ in back.tries if result == "reached"), None)
                given_up = back.settled == "given-up"
                moves = len(back.moves)
                out.append(_promise(ref, back.name, back.promised, settled, given_up, moves, now))
    for register in registers:
        if register.name not in ("callback", "complaint"):
            continue
        for doc in register.docs.values():
            if doc.due is not None and doc.drill == shift.drill and within(shift, doc.due, now):
                out.append(_of_doc(register.name, doc, doc.due, now))
    return sorted(out, key=lambda one: (one.due, one.where, one.name))


def _of_doc(name: str, doc: Doc, due: datetime, now: datetime) -> Promise:
    given_up = doc.end in ("given-up", "withdrawn")
    settled = None if given_up else doc.ended
    return _promise(name, doc.get("name") or doc.id, due, settled, given_up, len(doc.moves), now)


def _promise(
    where: str,
    name: str,
    due: datetime,
    settled: datetime | None,
    given_up: bool,
    moves: int,
    now: datetime,
) -> Promise:
    if settled is not None:
        late = max(0, int((settled - due).total_seconds()))
        return Promise(where, name, due, "late" if late >= BRIEF else "kept", late, moves)
    if given_up or now >= due:
        late = max(0, int((now - due).total_seconds()))
        return Promise(where, name, due, "broken", late, moves)
    return Promise(where, name, due, "open", 0, moves)
