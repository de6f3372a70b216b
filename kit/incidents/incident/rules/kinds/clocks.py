"""By how much a laptop's clock was off, as somebody said who looked at both."""

from typing import TYPE_CHECKING, Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.private import Plain
from kit.incidents.incident.rules.kinds import Family, Kind, Moved, Words

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

FARTHEST = 50 * 366 * 24 * 3600  # seconds; a battery that died shows 1970 or 2000

WORDS: Words = {
    "clock-ahead": (
        "电脑 {laptop} 的钟快了{span}，它记的时间已改正",
        "The clock of laptop {laptop} was {span} ahead: its times are put right",
    ),
    "clock-behind": (
        "电脑 {laptop} 的钟慢了{span}，它记的时间已改正",
        "The clock of laptop {laptop} was {span} behind: its times are put right",
    ),
    "clock-right": (
        "电脑 {laptop} 的钟是准的，时间照原样",
        "The clock of laptop {laptop} is right: its times stand as they are",
    ),
    "clock-showed": ("（那台电脑的钟是 {at}）", " (that laptop's clock showed {at})"),
}


class ClockOff(Kind, frozen=True, omit_defaults=True):
    """The clock of ``laptop`` showed ``seconds`` more than the right time (below 0: less) when it
    wrote entry ``n``; 0: it was right. The last one that is said of a laptop holds."""

    kind: ClassVar[str] = "clock-off"
    laptop: Plain
    seconds: Annotated[float, Meta(ge=-FARTHEST, le=FARTHEST)]
    n: int = 0

    def reads(self, telling: "Telling") -> str:
        off = self.seconds
        key = "clock-ahead" if off > 0 else "clock-behind" if off < 0 else "clock-right"
        return telling.say(key, laptop=clean(self.laptop, 40), span=telling.span(abs(off)))


def shift(incident: "Incident", moved: Moved) -> None:
    """What two laptops, or a laptop and its clone, disagree about moves with what they said."""
    for about, one in incident.conflicts.items():
        sides = tuple(replace(side, at=moved(side.at)) for side in one.sides)
        incident.conflicts[about] = replace(one, sides=sides)


FAMILY = Family((ClockOff,), shift)
