"""Timers: started, answered, put off, called off, stopped; the ladder of whom to tell."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import msgspec
from msgspec.structs import replace

from kit.ground.base.private import Free, Name, Plain, Private
from kit.ground.base.text import Text
from kit.incidents.incident.rules import rounds
from kit.incidents.incident.rules.judged import verdict
from kit.incidents.incident.rules.kinds import AtTimer, Family, Kind, Moved, Words, minute
from kit.incidents.incident.rules.kinds.calls import Attempt, unanswered_by
from kit.incidents.incident.rules.kinds.days import provisional
from kit.incidents.incident.rules.names import Cause, StepKey, TimerKey, why
from kit.incidents.incident.rules.promised import settled
from kit.plans.checklists.rules.amounts import nobody_minutes

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

TimerStatus = Literal["running", "answered", "stopped", "cancelled"]
WARNING_PART = 0.2
TITLES = {
    "hand": Text("交给{who}的事完成了吗", "Has {who} done what was handed over"),
    "forecast": Text("问{who}：答应的办好了吗", "Ask {who}: is it done as promised"),
    "promise": Text("答应给{who}回电", "Call promised to {who}"),
}

Why = Annotated[str, Private("cause")]  # a word of ours, a step's key, or a person's reason

WORDS: Words = {
    "timer-started": ("计时开始，{due}到时：{timer}", "Timer started, due {due}: {timer}"),
    "timer-told": ("计时已答，告知了{who}：{timer}", "Timer answered, told {who}: {timer}"),
    "timer-yes": ("计时已答，是：{timer}", "Timer answered, yes: {timer}"),
    "timer-done": ("计时已答，做完了：{timer}", "Timer answered, done: {timer}"),
    "late": ("，晚了 {span}", ", {span} late"),
    "in-time": ("，按时", ", in time"),
    "before": ("，在事件开始之前", ", before the opening"),
    "timer-failed": (
        "计时已答，还没有，{again}再问：{timer}",
        "Timer answered, not yet, asked again {again}: {timer}",
    ),
    "timer-snoozed": ("计时推迟到{until}：{timer}", "Timer snoozed until {until}: {timer}"),
    "timer-cancelled": ("计时取消：{timer}", "Timer cancelled: {timer}"),
    "timer-stopped": ("计时停止：{timer}", "Timer stopped: {timer}"),
    # ---- why a timer stopped or was cancelled by itself
    "cause-closed": ("事件已关闭", "incident closed"),
    "cause-down": ("又中断了", "down again"),
    "cause-level": ("级别变了", "level changed"),
    "cause-answer": ("回答变了", "answer changed"),
    "cause-step": ("“{step}”已处理", "\"{step}\" dealt with"),
    "cause-skipped": ("步骤已跳过", "step skipped"),
    "cause-not-applicable": ("步骤不适用", "step not applicable"),
    "cause-given-up": ("不再回电", "given up"),
    "cause-moved": ("和客户改了时间", "moved, as the customer agreed"),
    "cause-dropped": ("不再等了", "no longer waited for"),
    "cause-renewed": ("有了新的答复", "a new answer came"),
    # ---- the ladder
    "escalated": (
        "{before}联系不上，改报{role}：{timer}", "{before} not reached, next is {role}: {timer}",
    ),
    "nobody-reachable": ("该报的人都联系不上：{timer}", "Nobody could be reached: {timer}"),
    # ---- how it stands
    "timer-is-running": ("计时中", "running"),
    "timer-is-warning": ("快到了", "soon"),
    "timer-is-due": ("到时", "due"),
    "timer-is-over": ("已超时", "late"),
    "timer-is-snoozed": ("已推迟", "snoozed"),
    "timer-is-nobody": ("都没联系上", "nobody reached"),
    "timer-is-answered": ("按时完成", "in time"),
    "timer-is-answered-late": ("完成但晚了", "done late"),
    "timer-is-stopped": ("已停止", "stopped"),
    "timer-is-cancelled": ("已取消", "cancelled"),
}


class Snooze(msgspec.Struct, frozen=True):
    at: datetime
    until: datetime
    reason: str


class Climb(msgspec.Struct, frozen=True):
    """The ladder went one further. ``role`` is "" when nobody was left."""

    at: datetime
    role: str
    before: str


class TimerState(msgspec.Struct):
    """One round of one timer. All times absolute. ``answered``: when it ended, however it did;
    ``ending``: what its stop means (``rounds.ending``); ``resumed``: when it went on after a
    closing, from when on the incident's next spell counts; ``overtaken``: the end that an earlier
    answer took the place of; ``unentered``: the year whose days off were not entered when it was
    counted, so that its due time is provisional (0: it stands)."""

    key: str
    due: datetime
    base: datetime
    minutes: float
    tell: list[str]
    note: str = ""
    round: int = 1
    rung: int = 0
    status: TimerStatus = "running"
    ring_at: datetime | None = None
    answered: datetime | None = None
    how: str = ""
    who: str = ""
    role: str = ""
    reason: str = ""
    attempts: list[Attempt] = []
    snoozes: list[Snooze] = []
    failed: list[datetime] = []
    nobody: bool = False
    rungs: list[Climb] = []
    ending: rounds.Ending = ""
    resumed: datetime | None = None
    overtaken: rounds.End | None = None
    unentered: int = 0

    @property
    def due_now(self) -> datetime:
        """When it was due in the spell that it belongs to."""
        if self.resumed is None:
            return self.due
        full = timedelta(minutes=self.minutes if TimerKey(self.key).sort == "rule" else 0)
        return max(self.due, self.resumed + full)

    def target(self) -> str:
        """Role id to be told now ("" when the timer tells nobody)."""
        return self.tell[min(self.rung, len(self.tell) - 1)] if self.tell else ""

    def ringing(self, now: datetime) -> bool:
        return self.status == "running" and now >= (self.ring_at or self.due)

    def warning(self, now: datetime) -> bool:
        left = (self.due - now).total_seconds()
        return self.status == "running" and 0 < left <= self.minutes * 60 * WARNING_PART

    def near(self, at: datetime) -> bool:
        """Did it ring at ``at``, or was about to?"""
        rings = self.ring_at if self.status == "running" else None
        warned = (self.due - at).total_seconds() <= self.minutes * 60 * WARNING_PART
        return at >= (rings or self.due) or (at < self.due and warned)

    def over(self, now: datetime) -> timedelta:
        """How late: at its answer, or at ``now`` while it runs. Never negative."""
        end = self.answered if self.status != "running" and self.answered else now
        return max(end - self.due, timedelta(0))

    def unanswered(self, role: str) -> int:
        return sum(unanswered_by(a.result) for a in self.attempts if a.role == role)


class TimerStarted(Kind, frozen=True, omit_defaults=True):
    """``due`` is absolute; ``tell`` is the ladder as it stood (role ids). ``unentered``: it is
    provisional, because that year's days off were not entered."""

    kind: ClassVar[str] = "timer-started"
    timer: AtTimer
    due: datetime
    minutes: float
    tell: list[Plain] = []
    base: datetime | None = None
    round: int = 1
    note: Name = ""
    ring: datetime | None = None
    unentered: int = 0

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        base, tell = self.base or at, list(self.tell)
        new = TimerState(self.timer, self.due, base, self.minutes, tell, self.note, self.round)
        new.ring_at, new.unentered = self.ring, self.unentered
        new.resumed = rounds.resumes(incident.timers, new, at)
        rounds.start(incident.timers, incident.past_timers, new)
        if TimerKey(self.timer).sort == "promise":
            settled(incident, TimerKey(self.timer).of)

    def reads(self, telling: "Telling") -> str:
        title = telling.timer(self.timer, self.note)
        text = telling.say("timer-started", due=telling.clock(self.due), timer=title)
        return text + provisional(telling, self.unentered)


class TimerAnswered(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "timer-answered"
    weighed: ClassVar[bool] = True
    timer: AtTimer
    how: Literal["told", "yes", "done"]
    who: Name = ""
    role: Plain = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _runs(incident, self.timer, at)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        timers, past = incident.timers, incident.past_timers
        rounds.answer(timers, past, self.timer, at, self.how, self.who, self.role)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"timer {self.timer}", f"{self.how} {self.who} {minute(at)}"

    def reads(self, telling: "Telling") -> str:
        who = telling.caller(self.role, self.who)
        how = self.how if self.how != "told" or who else "done"
        text = telling.say(f"timer-{how}", who=who, timer=telling.timer(self.timer))
        text += telling.say("who", who=who) if how == "yes" and who else ""
        for timer in telling.incident.all_timers():
            if timer.key == self.timer and timer.answered == telling.entry.at:
                said, over = verdict(telling.incident, timer)
                return text + telling.say(said, span=telling.span(over))
        return text


class TimerFailed(Kind, frozen=True, omit_defaults=True):
    """A check was answered "no": it comes back until it is a yes or cancelled."""

    kind: ClassVar[str] = "timer-failed"
    timer: AtTimer
    again: datetime

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _runs(incident, self.timer, at)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        timer = rounds.round_at(incident.timers, incident.past_timers, self.timer, at)
        if timer is not None:
            timer.failed.append(at)
            timer.ring_at = self.again

    def reads(self, telling: "Telling") -> str:
        title = telling.timer(self.timer)
        return telling.say("timer-failed", timer=title, again=telling.clock(self.again))


class TimerSnoozed(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "timer-snoozed"
    named: ClassVar[tuple[str, ...]] = ("until",)
    timer: AtTimer
    until: datetime
    reason: Free

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _runs(incident, self.timer, at)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        timer = incident.timers.get(self.timer)
        if timer is not None:
            timer.snoozes.append(Snooze(at, self.until, self.reason))
            timer.ring_at = self.until

    def reads(self, telling: "Telling") -> str:
        title = telling.timer(self.timer)
        text = telling.say("timer-snoozed", timer=title, until=telling.clock(self.until))
        return text + telling.part("reason", self.reason)


class TimerCancelled(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "timer-cancelled"
    weighed: ClassVar[bool] = True
    timer: AtTimer
    reason: Why

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _runs(incident, self.timer, at)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        timers, past = incident.timers, incident.past_timers
        rounds.end(timers, past, self.timer, "cancelled", at, self.reason)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"timer {self.timer}", f"cancelled {minute(at)}"

    def reads(self, telling: "Telling") -> str:
        text = telling.say("timer-cancelled", timer=telling.timer(self.timer))
        return text + telling.part("reason", telling.cause(self.reason))


class TimerStopped(Kind, frozen=True, omit_defaults=True):
    """Its reason to run is gone (restored, level changed, closed)."""

    kind: ClassVar[str] = "timer-stopped"
    timer: AtTimer
    cause: Why

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        timers, past = incident.timers, incident.past_timers
        ending = self._ending(incident)
        rounds.end(timers, past, self.timer, "stopped", at, why(self.timer, self.cause), ending)

    def _ending(self, incident: "Incident") -> rounds.Ending:
        plan = incident.plan(TimerKey(self.timer).plan)
        if plan is None:
            return ""
        state = incident.steps.get(StepKey(Cause(self.cause).step).bare)
        value = state.value if state is not None else ""
        return rounds.ending(plan.checklist, incident.rule(self.timer), self.cause, value)

    def reads(self, telling: "Telling") -> str:
        text = telling.say("timer-stopped", timer=telling.timer(self.timer))
        return text + telling.part("reason", telling.cause(why(self.timer, self.cause)))


class Escalated(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "escalated"
    timer: AtTimer
    role: Plain
    before: Name

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        timer = incident.timers.get(self.timer)
        if timer is not None:
            timer.rungs.append(Climb(at, self.role, self.before))
            if self.role in timer.tell:
                timer.rung = timer.tell.index(self.role)
            timer.ring_at = max(at, timer.due)

    def reads(self, telling: "Telling") -> str:
        before, role = telling.label(self.before), telling.label(self.role)
        return telling.say("escalated", before=before, role=role, timer=telling.timer(self.timer))


class NobodyReachable(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "nobody-reachable"
    timer: AtTimer

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        timer = incident.timers.get(self.timer)
        if timer is not None:
            timer.nobody = True
            timer.rungs.append(Climb(at, "", ""))
            timer.ring_at = at + timedelta(minutes=nobody_minutes(incident.profile))

    def reads(self, telling: "Telling") -> str:
        return telling.say("nobody-reachable", timer=telling.timer(self.timer))


def _runs(incident: "Incident", key: str, at: datetime) -> bool:
    return rounds.at_work(incident.timers, incident.past_timers, key, at) is not None


def ring_early(incident: "Incident", moved: Moved, ring: datetime | None) -> None:
    """When unsure a timer rings early: at ``ring`` at the latest; for a time of day that somebody
    named, and with several laptops, at the earlier of both clocks' readings."""
    for timer in incident.timers.values():
        if timer.status == "running":
            own = incident.shared or TimerKey(timer.key).named_time
            rings = timer.ring_at or timer.due
            new = moved.reckoned(timer.base)(rings)
            early = min(rings, new) if own else new
            if own or timer.ring_at is not None or ring is not None:
                timer.ring_at = early if ring is None else min(early, ring)


def shift(incident: "Incident", moved: Moved) -> None:
    """All but when a running timer rings (``ring_early``), and when one is due at a time of day
    that somebody named."""
    for timer in incident.timers.values():
        _shift(timer, moved, timer.status == "running")
    for timer in incident.past_timers:
        _shift(timer, moved, False)


def _shift(timer: TimerState, moved: Moved, runs: bool) -> None:
    if not runs:
        timer.ring_at = timer.ring_at and moved(timer.ring_at)
    if not runs or not TimerKey(timer.key).named_time:
        timer.due = moved.reckoned(timer.base)(timer.due)
    timer.base = moved(timer.base)
    timer.answered = timer.answered and moved(timer.answered)
    timer.attempts = [replace(each, at=moved(each.at)) for each in timer.attempts]
    timer.snoozes = [
        replace(each, at=moved(each.at), until=moved(each.until)) for each in timer.snoozes
    ]
    timer.failed = [moved(at) for at in timer.failed]
    timer.rungs = [replace(each, at=moved(each.at)) for each in timer.rungs]
    timer.resumed = timer.resumed and moved(timer.resumed)
    if timer.overtaken is not None:
        timer.overtaken = replace(timer.overtaken, at=moved(timer.overtaken.at))


FAMILY = Family(
    (TimerStarted, TimerAnswered, TimerFailed, TimerSnoozed, TimerCancelled, TimerStopped,
     Escalated, NobodyReachable),
    shift,
)  # fmt: skip
