"""What rings on one screen: the timers of every open incident, each ring told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from kit.ground.terminal.session import Ring
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.urgency import LIFE, NEVER, grade, ring
from kit.incidents.incident.show.timer_lines import named, timer_title
from kit.people.registers.talk.watch import Registered


class Looked(msgspec.Struct, frozen=True):
    """An open incident, and now by its own clock. ``own``: the one that the screen is about."""

    incident: Incident
    now: datetime
    own: bool = False


class Rings:
    """``looked`` gives the incidents there are; silent ones ring nowhere. ``calm``: whether this
    timer has to wait, so that it gets no window title. ``registered``: what rings in
    the registers."""

    def __init__(
        self,
        looked: Callable[[], Iterable[Looked]],
        lang: str,
        calm: Callable[[Incident, TimerState], bool] = lambda *_: False,
        registered: Registered | None = None,
    ) -> None:
        self.looked = looked
        self.lang = lang
        self.calm = calm
        self.registered = registered
        self.told: dict[tuple[str, str, datetime], int] = {}

    def new(self) -> list[Ring]:
        """What rings now and was not told when last asked."""
        out = []
        for each in self.looked():
            incident, now, own = each.incident, each.now, each.own
            for timer in () if incident.silent else incident.running():
                number = ring(timer, now)
                if number > self.told.get(_mark(incident, timer), NEVER):
                    self.told[_mark(incident, timer)] = number
                    text = timer_title(incident, timer, self.lang)
                    text = text if own else named(incident, text, self.lang)
                    loud = not self.calm(incident, timer)
                    grave = grade(incident, timer) == LIFE
                    out.append(Ring(text, loud, own, ref=incident.ref, grave=grave))
        return out + (self.registered.new() if self.registered is not None else [])

    def still(self) -> bool:
        if self.registered is not None and self.registered.still():
            return True
        return any(
            timer.ringing(each.now)
            for each in self.looked()
            for timer in each.incident.running()
            if not each.incident.silent
        )

    # ---- a clock that was set ---------------------------------------------------------------

    def told_of(self, incident: Incident) -> dict[str, int]:
        """Timers whose ring, as it stands now, was told: which of its rings."""
        marks = {t.key: _mark(incident, t) for t in incident.running()}
        return {key: self.told[mark] for key, mark in marks.items() if mark in self.told}

    def moved(self, incident: Incident, told: dict[str, int], now: datetime) -> None:
        """A set clock moved the rings: of those that go on, the ``told`` are not told again."""
        for timer in incident.running():
            if timer.ringing(now) and timer.key in told:
                self.told[_mark(incident, timer)] = max(told[timer.key], ring(timer, now))


def _mark(incident: Incident, timer: TimerState) -> tuple[str, str, datetime]:
    """This ring of this timer."""
    return incident.ref, timer.key, timer.ring_at or timer.due
