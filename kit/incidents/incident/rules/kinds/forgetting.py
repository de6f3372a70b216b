"""Personal data that are kept no longer: what a promise to a customer was about, and what names
the customer, is withdrawn for good. The lines stay, and prove themselves as before; whoever reads
the log has them without that (``rules/forgetting``)."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from kit.ground.base.private import Plain
from kit.incidents.incident.rules.kinds import Family, Kind, Words

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "forgotten": (
        "超过保存期，客户的个人信息已移除：{count} 处",
        "Kept long enough, customers' personal data removed: {count} {count:field|fields}",
    ),
    "forgotten-by": ("（个人信息已移除，见 {entry}）", " (personal data removed, see {entry})"),
}


class Forgotten(Kind, frozen=True, omit_defaults=True):
    """``callbacks``: ids of promises that are over, of which nothing personal is kept, whenever and
    on whichever laptop it was written; ``fields``: names of fields, by the id of their entry."""

    kind: ClassVar[str] = "forgotten"
    callbacks: list[Plain] = []
    fields: dict[Plain, list[Plain]] = {}

    @property
    def count(self) -> int:
        return sum(len(names) for names in self.fields.values())

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        for id_ in self.callbacks:
            back = incident.callbacks.get(id_)
            if back is not None and back.forgotten is None:
                back.forgotten = at

    def reads(self, telling: "Telling") -> str:
        return telling.say("forgotten", count=self.count)


FAMILY = Family((Forgotten,))
