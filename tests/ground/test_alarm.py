"""What ends a wait: a time of day, a clock that was set, waking, files that change."""

from __future__ import annotations

import asyncio
import errno
import os
import select
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kit.ground.machine import alarm as alarm_module
from kit.ground.machine.alarm import CANCEL_ON_SET, Alarm, Notice
from kit.ground.machine.here import wall
from kit.ground.terminal.waiting import Waiting

linux = pytest.mark.skipif(sys.platform != "linux", reason="timerfd and inotify")


def rings(fd: int, seconds: float) -> bool:
    return bool(select.select([fd], [], [], seconds)[0])


@linux
def test_a_time_that_passed_while_the_machine_slept_rings_at_once() -> None:
    with closing(Alarm()) as alarm:
        assert alarm.set(wall() - 7080)
        assert rings(alarm.fd, 30) and not alarm.clear()
        assert alarm.set(wall() + 3600)
        assert not rings(alarm.fd, 0)


@linux
def test_the_alarm_is_set_to_ring_when_the_clock_is_set_or_the_machine_wakes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Kernel:
        """Notes what is asked for; the real one may only be asked by who may set the clock."""

        def timerfd_create(self, clock: int, _: int) -> int:
            self.clock = clock
            return os.eventfd(0, os.EFD_NONBLOCK)

        def timerfd_settime(self, _: int, flags: int, when: list[int], old: None) -> int:
            self.flags, self.when = flags, (when[2], when[3])
            return 0

    kernel = Kernel()
    monkeypatch.setattr(alarm_module, "_libc", lambda: kernel)
    with closing(Alarm()) as alarm:
        assert alarm.set(1_800_000_000.25)
        assert kernel.clock == 0 and kernel.flags & CANCEL_ON_SET
        assert kernel.when[0] == 1_800_000_000 and abs(kernel.when[1] - 250_000_000) < 1000

        def cancelled(fd: int, _: int) -> bytes:
            raise OSError(errno.ECANCELED, "cancelled")

        monkeypatch.setattr(os, "read", cancelled)
        assert alarm.clear(), "not its time: the clock was set"


@linux
def test_what_another_terminal_writes_is_told_and_nothing_else(tmp_path: Path) -> None:
    folder, other = tmp_path / "open", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    with closing(Notice()) as notice:
        notice.watch([str(folder), str(tmp_path / "missing")])
        (other / "x").write_text("1", encoding="ascii")
        assert not rings(notice.fd, 0)
        with open(folder / "x.jsonl", "a", encoding="ascii") as file:
            file.write("1")
        assert rings(notice.fd, 30) and notice.clear() and not notice.clear()
        (folder / "x.jsonl").read_bytes()
        assert not rings(notice.fd, 0), "reading is no change"
        notice.watch([str(other)])
        notice.clear()
        (folder / "x.jsonl").unlink()
        assert not rings(notice.fd, 0)


def test_a_system_that_tells_of_nothing_is_looked_at_now_and_then(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(alarm_module, "_libc", lambda: None)
    with closing(Alarm()) as alarm, closing(Notice()) as notice:
        assert (alarm.fd, notice.fd) == (-1, -1)
        assert not alarm.set(wall()) and not alarm.clear()
        notice.watch([str(tmp_path)])
        assert not notice.clear()


@pytest.mark.parametrize("system", [True, False])
def test_the_screens_wait_ends_at_its_time_and_for_news(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: bool
) -> None:
    if not system:
        monkeypatch.setattr(alarm_module, "_libc", lambda: None)

    async def waits() -> None:
        with Waiting() as waiting:
            await waiting.wait(0.0, [str(tmp_path)])
            waiting.changed.clear()
            asyncio.get_running_loop().call_soon(waiting.changed.set)
            await waiting.wait(3600.0, [str(tmp_path)])
            if system and sys.platform == "linux":
                waiting.changed.clear()
                (tmp_path / "x").write_text("1", encoding="ascii")
                await waiting.wait(3600.0, [str(tmp_path)])

    asyncio.run(asyncio.wait_for(waits(), 30))


def test_a_wait_can_be_cancelled_whatever_ends_at_the_same_moment(tmp_path: Path) -> None:
    async def ends() -> bool:
        with Waiting() as waiting:
            task = asyncio.ensure_future(waiting.wait(3600.0, [str(tmp_path)]))
            await asyncio.sleep(0)
            waiting.changed.set()
            task.cancel()
            await asyncio.wait([task])
            return task.cancelled()

    assert asyncio.run(ends())
