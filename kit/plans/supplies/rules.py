"""What a list of supplies says: one TOML file per plan, both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from kit.ground.base.text import Id, Text
from kit.plans.toml.rules.rows import each_once

SORTS = (
    "lighting", "communication", "power", "repair", "safety-gear", "flood", "medical", "fire",
    "seat", "paper", "other",
)  # fmt: skip
Sort = Literal[
    "lighting", "communication", "power", "repair", "safety-gear", "flood", "medical", "fire",
    "seat", "paper", "other",
]  # fmt: skip
MOST = 200  # things in one file: nobody keeps more


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What must be there. ``least``: so many that work; ``ours``: the plan names no number;
    ``condition``: what makes one of them count as working; ``dated``: a day is printed on it after
    which it counts no more; ``how``: a command with which more of it is kept up."""

    id: Id
    thing: Text
    place: Text
    least: Annotated[int, msgspec.Meta(ge=1, le=99_999)]
    group: Sort
    condition: Text
    cites: Annotated[list[str], msgspec.Meta(min_length=1)]
    ours: bool = False
    dated: bool = False
    how: str = ""


class ThingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``plan``: whose clauses ask for these, for the sites that follow it; "": for every site."""

    format: Literal[1]
    supplies: Annotated[list[Thing], msgspec.Meta(max_length=MOST)]
    plan: str = ""

    def __post_init__(self) -> None:
        each_once(self.supplies)

    def citations(self) -> Iterator[tuple[str, Thing]]:
        """Every cited clause with the thing that cites it."""
        return ((clause, thing) for thing in self.supplies for clause in thing.cites)
