"""The first lines of a register's journals, and what was found out of their writer's clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from kit.ground.base.astray import ASTRAY, Astray
from kit.ground.base.private import Plain
from kit.ground.journal.entry import Seconds
from kit.people.registers.rules.astray import put_right
from kit.people.registers.rules.kind import Kind
from kit.people.registers.rules.state import Register

if TYPE_CHECKING:
    from kit.people.registers.rules.reading import Reading


class Begun(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "begun"
    format: int
    register: Plain

    def apply(self, register: Register, at: datetime, by: str, written: datetime) -> None:
        register.name = register.name or self.register
        register.since = min(register.since or at, at)

    def reads(self, reading: Reading) -> str:
        return reading.say("begun", book=reading.book(self.register))


class Continued(Kind, frozen=True, omit_defaults=True):
    """The first line of a further journal; ``why``: "" for another laptop's."""

    kind: ClassVar[str] = "continued"
    format: int
    register: Plain
    why: Plain = ""

    def reads(self, reading: Reading) -> str:
        return reading.say("continued")


class ClockSet(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "clock-set"
    seconds: Seconds
    restart: bool = False

    def apply(self, register: Register, at: datetime, by: str, written: datetime) -> None:
        if not self.restart and abs(self.seconds) > ASTRAY:
            put_right(register, Astray(self.seconds, at))

    def reads(self, reading: Reading) -> str:
        from kit.ground.base.clock_said import clock_said  # folding needs no words

        return clock_said(self.seconds, self.restart, reading.lang)
