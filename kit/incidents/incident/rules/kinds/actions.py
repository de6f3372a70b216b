"""Improvement actions."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.private import Day, Free, Name, Plain
from kit.incidents.incident.rules.kinds import Family, Kind, Moved, Words

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "action-added": ("改进措施 {id}：{text}", "Improvement action {id}: {text}"),
    "action-done": ("改进措施完成 {id}：{text}", "Improvement action done {id}: {text}"),
    "owner": ("，负责人{who}", ", owner {who}"),
    "due-date": ("，期限 {due}", ", due {due}"),
}


class Action(msgspec.Struct):
    id: str
    at: datetime
    text: str
    owner: str
    due: str
    done: datetime | None = None


class ActionAdded(Kind, frozen=True, omit_defaults=True):
    """An improvement action."""

    kind: ClassVar[str] = "action-added"
    id: Plain
    text: Free
    owner: Name = ""
    due: Day = ""

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.actions[self.id] = Action(self.id, at, self.text, self.owner, self.due)

    def reads(self, telling: "Telling") -> str:
        text = telling.say("action-added", id=clean(self.id, 20), text=clean(self.text))
        text += telling.say("owner", who=telling.label(self.owner)) if self.owner else ""
        return text + (telling.say("due-date", due=clean(self.due, 40)) if self.due else "")


class ActionDone(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "action-done"
    id: Plain
    note: Free = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return self.id in incident.actions

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        if self.id in incident.actions:
            incident.actions[self.id].done = at

    def reads(self, telling: "Telling") -> str:
        action = telling.incident.actions.get(self.id)
        what = clean(action.text) if action else "-"
        text = telling.say("action-done", id=clean(self.id, 20), text=what)
        return text + telling.part("more", self.note)


def shift(incident: "Incident", moved: Moved) -> None:
    for action in incident.actions.values():
        action.at = moved(action.at)
        action.done = action.done and moved(action.done)


FAMILY = Family((ActionAdded, ActionDone), shift)
