"""What falls due in a silent incident while a form stands there: it never rings, and is printed
with the next prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.plain import write
from kit.incidents.incident.show.timer_lines import timer_title

if TYPE_CHECKING:
    from kit.ground.terminal.ask import Question
    from kit.incidents.incident.rules.kinds.timers import TimerState
    from kit.live.guide.talk.session import Session


class Unheard:
    """``told``: the rings that were printed already; a step prints all of them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.told: set[tuple[str, object]] = set()

    def stands(self, question: Question) -> None:
        """Something is asked: at the step all that is due stands above it."""
        if question.name == "step":
            self.told.update(self._due())

    def tell(self, question: Question) -> None:
        """A line was typed, so that somebody looks; at a step all of it is printed anew."""
        session = self.session
        if not session.silent or session.waiting or question.name == "step":
            return
        for key, timer in self._due().items():
            if key not in self.told:
                what = timer_title(session.incident, timer, session.lang)
                write(session.word("ring-plain", what=what))
                self.told.add(key)

    def _due(self) -> dict[tuple[str, object], TimerState]:
        return {(each.key, each.ring_at or each.due): each for each in self.session.due()}
