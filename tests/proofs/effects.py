"""Helpers of the fault tests that play whole incidents: dying at a chosen side effect, a machine
whose clocks the test owns, and worlds without network."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from kit.ground.machine.clock import Now
from tests.support.constants import TEN

EFFECTS = ("write", "fsync", "rename", "replace", "ftruncate", "unlink", "mkdir", "link")


@contextmanager
def fast_folder() -> Iterator[Path]:
    """A folder for tests of logic, not of disks: in memory where there is such a place."""
    where = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    path = Path(tempfile.mkdtemp(prefix="kit-", dir=where))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def patched(hook: Callable[[str, Callable[[], Any]], Any]) -> dict[str, Any]:
    """Lay ``hook(name, call)`` over every system call that changes something; the old ones."""
    saved = {name: getattr(os, name) for name in EFFECTS}

    def lay(name: str, real: Callable[..., Any]) -> None:
        def call(*args: Any, **more: Any) -> Any:
            return hook(name, lambda: real(*args, **more))

        setattr(os, name, call)

    for name, real in saved.items():
        lay(name, real)
    return saved


def effects(work: Callable[[], object]) -> list[str]:
    """The side effects of ``work``, in order."""
    seen: list[str] = []

    def hook(name: str, call: Callable[[], Any]) -> Any:
        seen.append(name)
        return call()

    saved = patched(hook)
    try:
        work()
    finally:
        for name, real in saved.items():
            setattr(os, name, real)
    return seen


def dies(work: Callable[[], object], number: int, after: bool) -> bool:
    """Run ``work`` in a child that is killed before (or ``after``) side effect ``number`` (from
    0). Whether ``work`` came to its end, which is when it would have said "recorded"."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        count = 0
        say = os.write

        def hook(name: str, call: Callable[[], Any]) -> Any:
            nonlocal count
            mine = count == number
            count += 1
            if mine and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = call()
            if mine:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        try:
            patched(hook)
            work()
            say(writer, b"!")
        finally:
            os._exit(1)
    os.close(writer)
    said = os.read(reader, 1)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    assert said or os.WIFSIGNALED(status), "the child failed by itself"
    return bool(said)


class Stopped(BaseException):
    """Dead: whatever would still be done on the way out does not happen."""


def stops(work: Callable[[], object], number: int, after: bool) -> bool:
    """As ``dies``, in this process: an exception at side effect ``number``, and none after it
    reaches the disk, whatever the handlers try. Much cheaper than a child, and as deadly as long
    as nothing is buffered in memory, which ``dies`` proves on a sample."""
    count, dead = 0, False

    def hook(name: str, call: Callable[[], Any]) -> Any:
        nonlocal count, dead
        mine = count == number
        count += 1
        if dead or (mine and not after):
            dead = True
            raise Stopped
        result = call()
        if mine:
            dead = True
            raise Stopped
        return result

    saved = patched(hook)
    try:
        work()
        return not dead
    except Stopped:
        return False
    finally:
        for name, real in saved.items():
            setattr(os, name, real)


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
