"""What a file of duties says: one TOML file per plan, both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from kit.ground.base.text import Id, Text
from kit.plans.duties.rules import days
from kit.plans.toml.rules.rows import each_once

Evidence = Literal["drill", "training", "note", "file"]
MOST = 200  # duties in one file: nobody keeps more
ALLOWED = {"evidence": ("drill", "training", "note", "file")}


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A duty. ``every``: its span (``P6M``); ``season``: it counts between these days of the year
    only; ``before``: it is done before this day of each year; ``who``: a post; ``ours``: the plan
    names no figure, the span is this program's; ``how``: a command with which it is done."""

    id: Id
    do: Text
    every: Annotated[str, msgspec.Meta(pattern=days.SPAN)]
    who: Id
    evidence: Evidence
    cites: list[str] = []
    season: str = ""
    before: str = ""
    ours: bool = False
    detail: Text | None = None
    how: str = ""

    def __post_init__(self) -> None:
        if self.season and not days.season_of(self.season):
            raise ValueError
        if self.before:
            days.month_day(self.before)
        if self.season and self.before:
            raise ValueError("Expected one of `season` and `before`")


class DutyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``plan``: whose clauses these answer, for the sites that follow it; "": for every site."""

    format: Literal[1]
    duties: Annotated[list[Task], msgspec.Meta(max_length=MOST)]
    plan: str = ""

    def __post_init__(self) -> None:
        each_once(self.duties)

    def citations(self) -> Iterator[tuple[str, Task]]:
        """Every cited clause with the duty that cites it."""
        return ((clause, task) for task in self.duties for clause in task.cites)
