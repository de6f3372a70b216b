"""Numbers that stay as long as the terminal runs: who does not look types the one he learnt."""

from __future__ import annotations

from collections.abc import Iterable

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

    def of(self, refs: Iterable[str]) -> dict[str, int]:
        """By reference; an incident that was never seen gets the next."""
        for ref in refs:
            if ref not in self.incidents:
                number = len(self.incidents) + 1
                self.incidents[ref] = number if number <= MOST else number + FURTHER - MOST
        return self.incidents

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
    nothing anywhere, and is kept as long as the number. Beyond the letters the number itself."""
    numbers = numbers_of(ctx, logs)
    return {ref: LETTERS[n - 1 : n] or str(n) for ref, n in numbers.items()}
