"""The digest of an incident straight from its journals' bytes, for whole years of them.

It decodes only the fields that ``digest`` counts, keeps a checklist that it has seen before,
and checks numbers and chain of the lines, but not their hashes: that alone would take twice as
long as all the rest. Whatever is not the plain case (a second checklist, a clock that was set, an
unknown kind, a gap, a damaged or a doubled line) is answered with ``None``, and the whole fold does
it. What it does answer is exactly what the whole fold gives, but for ``proved``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Literal

import msgspec

from kit.ground.journal.entry import too_deep
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.milestones import observed, span
from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.rules import Profile
from kit.review.archive.rules.digest import (
    Digest,
    Names,
    weigh_callbacks,
    weigh_steps,
    weigh_timers,
)

Zoned = Annotated[datetime, msgspec.Meta(tz=True)]
OPENED = b',"kind":"opened","data":{'
CHECKLIST = b'"checklist":{'
PROFILE = b',"profile":{'
KIT = b'},"kit":"'
NO_PREV = "0" * 32


class _Data(msgspec.Struct):
    """The fields, of any kind of event, that count."""

    step: str = ""
    value: str = ""
    was: str = ""
    timer: str = ""
    due: datetime | None = None
    tell: tuple[str, ...] = ()
    reason: str = ""
    cause: str = ""
    id: str = ""
    result: Literal[
        "reached", "no-answer", "busy", "wrong-number", "phone-off", "given-up"
    ] = "no-answer"
    level: str = ""
    plan: str = ""
    outcome: str = ""
    open_steps: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


class _Line(msgspec.Struct):
    n: int
    id: str
    at: Zoned
    kind: str
    data: _Data
    prev: str
    sha: str
    wrote: Zoned | None = None


class _Opening(msgspec.Struct):
    format: int
    ref: str
    type: str
    drill: ev.Drill | None = None
    title: str = ""


class _First(msgspec.Struct):
    n: int
    id: str
    at: Zoned
    by: str
    kind: str
    data: _Opening
    prev: str
    sha: str
    wrote: Zoned | None = None


class _Known(msgspec.Struct):
    """A checklist made ready: milestones and answers by step, critical steps, titles of levels."""

    plan: Checklist
    milestones: dict[str, tuple[str, str]]
    critical: set[str]
    grades: dict[str, Names]


_first = msgspec.json.Decoder(_First)
_lines = msgspec.json.Decoder(_Line)


@lru_cache(64)
def _known(raw: bytes) -> _Known:
    """Most incidents of a year carry one of a few checklists: each is decoded once."""
    plan = msgspec.json.decode(raw, type=Checklist)
    steps = [step for _, step in plan.steps()]
    grades = plan.levels.grades if plan.levels else []
    return _Known(
        plan,
        {s.id: (s.milestone, s.answer) for s in steps if s.milestone is not None},
        {s.id for s in steps if s.critical},
        {g.id: (g.title.zh, g.title.en) for g in grades},
    )


@lru_cache(64)
def _site(raw: bytes) -> Profile | None:
    """The site; nothing for a profile that the whole fold would not take."""
    try:
        return msgspec.convert(msgspec.json.decode(raw), Profile)
    except msgspec.ValidationError:
        return None


def digest_fast(journals: Mapping[str, bytes]) -> Digest | None:
    """The digest of the incident whose journals (by name) have these bytes; ``None``: fold it."""
    try:
        return _read(journals)
    except (msgspec.MsgspecError, ValueError, LookupError, _Odd):
        return None


def _read(journals: Mapping[str, bytes]) -> Digest:
    (name, blob), *more = [each for each in journals.items() if OPENED in each[1][:200]]
    if more:
        raise _Odd
    end = blob.find(b"\n") + 1
    from_, stop = blob.find(CHECKLIST, 0, end), blob.rfind(KIT, 0, end)
    to = blob.rfind(PROFILE, 0, max(0, stop))
    if not 0 < from_ < to < stop:
        raise _Odd
    from_ += len(CHECKLIST) - 1
    site = _site(blob[to + len(PROFILE) - 1 : stop + 1])
    first = _first.decode(blob[:from_] + b"0" + blob[stop + 1 : end])
    lines = _chained(blob[end:], 1, first.prev == NO_PREV and first.n == 1, first.sha)
    if len(journals) > 1:
        others = {key: _chained(b) for key, b in journals.items() if key != name}
        lines = _merged({name: lines, **others}, max(first.at, first.wrote or first.at))
    if len({first.id, *[line.id for line in lines]}) != len(lines) + 1:
        raise _Odd
    return _Fold(first, _known(blob[from_:to]), site).digest(lines)


def _chained(blob: bytes, n: int = 0, sound: bool = True, sha: str = NO_PREV) -> list[_Line]:
    """The lines behind line ``n``, whose hash is ``sha``. Raises ``_Odd`` unless each names the one
    before it."""
    if too_deep(blob):
        raise _Odd
    lines = _lines.decode_lines(blob)
    shas = [sha, *[line.sha for line in lines]]
    sound = (
        sound
        and blob[-1:] in (b"\n", b"")
        and [line.n for line in lines] == list(range(n + 1, n + 1 + len(lines)))
        and [line.prev for line in lines] == shas[:-1]
    )
    if not sound:
        raise _Odd
    return lines


def _merged(journals: Mapping[str, list[_Line]], opened: datetime) -> list[_Line]:
    """The order of ``fold.merge``: by when they were written down, each journal's own
    order kept."""
    keyed = []
    for name, lines in journals.items():
        high = opened if lines and lines[0].n > 1 else lines[0].at
        for line in lines:
            high = max(high, line.wrote or line.at)
            keyed.append((high, name, line.n, line))
    keyed.sort(key=lambda item: item[:3])
    return [line for *_, line in keyed]


class _Odd(Exception):
    """Not the plain case."""


class _Fold:
    """What the entries of one journal come to; the same rules as ``Incident.take``."""

    def __init__(self, first: _First, known: _Known, site: Profile | None) -> None:
        data = first.data
        if first.kind != "opened" or data.format != ev.FORMAT:
            raise _Odd
        self.first = first
        self.known = known
        self.site = site
        self.timers: dict[str, TimerState] = {}
        self.past: list[TimerState] = []
        self.steps: dict[str, tuple[str, datetime, str]] = {}
        self.owed: dict[str, Callback] = {}
        self.actions: dict[str, bool] = {}
        self.counts = dict.fromkeys(COUNTED, 0)
        self.level = ""
        self.closing: _Line | None = None

    def digest(self, lines: list[_Line]) -> Digest:
        self._fold(lines)
        if self.closing is None:
            raise _Odd
        first, known = self.first, self.known
        plan = known.plan
        opened, closed = first.at, self.closing.at
        grade = known.grades.get(self.level, (self.level, self.level))
        out = Digest(
            first.data.ref,
            first.data.type,
            opened,
            closed,
            kind=plan.kind,
            drill=first.data.drill is not None,
            title=first.data.title,
            titles=[(plan.title.zh, plan.title.en)],
            plans=[plan.id],
            levels=[grade] if plan.levels and self.level else [],
            level=self.level if plan.levels else "",
            site=self.site.id if self.site else "",
            site_title=(self.site.title.zh, self.site.title.en) if self.site else ("", ""),
            leader=self.site.one_name(first.by) if self.site else first.by,
            outcome=self.closing.data.outcome,
            timers=sum(1 for timer in self.timers.values() if timer.status == "running"),
            after=self._milestones(opened, closed),
        )
        weigh_timers(out, [*self.past, *self.timers.values()], closed)
        weigh_callbacks(out.tally, self.owed.values())
        statuses = [(key, step[0]) for key, step in self.steps.items()]
        weigh_steps(out.tally, statuses, self.closing.data.open_steps, known.critical)
        self._count(out, lines)
        return out

    def _fold(self, lines: list[_Line]) -> None:
        steps = self.steps
        for line in lines:
            kind = line.kind
            if kind in MOVES:
                steps[line.data.step] = (MOVES[kind], line.at, line.data.value)
                self.counts["amended"] += bool(line.data.was)
                continue
            take = TAKES[kind]
            if take is not None:
                take(self, line)

    def _count(self, out: Digest, lines: list[_Line]) -> None:
        tally, counts = out.tally, self.counts
        tally.escalations = counts["escalated"]
        tally.calls = counts["called"]
        tally.corrections = counts["amended"]
        tally.reopened = counts["reopened"]
        tally.actions = len(self.actions)
        tally.actions_done = sum(self.actions.values())
        tally.entries = len(lines) + 1
        written = [self.first.wrote, *[line.wrote for line in lines]]
        tally.late_entries = len(written) - written.count(None)

    def _milestones(self, opened: datetime, closed: datetime) -> dict[str, int]:
        reached: dict[str, list[datetime]] = {"closed": [closed]}
        for key, (name, answer) in self.known.milestones.items():
            status, at, value = self.steps.get(key, ("", opened, ""))
            if status == "done":
                reached.setdefault(name, []).append(observed(answer, value, at))
        return {
            name: span(opened, max(times) if name == "restored" else min(times))
            for name, times in sorted(reached.items())
        }

    # ---- one kind each -------------------------------------------------------------------

    def _started(self, line: _Line) -> None:
        data = line.data
        if data.due is None:
            raise _Odd
        old = self.timers.get(data.timer)
        if old is not None:
            self.past.append(old)
        self.timers[data.timer] = TimerState(
            data.timer, data.due, line.at, 0.0, list(data.tell)
        )

    def _ended(self, line: _Line) -> None:
        timer = self.timers.get(line.data.timer)
        if timer is not None:
            timer.status, timer.answered = ENDS[line.kind], line.at
            timer.reason = line.data.reason or line.data.cause or timer.reason

    def _failed(self, line: _Line) -> None:
        timer = self.timers.get(line.data.timer)
        if timer is not None:
            timer.failed.append(line.at)

    def _nobody(self, line: _Line) -> None:
        timer = self.timers.get(line.data.timer)
        if timer is not None:
            timer.nobody = True

    def _down(self, line: _Line) -> None:
        for key in (line.data.step, *line.data.steps):
            if key in self.steps:
                self.steps[key] = ("open", line.at, "")

    def _leveled(self, line: _Line) -> None:
        if not line.data.plan:
            self.level = line.data.level

    def _callback(self, line: _Line) -> None:
        self.owed[line.data.id] = Callback(line.data.id, line.at, "", "", "")

    def _tried(self, line: _Line) -> None:
        back, result = self.owed.get(line.data.id), line.data.result
        if back is not None and (result == "reached" or result == "given-up"):
            back.settled = result

    def _action(self, line: _Line) -> None:
        self.actions[line.data.id] = False

    def _action_done(self, line: _Line) -> None:
        if line.data.id in self.actions:
            self.actions[line.data.id] = True

    def _closed(self, line: _Line) -> None:
        self.closing = line

    def _reopened(self, line: _Line) -> None:
        self.closing = None
        self._counted(line)

    def _counted(self, line: _Line) -> None:
        self.counts[line.kind] += 1


COUNTED = ("called", "amended", "escalated", "reopened")
MOVES = {
    "step-done": "done",
    "step-skipped": "skipped",
    "step-not-applicable": "not-applicable",
    "step-deferred": "deferred",
    "step-handed": "handed",
    "step-reopened": "open",
}
ENDS: dict[str, Literal["answered", "cancelled", "stopped"]] = {
    "timer-answered": "answered",
    "timer-cancelled": "cancelled",
    "timer-stopped": "stopped",
}
Take = Callable[[_Fold, _Line], None]
# What other entries change here; a kind that is not named is not the plain case.
TAKES: dict[str, Take | None] = {
    **dict.fromkeys(ENDS, _Fold._ended),
    **dict.fromkeys(("called", "amended", "escalated"), _Fold._counted),
    **dict.fromkeys(("note", "step-doing", "timer-snoozed", "guide-left", "guide-resumed")),
    **dict.fromkeys(("fact", "announced", "joined", "callback-moved")),
    **dict.fromkeys(("forecast-given", "forecast-ended")),
    "timer-started": _Fold._started,
    "timer-failed": _Fold._failed,
    "nobody-reachable": _Fold._nobody,
    "level-set": _Fold._leveled,
    "down-again": _Fold._down,
    "callback-added": _Fold._callback,
    "callback-tried": _Fold._tried,
    "action-added": _Fold._action,
    "action-done": _Fold._action_done,
    "closed": _Fold._closed,
    "reopened": _Fold._reopened,
}
