"""What is said of the incident: facts for the first report, words to staff, customers, leaders
and the media."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar

import msgspec
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.private import Free, Plain, Private
from kit.incidents.incident.rules.kinds import AtTimer, Family, Kind, Moved, Words, minute

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

AFact = Annotated[str, Private("fact")]  # in words, or a word of a list (``control``)

WORDS: Words = {
    "announced": ("已对{to}说：{text}", "Said to {to}: {text}"),
    "next": ("（下次通报 {at}）", " (next update {at})"),
    "update": ("对{to}的下一次通报", "Next update to {to}"),
    "to-staff": ("员工", "staff"),
    "to-customers": ("客户", "customers"),
    "to-leaders": ("领导", "leaders"),
    "to-media": ("媒体", "the media"),
    "fact": ("{name}：{text}", "{name}: {text}"),
    "known-by": ("待查，{at}前答复", "not known yet, answer by {at}"),
    "fact-place": ("地点", "Place"),
    "fact-effect": ("影响和损失", "Effect and harm"),
    "fact-control": ("控制程度", "Under control"),
    "fact-outlook": ("走势", "Outlook"),
    "fact-restore": ("预计恢复", "Expected to be restored"),
    "fact-other": ("其他", "Anything else"),
}


class FactSet(Kind, frozen=True, omit_defaults=True):
    """What the first report and the scripts say of the incident; a later one replaces it.
    ``name`` is one of ``acts/said.FACTS``; ``time`` only for a time (``restore``). ``known_by``: it
    is not known, and will be by then."""

    kind: ClassVar[str] = "fact"
    named: ClassVar[tuple[str, ...]] = ("time", "known_by")
    name: Plain
    text: AFact = ""
    time: datetime | None = None
    known_by: datetime | None = None

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.facts[self.name] = Fact(at, by, self.text, self.time, self.known_by)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        value = f"{self.text} {minute(self.time)} {minute(self.known_by)}"
        return f"fact {self.name}", value

    def reads(self, telling: "Telling") -> str:
        text = clean(self.text)
        if self.name == "control":
            text = telling.term("control", text)
        at = telling.clock(self.time) if self.time is not None else ""
        said = " ".join(part for part in (at, text) if part)
        if self.known_by is not None:
            said = telling.say("known-by", at=telling.clock(self.known_by))
        return telling.say("fact", name=telling.term("fact", self.name), text=said)


class Announced(Kind, frozen=True, omit_defaults=True):
    """Words that were said to staff, customers, leaders or the media, as they were said.
    ``next``: the time promised for the next update, which becomes a timer, unless the checklist's
    own timer ``kept_by`` rings by then. ``role``: the post that heard it."""

    kind: ClassVar[str] = "announced"
    named: ClassVar[tuple[str, ...]] = ("next",)
    to: Plain
    text: Free = ""
    script: Plain = ""
    next: datetime | None = None
    role: Plain = ""
    kept_by: AtTimer = ""

    @property
    def promised(self) -> datetime | None:
        """The time that wants a timer of its own."""
        return None if self.kept_by else self.next

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return incident.closed is None

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.announced.append(Announcement(at, by, self))

    def reads(self, telling: "Telling") -> str:
        to = telling.label(self.role) if self.role else telling.term("to", self.to)
        text = telling.say("announced", to=to, text=clean(self.text))
        return text + (telling.say("next", at=telling.clock(self.next)) if self.next else "")


class Fact(msgspec.Struct, frozen=True):
    """What is known of one heading of the first report, since ``at``."""

    at: datetime
    by: str
    text: str = ""
    time: datetime | None = None
    known_by: datetime | None = None


class Announcement(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    said: Announced


def shift(incident: "Incident", moved: Moved) -> None:
    """The promised time of an update goes with its timer, which would take it for another
    promise otherwise and itself for kept."""
    incident.facts = {
        name: replace(fact, at=moved(fact.at)) for name, fact in incident.facts.items()
    }
    incident.announced = [
        Announcement(
            moved(each.at),
            each.by,
            replace(each.said, next=each.said.next and moved(each.said.next)),
        )
        for each in incident.announced
    ]


FAMILY = Family(
    (FactSet, Announced),
    shift,
    {
        "Fact.time": "a time of day that somebody named, and that is passed on as named",
        "Fact.known_by": "the same",
    },
)
