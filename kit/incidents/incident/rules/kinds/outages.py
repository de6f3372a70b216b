"""It worked again and then did not: each spell of an outage by itself."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

import msgspec
from msgspec.structs import replace

from kit.ground.base.private import Free
from kit.incidents.incident.rules.kinds import AtStep, Family, Kind, Moved, Words
from kit.incidents.incident.rules.kinds.steps import once_more

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "down-again": (
        "恢复后又中断了，时限重新算",
        "Down again after it was back; deadlines count anew",
    ),
    "worked-since": ("（{at} 恢复过）", " (it was back at {at})"),
}


class Down(msgspec.Struct, frozen=True):
    """It went down again ``at``; the spell before had ended when it was ``back``. ``steps`` were
    to be done again."""

    at: datetime
    step: str
    back: datetime | None = None
    steps: list[str] = []


class DownAgain(Kind, frozen=True, omit_defaults=True):
    """What ``step`` said ("it works again", at ``back``) holds no longer; ``steps`` are to be done
    again. They stand as if nobody had dealt with them yet; what was done stays in the log."""

    kind: ClassVar[str] = "down-again"
    step: AtStep
    back: datetime | None = None
    steps: list[AtStep] = []
    reason: Free = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        state = incident.steps.get(self.step)
        return incident.closed is None and state is not None and state.answered

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.downs.append(Down(at, self.step, self.back, list(self.steps)))
        incident.focus = ""
        for key in [self.step, *self.steps]:
            state = incident.steps.get(key)
            if state is not None:
                once_more(state, at, by)

    def reads(self, telling: "Telling") -> str:
        text = telling.say("down-again")
        text += telling.say("worked-since", at=telling.clock(self.back)) if self.back else ""
        return text + telling.part("reason", self.reason)


def shift(incident: "Incident", moved: Moved) -> None:
    incident.downs = [
        replace(each, at=moved(each.at), back=each.back and moved(each.back))
        for each in incident.downs
    ]


FAMILY = Family((DownAgain,), shift)
