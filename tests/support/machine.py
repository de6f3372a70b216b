"""A laptop as a test wants it: with clocks that the test owns, with a folder where fsync costs nothing."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.base import cells
from kit.ground.machine.clock import Now
from tests.support.constants import TEN


@contextmanager
def fast_folder() -> Iterator[Path]:
    """A folder for tests of logic, not of disks: in memory where there is such a place."""
    where = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    path = Path(tempfile.mkdtemp(prefix="kit-", dir=where))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


BERLIN, NEW_YORK = "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0"


def needs_zones() -> None:
    """Skips where the system takes no time zone from the environment (Windows)."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system takes no zone from the environment")


@contextmanager
def in_zone(zone: str) -> Iterator[None]:
    """The clock on the wall there, in this process and in what it starts."""
    needs_zones()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        _look_anew()
        yield
    _look_anew()


def _look_anew() -> None:
    time.tzset()
    cells._clock.cache_clear()
    cells._offsets.cache_clear()


class Machine:
    """A laptop's two clocks. ``true``: seconds that have really passed since ten."""

    def __init__(self) -> None:
        self.true = 0.0
        self.offset = 0.0
        self.boots = 1
        self.started = -1000.0

    def passes(self, seconds: float) -> None:
        """Time goes by, awake or asleep: the counting clock counts either way."""
        self.true += seconds

    def set(self, seconds: float) -> None:
        """Somebody sets the wall clock forward or back."""
        self.offset += seconds

    def reboot(self, seconds: float) -> None:
        """It was off for a while; the wall clock went on."""
        self.true += seconds
        self.boots += 1
        self.started = self.true - 20

    def now(self) -> Now:
        wall = TEN + timedelta(seconds=round(self.true + self.offset, 3))
        return Now(wall, round(self.true - self.started, 3), f"boot{self.boots}")


def unlistable(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The disk gives this one folder out no more."""
    path, listed = str(folder), os.listdir

    def names(of: str) -> list[str]:
        if os.fspath(of) == path:
            raise OSError(errno.EIO, os.strerror(errno.EIO), of)
        return listed(of)

    monkeypatch.setattr(os, "listdir", names)
