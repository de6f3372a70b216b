"""What every kind of event in a register's journal has."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from kit.ground.base.clean import clean
from kit.ground.base.private import Plain
from kit.ground.journal.entry import Event
from kit.people.registers.rules.state import Counted, Doc, Register

if TYPE_CHECKING:
    from kit.people.registers.rules.reading import Reading


def counted(start: datetime, days: int, unentered: int) -> Counted | None:
    return Counted(start, days, unentered) if days else None


class Kind(Event, frozen=True, omit_defaults=True):
    """One kind of event: its fields are the ``data`` of its lines."""

    def apply(self, register: Register, at: datetime, by: str, written: datetime) -> None:
        """What it does to the register; nothing where the kind does not say so."""

    def stands(self, register: Register) -> bool:
        """Whether what it speaks of is there."""
        return True

    def reads(self, reading: Reading) -> str:
        """What it says to people, without its time and author."""
        return clean(self.kind, 40)


class About(Kind, frozen=True, omit_defaults=True):
    """What happened to one thing that is in the register already. ``progress``: something was done
    about it, so that what is due a while after the last that happened is counted from there."""

    progress: ClassVar[bool] = True
    id: Plain

    def stands(self, register: Register) -> bool:
        return self.id in register.docs

    def apply(self, register: Register, at: datetime, by: str, written: datetime) -> None:
        doc = register.touch(self.id, at) if self.progress else register.docs.get(self.id)
        if doc is not None:
            self.change(doc, at, by)
            if doc.conflicts:
                from kit.people.registers.rules.parted import agreed  # few things have any

                agreed(register, self, at)
            if doc.forgotten is not None:
                doc.forget()

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        """What it does to the thing."""
