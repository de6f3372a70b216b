"""What lower rooms hear of drills, told to them without reading any of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kit.ground.console.context import Context
from kit.ground.terminal.session import Ring
from kit.incidents.incident.files import desk
from kit.people.registers.talk.above import NEWS, News

if TYPE_CHECKING:
    from kit.incidents.incident.files.log import Log


def _on(ctx: Context) -> desk.OnDrill | None:
    if not os.path.isdir(os.path.join(ctx.home, "drilled", "on")):
        return None
    from kit.readiness.drills.files.desk import on_drill

    return on_drill(ctx)


def _stop(ctx: Context, log: Log, text: str) -> Log:
    from kit.readiness.drills.command.stop import stop

    return stop(ctx, log, text)


class _Lazy:
    """Nothing is imported before a drill was ever on in this home."""

    def __init__(self, ctx: Context) -> None:
        self._path = os.path.join(ctx.home, "drilled")
        self._ctx = ctx
        self._there: News | None = None

    def _news(self) -> News | None:
        if self._there is None:
            if not os.path.isdir(self._path):
                return None
            from kit.readiness.drills.talk.news import News as Real

            self._there = Real(self._ctx)
        return self._there

    def refresh(self) -> bool:
        news = self._news()
        return news.refresh() if news is not None else False

    def next(self) -> float:
        return self._there.next() if self._there is not None else float("inf")

    def new(self) -> list[Ring]:
        return self._there.new() if self._there is not None else []

    def lines(self) -> list[str]:
        return self._there.lines() if self._there is not None else []

    def places(self) -> list[str]:
        return self._there.places() if self._there is not None else []


def register() -> None:
    desk.DRILL[:] = [_on]
    desk.STOP[:] = [_stop]
    NEWS[:] = [_Lazy]
