"""Human calls: who was called, which number, whether anybody answered, what was said."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

import msgspec
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.private import Free, Name, Number, Plain
from kit.incidents.incident.rules.calls_in_order import attempt_of
from kit.incidents.incident.rules.kinds import AtStep, AtTimer, Family, Kind, Moved, Words
from kit.incidents.incident.rules.rounds import at_work, round_at
from kit.plans.checklists.rules.amounts import retry_minutes

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

CallResult = Literal["reached", "no-answer", "busy", "wrong-number", "phone-off"]

WORDS: Words = {
    "called": ("打电话给{who}：{result}", "Call to {who}: {result}"),
    "called-again": (
        "打电话给{who}，第 {attempt} 次：{result}",
        "Call to {who}, attempt {attempt}: {result}",
    ),
    "said": ("，内容：{text}", ", said: {text}"),
    "reached": ("打通了", "reached"),
    "no-answer": ("未接通", "no answer"),
    "busy": ("占线", "busy"),
    "wrong-number": ("号码不对", "wrong number"),
    "phone-off": ("关机", "phone off"),
    "standin": (
        "（{who}的替补；本岗还没接到报告）",
        " (stands in for {who}; the post itself is not told yet)",
    ),
    "deputy": ("（{who}的替补，按预案代接）", " (stands in for {who}, as the plan has it)"),
    "given-up": ("不再打", "given up"),
}


def unanswered_by(result: str) -> int:
    """As how many unanswered calls it counts: a phone that is off will not be answered a second
    time."""
    return {"reached": 0, "phone-off": 2}.get(result, 1)


class Called(Kind, frozen=True, omit_defaults=True):
    """One human call. ``attempt`` counts tries to reach somebody for this purpose. ``asked``: the
    timer that it was to answer; ``found``: its step was found by the post, nobody named it;
    ``person``: who fills the post, by the contacts at that time; ``standin``: for whom that person
    stands in; ``deputy``: the site's plan names the post of who stands in as the one to be told in
    place of the post, which no plan of ours does of itself."""

    kind: ClassVar[str] = "called"
    who: Name
    result: CallResult
    role: Plain = ""
    number: Number = ""
    attempt: int = 1
    said: Free = ""
    repeated: bool = False
    step: AtStep = ""
    timers: list[AtTimer] = []
    asked: AtTimer = ""
    found: bool = False
    person: Name = ""
    standin: Name = ""
    deputy: bool = False

    @property
    def heard(self) -> bool:
        """Whether the post was told: who only stands in there is not the post."""
        return self.result == "reached" and (not self.standin or self.deputy)

    @property
    def told(self) -> str:
        """Who was told, where that is not simply the post: by name, or who stood in for it."""
        return self.who or (self.person if self.standin else "")

    @property
    def whom(self) -> str:
        """Who it was, as far as anybody said or the contacts knew; "" for a post alone."""
        return self.who or self.person

    def stands(self, incident: "Incident", at: datetime) -> bool:
        timers, past = incident.timers, incident.past_timers
        runs = not self.asked or at_work(timers, past, self.asked, at) is not None
        return incident.closed is None and runs

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.calls.append(CallMade(at, by, self))
        for key in self.timers:
            timer = round_at(incident.timers, incident.past_timers, key, at)
            if timer is None:
                continue
            made = Attempt(at, self.role, self.whom, self.result, self.standin, self.deputy)
            timer.attempts.append(made)
            if not self.heard and timer.status == "running":
                rule = incident.rule(key)
                again = at + timedelta(minutes=retry_minutes(rule, incident.profile))
                timer.ring_at = max(again, timer.due)

    def reads(self, telling: "Telling") -> str:
        who = telling.caller(self.role, self.whom)
        if self.number:
            who += f" {clean(self.number, 40)}"
        attempt = attempt_of(telling.incident, telling.entry.at, self)
        key = "called-again" if attempt > 1 else "called"
        result = telling.say(self.result)
        text = telling.say(key, who=who, attempt=attempt, result=result)
        text += telling.part("said", self.said)
        if self.standin:
            key = "deputy" if self.deputy else "standin"
            text += telling.say(key, who=clean(self.standin, 60))
        return text + (telling.say("repeated") if self.repeated else "")


class CallMade(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    call: Called


class Attempt(msgspec.Struct, frozen=True):
    """One call that was made for a timer; ``standin`` and ``deputy`` as of ``Called``."""

    at: datetime
    role: str
    who: str
    result: CallResult
    standin: str = ""
    deputy: bool = False


def shift(incident: "Incident", moved: Moved) -> None:
    incident.calls = [replace(made, at=moved(made.at)) for made in incident.calls]


FAMILY = Family((Called,), shift)
