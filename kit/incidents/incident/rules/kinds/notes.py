"""Notes and corrections."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from kit.ground.base.clean import clean
from kit.ground.base.private import Free, Plain
from kit.incidents.incident.rules.kinds import Family, Kind, Words

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "note": ("备注：{text}", "Note: {text}"),
    "amended": ("更正 {entry}：{text}", "Correction of {entry}: {text}"),
    "amended-words": ("更正：{text}", "Correction: {text}"),
    "amended-old": ("（原文：{old}）", " (it said: {old})"),
    "amended-by": ("（已更正，见 {entry}）", " (corrected, see {entry})"),
}


class Noted(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "note"
    text: Free

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.notes += 1

    def reads(self, telling: "Telling") -> str:
        return telling.say("note", text=clean(self.text))


class Amended(Kind, frozen=True, omit_defaults=True):
    """A correction: names the old entry, both are shown."""

    kind: ClassVar[str] = "amended"
    entry: Plain
    text: Free

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return f"amended {self.entry}", self.text

    def reads(self, telling: "Telling") -> str:
        old = next((e for e in telling.entries if e.id == self.entry), None)
        if old is None:  # an id of ours says nothing to anybody
            return telling.say("amended-words", text=clean(self.text))
        text = telling.say("amended", entry=telling.named(old), text=clean(self.text))
        was = clean(old.event.text) if isinstance(old.event, Noted | Amended) else ""
        return text + telling.say("amended-old", old=was or telling.other(old))


FAMILY = Family((Noted, Amended))
