"""Numbers that stay as long as the terminal runs: who does not look types the one he learnt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kit.ground.console.context import Context
from kit.incidents.incident.files.log import Log
from kit.live.guide.talk.letters import LETTERS
from kit.plans.checklists.rules.format import DANGER_ORDER, Checklist

MOST = 20  # incidents; what home offers beside them is counted behind
FURTHER = 200  # where a run has more of them
# As in the guide, where they are the same acts.
ACTS = {"due": 21, "note": 22, "undo": 32, "leave": 0, "quit": 47, "start": 51, "callback": 52}
ABOVE = 53  # the first of what rooms above have here
TYPES = 61  # the first type; no number of the guide is so high


class Fixed:
    """Of one home: a number for each incident, by reference, in the order in which they were first
    seen open, and for each type, gravest first. None is given twice."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.incidents: dict[str, int] = {}
        self.types: dict[str, int] = {}
        self.letters: dict[str, str] = {}

    def of(self, refs: Iterable[str]) -> dict[str, int]:
        """By reference; an incident that was never seen gets the next."""
        for ref in refs:
            if ref not in self.incidents:
                number = len(self.incidents) + 1
                self.incidents[ref] = number if number <= MOST else number + FURTHER - MOST
        return self.incidents

    def lettered(self, numbers: Mapping[str, int], open_too: Sequence[str] = ()) -> dict[str, str]:
        """By reference: each keeps its own as long as it is open; only where all were given, one of
        an incident that is over is given anew."""
        held = self.letters
        for ref in sorted(numbers, key=lambda ref: numbers[ref]):
            if ref not in held:
                new = [letter for letter in LETTERS if letter not in held.values()]
                gone = [held[old] for old in held if old not in (*numbers, *open_too)]
                free = new or [each for each in LETTERS if each in gone]
                if free:
                    self.letters = held = {k: v for k, v in held.items() if v != free[0]}
                    held[ref] = free[0]
        return {ref: held.get(ref, "") for ref in numbers}

    def of_types(self, checklists: Iterable[Checklist]) -> dict[str, int]:
        """By id of the list."""
        new = [each for each in checklists if each.id not in self.types]
        for each in sorted(new, key=lambda each: DANGER_ORDER.index(each.danger)):
            number = TYPES + len(self.types)
            self.types[each.id] = number if number <= FURTHER else number + FURTHER
        return self.types


def numbers_of(ctx: Context, logs: Iterable[Log]) -> dict[str, int]:
    """Of open incidents, the eldest first where several are new."""
    refs = [log.ref for log in sorted(logs, key=lambda log: log.incident.opened or ctx.now().wall)]
    known = ctx.of(Fixed).of(refs)
    return {ref: known[ref] for ref in refs}


def letters_of(ctx: Context, logs: Iterable[Log]) -> dict[str, str]:
    """By reference, where a number would be one of home's or a step's: a letter that deals with
    nothing anywhere, and is kept as long as it is open. Beyond the letters the number itself."""
    numbers = numbers_of(ctx, logs)
    letters = ctx.of(Fixed).lettered(numbers)
    return {ref: letters[ref] or str(n) for ref, n in numbers.items()}


def keys_of(ctx: Context, own: Log, others: Iterable[Log]) -> dict[str, str]:
    """The same of the ``others``, which get theirs before the ``own`` one, as single keys: "" where
    none is left."""
    numbers = numbers_of(ctx, others)
    return ctx.of(Fixed).lettered(numbers, (own.ref,))
