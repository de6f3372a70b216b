"""How long a UPS feeds what hangs on it: from its battery, and from a test, the lower of both.

A lead battery gives less the faster it is emptied (Peukert's law, on its capacity at twenty hours);
the figures are ours and lean to the short side. A test says more than any of it.
"""

from __future__ import annotations

from datetime import date

import msgspec

from kit.ground.base.lean import re
from kit.people.registers.rules.state import Doc, Step

HOURS = 20.0  # at which makers rate a lead battery
PEUKERT = 1.25
INVERTER = 0.85  # of what the battery gives reaches the computers
OLD_YEARS, AGED = 3, 0.8  # an old battery holds so much
ROOM = 0.8  # of its rating may hang on a UPS
MOST_MINUTES = 7 * 24 * 60
_LOAD = r"(\d{1,5}(?:\.\d)?)\s*(?:W|瓦)?\s*(?:[x×*]\s*(\d{1,3}))?\s*$"


class Sized(msgspec.Struct, frozen=True):
    """Watts and whole minutes, rounded down. ``load``: ``None`` where it cannot be read from what
    was written. ``estimate``: from the battery, ``measured``: from the last test, at today's load;
    ``offered``: the lower of both, ``None`` where neither is known. ``need``: 0 for none said;
    ``wh_needed``: what the battery must hold for that."""

    load: float | None
    rating: float | None
    estimate: int | None
    measured: int | None
    offered: int | None
    need: int
    wh_needed: int | None
    overloaded: bool
    full: bool
    tested: Step | None

    @property
    def enough(self) -> bool | None:
        """Whether it lasts as long as it must; ``None`` where that is not known."""
        if not self.need or self.offered is None:
            return None
        return self.offered >= self.need and not self.overloaded


def watts(loads: str) -> float | None:
    """Of ``PC 150 x2, screen 30W``: 330; ``None`` where one of them says no number."""
    parts = [part for part in re.split(r"[,，、;；+]", loads) if part.strip()]
    total = 0.0
    for part in parts:
        found = re.search(_LOAD, part.strip(), re.I)
        if found is None:
            return None
        total += float(found[1]) * int(found[2] or 1)
    return total if parts and total > 0 else None


def figure(text: str) -> float | None:
    """A number above zero, with at most one decimal; ``None`` for another text."""
    found = re.fullmatch(r"\d{1,6}(?:\.\d)?", text.strip())
    return float(found[0]) or None if found else None


def runtime(wh: float, load: float, aged: bool = False) -> int:
    """Minutes that a battery of ``wh`` feeds ``load`` watts."""
    usable = wh * INVERTER * (AGED if aged else 1.0)
    hours = HOURS * (usable / (load * HOURS)) ** PEUKERT
    return min(MOST_MINUTES, int(hours * 60))


def wh_for(minutes: float, load: float, aged: bool = True) -> int:
    """What a battery must hold to feed ``load`` so long, when it is old; rounded up."""
    share = (minutes / 60 / HOURS) ** (1 / PEUKERT)
    return int(load * HOURS * share / INVERTER / (AGED if aged else 1.0)) + 1


def measured(minutes: float, tested: float | None, load: float | None) -> int:
    """A test's minutes at today's load: fewer where more hangs on it, never more."""
    if tested and load and load > tested:
        minutes *= (tested / load) ** PEUKERT
    return min(MOST_MINUTES, int(minutes))


def sized(doc: Doc, today: date) -> Sized:
    load, rating, wh = watts(doc.get("loads")), figure(doc.get("watts")), figure(doc.get("wh"))
    need = int(figure(doc.get("need")) or 0)
    year = doc.get("since")[:4]
    aged = year.isdecimal() and today.year - int(year) >= OLD_YEARS
    tests = [step for step in doc.steps if step.stage == "ups-tested"]
    tested = max(tests, key=lambda step: step.at, default=None)
    estimate = runtime(wh, load, aged) if wh and load else None
    lasted = None
    if tested is not None:
        minutes = figure(tested.said.get("minutes", "")) or 0.0
        lasted = measured(minutes, figure(tested.said.get("tested_load", "")), load)
    over = bool(load and rating and load > rating)
    known = [each for each in (estimate, lasted) if each is not None]
    return Sized(
        load, rating, estimate, lasted, 0 if over else min(known, default=None), need,
        wh_for(need, load) if need and load else None, over,
        bool(load and rating and not over and load > rating * ROOM), tested,
    )  # fmt: skip
