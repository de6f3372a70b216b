"""Improvement actions of an incident: what is to be bettered, by whom, by which day; that it was
done, said by another person, and whether it helped. They go on after the incident is closed."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.private import PLAIN, Day, Free, Name, Plain
from kit.incidents.incident.rules.action import About, Action, DueMoved, Seen
from kit.incidents.incident.rules.kinds import Family, Kind, Moved, Words

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "action-added": ("改进措施 {id}：{text}", "Improvement action {id}: {text}"),
    "action-done": ("改进措施完成 {id}：{text}", "Improvement action done {id}: {text}"),
    "action-moved": (
        "改进措施期限改到 {due} {id}：{text}",
        "Improvement action now due {due} {id}: {text}",
    ),
    "action-given": (
        "改进措施交给{who} {id}：{text}",
        "Improvement action given to {who} {id}: {text}",
    ),
    "action-verified": ("改进措施已验证 {id}：{text}", "Improvement action verified {id}: {text}"),
    "action-sent-back": (
        "改进措施退回重做 {id}：{text}",
        "Improvement action sent back {id}: {text}",
    ),
    "action-dropped": ("改进措施不再做 {id}：{text}", "Improvement action dropped {id}: {text}"),
    "action-seen": ("改进措施{effect} {id}：{text}", "Improvement action, {effect} {id}: {text}"),
    "effect-yes": ("有效果", "it helped"),
    "effect-no": ("没有效果", "it did not help"),
    "effect-too-early": ("效果还看不出", "too early to see whether it helps"),
    "problem": ("，问题：{text}", ", problem: {text}"),
    "cause": ("，原因：{text}", ", cause: {text}"),
    "doer": ("，{who}做的", ", done by {who}"),
    "seen-at": ("，在{text}看到", ", seen at {text}"),
    "owner": ("，负责人{who}", ", owner {who}"),
    "due-date": ("，期限 {due}", ", due {due}"),
}


class ActionAdded(Kind, frozen=True, omit_defaults=True):
    """An improvement action; ``day``: by which, ``due``: what earlier kits wrote of that."""

    kind: ClassVar[str] = "action-added"
    id: Plain
    text: Free
    owner: Name = ""
    due: Day = ""
    day: Day = ""
    problem: Free = ""
    cause: Free = ""

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.actions[self.id] = Action(
            self.id, at, self.text, self.owner, self.day or self.due, by=by, problem=self.problem,
            cause=self.cause,
        )  # fmt: skip

    def reads(self, telling: "Telling") -> str:
        text = telling.say("action-added", id=clean(self.id, 20), text=clean(self.text))
        text += telling.say("owner", who=telling.label(self.owner)) if self.owner else ""
        due = clean(self.day or self.due, 40)
        text += telling.say("due-date", due=due) if due else ""
        text += telling.say("problem", text=clean(self.problem)) if self.problem else ""
        return text + (telling.say("cause", text=clean(self.cause)) if self.cause else "")


class ActionDone(About, frozen=True, omit_defaults=True):
    """``note``: what shows it; ``doer``: who did it ("" in lines of earlier kits, which closed it
    with this)."""

    kind: ClassVar[str] = "action-done"
    note: Free = ""
    doer: Name = ""

    def change(self, action: Action, at: datetime, by: str) -> None:
        action.done, action.doer, action.evidence = at, self.doer, self.note

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"action-end {self.id}", f"done {self.doer}"

    def reads(self, telling: "Telling") -> str:
        text = self.told(telling, "action-done")
        if self.doer and self.doer != telling.entry.by:
            text += telling.say("doer", who=telling.label(self.doer))
        return text + telling.part("more", self.note)


class ActionMoved(About, frozen=True, omit_defaults=True):
    """To another day, never without a reason."""

    kind: ClassVar[str] = "action-moved"
    day: Day = ""
    reason: Free = ""

    def change(self, action: Action, at: datetime, by: str) -> None:
        action.moves.append(DueMoved(at, action.due, self.day, self.reason))
        action.due = self.day

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"action-day {self.id}", self.day

    def reads(self, telling: "Telling") -> str:
        text = self.told(telling, "action-moved", due=clean(self.day, 40))
        return text + telling.part("reason", self.reason)


class ActionGiven(About, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "action-given"
    owner: Name = ""

    def change(self, action: Action, at: datetime, by: str) -> None:
        action.owner = self.owner

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"action-owner {self.id}", self.owner

    def reads(self, telling: "Telling") -> str:
        return self.told(telling, "action-given", who=telling.label(self.owner))


class ActionChecked(About, frozen=True, omit_defaults=True):
    """Another person looked: it was done, or it goes back."""

    kind: ClassVar[str] = "action-checked"
    outcome: Annotated[Literal["verified", "sent-back"], PLAIN]
    note: Free = ""

    def change(self, action: Action, at: datetime, by: str) -> None:
        if self.outcome == "verified":
            action.verified, action.verified_by = at, by
        else:
            action.done, action.doer, action.evidence = None, "", ""

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"action-end {self.id}", self.outcome

    def reads(self, telling: "Telling") -> str:
        part = "more" if self.outcome == "verified" else "reason"
        return self.told(telling, f"action-{self.outcome}") + telling.part(part, self.note)


class ActionDropped(About, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "action-dropped"
    reason: Free = ""

    def change(self, action: Action, at: datetime, by: str) -> None:
        action.dropped, action.why = at, self.reason

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"action-end {self.id}", "dropped"

    def reads(self, telling: "Telling") -> str:
        return self.told(telling, "action-dropped") + telling.part("reason", self.reason)


class ActionSeen(About, frozen=True, omit_defaults=True):
    """Whether it helped, as was seen at the next drill or incident."""

    kind: ClassVar[str] = "action-seen"
    effect: Annotated[Literal["yes", "no", "too-early"], PLAIN] = "too-early"
    where: Free = ""
    note: Free = ""

    def change(self, action: Action, at: datetime, by: str) -> None:
        action.seen.append(Seen(at, by, self.effect, self.where, self.note))

    def reads(self, telling: "Telling") -> str:
        text = self.told(telling, "action-seen", effect=telling.say(f"effect-{self.effect}"))
        text += telling.say("seen-at", text=clean(self.where)) if self.where else ""
        return text + telling.part("more", self.note)


def shift(incident: "Incident", moved: Moved) -> None:
    for action in incident.actions.values():
        action.at = moved(action.at)
        action.done = action.done and moved(action.done)
        action.verified = action.verified and moved(action.verified)
        action.dropped = action.dropped and moved(action.dropped)
        action.moves = [replace(each, at=moved(each.at)) for each in action.moves]
        action.seen = [replace(each, at=moved(each.at)) for each in action.seen]


FAMILY = Family(
    (
        ActionAdded,
        ActionDone,
        ActionMoved,
        ActionGiven,
        ActionChecked,
        ActionDropped,
        ActionSeen,
    ),
    shift,
)
