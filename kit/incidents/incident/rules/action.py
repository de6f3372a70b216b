"""An improvement action as an incident's log has it, and what can happen to it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.private import Plain
from kit.incidents.incident.rules.kinds import Kind

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling


class DueMoved(msgspec.Struct, frozen=True):
    """Another day, and why; ``before`` as it was written ("" where none was)."""

    at: datetime
    before: str
    to: str
    reason: str


class Seen(msgspec.Struct, frozen=True):
    """Whether it helped (``yes``, ``no``, ``too-early``), as somebody saw at ``where``."""

    at: datetime
    by: str
    effect: str
    where: str
    note: str


class Action(msgspec.Struct):
    """``due``: a day as ``2027-01-31``, in logs of earlier kits whatever was typed; ``done``: when,
    with who did it and what shows it; ``verified``: by another person."""

    id: str
    at: datetime
    text: str
    owner: str
    due: str
    done: datetime | None = None
    by: str = ""
    problem: str = ""
    cause: str = ""
    moves: list[DueMoved] = []
    doer: str = ""
    evidence: str = ""
    verified: datetime | None = None
    verified_by: str = ""
    dropped: datetime | None = None
    why: str = ""
    seen: list[Seen] = []

    @property
    def day(self) -> date | None:
        """By which day; ``None`` where none was said, or none that can be read."""
        try:
            return date.fromisoformat(self.due)
        except ValueError:
            return None

    @property
    def ended(self) -> datetime | None:
        """When it was closed. Earlier kits asked nobody to look: there done was closed."""
        return self.verified or self.dropped or (self.done if not self.doer else None)


class About(Kind, frozen=True, omit_defaults=True):
    """What happened to an improvement action that is there."""

    id: Plain

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return self.id in incident.actions

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        action = incident.actions.get(self.id)
        if action is not None:
            self.change(action, at, by)

    def change(self, action: Action, at: datetime, by: str) -> None:
        """What it does to the action."""

    def told(self, telling: "Telling", key: str, **fill: object) -> str:
        """A sentence about it."""
        action = telling.incident.actions.get(self.id)
        what = clean(action.text) if action else "-"
        return telling.say(key, id=clean(self.id, 20), text=what, **fill)
