"""The only reader of the clock (its light half is ``here``).

A ``Now`` is wall time with offset for people, and a tick that counts on through sleep together
with the name of the machine's start, for measuring. Any clock but the system's belongs to drills.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Protocol

import msgspec

from kit.ground.base.astray import ASTRAY
from kit.ground.machine.here import boot_id, tick


class Now(msgspec.Struct, frozen=True):
    """``tick``: seconds since the machine's start, counting through sleep; 0 for drill clocks."""

    wall: datetime
    tick: float = 0.0
    boot: str = ""


if TYPE_CHECKING:  # what only annotations name costs no start

    class Clock(Protocol):
        speed: float

        def now(self) -> Now: ...


class SystemClock:
    speed = 1.0

    def now(self) -> Now:
        return Now(_whole_minutes(datetime.now().astimezone()), round(tick(), 3), boot_id())


def _whole_minutes(at: datetime) -> datetime:
    """By an offset that a line of the log can say: some zones once had seconds in theirs."""
    offset = at.utcoffset() or timedelta(0)
    odd = offset % timedelta(minutes=1)
    return at.astimezone(timezone(offset - odd)) if odd else at


def walls(now: datetime) -> Callable[[datetime], list[datetime]] | None:
    """The times at which this machine's wall clock shows a naive time: none in the hour that it
    skips, two in the hour that it repeats. ``None`` where ``now`` is of another zone (drills)."""
    return _on_wall if now.astimezone().utcoffset() == now.utcoffset() else None


def _on_wall(naive: datetime) -> list[datetime]:
    found: list[datetime] = []
    for fold in (0, 1):
        try:
            at = naive.replace(fold=fold).astimezone()
        except (ValueError, OSError) as error:  # a year that the system's tables do not have
            raise OverflowError from error
        if at.replace(tzinfo=None, fold=0) == naive and at not in found:
            found.append(at)
    return found


class FastClock:
    """``speed`` simulated seconds for each real one since ``anchor``, when both were equal.
    ``until``: what it showed when its drill was over; from then on it goes as every clock does."""

    def __init__(self, anchor: datetime, speed: float, until: datetime | None = None) -> None:
        self.anchor = anchor
        self.speed = speed
        self.until = until

    def now(self) -> Now:
        return Now(self.shows(datetime.now().astimezone()))

    def shows(self, real: datetime) -> datetime:
        """What it showed at a real time."""
        shown = self.anchor + (real - self.anchor) * self.speed
        if self.until is None or shown <= self.until:
            return shown
        return self.until + (real - self.real(self.until))

    def real(self, shown: datetime) -> datetime:
        """At which real time it showed this."""
        if self.until is not None and shown > self.until:
            return self.real(self.until) + (shown - self.until)
        return self.anchor + (shown - self.anchor) / self.speed


class FileClock:
    """Shows the time that stands in a file: whoever plays a story moves it."""

    speed = 0.0

    def __init__(self, path: str) -> None:
        self.path = path

    def now(self) -> Now:
        with open(self.path, encoding="ascii") as file:
            return Now(datetime.fromisoformat(file.read().strip()))


class HandClock:
    """A clock that its owner sets; for the demonstration and for tests."""

    speed = 0.0

    def __init__(self, wall: datetime) -> None:
        self.wall = wall

    def now(self) -> Now:
        return Now(self.wall)


def from_environment() -> Clock:
    """``KIT_CLOCK=file:PATH`` for stories; otherwise the system's clock."""
    name = os.environ.get("KIT_CLOCK", "")
    if name.startswith("file:"):
        return FileClock(name[5:])
    return SystemClock()


def jumped(before: tuple[datetime, float, str], after: Now) -> float:
    """Seconds by which the wall clock was set between two readings of one machine start
    (positive: forward). 0 when it cannot be known or is under 5 seconds."""
    wall, tick, boot = before
    if not boot or boot != after.boot or not tick or not after.tick:
        return 0.0
    off = (after.wall - wall).total_seconds() - (after.tick - tick)
    return off if abs(off) > 5 else 0.0


def set_back_over_restart(before: tuple[datetime, float, str], after: Now) -> float:
    """Seconds (negative) by which the clock is behind a reading of an earlier machine start; 0
    when it is not by more than 5. How long the machine was off is not known then."""
    wall, _, boot = before
    if not boot or not after.boot or boot == after.boot:
        return 0.0
    off = (after.wall - wall).total_seconds()
    return off if off < -5 else 0.0


def set_forward_over_restart(
    before: tuple[datetime, float, str], high: datetime, after: Now
) -> float:
    """Seconds by which the clock is ahead of a reading of an earlier machine start that was itself
    ``ASTRAY`` behind the latest reading before it (``high``): it went astray and was put right
    while the machine was off. 0 where that cannot be known."""
    wall, _, boot = before
    if not boot or not after.boot or boot == after.boot:
        return 0.0
    lost, off = (high - wall).total_seconds(), (after.wall - high).total_seconds()
    return (after.wall - wall).total_seconds() if lost > ASTRAY and 0 <= off < lost else 0.0


def unjumped(now: Now, marks: dict[str, tuple[datetime, float]]) -> Now:
    """Now by the clock that the log was written with: what counts on within one machine start is
    believed, so that a reader is right before the jump itself is an entry."""
    mark = marks.get(now.boot)
    off = jumped((*mark, now.boot), now) if mark is not None else 0.0
    return msgspec.structs.replace(now, wall=now.wall - timedelta(seconds=off)) if off else now


def passed(before: Now, after: Now) -> float:
    """Seconds between two readings in one process: counted where the clock counts, else by the
    wall (drills)."""
    if before.boot and before.boot == after.boot:
        return after.tick - before.tick
    return (after.wall - before.wall).total_seconds()
