"""Dying at a chosen side effect: every system call that changes something, in order."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

EFFECTS = ("write", "fsync", "rename", "replace", "ftruncate", "unlink", "mkdir", "link")


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
