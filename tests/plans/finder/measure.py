"""``python -m tests.plans.finder.measure FILE...``: how often the right list is first, by whole lists of
phrases. Prints figures only, never a phrase: a blind list that somebody has looked into is spent.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.format import Checklist
from kit.plans.finder.files import model
from kit.plans.finder.rules.model import NONE
from kit.plans.finder.rules.rank import GRAVE, Found, find
from tests.plans.finder.train import Phrase, known, phrases

FEW = 2  # characters: so short a phrase may be the initials of a dozen things
Finder = Callable[[str], Found]


class Figures(NamedTuple):
    """Shares from 0 to 1: the right list first, the same of life and security, among three, no
    incident said to be none, an incident said to be none; and of how many phrases."""

    first: float
    grave: float
    three: float
    nothing: float
    denied: float
    count: int


def share(of: Sequence[bool]) -> float:
    return sum(of) / len(of) if of else 1.0


def figures(rows: Sequence[Phrase], found: Sequence[Found], lists: Sequence[Checklist]) -> Figures:
    """A phrase for which nothing is found is a miss."""
    danger = {c.id: c.danger for c in lists}
    pairs = [(row[0], f, [h.id for h in f.hits[:3]]) for row, f in zip(rows, found, strict=True)]
    real = [(wanted, f, ids) for wanted, f, ids in pairs if wanted != NONE]
    return Figures(
        share([ids[:1] == [wanted] for wanted, _, ids in real]),
        share([ids[:1] == [wanted] for wanted, _, ids in real if danger[wanted] in GRAVE]),
        share([wanted in ids for wanted, _, ids in real]),
        share([f.nothing or not ids for wanted, f, ids in pairs if wanted == NONE]),
        share([f.nothing or not ids for wanted, f, ids in real]),
        len(pairs),
    )


def measured(rows: Sequence[Phrase], finder: Finder, lists: Sequence[Checklist]) -> Figures:
    return figures(rows, [finder(row[2]) for row in rows], lists)


def usable(path: Path) -> list[Phrase]:
    """The rows whose checklist is there."""
    ids = known()
    return [row for row in phrases(path) if row[0] in ids]


def main(paths: list[str]) -> int:
    lists, _ = Checklists("/nonexistent-home").readable()
    say = sys.stdout.write
    say("list          which         first  grave  three  none   denied  phrases\n")
    for path in map(Path, paths):
        rows = usable(path)
        found = [find(row[2], lists, model()) for row in rows]
        keep = {
            "all": lambda row: True,
            "zh": lambda row: row[1] == "zh",
            "en": lambda row: row[1] == "en",
            f"over {FEW} signs": lambda row: len(row[2].strip()) > FEW,
        }
        for which, wanted in keep.items():
            kept = [(row, f) for row, f in zip(rows, found, strict=True) if wanted(row)]
            f = figures([row for row, _ in kept], [one for _, one in kept], lists)
            shares = "  ".join(f"{100 * part:5.1f}" for part in f[:5])
            say(f"{path.stem:<12}  {which:<12}  {shares}   {f.count}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
