"""What happens on the floor: notes, who is there, figures, common property."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from kit.ground.base.private import Free, Name, Plain
from kit.shifts.shift.rules.kinds.kind import Kind
from kit.shifts.shift.rules.state import Counted, Floor, Member, Said

if TYPE_CHECKING:
    from kit.shifts.shift.rules.reading import Reading
    from kit.shifts.shift.rules.state import Shift

STATES = ("here", "late", "absent", "sick", "leave", "lent", "home")
FIGURES = ("offered", "answered", "queue", "seats", "needed")

WORDS: dict[str, tuple[str, str]] = {
    "noted": ("值班备注：{text}", "Shift note: {text}"),
    "crew": ("{who}：{state}", "{who}: {state}"),
    "called": ("点名，到岗{here}人", "Roll call, {here} present"),
    "missing": ("，未到：{who}", ", missing: {who}"),
    "figures": ("话务：{figures}", "Floor: {figures}"),
    "figure-offered": ("呼入{number}", "offered {number}"),
    "figure-answered": ("接通{number}", "answered {number}"),
    "figure-queue": ("排队{number}", "in queue {number}"),
    "figure-seats": ("在线席位{number}", "seats {number}"),
    "figure-needed": ("应有{number}", "needed {number}"),
    "rate": ("接通率 {percent}", "answered {percent}"),
    "every": ("每{minutes}分钟提醒记话务数字", "Floor figures wanted every {minutes} min"),
    "every-none": ("不再提醒记话务数字", "Floor figures are no longer asked for"),
    "counted": ("清点{thing}：{found}", "Counted {thing}: {found}"),
    "should": ("，应有{should}", ", should be {should}"),
    "differs": ("，相差{off}", ", differs by {off}"),
}


class Noted(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "note"
    text: Free

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.notes.append(Said(at, by, self.text))

    def reads(self, reading: Reading) -> str:
        return reading.say("noted", text=reading.text(self.text))


class Crew(Kind, frozen=True, omit_defaults=True):
    """How it is with one of the crew since the entry's time."""

    kind: ClassVar[str] = "crew"
    name: Name
    state: Plain = "here"
    reason: Free = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.crew[self.name] = Member(self.name, self.state, at, self.reason)

    def reads(self, reading: Reading) -> str:
        text = reading.say("crew", who=reading.who(self.name), state=reading.state(self.state))
        return text + reading.part("reason", self.reason)


class Figures(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "figures"
    offered: int | None = None
    answered: int | None = None
    queue: int | None = None
    seats: int | None = None
    needed: int | None = None

    def floor(self, at: datetime, by: str) -> Floor:
        return Floor(at, by, self.offered, self.answered, self.queue, self.seats, self.needed)

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.figures.append(self.floor(at, by))

    def reads(self, reading: Reading) -> str:
        told = [(name, getattr(self, name)) for name in FIGURES]
        parts = [reading.say(f"figure-{n}", number=v) for n, v in told if v is not None]
        rate = self.floor(reading.now, "").rate
        if rate is not None:
            parts.append(reading.say("rate", percent=f"{100 * rate:.0f}%"))
        return reading.say("figures", figures=parts)


class FiguresWanted(Kind, frozen=True, omit_defaults=True):
    """Figures are wanted every so many ``minutes``; 0: they are asked for no more."""

    kind: ClassVar[str] = "figures-wanted"
    minutes: int = 0

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.every, shift.asked = self.minutes, at

    def reads(self, reading: Reading) -> str:
        return reading.say("every" if self.minutes else "every-none", minutes=self.minutes)


class CountedThing(Kind, frozen=True, omit_defaults=True):
    """Common property: radios, phones, keys."""

    kind: ClassVar[str] = "counted"
    thing: Free
    found: int
    should: int | None = None
    note: Free = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        known = shift.counts.get(self.thing)
        should = self.should if self.should is not None else known.should if known else None
        before = known.found if known and known.found != self.found else None
        note = self.note or (known.note if known else "")
        shift.counts[self.thing] = Counted(at, by, self.thing, self.found, should, note, before)

    def reads(self, reading: Reading) -> str:
        text = reading.say("counted", thing=reading.text(self.thing), found=self.found)
        if self.should is not None:
            text += reading.say("should", should=self.should)
            off = self.found - self.should
            text += reading.say("differs", off=f"{off:+d}") if off else ""
        return text + reading.part("more", self.note)
