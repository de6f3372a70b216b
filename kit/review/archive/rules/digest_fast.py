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

import msgspec

from kit.ground.base.spans import lasting, span
from kit.ground.base.text import Text
from kit.ground.journal.entry import written_later
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.action import Action
from kit.incidents.incident.rules.kinds.callbacks import Callback, Move
from kit.incidents.incident.rules.kinds.steps import SAID
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.milestones import observed
from kit.incidents.incident.rules.names import Cause, StepKey
from kit.incidents.incident.rules.rounds import DeadlineKind, answer, end, ending, sort_of, start
from kit.plans.checklists.rules.format import Checklist, Step, TimerRule
from kit.plans.checklists.rules.owners import owner_of
from kit.plans.sites.rules import Profile
from kit.review.archive.rules.deadlines_kept import Owner
from kit.review.archive.rules.digest import (
    Change,
    Digest,
    change_of,
    weigh_actions,
    weigh_callbacks,
    weigh_steps,
    weigh_timers,
)
from kit.review.archive.rules.digest_lines import (
    ENDS,
    MOVES,
    NO_PREV,
    First,
    Line,
    Odd,
    chained,
    first_line,
    merged,
)
from kit.review.archive.rules.naming import Names, named

OPENED = b',"kind":"opened","data":{'
CHECKLIST = b'"checklist":{'
PROFILE = b',"profile":{'
KIT = b'},"kit":"'


class _Known(msgspec.Struct):
    """A checklist made ready: its steps, milestones and answers by step, titles of levels,
    rules of timers."""

    plan: Checklist
    rules: dict[str, TimerRule]
    milestones: dict[str, tuple[str, str]]
    steps: dict[str, Step]
    grades: dict[str, Names]


@lru_cache(64)
def _known(raw: bytes) -> _Known:
    """Most incidents of a year carry one of a few checklists: each is decoded once."""
    plan = msgspec.json.decode(raw, type=Checklist)
    steps = [step for _, step in plan.steps()]
    grades = plan.levels.grades if plan.levels else []
    return _Known(
        plan,
        {rule.id: rule for rule in plan.timers},
        {s.id: (s.milestone, s.answer) for s in steps if s.milestone is not None},
        {s.id: s for s in steps},
        {g.id: (g.title.zh, g.title.en) for g in grades},
    )


@lru_cache(64)
def _named_before(plan: bytes, site: bytes) -> dict[str, Names]:
    """What this list's timers and steps are called at this site, filled as they are asked for."""
    return {}


@lru_cache(64)
def _site(raw: bytes) -> Profile | None:
    """The site; ``None`` for a profile that the whole fold would not take."""
    try:
        return msgspec.convert(msgspec.json.decode(raw), Profile)
    except msgspec.ValidationError:
        return None


def digest_fast(journals: Mapping[str, bytes]) -> Digest | None:
    """The digest of the incident whose journals (by name) have these bytes; ``None``: fold it."""
    try:
        return _read(journals)
    except (msgspec.MsgspecError, ValueError, LookupError, Odd):
        return None


def _read(journals: Mapping[str, bytes]) -> Digest:
    (name, blob), *more = [each for each in journals.items() if OPENED in each[1][:200]]
    if more:
        raise Odd
    end = blob.find(b"\n") + 1
    from_, stop = blob.find(CHECKLIST, 0, end), blob.rfind(KIT, 0, end)
    to = blob.rfind(PROFILE, 0, max(0, stop))
    if not 0 < from_ < to < stop:
        raise Odd
    from_ += len(CHECKLIST) - 1
    plan, place = blob[from_:to], blob[to + len(PROFILE) - 1 : stop + 1]
    first = first_line.decode(blob[:from_] + b"0" + blob[stop + 1 : end])
    lines = chained(blob[end:], 1, first.prev == NO_PREV and first.n == 1, first.sha)
    if len(journals) > 1:
        others = {key: chained(b) for key, b in journals.items() if key != name}
        lines = merged({name: lines, **others}, max(first.at, first.wrote or first.at))
    if len({first.id, *[line.id for line in lines]}) != len(lines) + 1:
        raise Odd
    names = _named_before(plan, place)
    return _Fold(first, _known(plan), _site(place), names).digest(lines)


class _Fold:
    """What the entries of one journal come to; the same rules as ``Incident.take``."""

    def __init__(
        self, first: First, known: _Known, site: Profile | None, names: dict[str, Names]
    ) -> None:
        data = first.data
        if first.kind != "opened" or data.format != ev.FORMAT:
            raise Odd
        self.first = first
        self.known = known
        self.site = site
        self.names = names
        self.timers: dict[str, TimerState] = {}
        self.past: list[TimerState] = []
        self.steps: dict[str, tuple[str, datetime, str]] = {}
        self.values: dict[str, str] = {}
        self.firsts: dict[str, datetime] = {}
        self.owed: dict[str, Callback] = {}
        self.actions: dict[str, Action] = {}
        self.forgotten = False
        self.counts = dict.fromkeys(COUNTED, 0)
        self.level = ""
        self.leveled = first.at
        self.changes: list[Change] = []
        self.closing: Line | None = None
        self.cause: Line | None = None

    def digest(self, lines: list[Line]) -> Digest:
        self._fold(lines)
        if self.closing is None:
            raise Odd
        first, known, site = self.first, self.known, self.site
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
            site=site.id if site is not None else "",
            site_title=(site.named("zh"), site.named("en")) if site is not None else ("", ""),
            leader=site.one_name(first.by) if site is not None else first.by,
            outcome=self.closing.data.outcome,
            timers=sum(1 for timer in self.timers.values() if timer.status == "running"),
            after=self._milestones(opened, closed),
            spells=[lasting(opened, closed)],
            changes=self.changes,
        )
        called = self.cause.data.called if self.cause is not None else None
        if self.cause is not None and called is not None:
            out.cause, out.repeat_of = self.cause.data.cause, self.cause.data.repeat_of
            out.cause_names = (called.zh, called.en)
        timers = [*self.past, *self.timers.values()]
        weigh_timers(out, timers, closed, self._sort, self._timer_names)
        weigh_callbacks(out, self.owed.values(), closed)
        weigh_actions(out, self.actions.values())
        if self.forgotten and (out.owing or out.improving or out.missed):
            raise Odd  # whose name or words it was
        statuses = [(key, step[0]) for key, step in self.steps.items()]
        weigh_steps(out, statuses, self.closing.data.open_steps, known.steps, self._step_names)
        self._count(out, lines)
        return out

    def _fold(self, lines: list[Line]) -> None:
        steps = self.steps
        for line in lines:
            kind = line.kind
            if kind in MOVES:
                if line.at < steps.get(line.data.step, ("", line.at))[1]:
                    self._older(line)
                steps[line.data.step] = (MOVES[kind], line.at, line.data.value)
                self.counts["amended"] += bool(line.data.was)
                if kind == "step-done":
                    self.values[line.data.step] = line.data.value
                continue
            take = TAKES[kind]
            if take is not None:
                take(self, line)

    def _older(self, line: Line) -> None:
        """Which of two answers stands is left to the whole fold."""
        step = self.known.steps.get(StepKey(line.data.step).step)
        if line.kind == "step-done" and not line.data.was and step and step.answer in SAID:
            raise Odd

    def _count(self, out: Digest, lines: list[Line]) -> None:
        tally, counts = out.tally, self.counts
        tally.escalations = counts["escalated"]
        tally.calls = counts["called"]
        tally.corrections = counts["amended"]
        tally.entries = len(lines) + 1
        written = [self.first.wrote, *[line.wrote for line in lines]]
        tally.late_entries = len(written) - written.count(None)
        times = [self.first.at, *[line.at for line in lines]]
        tally.written_later = sum(map(written_later, times, written))

    def _milestones(self, opened: datetime, closed: datetime) -> dict[str, int]:
        reached: dict[str, list[datetime]] = {"closed": [closed]}
        for key, (name, asked) in self.known.milestones.items():
            status, at, value = self.steps.get(key, ("", opened, ""))
            times = [self.firsts[key]] if key in self.firsts and name != "restored" else []
            times += [observed(asked, value, at)] if status == "done" else []
            if times:
                reached.setdefault(name, []).extend(times)
        return {
            name: span(opened, max(times) if name == "restored" else min(times))
            for name, times in sorted(reached.items())
        }

    # ---- one kind each -------------------------------------------------------------------

    def _started(self, line: Line) -> None:
        data, base = line.data, line.data.base or line.at
        if data.due is None:
            raise Odd
        new = TimerState(data.timer, data.due, base, 0.0, list(data.tell), round=data.round)
        start(self.timers, self.past, new)

    def _answered(self, line: Line) -> None:
        answer(self.timers, self.past, line.data.timer, line.at)

    def _ended(self, line: Line) -> None:
        data, how = line.data, ENDS[line.kind]
        why = data.reason or data.cause
        found = ending(
            self.known.plan,
            self.known.rules.get(data.timer) if how == "stopped" else None,
            data.cause,
            self.values.get(StepKey(Cause(data.cause).step).bare, ""),
        )
        end(self.timers, self.past, data.timer, how, line.at, why, found)

    def _sort(self, timer: TimerState) -> tuple[DeadlineKind, Owner]:
        rule = self.known.rules.get(timer.key)
        kind = sort_of(timer.key, timer.tell, rule.kind if rule is not None else "")
        return kind, "people" if rule is None else owner_of(rule, self.site)

    def _timer_names(self, key: str) -> Names:
        rule = self.known.rules.get(key)
        return ("", "") if rule is None else self._named(f"timer {key}", rule.title)

    def _step_names(self, step: Step) -> Names:
        return self._named(step.id, step.do)

    def _named(self, key: str, text: Text) -> Names:
        if key not in self.names:
            self.names[key] = named(text, self.site)
        return self.names[key]

    def _nobody(self, line: Line) -> None:
        timer = self.timers.get(line.data.timer)
        if timer is not None:
            timer.nobody = True

    def _down(self, line: Line) -> None:
        for key in (line.data.step, *line.data.steps):
            if key in self.steps:
                if self.steps[key][0] == "done":
                    self.firsts.setdefault(key, self.steps[key][1])
                self.steps[key] = ("open", line.at, "")

    def _moved(self, line: Line) -> None:
        back, to = self.owed.get(line.data.id), datetime.fromisoformat(line.data.to)
        if back is not None:
            if back.settled:
                raise Odd  # by another laptop, which had not seen it
            back.moves.append(Move(line.at, back.promised, to, "", ""))
            back.promised = to

    def _leveled(self, line: Line) -> None:
        if not line.data.plan and (not self.level or max(line.at, self.first.at) >= self.leveled):
            self.level, self.leveled = line.data.level, max(line.at, self.first.at)

    def _callback(self, line: Line) -> None:
        data = line.data
        self.owed[data.id] = Callback(data.id, line.at, data.name, "", "", data.promised)

    def _tried(self, line: Line) -> None:
        back, result = self.owed.get(line.data.id), line.data.result
        if back is not None and (result == "reached" or result == "given-up"):
            if back.moves and back.moves[-1].at > line.at:
                raise Odd
            back.tries.append((line.at, result, ""))
            back.settled = result
        self._changed(line)

    def _changed(self, line: Line) -> None:
        what = change_of(line.kind, line.data.result) if self.closing is not None else ""
        if what:
            self.changes.append(Change(line.wrote or line.at, what, line.by))

    def _action(self, line: Line) -> None:
        data = line.data
        self.actions[data.id] = Action(data.id, line.at, data.text, data.owner, data.day)

    def _action_changed(self, line: Line) -> None:
        data, kind = line.data, line.kind
        action = self.actions.get(data.id)
        if action is None:
            return
        if kind == "action-done":
            action.done, action.doer = line.at, data.doer
        elif kind == "action-moved":
            action.due = data.day
        elif kind == "action-given":
            action.owner = data.owner
        elif kind == "action-dropped":
            action.dropped = line.at
        elif data.outcome == "verified":
            action.verified = line.at
        else:
            action.done, action.doer = None, ""

    def _cause(self, line: Line) -> None:
        if line.data.called is None:
            raise Odd
        self.cause = line

    def _closed(self, line: Line) -> None:
        if self.closing is not None:
            raise Odd
        self.closing = line

    def _forgotten(self, line: Line) -> None:
        """Nothing that is counted names a customer, but for the words typed at the opening."""
        if self.first.id in line.data.fields:
            raise Odd
        self.forgotten = True

    def _counted(self, line: Line) -> None:
        self.counts[line.kind] += 1


COUNTED = ("called", "amended", "escalated")
CHANGED = ("action-done", "action-moved", "action-given", "action-checked", "action-dropped")
Take = Callable[[_Fold, Line], None]
# What other entries change here; a kind that is not named is not the plain case.
TAKES: dict[str, Take | None] = {
    **dict.fromkeys(ENDS, _Fold._ended),
    **dict.fromkeys(("called", "amended", "escalated"), _Fold._counted),
    **dict.fromkeys(("note", "step-doing", "timer-snoozed", "guide-left", "guide-resumed")),
    **dict.fromkeys(("fact", "announced", "joined", "timer-failed", "recorder-set")),
    "days-entered": None,
    "timer-started": _Fold._started,
    "timer-answered": _Fold._answered,
    "nobody-reachable": _Fold._nobody,
    "level-set": _Fold._leveled,
    **dict.fromkeys(("down-again", "step-anew"), _Fold._down),
    "callback-moved": _Fold._moved,
    **dict.fromkeys(("forecast-given", "forecast-ended")),
    "callback-added": _Fold._callback,
    "callback-tried": _Fold._tried,
    "action-added": _Fold._action,
    **dict.fromkeys(CHANGED, _Fold._action_changed),
    "action-seen": None,
    "cause-set": _Fold._cause,
    **dict.fromkeys(("redlined", "reviewed")),
    "closed": _Fold._closed,
    "forgotten": _Fold._forgotten,
}
