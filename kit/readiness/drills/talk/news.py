"""What reaches the player of a drill at its minute, on whichever screen stands there. It is noted
as given in the drill's own journal; never as anything that the player did."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from kit.ground.base.cells import clock
from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.session import Ring
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.store import FOLDER, Drills, clock_of
from kit.readiness.drills.rules.script import Inject
from kit.readiness.drills.rules.state import Drill

STAYS = timedelta(minutes=10)  # by the drill's clock; the newest stays until another comes
MOST = 2
NEVER = float("inf")
BY_HAND = 0.2  # seconds between two looks at a clock that is moved by hand


class News:
    """Where no drill was begun, each look costs one stat."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self._folder = os.path.join(ctx.home, FOLDER)
        self._drill: Drill | None = None
        self._entries = -1
        self._told: set[str] | None = None
        self._said_over = False

    def refresh(self) -> bool:
        """Take in what was given elsewhere, and give what is due. A drill's journal that cannot be
        read or written stops no screen."""
        before = (self._drill is not None, self._entries)
        if not os.path.isdir(self._folder) or self.ctx.veil is not None:
            return False
        try:
            book = self.ctx.of(Drills).on()
            if book is not None:
                desk.give_due(self.ctx, book)
        except (Refused, OSError):
            return False
        self._drill = book.state if book is not None else None
        self._entries = book.state.entries if book is not None else -1
        if self._told is None:
            self._told = self._long_given()
        return before != (self._drill is not None, self._entries)

    def _long_given(self) -> set[str]:
        """What was given long before this screen began is told no more."""
        if self._drill is None:
            return set()
        now = desk.now(self.ctx, self._drill).wall
        return {id_ for id_, at in self._drill.given.items() if now - at >= STAYS}

    def _given(self) -> list[Inject]:
        """The newest first."""
        drill = self._drill
        if drill is None or drill.scenario is None:
            return []
        known = [each for _, _, each in drill.scenario.injects() if each.id in drill.given]
        return sorted(known, key=lambda each: drill.given[each.id])[::-1]

    def next(self) -> float:
        drill = self._drill
        if drill is None or not drill.on:
            return NEVER
        speed = clock_of(self.ctx.clock, drill).speed
        if not speed:
            return BY_HAND
        now = desk.now(self.ctx, drill).wall
        times = [] if drill.by_hand else [at for at, _ in drill.waiting()]
        end = planned_end(drill)
        if end is not None and now < end:
            times.append(end)
        waits = [(at - now).total_seconds() / speed for at in times]
        return max(0.0, min(waits)) + 0.002 if waits else NEVER

    def new(self) -> list[Ring]:
        if self._told is None or self._drill is None:
            return []
        fresh = [each for each in reversed(self._given()) if each.id not in self._told]
        self._told |= {each.id for each in fresh}
        lines = [self._line(self._drill, each) for each in fresh]
        over = self._over()
        if over and not self._said_over:
            self._said_over = True
            lines.append(over)
        return [Ring(line, own=False, said=True) for line in lines]

    def _over(self) -> str:
        """That the planned time is over, and how the drill is ended; "" before."""
        drill = self._drill
        end = planned_end(drill) if drill is not None and drill.on else None
        if drill is None or end is None or desk.now(self.ctx, drill).wall < end:
            return ""
        return word(self.ctx.me.lang, "drill.time-over", at=clock(end))

    def lines(self) -> list[str]:
        drill = self._drill
        if drill is None or not drill.on:
            return []
        now = desk.now(self.ctx, drill).wall
        given = self._given()
        recent = [each for each in given[1:] if now - drill.given[each.id] < STAYS]
        out = [self._line(drill, each) for each in [*given[:1], *recent[: MOST - 1]]]
        if len(recent) >= MOST:
            more = word(self.ctx.me.lang, "drill.given-more", n=len(recent) - MOST + 1)
            out[0] += more
        over = self._over()
        return [over, *out[: MOST - 1]] if over else out

    def _line(self, drill: Drill, inject: Inject) -> str:
        return given_line(drill, inject, self.ctx.me.lang)

    def places(self) -> list[str]:
        if self._drill is None:
            return [self._folder] if os.path.isdir(self._folder) else []
        return [self._folder, os.path.join(self.ctx.home, FOLDER, self._drill.ref)]


def planned_end(drill: Drill) -> datetime | None:
    """When its planned time is over; ``None`` where nobody knows it."""
    if drill.begun is None or drill.scenario is None:
        return None
    return drill.begun + timedelta(minutes=drill.scenario.minutes)


def given_line(drill: Drill, inject: Inject, lang: str) -> str:
    """``【演练】21:08 …``: what the player hears or sees, and when it reached them."""
    at = drill.given[inject.id]
    to = inject.to.get(lang) if inject.to is not None else ""
    text = clean(inject.text.get(lang), 600)
    if inject.kind == "second-incident":
        text += word(lang, "drill.second-how")
    key = "drill.given-to" if to else "drill.given"
    return word(lang, key, at=clock(at), to=clean(to, 60), text=text)
