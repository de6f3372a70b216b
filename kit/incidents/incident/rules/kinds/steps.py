"""Steps: done, skipped, put off, handed over, taken up again."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.private import Free, Name, Plain, Private
from kit.incidents.incident.rules.kinds import AtStep, Family, Kind, Moved, Words
from kit.incidents.incident.rules.names import StepKey
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
    "step-anew": ("又要做：{step}", "To be done once more: {step}"),
    "step-is-know": ("须知", "know"),
}


SAID = ("minutes", "number", "choice", "text", "name")  # answers of which the later one stands


class StepState(msgspec.Struct):
    """What is recorded of one step. ``since`` is when the value last changed, ``done_at`` when
    it was last done; both outlast a second look at the step. ``turn`` counts what was done in the
    order in which it was recorded: a time may be given for earlier, or be of the same second.
    ``given``: every choice answered, by when it was so. ``first``: when it was first done, where
    that was before. ``corrected``: when it was done by what was corrected since."""

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
    given: list[tuple[datetime, str]] = []
    first: datetime | None = None
    corrected: list[datetime] = []

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


def once_more(state: StepState, at: datetime, by: str) -> None:
    """It stands as if nobody had dealt with it yet; what was done stays in the log."""
    if state.status == "done" and state.first is None:
        state.first = state.at
    state.status, state.at, state.by = "open", at, by
    state.value = state.who = state.reason = ""
    state.since = state.done_at = state.until = None
    state.given, state.corrected = [], []


def overtaken_by(
    incident: "Incident", key: str, value: str, at: datetime, written: datetime | None
) -> bool:
    """Whether an answer that is written down later than ``at`` is history: another one that is
    recorded came after it, by the minutes that people type. A time is an answer by itself, and what
    was done was done then; what is said as it happens counts, whatever another clock showed."""
    state = incident.steps.get(key)
    if state is None or state.done_at is None or not state.answered:
        return False
    if written is None or at >= written:
        return False
    looked = state.status != "done" and state.at != state.done_at
    if looked or at >= state.done_at.replace(second=0, microsecond=0):
        return False
    later = any(other != value for when, other in state.given if when > at)
    step = _step_of(incident, key)
    return step is not None and step.answer in SAID and (later or state.value != value)


def _step_of(incident: "Incident", key: str) -> Step | None:
    name = StepKey(key)
    plan = incident.plan(name.plan)
    return plan.checklist.step(name.step) if plan is not None else None


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
        """What works already is not restored once more: that rests on its being down again."""
        if not _there(incident, self.step):
            return False
        state, step = incident.steps.get(self.step), _step_of(incident, self.step)
        works = state is not None and state.answered and step is not None
        return self.was != "" or not works or step is None or step.milestone != "restored"

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        old = incident.steps.get(self.step)
        if old is not None and self._history(incident, at):
            old.times += 1
            old.first = min(old.first or at, at)
            self._given(incident, old, at)
            return
        state = _touched(incident, self.step, "done", at, by)
        self._given(incident, state, max([at, *(when for when, _ in state.given)]))
        if state.since is None or state.value != self.value:
            state.since = at
        if self.was and state.done_at is not None:
            state.corrected = [*state.corrected, state.done_at]
        state.value, state.who = self.value, self.who
        state.done_at = at
        state.times += 1
        _left(incident, self.step, at)

    def _history(self, incident: "Incident", at: datetime) -> bool:
        """A correction says itself that it takes the place of another."""
        return not self.was and overtaken_by(
            incident, self.step, self.value, at, incident.latest
        )

    def _given(self, incident: "Incident", state: StepState, at: datetime) -> None:
        step = _step_of(incident, self.step) if self.value else None
        if step is not None and step.answer == "choice":
            state.given = sorted([*state.given, (at, self.value)], key=lambda each: each[0])

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


class StepAnew(Kind, frozen=True, omit_defaults=True):
    """What the step ``asked`` was answered has come back after another answer (a second one is
    missing): what that asks for is to be done once more."""

    kind: ClassVar[str] = "step-anew"
    step: AtStep
    asked: AtStep

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return _there(incident, self.step)

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        state = incident.steps.get(self.step)
        if state is not None:
            once_more(state, at, by)

    def reads(self, telling: "Telling") -> str:
        return telling.say("step-anew", step=telling.step(self.step))


def shift(incident: "Incident", moved: Moved) -> None:
    for state in incident.steps.values():
        state.given = [(moved(at), value) for at, value in state.given]
        state.corrected = [moved(at) for at in state.corrected]
        state.first = state.first and moved(state.first)
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
        StepAnew,
    ),
    shift,
    {"StepState.until": "a time of day that was named to whom the step was handed"},
)
