"""Steps: done, skipped, put off, handed over, taken up again."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.private import Free, Name, Plain, Private
from kit.incidents.incident.rules.kinds import AtStep, Family, Kind, Moved, Words
from kit.plans.checklists.rules.format import Step

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

StepStatus = Literal["open", "doing", "done", "skipped", "not-applicable", "deferred", "handed"]

Answer = Annotated[str, Private("answer")]  # of a step: what it is, the step says
PutOff = Annotated[str, Private("put-off")]  # a person's reason, or an answer of a list
OwnStep = Annotated[Step, Private("own-step")]  # written by a person, in no checklist

WORDS: Words = {
    "step-added": ("加一步：{step}", "Step added: {step}"),
    "step-doing": ("转到：{step}", "Went to: {step}"),
    "step-done": ("完成：{step}", "Done: {step}"),
    "step-done-value": ("完成：{step} [{value}]", "Done: {step} [{value}]"),
    "step-corrected": (
        "更正：{step} [{value}]（原为 {was}）",
        "Corrected: {step} [{value}] (it was {was})",
    ),
    "step-skipped": ("跳过：{step}", "Skipped: {step}"),
    "step-not-applicable": ("不适用：{step}", "Not applicable: {step}"),
    "step-deferred": ("稍后再做：{step}", "Deferred: {step}"),
    "step-handed": ("交给{who}：{step}", "Handed to {who}: {step}"),
    "until": ("，{until}前", ", by {until}"),
    "step-reopened": ("重新打开：{step}", "Opened again: {step}"),
    "step-is-know": ("须知", "know"),
}


class StepState(msgspec.Struct):
    """What is recorded of one step. ``since`` is when the value last changed, ``done_at`` when
    it was last done; both outlast a second look at the step. ``turn`` counts what was done in the
    order in which it was recorded: a time may be given for earlier, or be of the same second."""

    key: str
    status: StepStatus = "open"
    at: datetime | None = None
    by: str = ""
    value: str = ""
    who: str = ""
    reason: str = ""
    until: datetime | None = None
    repeated: bool = False
    since: datetime | None = None
    deferrals: int = 0
    times: int = 0
    turn: int = 0
    done_at: datetime | None = None

    @property
    def answered(self) -> bool:
        """Its last answer holds: also while it is looked at again, until that brings another."""
        return self.done_at is not None and self.status not in ("skipped", "not-applicable")


def _touched(
    incident: "Incident", key: str, status: StepStatus, at: datetime, by: str
) -> StepState:
    state = incident.steps.get(key)
    if state is None:
        state = incident.steps[key] = StepState(key)
    incident.turns += 1
    state.status, state.at, state.by, state.turn = status, at, by, incident.turns
    return state


def _there(incident: "Incident", key: str) -> bool:
    return incident.closed is None and incident.view(key) is not None


def _left(incident: "Incident", key: str, at: datetime) -> None:
    """It was dealt with: no longer the one taken up, and the last that was."""
    _let_go(incident, key)
    incident.last = (key, at)


def _let_go(incident: "Incident", key: str) -> None:
    if incident.focus == key:
        incident.focus = ""


class StepAdded(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-added"
    phase: Plain
    step: OwnStep
    plan: Plain = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return incident.closed is None

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        for plan in incident.plans:
            if plan.prefix == self.plan:
                plan.added.append((self.phase, self.step))

    def reads(self, telling: "Telling") -> str:
        return telling.say("step-added", step=clean(self.step.do.get(telling.lang)))


class StepDoing(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-doing"
    step: AtStep

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _there(incident, self.step)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.focus = self.step

    def reads(self, telling: "Telling") -> str:
        return telling.say("step-doing", step=telling.step(self.step))


class StepDone(Kind, frozen=True, omit_defaults=True):
    """``value`` is what was observed; ``who`` the person of a call. ``was``: the value that this
    one corrects."""

    kind: ClassVar[str] = "step-done"
    named: ClassVar[tuple[str, ...]] = ("value",)
    step: AtStep
    value: Answer = ""
    who: Name = ""
    was: Answer = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _there(incident, self.step)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        state = _touched(incident, self.step, "done", at, by)
        if state.since is None or state.value != self.value:
            state.since = at
        state.value, state.who = self.value, self.who
        state.done_at = at
        state.times += 1
        _left(incident, self.step, at)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"step {self.step}", f"done {self.value}"

    def reads(self, telling: "Telling") -> str:
        step = telling.step(self.step)
        value = telling.value(self.step, self.value)
        who = telling.label(self.who)
        key = "step-corrected" if self.was else "step-done-value" if value else "step-done"
        text = telling.say(key, step=step, value=value, was=telling.value(self.step, self.was))
        return text + (telling.say("who", who=who) if who and who not in step else "")


class StepSkipped(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-skipped"
    step: AtStep
    reason: Free

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _there(incident, self.step)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        _touched(incident, self.step, "skipped", at, by).reason = self.reason
        _left(incident, self.step, at)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"step {self.step}", "skipped"

    def reads(self, telling: "Telling") -> str:
        text = telling.say("step-skipped", step=telling.step(self.step))
        return text + telling.part("reason", self.reason)


class StepNotApplicable(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-not-applicable"
    step: AtStep
    reason: Free = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _there(incident, self.step)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        _touched(incident, self.step, "not-applicable", at, by).reason = self.reason
        _left(incident, self.step, at)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"step {self.step}", "not-applicable"

    def reads(self, telling: "Telling") -> str:
        text = telling.say("step-not-applicable", step=telling.step(self.step))
        return text + telling.part("reason", self.reason)


class StepDeferred(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-deferred"
    step: AtStep
    reason: PutOff = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _there(incident, self.step)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        state = _touched(incident, self.step, "deferred", at, by)
        state.reason = self.reason
        state.deferrals += 1
        _let_go(incident, self.step)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"step {self.step}", "deferred"

    def reads(self, telling: "Telling") -> str:
        """A customer was not reached: the answer that said so is the reason."""
        text = telling.say("step-deferred", step=telling.step(self.step))
        return text + telling.part("reason", telling.value(self.step, self.reason))


class StepHanded(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-handed"
    named: ClassVar[tuple[str, ...]] = ("until",)
    step: AtStep
    to: Name
    until: datetime | None = None
    repeated: bool = False

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _there(incident, self.step)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        state = _touched(incident, self.step, "handed", at, by)
        state.who, state.until, state.repeated = self.to, self.until, self.repeated
        _left(incident, self.step, at)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"step {self.step}", f"handed {self.to}"

    def reads(self, telling: "Telling") -> str:
        step = telling.step(self.step)
        text = telling.say("step-handed", who=telling.label(self.to), step=step)
        if self.until is not None:
            text += telling.say("until", until=telling.clock(self.until))
        return text + (telling.say("repeated") if self.repeated else "")


class StepReopened(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-reopened"
    step: AtStep
    reason: Free = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _there(incident, self.step)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        _touched(incident, self.step, "open", at, by).reason = self.reason
        incident.focus = self.step

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"step {self.step}", "open"

    def reads(self, telling: "Telling") -> str:
        text = telling.say("step-reopened", step=telling.step(self.step))
        return text + telling.part("reason", self.reason)


def shift(incident: "Incident", moved: Moved) -> None:
    for state in incident.steps.values():
        state.at = state.at and moved(state.at)
        state.since = state.since and moved(state.since)
        state.done_at = state.done_at and moved(state.done_at)
    incident.last = incident.last and (incident.last[0], moved(incident.last[1]))


FAMILY = Family(
    (
        StepAdded,
        StepDoing,
        StepDone,
        StepSkipped,
        StepNotApplicable,
        StepDeferred,
        StepHanded,
        StepReopened,
    ),
    shift,
    {"StepState.until": "a time of day that was named to whom the step was handed"},
)
