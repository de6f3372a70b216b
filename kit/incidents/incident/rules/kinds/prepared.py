"""What a preparation found, offered at the step that needs it."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.private import FREE, Plain
from kit.ground.base.text import Text
from kit.incidents.incident.rules.kinds import AtStep, Family, Kind, Words

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "prepared": ("准备时已查（{at}）：{text}", "Found in preparation ({at}): {text}"),
    "prepared-known": ("已知（{at}）：{text}", "Known ({at}): {text}"),
}


class Found(msgspec.Struct, frozen=True):
    """An answer of a preparation: which one, given when; or what a room above knows (``above``),
    whose ``ref`` is no log's."""

    ref: str
    text: Text
    given: datetime

    @property
    def above(self) -> bool:
        return of_above(self.ref)


def of_above(ref: str) -> bool:
    return "-" not in ref


class Prepared(Kind, frozen=True, omit_defaults=True):
    """``step`` (a step's key here) was answered before, in the preparation ``ref``, at ``given``.
    Nothing is answered by that: it is shown where the step is asked."""

    kind: ClassVar[str] = "prepared"
    step: AtStep
    ref: Plain
    text: Annotated[Text, FREE]
    given: datetime

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        found = incident.prepared.get(self.step, [])
        incident.prepared[self.step] = [*found, Found(self.ref, self.text, self.given)]

    def reads(self, telling: "Telling") -> str:
        text = clean(self.text.get(telling.lang))
        key = "prepared-known" if of_above(self.ref) else "prepared"
        return telling.say(key, at=f"{self.given:%Y-%m-%d}", text=text)


FAMILY = Family(
    (Prepared,), fixed={"Found.given": "a time of another log, which this clock did not write"}
)
