"""What a shift amounts to: counted from the entries that belong to it, and what fell due in it.

An entry belongs to exactly one shift (``shifts/shift/rules/cut``). A deadline or a promise belongs
to the shift in which it was answered or fell due, whichever came first; what became of it is told
as it is known now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.withdrawal import counts
from kit.review.archive.rules.deadlines_kept import BRIEF, COUNTED, Deadline, Kept
from kit.review.summary.rules.promises import Promise, Promises
from kit.shifts.handover.rules.sheet import Sheet
from kit.shifts.shift.rules.state import Shift


class Share(msgspec.Struct, frozen=True):
    """An incident's part of a shift: ``entries`` that count, those taken back among ``withdrawn``;
    ``deadlines``: that were answered or fell due in the shift."""

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


class ShiftSummary(msgspec.Struct, frozen=True):
    """``sheet``: what was open when it ended, or is open now. ``kept``: by the rows of
    ``deadlines_kept.ROWS``; ``noted``: entries in registers; ``moved``: promises moved in it;
    ``waiting``: those whose time had not come when it ended."""

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
    moved: int
    waiting: int

    @property
    def before(self) -> tuple[int, int]:
        """Entries of its incidents that were written before it began, and calls among them: what no
        shift had is the next one's."""
        since = self.shift.since
        entries = [entry for share in self.shares for entry in share.entries]
        early = [entry for entry in entries if since is not None and entry.written < since]
        return len(early), sum(isinstance(entry.event, ev.Called) for entry in early)

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
        return {name: told[name] for name in ("kept", "late", "broken", "given-up")}


def summed(
    shift: Shift,
    sheet: Sheet,
    shares: Sequence[Share],
    promised: Promises,
    damages: int = 0,
    code: str = "",
    noted: int = 0,
    struck: int = 0,
) -> ShiftSummary:
    """``noted``: entries of the shift in registers, ``struck``: those of them that take back."""
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
        promised.settled,
        [
            Skip(share.ref, e.event.step, e.event.reason, e.by, e.at)
            for share in shares
            for e in share.entries
            if isinstance(e.event, ev.StepSkipped)
        ],
        len(calls) + promised.calls,
        sum(1 for call in calls if call.result != "reached") + promised.unanswered,
        sum(1 for e in entries if isinstance(e.event, ev.Amended)),
        sum(1 for e in entries if isinstance(e.event, ev.Undone)) + shift.taken_back + struck,
        sum(f.offered or 0 for f in shift.figures if f.rate is not None),
        sum(f.answered or 0 for f in shift.figures if f.rate is not None),
        damages,
        code,
        noted,
        promised.moved,
        promised.waiting,
    )


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Those that count."""
    return [entry for entry in entries if counts(entry)]

