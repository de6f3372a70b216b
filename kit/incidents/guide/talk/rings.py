"""What rings in one incident: which timer wants its answer first, and what of it was told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.show.timer_lines import timer_title


class Rings:
    """``now``: by the clock of the incident's log."""

    def __init__(self, folder: Log, now: Callable[[], Now], lang: str) -> None:
        self.folder = folder
        self.now = now
        self.lang = lang
        self.told: set[tuple[str, datetime]] = set()
        self.excused = 0

    def first(self) -> TimerState | None:
        """The timer that wants an answer first."""
        if self.excused:
            return None
        now = self.now().wall
        return next((t for t in self.folder.incident.running() if t.ringing(now)), None)

    def new(self) -> list[str]:
        """Timers that began to ring since last asked, in words; each ring is told once."""
        now = self.now().wall
        out = []
        for timer in self.folder.incident.running():
            if timer.ringing(now) and _mark(timer) not in self.told:
                self.told.add(_mark(timer))
                out.append(self.title(timer))
        return out

    def title(self, timer: TimerState) -> str:
        """What the timer is about, in words."""
        return timer_title(self.folder.incident, timer, self.lang)

    def waits_for(self, timer: TimerState, question: str, answer: str) -> bool:
        """Leaving loses nothing, because it rings again; and the call that the step on the screen
        wants may be the answer itself."""
        if question != "step":
            return False
        return answer == "leave" or (answer in ("done", "no-answer") and self._serves(timer))

    def _serves(self, timer: TimerState) -> bool:
        """Does the step on the screen answer this timer by itself (a call that is now made)?"""
        incident = self.folder.incident
        view = incident.current()
        return (
            view is not None
            and view.step.answer == "call"
            and incident.timer_step(timer.key) == view.key
            and timer.target() == view.role
        )

    # ---- one act first ----------------------------------------------------------------------

    def put_aside(self) -> None:
        """Esc at a due question: the next act goes first, then the timer asks again."""
        self.excused = 2

    def step_asked(self) -> None:
        """A step is put: at the second one from a question put aside the free act is used up."""
        if self.excused:
            self.excused -= 1

    # ---- a clock that was set ---------------------------------------------------------------

    def told_of(self) -> set[str]:
        """Timers whose ring, as it stands now, was told."""
        return {t.key for t in self.folder.incident.running() if _mark(t) in self.told}

    def moved(self, told: set[str], now: datetime) -> None:
        """A set clock moved the rings: of those that go on, the ``told`` are not told again."""
        for timer in self.folder.incident.running():
            if timer.ringing(now) and timer.key in told:
                self.told.add(_mark(timer))


def _mark(timer: TimerState) -> tuple[str, datetime]:
    """This ring of this timer."""
    return timer.key, timer.ring_at or timer.due
