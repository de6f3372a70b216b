"""Both doors of ``kit note``: the quick one and the slow one, by a clock that the test holds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit import quick as front
from kit.ground.journal import recorder
from kit.ground.journal.recorder import stamp
from kit.ground.machine.clock import Now
from tests.support.constants import TEN

BOOT = "testboot"


def now(minute: float = 1.0, jump: float = 0.0) -> Now:
    """Minutes after ten, as the system's clock would tell them; ``jump``: seconds it was set."""
    return Now(TEN + timedelta(minutes=minute, seconds=jump), 1000 + 60 * minute, BOOT)


def setting(monkeypatch: pytest.MonkeyPatch, at: Now) -> None:
    """Both doors read this clock and draw the same ids."""
    ids = (f"m{int(at.tick) % 100_000:05d}{n:04d}" for n in range(10_000))
    for module in (front, recorder):
        monkeypatch.setattr(module, "new_id", lambda: next(ids))
    monkeypatch.setattr(front, "stamp", lambda: stamp(at.wall))
    monkeypatch.setattr(front, "tick", lambda: at.tick)
    monkeypatch.setattr(front, "boot_id", lambda: at.boot)
    monkeypatch.setattr("kit.ground.machine.clock.SystemClock.now", lambda _: at)


def handed_on(*argv: str) -> bool:
    """Whether the quick door leaves a line to the slow one."""
    try:
        front.note(["note", *argv])
    except front.HandOn:
        return True
    return False


def only_slow(argv: list[str]) -> str:
    """In the place of the quick door."""
    raise front.HandOn
