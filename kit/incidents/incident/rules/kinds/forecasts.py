"""What others promised us: by when the vendor, the grid or the lift company will be done."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Literal

import msgspec
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.private import Free, Name, Plain
from kit.incidents.incident.rules.kinds import Family, Kind, Moved, Words, minute

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "forecast": ("{who}答复：{at} 前办好", "{who} says: done by {at}"),
    "forecast-unknown": ("{who}答复：说不准几点", "{who} says: no time known yet"),
    "forecast-before": ("，先前说 {at}", ", said before: {at}"),
    "forecast-unsure": ("说不准", "no time known"),
    "forecast-kept": ("{who}答应的已办好", "{who} has done what was promised"),
    "forecast-dropped": ("不再等{who}答应的事", "No longer waiting for what {who} promised"),
}


class Given(msgspec.Struct, frozen=True):
    """One answer: by ``due``, or ``None`` for "don't know"."""

    at: datetime
    due: datetime | None
    said: str = ""


class Forecast(msgspec.Struct):
    """What ``who`` (a post or a name) is waited for, with every answer in its order."""

    id: str
    who: str
    matter: str = ""
    given: list[Given] = []
    ended: datetime | None = None
    how: Literal["", "kept", "dropped"] = ""


class ForecastGiven(Kind, frozen=True, omit_defaults=True):
    """They said by when; a later answer of the same ``id``, by when it was given, replaces it, and
    both stay."""

    kind: ClassVar[str] = "forecast-given"
    named: ClassVar[tuple[str, ...]] = ("due",)
    id: Plain
    who: Name
    due: datetime | None = None
    matter: Free = ""
    said: Free = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return incident.closed is None

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        found = incident.forecasts.get(self.id)
        if found is None:
            found = incident.forecasts[self.id] = Forecast(self.id, self.who)
        found.matter = self.matter or found.matter
        later = incident.latest is not None and at < incident.latest  # written down later
        place = sum(each.at <= at for each in found.given) if later else len(found.given)
        found.given.insert(place, Given(at, self.due, self.said))
        if found.ended is None or at >= found.ended:
            found.ended, found.how = None, ""

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"forecast {self.id}", f"{minute(self.due)} {self.said}"

    def reads(self, telling: "Telling") -> str:
        who = telling.label(self.who)
        at = telling.clock(self.due) if self.due else ""
        text = telling.say("forecast" if at else "forecast-unknown", who=who, at=at)
        found = telling.incident.forecasts.get(self.id)
        before = [each for each in found.given if each.at < telling.entry.at] if found else []
        if before:
            last = before[-1].due
            was = telling.clock(last) if last else telling.say("forecast-unsure")
            text += telling.say("forecast-before", at=was)
        return text + telling.part("more", self.matter) + telling.part("more", self.said)


class ForecastEnded(Kind, frozen=True, omit_defaults=True):
    """It came true, or nobody waits for it any more."""

    kind: ClassVar[str] = "forecast-ended"
    id: Plain
    how: Literal["kept", "dropped"]
    note: Free = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        found = incident.forecasts.get(self.id)
        return incident.closed is None and found is not None and found.ended is None

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        found = incident.forecasts.get(self.id)
        if found is not None:
            found.ended, found.how = at, self.how

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"forecast-end {self.id}", self.how

    def reads(self, telling: "Telling") -> str:
        found = telling.incident.forecasts.get(self.id)
        who = telling.label(found.who) if found else clean(self.id, 20)
        return telling.say(f"forecast-{self.how}", who=who) + telling.part("more", self.note)


def shift(incident: "Incident", moved: Moved) -> None:
    for found in incident.forecasts.values():
        found.given = [replace(each, at=moved(each.at)) for each in found.given]
        found.ended = found.ended and moved(found.ended)


FAMILY = Family(
    (ForecastGiven, ForecastEnded),
    shift,
    {"Given.due": "a time of day that somebody named"},
)
