"""The event loop's way to wait: ended by the system at the time itself, when the clock is set, when
the machine wakes and when files change."""

from __future__ import annotations

import asyncio
import contextlib

from kit.ground.machine.alarm import LOOK, Alarm, Notice
from kit.ground.machine.here import wall


class Waiting:
    """``changed`` ends a wait, too: whoever has news sets it. Used inside the running loop."""

    def __init__(self) -> None:
        self.changed = asyncio.Event()
        self._held = contextlib.ExitStack()

    def __enter__(self) -> Waiting:
        self.alarm, self.notice = Alarm(), Notice()
        for teller in (self.alarm, self.notice):
            self._held.callback(teller.close)
            if teller.fd >= 0:
                loop = asyncio.get_running_loop()
                loop.add_reader(teller.fd, self._told, teller)
                self._held.callback(loop.remove_reader, teller.fd)
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def _told(self, teller: Alarm | Notice) -> None:
        teller.clear()
        self.changed.set()

    async def wait(self, seconds: float, folders: list[str]) -> None:
        """For so many seconds by the wall clock, or until something changes in the folders."""
        self.notice.watch(folders)
        trusted = self.alarm.set(wall() + seconds)
        most = seconds + 1 if trusted else min(seconds, LOOK)
        # Not wait_for: up to Python 3.11 it can swallow the cancellation that ends the program.
        timer = asyncio.get_running_loop().call_later(most, self.changed.set)
        try:
            await self.changed.wait()
        finally:
            timer.cancel()
