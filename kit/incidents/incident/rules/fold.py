"""An incident as it stands: the fold of its entries. State is derived, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from kit.ground.base.text import Text
from kit.ground.journal.entry import Entry, Event, Unknown
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.clock_set import clock_set, mark
from kit.incidents.incident.rules.state import (
    Action,
    Announcement,
    Attempt,
    Callback,
    CallMade,
    Fact,
    LevelChange,
    PlanRun,
    Snooze,
    StepState,
    StepView,
    TimerState,
)
from kit.plans.checklists.rules.format import (
    DANGER_ORDER,
    PHASE_ORDER,
    Checklist,
    Condition,
    Step,
    TimerRule,
    Trigger,
)
from kit.plans.sites.rules import Profile

EMERGENCY = ("fire-brigade", "police", "ambulance")
SNOOZE_WHEN_NOBODY = timedelta(minutes=5)


class Incident(msgspec.Struct):
    """The state of one incident. Built by ``apply``, read by everybody else."""

    ref: str = ""
    type: str = ""
    opened: datetime | None = None
    by: str = ""
    kit: str = ""
    title: str = ""
    place: str = ""
    drill: ev.Drill | None = None
    profile: Profile | None = None
    plans: list[PlanRun] = []
    plan_times: dict[str, datetime] = {}
    steps: dict[str, StepState] = {}
    timers: dict[str, TimerState] = {}
    past_timers: list[TimerState] = []
    calls: list[CallMade] = []
    levels: list[LevelChange] = []
    callbacks: dict[str, Callback] = {}
    actions: dict[str, Action] = {}
    facts: dict[str, Fact] = {}
    announced: list[Announcement] = []
    focus: str = ""
    last: tuple[str, datetime] | None = None
    closed: datetime | None = None
    outcome: str = ""
    closing_note: str = ""
    reopened: list[datetime] = []
    entries: int = 0
    notes: int = 0
    unknown: dict[str, int] = {}
    format: int = ev.FORMAT
    latest: datetime | None = None
    shared: bool = False
    marks: dict[str, tuple[datetime, float]] = {}

    # ---- reading ------------------------------------------------------------------------

    @property
    def checklist(self) -> Checklist:
        return self.plans[0].checklist

    @property
    def level(self) -> str:
        """The level of the first plan that has levels."""
        plan = self.level_plan()
        return self.level_of(plan.prefix) if plan is not None else ""

    def level_plan(self) -> PlanRun | None:
        return next((p for p in self.plans if p.checklist.levels is not None), None)

    def level_of(self, prefix: str) -> str:
        """Where one plan stands: "1" is worst for a flood and mildest for a call surge."""
        return next((c.level for c in reversed(self.levels) if c.plan == prefix), "")

    @property
    def is_drill(self) -> bool:
        return self.drill is not None

    @property
    def silent(self) -> bool:
        return any(plan.checklist.silent for plan in self.plans)

    @property
    def danger(self) -> int:
        """0 is life; the gravest of the plans at work and of what has been answered."""
        return min((self._danger_of(plan) for plan in self.plans), default=3)

    def _danger_of(self, plan: PlanRun) -> int:
        grades = [plan.checklist.danger]
        for _, step in plan.checklist.steps():
            if any(choice.danger for choice in step.choices):
                state = self.step_state(plan.key(step.id))
                grades += [
                    c.danger
                    for c in step.choices
                    if c.danger and c.id == state.value and state.answered
                ]
        return min(DANGER_ORDER.index(grade) for grade in grades)

    @property
    def preparation(self) -> bool:
        """A readiness check run by the guide: no incident, and counted as none."""
        return bool(self.plans) and self.checklist.kind == "preparation"

    def step_state(self, key: str) -> StepState:
        return self.steps.get(key) or StepState(key)

    def has_role(self, role: str) -> bool:
        return self.profile is None or role in self.profile.roles

    def role_title(self, role: str) -> Text:
        found = self.profile.roles.get(role) if self.profile else None
        return found.title if found else Text(role, role)

    def holds(self, plan: PlanRun, conditions: list[Condition]) -> bool:
        """Do all conditions hold? An unanswered question holds for nothing."""
        return all(self._holds(plan, cond) for cond in conditions)

    def _holds(self, plan: PlanRun, cond: Condition) -> bool:
        if cond.step is not None:
            state = self.steps.get(plan.key(cond.step))
            if state is None or state.status != "done":
                return False
            if cond.is_ and state.value not in cond.is_:
                return False
            if cond.is_not and state.value in cond.is_not:
                return False
        if cond.level and self.level_of(plan.prefix) not in cond.level:
            return False
        if cond.role is not None and not self.has_role(cond.role):
            return False
        if cond.no_role is not None and self.has_role(cond.no_role):
            return False
        if cond.any_ and not any(self._holds(plan, inner) for inner in cond.any_):
            return False
        return not cond.profile or bool(
            self.profile and set(cond.profile) & set(self.profile.kinds())
        )

    def told(self) -> list[tuple[str, str]]:
        """(key, label) of everybody who was told that something is wrong, in order, once."""
        seen: dict[str, str] = {}
        ending = set(self._keys_of("recover", "close")) if self.calls else set()
        for made in self.calls:
            call = made.call
            if call.result != "reached" or "@" in call.step or call.role in EMERGENCY:
                continue
            if call.step in ending:
                continue
            key = call.role or "_".join(call.who.split())
            seen.setdefault(key, call.who)
        return list(seen.items())

    def _keys_of(self, *phases: str) -> Iterator[str]:
        """Keys of the steps of these phases, in every plan."""
        for plan in self.plans:
            for phase in phases:
                yield from (plan.key(step.id) for step in plan.phase_steps(phase))

    def views(self) -> list[StepView]:
        """Every step that applies now, in working order: phase, then danger of its plan."""
        plans = sorted(self.plans, key=self._danger_of)
        out: list[StepView] = []
        for phase in PHASE_ORDER:
            for plan in plans:
                for step in plan.phase_steps(phase):
                    if not self.holds(plan, step.when):
                        continue
                    if step.call is not None and not self.has_role(step.call):
                        continue
                    out.extend(self._expand(phase, plan, step))
        return out

    def _expand(self, phase: str, plan: PlanRun, step: Step) -> Iterator[StepView]:
        key = plan.key(step.id)
        prefix = plan.prefix
        if step.each is None:
            yield StepView(key, phase, prefix, step, self.step_state(key), role=step.call or "")
        elif step.each == "told":
            for who_key, label in self.told():
                full = f"{key}@{who_key}"
                role = who_key if self.profile and who_key in self.profile.roles else ""
                yield StepView(full, phase, prefix, step, self.step_state(full), label, role)
        else:
            for back in self.callbacks.values():
                full = f"{key}@{back.id}"
                yield StepView(full, phase, prefix, step, self.step_state(full), back.name)

    def view(self, key: str) -> StepView | None:
        return next((v for v in self.views() if v.key == key), None)

    def current(self) -> StepView | None:
        """The step to do now: the one taken up, else the first open. Deferred ones come back at
        the end of their phase; put off again there, before the closing phase. ``None`` when
        nothing is open."""
        views = [v for v in self.views() if v.step.answer != "know"]
        for view in views:
            if view.key == self.focus and view.state.status in ("open", "doing", "deferred"):
                return view
        deferred = [v for v in views if v.state.status == "deferred"]
        deferred.sort(key=lambda v: v.state.deferrals)
        for phase in PHASE_ORDER:
            if phase == "close" and deferred:
                return deferred[0]
            for view in views:
                if view.phase == phase and view.state.status in ("open", "doing"):
                    return view
            for view in deferred:
                if view.phase == phase and view.state.deferrals < 2:
                    return view
        return deferred[0] if deferred else None

    def open_views(self) -> list[StepView]:
        return [
            v
            for v in self.views()
            if v.state.status in ("open", "doing", "deferred", "handed") and v.step.answer != "know"
        ]

    def rule(self, key: str) -> TimerRule | None:
        for plan in self.plans:
            if key.startswith(plan.prefix):
                rule = plan.checklist.timer(key[len(plan.prefix) :])
                if rule is not None:
                    return rule
        return None

    def timer_step(self, key: str) -> str:
        """The step that the timer is tied to ("" for none)."""
        if key.startswith("hand:"):
            return key[5:]
        for plan in self.plans:
            if key.startswith(plan.prefix):
                rule = plan.checklist.timer(key[len(plan.prefix) :])
                if rule is not None and rule.step:
                    return plan.key(rule.step)
        return ""

    def running(self) -> list[TimerState]:
        """Timers at work, the one that rings next first."""
        live = [t for t in self.timers.values() if t.status == "running"]
        return sorted(live, key=lambda t: (t.ring_at or t.due, t.key))

    def all_timers(self) -> list[TimerState]:
        return sorted([*self.past_timers, *self.timers.values()], key=lambda t: (t.due, t.key))

    def trigger_base(self, plan: PlanRun, trigger: Trigger) -> datetime | None:
        """Since when the trigger holds; ``None`` when it does not."""
        if trigger.on == "opened":
            return self.opened
        if trigger.on == "level":
            since = None
            for change in reversed([c for c in self.levels if c.plan == plan.prefix]):
                if change.level not in trigger.level:
                    break
                since = change.at
            return since
        if trigger.on == "failed":
            timer = self.timers.get(plan.key(trigger.timer or ""))
            if timer is None or not timer.failed or timer.status in ("answered", "stopped"):
                return None
            return timer.failed[0]
        state = self.steps.get(plan.key(trigger.step or ""))
        if state is None or not state.answered:
            return None
        if trigger.is_ and state.value not in trigger.is_:
            return None
        return state.since if trigger.is_ else state.done_at

    # ---- folding ------------------------------------------------------------------------

    def apply(self, entry: Entry) -> None:
        """Take one entry into the state."""
        self.entries += 1
        self.take(entry.event, entry.at, entry.by, entry.written)
        mark(self, entry)

    def take(self, event: Event, at: datetime, by: str, written: datetime | None = None) -> None:
        self.latest = written or at
        match event:
            case ev.Opened():
                self._opened(event, at, by)
            case ev.PlanAdded(type=type_, checklist=checklist):
                if not any(p.prefix == f"{type_}/" for p in self.plans):
                    self.plans.append(PlanRun(f"{type_}/", checklist))
                    self.plan_times[f"{type_}/"] = at
            case ev.StepAdded(phase=phase, step=step, plan=prefix):
                for plan in self.plans:
                    if plan.prefix == prefix:
                        plan.added.append((phase, step))
            case ev.StepDoing(step=key):
                self.focus = key
            case ev.StepDone(step=key, value=value, who=who):
                state = self._step(key, at, by)
                if state.since is None or state.value != value:
                    state.since = at
                state.status, state.value, state.who = "done", value, who
                state.done_at = at
                state.times += 1
                self._moved(key, at)
            case ev.StepSkipped(step=key, reason=reason):
                state = self._step(key, at, by)
                state.status, state.reason = "skipped", reason
                self._moved(key, at)
            case ev.StepNotApplicable(step=key, reason=reason):
                state = self._step(key, at, by)
                state.status, state.reason = "not-applicable", reason
                self._moved(key, at)
            case ev.StepDeferred(step=key, reason=reason):
                state = self._step(key, at, by)
                state.status, state.reason = "deferred", reason
                state.deferrals += 1
                self._moved(key, at, done=False)
            case ev.StepHanded(step=key, to=to, until=until, repeated=repeated):
                state = self._step(key, at, by)
                state.status, state.who, state.until, state.repeated = "handed", to, until, repeated
                self._moved(key, at)
            case ev.StepReopened(step=key, reason=reason):
                state = self._step(key, at, by)
                state.status, state.reason = "open", reason
                self.focus = key
            case ev.Noted():
                self.notes += 1
            case ev.Called():
                self._called(event, at, by)
            case ev.LevelSet(level=level, before=before, reason=reason, plan=prefix):
                self.levels.append(LevelChange(at, by, level, before, reason, prefix))
            case ev.CallbackAdded(id=id_, name=name, phone=phone, matter=matter, promised=promised):
                self.callbacks[id_] = Callback(id_, at, name, phone, matter, promised)
            case ev.CallbackTried(id=id_, result=result, note=note):
                back = self.callbacks.get(id_)
                if back is not None:
                    back.tries.append((at, result, note))
                    if result != "no-answer":
                        back.settled = result
            case ev.ActionAdded(id=id_, text=text, owner=owner, due=due):
                self.actions[id_] = Action(id_, at, text, owner, due)
            case ev.ActionDone(id=id_):
                if id_ in self.actions:
                    self.actions[id_].done = at
            case ev.FactSet(name=name, text=text, time=time):
                self.facts[name] = Fact(at, by, text, time)
            case ev.Announced():
                self.announced.append(Announcement(at, by, event))
            case ev.Closed(outcome=outcome, note=note):
                self.closed, self.outcome, self.closing_note = at, outcome, note
            case ev.Reopened():
                self.closed = None
                self.reopened.append(at)
            case ev.Joined(why=""):
                self.shared = True
            case ev.ClockJumped(seconds=seconds, restart=restart):
                clock_set(self, seconds, at if restart else None)
            case Unknown(word=word):
                self.unknown[word] = self.unknown.get(word, 0) + 1
            case _:
                self._timer_event(event, at)

    def _opened(self, event: ev.Opened, at: datetime, by: str) -> None:
        if self.opened is not None:
            return
        self.ref, self.type, self.opened, self.by = event.ref, event.type, at, by
        self.kit, self.title, self.place = event.kit, event.title, event.place
        self.drill, self.format = event.drill, event.format
        try:
            self.profile = msgspec.convert(event.profile, Profile)
        except msgspec.ValidationError:
            self.profile = None
        self.plans.append(PlanRun("", event.checklist))

    def _step(self, key: str, at: datetime, by: str) -> StepState:
        state = self.steps.get(key)
        if state is None:
            state = self.steps[key] = StepState(key)
        state.at, state.by = at, by
        return state

    def _moved(self, key: str, at: datetime, done: bool = True) -> None:
        if self.focus == key:
            self.focus = ""
        if done:
            self.last = (key, at)

    def _called(self, call: ev.Called, at: datetime, by: str) -> None:
        self.calls.append(CallMade(at, by, call))
        for key in call.timers:
            timer = self.timers.get(key)
            if timer is None:
                continue
            timer.attempts.append(Attempt(at, call.role, call.who, call.result))
            if call.result != "reached" and timer.status == "running":
                rule = self.rule(key)
                timer.ring_at = max(
                    at + timedelta(minutes=rule.retry if rule else 2), timer.due
                )

    def _timer_event(self, event: Event, at: datetime) -> None:
        if isinstance(event, ev.TimerStarted):
            old = self.timers.get(event.timer)
            if old is not None:
                self.past_timers.append(old)
            self.timers[event.timer] = TimerState(
                event.timer,
                event.due,
                event.base or at,
                event.minutes,
                list(event.tell),
                event.note,
                event.round,
                ring_at=event.ring,
            )
            return
        timer = self.timers.get(getattr(event, "timer", ""))
        if timer is None:
            return
        match event:
            case ev.TimerAnswered(how=how, who=who, role=role):
                timer.status, timer.answered = "answered", at
                timer.how, timer.who, timer.role = how, who, role
            case ev.TimerFailed(again=again):
                timer.failed.append(at)
                timer.ring_at = again
            case ev.TimerSnoozed(until=until, reason=reason):
                timer.snoozes.append(Snooze(at, until, reason))
                timer.ring_at = until
            case ev.TimerCancelled(reason=reason):
                timer.status, timer.answered, timer.reason = "cancelled", at, reason
            case ev.TimerStopped(cause=cause):
                timer.status, timer.answered, timer.reason = "stopped", at, cause
            case ev.Escalated(role=role):
                if role in timer.tell:
                    timer.rung = timer.tell.index(role)
                timer.ring_at = max(at, timer.due)
            case ev.NobodyReachable():
                timer.nobody = True
                timer.ring_at = at + SNOOZE_WHEN_NOBODY
            case _:
                pass


def fold(entries: Iterable[Entry]) -> Incident:
    """The state after all entries, which come in working order."""
    incident = Incident()
    for entry in entries:
        incident.apply(entry)
    return incident
