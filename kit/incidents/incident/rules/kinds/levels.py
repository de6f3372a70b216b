"""Response levels."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

import msgspec
from msgspec.structs import replace

from kit.ground.base.private import Free, Plain
from kit.incidents.incident.rules.kinds import Family, Kind, Moved, Words

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "level-set": ("级别定为{level}", "Level set to {level}"),
    "level-changed": ("级别由{before}改为{level}", "Level changed from {before} to {level}"),
}


class LevelChange(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    level: str
    before: str
    reason: str
    plan: str = ""


class LevelSet(Kind, frozen=True, omit_defaults=True):
    """``plan`` is the prefix of the plan whose levels these are ("" for the first)."""

    kind: ClassVar[str] = "level-set"
    level: Plain
    before: Plain = ""
    reason: Free = ""
    plan: Plain = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return incident.closed is None and self._new(incident, at)

    def _new(self, incident: "Incident", at: datetime) -> bool:
        there = incident.plan(self.plan) is not None
        return there and incident.level_of(self.plan, at) != self.level

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        change = LevelChange(at, by, self.level, self.before, self.reason, self.plan)
        since = incident.plan_times.get(self.plan) or incident.opened or at
        place = len(incident.levels)
        for n, one in reversed(list(enumerate(incident.levels))):
            if one.plan == self.plan:
                if one.at <= max(at, since):
                    break
                place = n  # written down before this one, but it happened after it
        for n, one in enumerate(incident.levels[place:], place):
            if one.plan == self.plan:  # written down before: it changed what was so by then
                incident.levels[n] = replace(one, before=self.level)
                break
        incident.levels.insert(place, change)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"level {self.plan}", self.level

    def reads(self, telling: "Telling") -> str:
        new = telling.grade(self.level, self.plan)
        old = telling.grade(self.before, self.plan)
        key = "level-changed" if self.before else "level-set"
        return telling.say(key, level=new, before=old) + telling.part("reason", self.reason)


def shift(incident: "Incident", moved: Moved) -> None:
    incident.levels = [replace(change, at=moved(change.at)) for change in incident.levels]


FAMILY = Family((LevelSet,), shift)
