"""The years as they are entered: festival by festival, and what they come to together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

import msgspec

from kit.ground.base.days import Public
from kit.ground.base.workdays import read_dates

Number = Annotated[int, msgspec.Meta(ge=1950, le=2200)]


class Festival(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``off`` and ``work``: dates and spells (``2026-10-01..2026-10-07``). ``name``: as the notice
    has it, two festivals that are kept together with 、 between."""

    name: str
    off: str = ""
    work: str = ""

    def __post_init__(self) -> None:
        self.days(self.off), self.days(self.work)

    @staticmethod
    def days(text: str) -> frozenset[date]:
        """Raises ``ValueError`` for what are no dates."""
        try:
            return read_dates(text)
        except ValueError as error:
            raise ValueError(f"Expected dates, got `{text}`") from error

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.name.split("、"))


class Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One year's notice. ``notice``: its number, where it is known; ``entered``: when and by whom
    the site added it, "" for what came with the kit."""

    year: Number
    days: list[Festival]
    notice: str = ""
    entered: str = ""

    @property
    def off(self) -> frozenset[date]:
        return frozenset().union(*(Festival.days(each.off) for each in self.days))

    @property
    def work(self) -> frozenset[date]:
        return frozenset().union(*(Festival.days(each.work) for each in self.days))

    def with_(self, newer: Year) -> Year:
        """With the festivals that the newer one names put in the place of its own: a notice may
        change one of them only."""
        named = frozenset().union(*(each.names for each in newer.days))
        kept = [each for each in self.days if not each.names & named]
        days = sorted([*kept, *newer.days], key=lambda each: min(Festival.days(each.off)))
        return msgspec.structs.replace(newer, days=days)


class Law(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days off that the law itself sets: ``each`` year (``05-01``), and those by moon and sun."""

    each: str = ""
    years: dict[str, str] = {}

    def days(self) -> frozenset[date]:
        fixed = [part.strip() for part in self.each.split(",") if part.strip()]
        spelled = [f"{year}-{day}" for year in self.years for day in fixed]
        return read_dates(",".join([*self.years.values(), *spelled]))


class CalendarFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    format: Literal[1]
    years: list[Year] = []
    law: Law = Law()


class Entered(msgspec.Struct, dict=True, frozen=True):
    """All years that are entered, by number, the site's own over the shipped."""

    years: dict[int, Year]
    law: Law

    @cached_property
    def public(self) -> Public:
        return Public(
            tuple(sorted(self.years)),
            tuple(sorted(day for year in self.years.values() for day in year.off)),
            tuple(sorted(day for year in self.years.values() for day in year.work)),
            tuple(sorted(map(int, self.law.years))),
            tuple(sorted(self.law.days())),
        )


def together(shipped: Iterable[CalendarFile], own: Iterable[CalendarFile]) -> Entered:
    years: dict[int, Year] = {}
    law = Law()
    for file in (*shipped, *own):
        years.update({year.year: year for year in file.years})
        law = file.law if file.law.years else law
    return Entered(dict(sorted(years.items())), law)
