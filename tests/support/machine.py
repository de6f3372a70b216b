"""A laptop as a test wants it: with clocks that the test owns, with a folder where fsync costs nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

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
