"""The course of a shift: opened, taken over, ended, signed; and what journals are held together by.

A set clock moves nothing here: when people came and went is a time of day that somebody named. Only
one that was off by more than a week named none: what it said goes by the right one.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar

from msgspec.structs import replace

from kit.ground.base.astray import ASTRAY, Astray
from kit.ground.base.clean import clean
from kit.ground.base.private import PLAIN, Free, Name, Plain
from kit.ground.journal.entry import Seconds
from kit.shifts.shift.rules.astray import put_right
from kit.shifts.shift.rules.kinds.kind import Kind
from kit.shifts.shift.rules.state import Cut, Leading, Signed

if TYPE_CHECKING:
    from kit.shifts.shift.rules.reading import Reading
    from kit.shifts.shift.rules.state import Shift

WORDS: dict[str, tuple[str, str]] = {
    "opened": ("开班，值班负责人{leader}", "Shift begins, led by {leader}"),
    "opened-quiet": ("自动开班，值班负责人{leader}", "Shift opened by itself, led by {leader}"),
    "second": ("，副手{who}", ", second {who}"),
    "until": ("，计划到{at}", ", planned until {at}"),
    "team": ("，班组{who}", ", team {who}"),
    "continued": ("另一台电脑接着写", "Another laptop goes on"),
    "led": ("值班负责人改为{leader}", "Now led by {leader}"),
    "second-led": ("副手：{who}", "Second in charge: {who}"),
    "replanned": ("计划交班时间改为{at}", "Planned end now {at}"),
    "ended-of": (
        "{who}下班，记录截止到每份日志的最后一号",
        "{who} goes off; the record goes up to the last number of each log",
    ),
    "ended": (
        "下班，记录截止到每份日志的最后一号",
        "Shift ends; every log is cut at its last number",
    ),
    "signed": ("{name}已审阅", "Seen by {name}"),
    "and": ("；", "; "),
    "signer-corrected": (
        "更正记录人：误签“{name}”的 {n} 条是{right}记的",
        "Signed \"{name}\" by mistake, by {right}: {n} {n:entry|entries}",
    ),
    "undone": ("撤销：{text}", "Taken back: {text}"),
    "restored": ("恢复：{text}", "Restored: {text}"),
    "more": ("，{text}", ", {text}"),
    "reason": ("，原因：{text}", ", reason: {text}"),
}


class Opened(Kind, frozen=True, omit_defaults=True):
    """A shift begins. ``quiet``: no one opened it, the first act in it did."""

    kind: ClassVar[str] = "opened"
    signs: ClassVar[tuple[str, ...]] = ("leader", "second")
    format: int
    ref: Plain
    leader: Name = ""
    second: Name = ""
    site: Plain = ""
    team: Name = ""
    planned: datetime | None = None
    quiet: bool = False
    drill: bool = False
    follows: Plain = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        if shift.since is not None:
            return
        shift.ref, shift.since, shift.planned = self.ref, at, self.planned
        shift.site, shift.team = self.site, self.team
        shift.quiet, shift.drill, shift.follows = self.quiet, self.drill, self.follows
        shift.leaders.append(Leading(at, self.leader, self.second))

    def reads(self, reading: Reading) -> str:
        key = "opened-quiet" if self.quiet else "opened"
        text = reading.say(key, leader=reading.who(self.leader))
        text += reading.named("second", self.second) + reading.named("team", self.team)
        return text + reading.by_when("until", self.planned)


class Continued(Kind, frozen=True, omit_defaults=True):
    """The first line of a further journal; ``why``: "" for another laptop's."""

    kind: ClassVar[str] = "continued"
    format: int
    ref: Plain
    why: Plain = ""

    def reads(self, reading: Reading) -> str:
        return reading.say("continued")


class ClockSet(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "clock-set"
    seconds: Seconds
    restart: bool = False

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        if not self.restart and abs(self.seconds) > ASTRAY:
            put_right(shift, Astray(self.seconds, at))

    def reads(self, reading: Reading) -> str:
        from kit.ground.base.clock_said import clock_said  # folding needs no words

        return clock_said(self.seconds, self.restart, reading.lang)


class Led(Kind, frozen=True, omit_defaults=True):
    """Somebody else leads from now on, in the same shift; without a ``leader`` only the second is
    named."""

    kind: ClassVar[str] = "led"
    signs: ClassVar[tuple[str, ...]] = ("leader", "second")
    leader: Name
    second: Name = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        if self.leader:
            shift.leaders.append(Leading(at, self.leader, self.second))
        elif shift.leaders:
            shift.leaders[-1] = replace(shift.leaders[-1], second=self.second)

    def reads(self, reading: Reading) -> str:
        if not self.leader:
            return reading.say("second-led", who=reading.who(self.second))
        text = reading.say("led", leader=reading.who(self.leader))
        return text + reading.named("second", self.second)


class Replanned(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "replanned"
    planned: datetime

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.planned = self.planned

    def reads(self, reading: Reading) -> str:
        return reading.say("replanned", at=reading.clock(self.planned))


class Ended(Kind, frozen=True, omit_defaults=True):
    """The shift is over; ``heads``: see ``state.Cut``. ``who`` led it and goes off: whoever takes
    over may have written the line."""

    kind: ClassVar[str] = "ended"
    signs: ClassVar[tuple[str, ...]] = ("who",)
    heads: Annotated[dict[str, int], PLAIN]
    laptop: Plain = ""
    reason: Free = ""
    who: Name = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.ended, shift.cut = at, Cut(written, self.laptop, dict(self.heads))

    def stands(self, shift: Shift) -> bool:
        """What another laptop ended meanwhile stands beside it (``rules/parted``)."""
        return shift.cut is None or shift.cut.laptop != self.laptop

    def reads(self, reading: Reading) -> str:
        key = "ended-of" if self.who else "ended"
        said = reading.say(key, who=reading.who(self.who))
        return said + reading.part("reason", self.reason)


class Seen(Kind, frozen=True, omit_defaults=True):
    """A supervisor signs that the shift's record was seen."""

    kind: ClassVar[str] = "signed"
    name: Name
    comment: Free = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.signed.append(Signed(at, self.name, self.comment))

    def reads(self, reading: Reading) -> str:
        return reading.say("signed", name=reading.who(self.name)) + reading.part(
            "more", self.comment
        )


class SignerCorrected(Kind, frozen=True, omit_defaults=True):
    """The ``acts`` that were signed ``name``, or say that whoever is called so leads, are by
    ``right``: that name was wrong from the start (``ground/journal/signed``)."""

    kind: ClassVar[str] = "signer-corrected"
    name: Name
    right: Name
    acts: list[Plain]

    def reads(self, reading: Reading) -> str:
        name, right = reading.who(self.name), reading.who(self.right)
        return reading.say("signer-corrected", name=name, right=right, n=len(self.acts))


class Undone(Kind, frozen=True, omit_defaults=True):
    """Entries count no more; ``restores``: they count again."""

    kind: ClassVar[str] = "undone"
    ids: list[Plain]
    restores: bool = False
    reason: Free = ""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        shift.taken_back += 1

    def reads(self, reading: Reading) -> str:
        key = "restored" if self.restores else "undone"
        texts = [reading.of_entry(clean(id_, 40)) for id_ in self.ids] or [""]
        text = reading.say(key, text=reading.say("and").join(texts))
        return text + reading.part("reason", self.reason)
