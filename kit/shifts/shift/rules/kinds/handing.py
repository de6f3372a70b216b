"""The hand-over: begun, judged, said back, refused, agreed to, accepted; or nobody came."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kit.ground.base.clean import clean
from kit.ground.base.private import Free, Name, Plain
from kit.shifts.shift.rules.kinds.kind import Kind
from kit.shifts.shift.rules.state import Handing, Outlook, Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from kit.shifts.shift.rules.reading import Reading
    from kit.shifts.shift.rules.state import Shift

STATES = ("stable", "watch", "worse")

WORDS: dict[str, tuple[str, str]] = {
    "handover": ("开始交班", "Hand-over begun"),
    "to": ("，接班人{who}", ", to {who}"),
    "outlook": ("{ref} 判断：{state}", "{ref} judged: {state}"),
    "next": ("，下一步{text}", ", next: {text}"),
    "owner": ("，负责人{who}", ", owner {who}"),
    "when": ("；如果{text}", "; if {text}"),
    "then": ("，就{text}", ", then {text}"),
    "call": ("，打给{text}", ", call {text}"),
    "said-back": ("接班人复述：{points}", "The incoming leader said back: {points}"),
    "refused": ("{who}不接班：{reason}", "{who} refuses the hand-over: {reason}"),
    "refused-to": ("，已报告{who}", ", reported to {who}"),
    "agreed": (
        "{who}同意在紧急步骤未完时交班：{reason}",
        "{who} agrees to a hand-over with a critical step open: {reason}",
    ),
    "nobody": ("没有人来接班，{who}继续负责", "Nobody came to take over; {who} stays responsible"),
    "accepted": ("{who}接班签字", "Accepted and signed by {who}"),
}


class HandoverBegun(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "handover"
    to: Name = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        before = shift.handing
        begun = before.begun if before is not None else at
        shift.handing = Handing(begun, self.to or (before.to if before is not None else ""))

    def reads(self, reading: Reading) -> str:
        return reading.say("handover") + reading.named("to", self.to)


class Judged(Kind, frozen=True, omit_defaults=True):
    """How an open incident stands, in the outgoing leader's judgement, and what to do if …"""

    kind: ClassVar[str] = "outlook"
    ref: Plain
    state: Plain
    next: Free = ""
    owner: Name = ""
    when: Free = ""
    then: Free = ""
    call: Free = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.outlooks[self.ref] = Outlook(
            at, by, self.state, self.next, self.owner, self.when, self.then, self.call
        )

    def reads(self, reading: Reading) -> str:
        text = reading.say("outlook", ref=clean(self.ref, 40), state=reading.state(self.state))
        text += reading.part("next", self.next) + reading.named("owner", self.owner)
        text += reading.part("when", self.when) + reading.part("then", self.then)
        return text + reading.part("call", self.call)


class SaidBack(Kind, frozen=True, omit_defaults=True):
    """What the incoming leader said back in own words, as the outgoing one heard it."""

    kind: ClassVar[str] = "said-back"
    points: list[Free]

    def stands(self, shift: Shift) -> bool:
        return shift.handing is not None

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        if shift.handing is not None and shift.open:  # else it was said to another laptop's end
            shift.handing.points = [*shift.handing.points, *self.points]

    def reads(self, reading: Reading) -> str:
        return reading.say("said-back", points=[reading.text(point) for point in self.points])


class HandoverRefused(Kind, frozen=True, omit_defaults=True):
    """``told``: to whom above the refusal was reported."""

    kind: ClassVar[str] = "handover-refused"
    who: Name
    reason: Free
    told: Name = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.refusals.append(Refusal(at, self.who, self.reason, self.told))
        if shift.handing is not None and shift.open:
            shift.handing.refused, shift.handing.points = at, []

    def reads(self, reading: Reading) -> str:
        text = reading.say("refused", who=reading.who(self.who), reason=reading.text(self.reason))
        return text + reading.named("refused-to", self.told)


class Agreed(Kind, frozen=True, omit_defaults=True):
    """Somebody higher agrees that it is handed over although a life-critical step is open."""

    kind: ClassVar[str] = "handover-agreed"
    who: Name
    reason: Free

    def stands(self, shift: Shift) -> bool:
        return shift.handing is not None

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        if shift.handing is not None and shift.open:
            shift.handing.agreed = self.who

    def reads(self, reading: Reading) -> str:
        return reading.say("agreed", who=reading.who(self.who), reason=reading.text(self.reason))


class NobodyCame(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "nobody-came"
    who: Name = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.nobody = shift.nobody or at

    def reads(self, reading: Reading) -> str:
        return reading.say("nobody", who=reading.who(self.who))


class Accepted(Kind, frozen=True, omit_defaults=True):
    """The incoming leader signs; with the same act the shift is ended and cut."""

    kind: ClassVar[str] = "accepted"
    signs: ClassVar[tuple[str, ...]] = ("who",)
    who: Name

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.accepted_by, shift.accepted = self.who, at

    def reads(self, reading: Reading) -> str:
        return reading.say("accepted", who=reading.who(self.who))
