"""Customers who are owed a call."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Literal

import msgspec
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.private import Free, Name, Number, Plain
from kit.incidents.incident.rules.kinds import Family, Kind, Moved, Words, minute
from kit.incidents.incident.rules.promised import settled

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "callback-added": ("待回电 {id}：{name}", "Call owed {id}: {name}"),
    "promised": ("，答应{at}回电", ", promised for {at}"),
    "callback-reached": ("已回电：{name}", "Called back: {name}"),
    "callback-no-answer": ("回电未接通：{name}", "Call back not answered: {name}"),
    "callback-pending": ("已接通，未办结：{name}", "Called back, not settled yet: {name}"),
    "callback-given-up": ("不再回电：{name}", "Call back given up: {name}"),
    "callback-moved": ("回电改到{to}：{name}", "Call back moved to {to}: {name}"),
    "moved-from": ("，原定{at}", ", it was {at}"),
    "moved-agreed": ("，{who}同意", ", agreed by {who}"),
    "owed": ("未回", "owed"),
    "entered": ("已录入", "entered"),
}


OWED = ("no-answer", "pending")  # how a call went behind which it stays owed


class Move(msgspec.Struct, frozen=True):
    """A promise that the customer agreed to move; ``before`` is None where no time was named."""

    at: datetime
    before: datetime | None
    to: datetime
    reason: str
    agreed: str


class Callback(msgspec.Struct):
    """``settled``: ``reached`` or ``given-up``; of the sheet (``register``) also
    ``entered`` in the system, and what looked like a time and was not read (``unread``).
    ``forgotten``: when what is personal in it was withdrawn (``kinds/forgetting``)."""

    id: str
    at: datetime
    name: str
    phone: str
    matter: str
    promised: datetime | None = None
    tries: list[tuple[datetime, str, str]] = []
    settled: str = ""
    moves: list[Move] = []
    forgotten: datetime | None = None
    register: str = ""
    unread: str = ""

    @property
    def unsettled(self) -> bool:
        """Whether the customer was reached and is still owed."""
        return not self.settled and any(result == "pending" for _, result, _ in self.tries)

    @property
    def settled_at(self) -> datetime | None:
        """When a call settled it."""
        ends = [at for at, result, _ in self.tries if result == self.settled]
        return ends[-1] if ends else None

    @property
    def called(self) -> int:
        """How often somebody called: giving it up is none."""
        return sum(result != "given-up" for _, result, _ in self.tries)

    @property
    def since(self) -> datetime:
        """When the time that is promised now was named."""
        return self.moves[-1].at if self.moves else self.at


class CallbackAdded(Kind, frozen=True, omit_defaults=True):
    """A customer who is owed a call."""

    kind: ClassVar[str] = "callback-added"
    named: ClassVar[tuple[str, ...]] = ("promised",)
    id: Plain
    name: Name
    phone: Number = ""
    matter: Free = ""
    promised: datetime | None = None

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return incident.closed is None

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.callbacks[self.id] = Callback(
            self.id, at, self.name, self.phone, self.matter, self.promised
        )

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"promise {self.id}", minute(self.promised)

    def reads(self, telling: "Telling") -> str:
        name, phone = clean(self.name, 100), clean(self.phone, 40)
        text = telling.say("callback-added", id=clean(self.id, 20), name=name)
        text += f" {phone}" if phone and phone != name else ""
        text += telling.part("more", self.matter)
        if self.promised is not None:
            text += telling.say("promised", at=telling.clock(self.promised))
        return text


class CallbackTried(Kind, frozen=True, omit_defaults=True):
    """How a call to the customer went; ``pending``: reached, and the matter stays open."""

    kind: ClassVar[str] = "callback-tried"
    id: Plain
    result: Literal["reached", "no-answer", "pending", "given-up"]
    note: Free = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return self.id in incident.callbacks

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        back = incident.callbacks.get(self.id)
        if back is not None:
            back.tries.append((at, self.result, self.note))
            if self.result not in OWED:
                back.settled = self.result
                if any(move.at > at for move in back.moves):
                    settled(incident, self.id)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        if self.result in OWED:
            return None
        return f"callback {self.id}", f"{self.result} {minute(at)}"

    def beside(self, incident: "Incident", at: datetime, by: str) -> None:
        """The customer was called all the same."""
        back = incident.callbacks.get(self.id)
        if back is not None:
            back.tries.append((at, self.result, self.note))

    def reads(self, telling: "Telling") -> str:
        back = telling.incident.callbacks.get(self.id)
        name = clean(back.name if back else self.id, 100)
        part = "reason" if self.result == "given-up" else "more"
        return telling.say(f"callback-{self.result}", name=name) + telling.part(part, self.note)


class CallbackMoved(Kind, frozen=True, omit_defaults=True):
    """The customer agreed to another time: the promise is kept if it is kept by then."""

    kind: ClassVar[str] = "callback-moved"
    named: ClassVar[tuple[str, ...]] = ("to",)
    id: Plain
    to: datetime
    reason: Free = ""
    agreed: Name = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        back = incident.callbacks.get(self.id)
        return back is not None and not back.settled

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        back = incident.callbacks.get(self.id)
        if back is not None:
            back.moves.append(Move(at, back.promised, self.to, self.reason, self.agreed))
            back.promised = self.to
            settled(incident, self.id)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"promise {self.id}", minute(self.to)

    def reads(self, telling: "Telling") -> str:
        back = telling.incident.callbacks.get(self.id)
        name = clean(back.name if back else self.id, 100)
        text = telling.say("callback-moved", to=telling.clock(self.to), name=name)
        this = (telling.entry.at, self.to)
        moves = back.moves if back else []
        before = next((move.before for move in moves if (move.at, move.to) == this), None)
        text += telling.say("moved-from", at=telling.clock(before)) if before else ""
        text += telling.say("moved-agreed", who=telling.label(self.agreed)) if self.agreed else ""
        return text + telling.part("reason", self.reason)


def shift(incident: "Incident", moved: Moved) -> None:
    for back in incident.callbacks.values():
        back.moves = [replace(each, at=moved(each.at)) for each in back.moves]
        back.at = moved(back.at)
        back.forgotten = back.forgotten and moved(back.forgotten)
        back.tries = [(moved(at), result, note) for at, result, note in back.tries]


FAMILY = Family(
    (CallbackAdded, CallbackTried, CallbackMoved),
    shift,
    {
        "Callback.promised": "a time of day that the customer was named",
        "Move.before": "a time of day that the customer was named first",
        "Move.to": "a time of day that the customer agreed to",
    },
)
