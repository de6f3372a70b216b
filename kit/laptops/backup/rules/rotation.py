"""Which backups are kept: the latest of each of the last 7 days, 5 weeks and 12 months that have
one, and all that must not go.

Days, weeks and months without a backup do not count, so that a laptop that lay in a drawer keeps
what it has. Only what proves itself fills a place; what does not is never taken away for another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from kit.ground.base.months import month_of

DAYS, WEEKS, MONTHS = 7, 5, 12

# For which reason one is kept: the new one, as a day's, a week's, a month's; because it holds what
# the new one does not; because it does not prove itself.
NEW, DAY, WEEK, MONTH, ALONE, UNPROVED = "new", "day", "week", "month", "alone", "unproved"


class Found(msgspec.Struct, frozen=True):
    """One backup of this laptop; ``at``: the time in its name; ``sound``: it proves itself;
    ``covered``: the new one holds all that it holds."""

    name: str
    at: datetime
    sound: bool = True
    covered: bool = True


class Plan(msgspec.Struct, frozen=True):
    """``kept``: names, each with the reason; ``gone``: names to be deleted."""

    kept: dict[str, str]
    gone: list[str]


def plan(found: list[Found], new: str) -> Plan:
    """What stays and what goes, now that the backup ``new`` was written and proved. Where it was
    not, nothing goes."""
    sound = sorted((f for f in found if f.sound), key=lambda f: (f.at, f.name), reverse=True)
    kept = {f.name: UNPROVED for f in found if not f.sound}
    if new not in {f.name for f in sound}:
        return Plan({**kept, **{f.name: ALONE for f in sound}}, [])
    kept[new] = NEW
    for reason, many, of in _PLACES:
        for name in _latest(sound, many, of):
            kept.setdefault(name, reason)
    rest = [f for f in sound if f.name not in kept]
    kept |= {f.name: ALONE for f in rest if not f.covered}
    return Plan(kept, [f.name for f in rest if f.covered])


def beside(found: list[Found], gone: list[str]) -> list[str]:
    """Those that stand for the ones that go: of the same months, and not among them."""
    months = {_month(f.at) for f in found if f.name in gone}
    return [f.name for f in found if f.sound and f.name not in gone and _month(f.at) in months]


def _latest(sound: list[Found], many: int, of: Callable[[datetime], str]) -> list[str]:
    """The latest of each of the last ``many`` days, weeks or months; ``sound``: latest first."""
    first: dict[str, str] = {}
    for each in sound:
        first.setdefault(of(each.at), each.name)
    return [*first.values()][:many]


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _week(at: datetime) -> str:
    return f"{at:%G-W%V}"


def _month(at: datetime) -> str:
    return month_of(at)


_PLACES: tuple[tuple[str, int, Callable[[datetime], str]], ...] = (
    (DAY, DAYS, _day), (WEEK, WEEKS, _week), (MONTH, MONTHS, _month),
)  # fmt: skip
