"""An incident as it stands: the fold of its entries. State is derived, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from kit.ground.base.days import Public
from kit.ground.base.text import Text
from kit.ground.journal.entry import Beside, Conflict, Entry, Event, Parting, Unknown, worked_out
from kit.incidents.incident.rules.action import Action
from kit.incidents.incident.rules.at_hand import current_of
from kit.incidents.incident.rules.clock_set import clock_set, mark
from kit.incidents.incident.rules.events import FORMAT
from kit.incidents.incident.rules.kinds import Kind
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.calls import CallMade
from kit.incidents.incident.rules.kinds.course import Drill, PlanRun, Spell
from kit.incidents.incident.rules.kinds.forecasts import Forecast
from kit.incidents.incident.rules.kinds.levels import LevelChange
from kit.incidents.incident.rules.kinds.outages import Down
from kit.incidents.incident.rules.kinds.prepared import Found
from kit.incidents.incident.rules.kinds.speech import Announcement, Fact
from kit.incidents.incident.rules.kinds.steps import StepState
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.kinds.undoing import SignedRight
from kit.incidents.incident.rules.learnt import CauseFound, Redline, Voice
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.rules.views import StepView, danger_of, view_of, views_of
from kit.plans.checklists.rules.format import Checklist, TimerRule
from kit.plans.sites.rules import Profile


class Incident(msgspec.Struct):
    """The state of one incident. Built by ``apply``, read by everybody else."""

    ref: str = ""
    type: str = ""
    opened: datetime | None = None
    by: str = ""
    recorders: dict[str, str] = {}
    signed_right: list[SignedRight] = []
    kit: str = ""
    title: str = ""
    place: str = ""
    drill: Drill | None = None
    profile: Profile | None = None
    days: Public | None = None
    plans: list[PlanRun] = []
    plan_times: dict[str, datetime] = {}
    steps: dict[str, StepState] = {}
    timers: dict[str, TimerState] = {}
    past_timers: list[TimerState] = []
    calls: list[CallMade] = []
    levels: list[LevelChange] = []
    callbacks: dict[str, Callback] = {}
    actions: dict[str, Action] = {}
    cause: CauseFound | None = None
    redlines: list[Redline] = []
    voices: list[Voice] = []
    facts: dict[str, Fact] = {}
    overruled: list[str] = []  # told here, and put right at the site since (``files/present``)
    announced: list[Announcement] = []
    focus: str = ""
    last: tuple[str, datetime] | None = None
    downs: list[Down] = []
    forecasts: dict[str, Forecast] = {}
    prepared: dict[str, list[Found]] = {}
    closed: datetime | None = None
    outcome: str = ""
    closing_note: str = ""
    reopened: list[datetime] = []
    spells: list[Spell] = []
    entries: int = 0
    turns: int = 0  # how often any step was touched
    taken_back: int = 0
    notes: int = 0
    unknown: dict[str, int] = {}
    format: int = FORMAT
    latest: datetime | None = None
    shared: bool = False
    marks: dict[str, tuple[datetime, float]] = {}
    astray: tuple[datetime, float] | None = None
    conflicts: dict[str, Conflict] = {}

    # ---- what it is -----------------------------------------------------------------------

    @property
    def checklist(self) -> Checklist:
        return self.plans[0].checklist

    @property
    def is_drill(self) -> bool:
        return self.drill is not None

    @property
    def silent(self) -> bool:
        return any(plan.checklist.silent for plan in self.plans)

    @property
    def danger(self) -> int:
        """0 is life; the gravest of the plans at work and of what has been answered."""
        return min((danger_of(self, plan) for plan in self.plans), default=3)

    @property
    def preparation(self) -> bool:
        """A readiness check run by the guide: no incident, and counted as none."""
        return bool(self.plans) and self.checklist.kind == "preparation"

    @property
    def level(self) -> str:
        """The level of the first plan that has levels."""
        plan = self.level_plan()
        return self.level_of(plan.prefix) if plan is not None else ""

    def level_plan(self) -> PlanRun | None:
        return next((p for p in self.plans if p.checklist.levels is not None), None)

    def level_of(self, prefix: str, at: datetime | None = None) -> str:
        """Where one plan stands, or stood ``at`` that time: "1" is worst for a flood and mildest
        for a call surge."""
        found = [c for c in self.levels if c.plan == prefix]
        then = [c for c in found if at is None or c.at <= at] or found[:1]
        return then[-1].level if then else ""

    def has_role(self, role: str) -> bool:
        return self.profile is None or role in self.profile.roles

    def role_title(self, role: str) -> Text:
        return self.profile.title_of(role) if self.profile else Text(role, role)

    def one_name(self, name: str) -> str:
        """One name for a person of this site who writes under several."""
        return self.profile.one_name(name) if self.profile is not None else name

    def person(self, role: str, lang: str) -> str:
        """Who is called for a role: the post, and the person's name where the profile has it."""
        title = self.role_title(role).get(lang)
        found = self.profile.roles.get(role) if self.profile else None
        return f"{title} {found.name}" if found and found.name else title

    # ---- its steps and timers -------------------------------------------------------------

    def plan(self, prefix: str) -> PlanRun | None:
        """The plan at work whose names begin so."""
        return next((plan for plan in self.plans if plan.prefix == prefix), None)

    def step_state(self, key: str) -> StepState:
        return self.steps.get(key) or StepState(key)

    def views(self) -> list[StepView]:
        """Every step that applies now, in working order."""
        return views_of(self)

    def view(self, key: str) -> StepView | None:
        return view_of(self, key)

    def current(self, unfolded: bool = False) -> StepView | None:
        """The step to do now; ``None`` when nothing is open but what is folded."""
        return current_of(self, unfolded)

    def open_views(self) -> list[StepView]:
        undone = ("open", "doing", "deferred", "handed")
        return [v for v in self.views() if v.state.status in undone and v.step.answer != "know"]

    def rule(self, key: str) -> TimerRule | None:
        """The checklist's rule for the timer; ``None`` for one that a person made."""
        name = TimerKey(key)
        plan = self.plan(name.plan) if name.sort == "rule" else None
        return plan.checklist.timer(name.of) if plan is not None else None

    def timer_step(self, key: str) -> str:
        """The step that the timer is tied to ("" for none)."""
        name = TimerKey(key)
        if name.sort == "hand":
            return name.of
        rule = self.rule(key)
        return f"{name.plan}{rule.step}" if rule is not None and rule.step else ""

    def running(self) -> list[TimerState]:
        """Timers at work, the one that rings next first."""
        live = [t for t in self.timers.values() if t.status == "running"]
        return sorted(live, key=lambda t: (t.ring_at or t.due, t.key))

    def owed(self) -> list[Callback]:
        """Customers who are still owed a call, closed or not, the one promised first on top."""
        late = datetime.max.replace(tzinfo=UTC)
        owed = [back for back in self.callbacks.values() if not back.settled]
        return sorted(owed, key=lambda back: (back.promised or late, back.id))

    def all_timers(self) -> list[TimerState]:
        return sorted([*self.past_timers, *self.timers.values()], key=lambda t: (t.due, t.key))

    # ---- folding --------------------------------------------------------------------------

    def apply(self, entry: Entry) -> None:
        """Take one entry into the state."""
        self.entries += not worked_out(entry)
        self.take(entry.event, entry.at, entry.by, entry.written)
        mark(self, entry)

    def take(self, event: Event, at: datetime, by: str, written: datetime | None = None) -> None:
        """Take in what an event does to the state (``rules/kinds``)."""
        self.latest = written or at
        if isinstance(event, Kind):
            event.apply(self, at, by)
            if self.conflicts:
                self._agreed(event, at)
        elif isinstance(event, Beside | Parting):
            self._parted(event, at, by)
        elif isinstance(event, Unknown):
            self.unknown[event.word] = self.unknown.get(event.word, 0) + 1

    def _agreed(self, event: Kind, at: datetime) -> None:
        """Whoever says something of what laptops disagree about has seen all of it."""
        about = event.settles(at)
        if about is not None:
            self.conflicts.pop(about[0], None)

    def _parted(self, event: Beside | Parting, at: datetime, by: str) -> None:
        if isinstance(event, Parting):
            found = event.conflict
            self.conflicts.pop(found.about, None)
            if found.sides:
                self.conflicts[found.about] = found
        elif isinstance(event.event, Kind):
            event.event.beside(self, at, by)

    def clock_set(self, seconds: float, ring: datetime | None) -> None:
        """Go on in a new clock's terms."""
        clock_set(self, seconds, ring)


def fold(entries: Iterable[Entry]) -> Incident:
    """The state after all entries, which come in working order."""
    incident = Incident()
    for entry in entries:
        incident.apply(entry)
    return incident
