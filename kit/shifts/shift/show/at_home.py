"""A shift in one line."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.cells import clock
from kit.ground.base.clean import clean
from kit.ground.base.named import named
from kit.ground.base.words import word
from kit.shifts.shift.rules.state import Shift


def home_lines(shift: Shift, items: int, now: datetime, lang: str) -> list[tuple[str, bool]]:
    """How it stands, what is wanted of it now, and a hand-over that waits for a signature."""
    out = [home_line(shift, items, now, lang)]
    if shift.figures_due is not None and shift.figures_due <= now:
        out.append((word(lang, "shift.home-figures", at=clock(shift.figures_due, now)), True))
    if shift.handing is not None and shift.handing.refused is None and shift.open:
        to = clean(shift.handing.to, 60) or word(lang, "shift.home-begun-to")
        out.append((word(lang, "shift.home-begun", to=to), True))
    return out


def home_line(shift: Shift, items: int, now: datetime, lang: str) -> tuple[str, bool]:
    """Who leads, planned end, who is there, how much is carried along; and whether it should have
    been handed over by now, which the hand-over says in words."""
    late = shift.planned is not None and now >= shift.planned
    text = word(lang, "shift.drill") if shift.drill else ""
    text += word(lang, "shift.home-line", leader=named(shift.leader, lang))
    if shift.second:
        text += word(lang, "shift.title-second", second=clean(shift.second, 60))
    if shift.planned is not None:
        text += word(lang, "shift.home-until", at=clock(shift.planned, now))
    if shift.crew:
        text += word(lang, "shift.home-crew", here=len(shift.present()))
        if missing := len(shift.missing()):
            text += word(lang, "shift.home-missing", missing=missing)
    return text + (word(lang, "shift.home-items", n=items) if items else ""), late
