"""What takes longer than a moment shows how far it is, and how much longer it takes.

On the error stream and at a terminal only: what is piped, or read out line by line, gets nothing.
The line is gone when the work is, also when Ctrl-C ends it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kit.ground.base import going
from kit.ground.console.context import Context, Out
from kit.ground.machine.here import tick

if TYPE_CHECKING:
    from rich.progress import Progress

FIRST = 2.0  # seconds of work before anything is shown
OFTEN = 0.2  # seconds between two pictures


@contextmanager
def watched(ctx: Context, clock: Callable[[], float] = tick) -> Iterator[None]:
    """Show the loops in it (``ground.base.going.over``) that take their time. ``clock`` counts
    seconds."""
    out = ctx.err
    if not out.terminal or out.plain or os.environ.get("TERM", "") == "dumb":
        yield
        return
    bar = Bar(out, clock)
    going.WATCHERS.append(bar.at)
    try:
        yield
    finally:
        going.WATCHERS.remove(bar.at)
        bar.close()


class Bar:
    def __init__(self, out: Out, clock: Callable[[], float]) -> None:
        self.out = out
        self.clock = clock
        self.began = self.drawn = clock()
        self.shown: Progress | None = None

    def at(self, share: float) -> None:
        """``share`` of the work is done, from 0 to 1."""
        now = self.clock()
        if now - self.began < FIRST or (self.shown is not None and now - self.drawn < OFTEN):
            return
        self.drawn = now
        if self.shown is None:
            self.shown = self._begun()
        told = self.text(share, now - self.began)
        self.shown.update(self.shown.task_ids[0], completed=share, description=told)
        self.shown.refresh()

    def text(self, share: float, gone: float) -> str:
        """``42 %, about 2 min left``; how long is not said where a hundredth is not done yet."""
        from kit.ground.base.cells import span

        percent = int(share * 100)
        if percent < 1:
            return self.out.word("screen.going-first", percent=percent)
        left = max(1, round(gone / share - gone))
        left = left if left < 90 else round(left / 60) * 60
        return self.out.word("screen.going", percent=percent, span=span(left, self.out.lang))

    def _begun(self) -> Progress:
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (BarColumn(bar_width=20), TextColumn("{task.description}", markup=False))
        progress = Progress(
            *columns, console=self.out.console, transient=True, auto_refresh=False
        )
        progress.add_task("", total=1.0)
        progress.start()
        return progress

    def close(self) -> None:
        if self.shown is not None:
            self.shown.stop()
            self.shown = None
