"""Taking back: a later entry withdraws earlier ones, and may itself be withdrawn; and putting right
with which name entries were signed.

What that makes of the log is in ``rules/withdrawal``.
"""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

import msgspec
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.private import Free, Name, Plain
from kit.incidents.incident.rules.kinds import Family, Kind, Moved, Words

if TYPE_CHECKING:
    from kit.ground.journal.entry import Entry
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "undone": ("撤回 {entry}：{what}", "Taken back {entry}: {what}"),
    "restored": ("恢复 {entry}：{what}", "Restored {entry}: {what}"),
    "undone-with": ("；连同 {names}", "; and with it {names}"),
    "undone-runs": (
        "{n} 项计时（继续计时）",
        "{n} {n:timer|timers}, which {n:runs|run} on",
    ),
    "undone-stops": (
        "{n} 项计时（又停了）",
        "{n} {n:timer|timers}, which {n:stops|stop} again",
    ),
    "undone-more": ("另{n}条", "{n} more"),
    "undone-and": ("、", ", "),
    "signed-as": ("（误签“{name}”）", " (signed \"{name}\" by mistake)"),
    "signed-right": (
        "记录人更正：{n} 条原误签“{name}”，是{right}记的（{at} {who}更正）",
        "Signed \"{name}\" by mistake, by {right}: {n} {n:entry|entries} (put right {at} by {who})",
    ),
    "signer-corrected": (
        "更正记录人：误签“{name}”的 {n} 条是{right}记的",
        "Signed \"{name}\" by mistake, by {right}: {n} {n:entry|entries}",
    ),
    "undone-gone": ("（已撤回，见 {entry}）", " (taken back, see {entry})"),
    "undone-dropped": ("（撤回后不再成立，见 {entry}）", " (no longer so, see {entry})"),
    "undone-added": ("（撤回后重新得出，见 {entry}）", " (follows from {entry})"),
}


class Undone(Kind, frozen=True, omit_defaults=True):
    """The act that begins with ``entry`` was not so. ``also``: the ids of what that act led to and
    of acts that rest on it. ``restores``: what is withdrawn was itself a withdrawal."""

    kind: ClassVar[str] = "undone"
    entry: Plain
    also: list[Plain] = []
    reason: Free = ""
    restores: bool = False

    @property
    def ids(self) -> list[str]:
        return [self.entry, *self.also]

    def apply(self, incident: "Incident", at: object, by: str) -> None:
        incident.taken_back += not self.restores

    def reads(self, telling: "Telling") -> str:
        there = {entry.id: entry for entry in telling.entries}
        old = there.get(self.entry)
        if old is not None and isinstance(old.event, Undone) and old.event.entry in there:
            return self._reads(telling, there, there[old.event.entry], old.event.also)
        return self._reads(telling, there, old, self.also)

    def _reads(
        self,
        telling: "Telling",
        there: "dict[str, Entry]",
        old: "Entry | None",
        also: list[str],
    ) -> str:
        key = "restored" if self.restores else "undone"
        name = telling.named(old) if old else clean(self.entry, 40)
        text = telling.say(key, entry=name, what=telling.other(old) if old else "…")
        rest = telling.along(old, [there[id_] for id_ in also if id_ in there], self.restores)
        if rest:
            text += telling.say("undone-with", names=rest)
        return text + telling.part("reason", self.reason)


class SignedRight(msgspec.Struct, frozen=True):
    """So many acts that were signed ``name`` are by ``right``, who says ``by``."""

    at: datetime
    by: str
    name: str
    right: str
    acts: int


class SignerCorrected(Kind, frozen=True, omit_defaults=True):
    """The ``acts`` that were signed ``name``, by their ids, are by ``right``: that name was wrong
    from the start."""

    kind: ClassVar[str] = "signer-corrected"
    name: Name
    right: Name
    acts: list[Plain]

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.signed_right.append(SignedRight(at, by, self.name, self.right, len(self.acts)))

    def reads(self, telling: "Telling") -> str:
        name, right = clean(self.name, 60), clean(self.right, 60)
        return telling.say("signer-corrected", name=name, right=right, n=len(self.acts))


def shift(incident: "Incident", moved: Moved) -> None:
    incident.signed_right = [replace(one, at=moved(one.at)) for one in incident.signed_right]


FAMILY = Family((Undone, SignerCorrected), shift)
