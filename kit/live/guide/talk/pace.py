"""How quickly one step is dealt with behind another in numbered lines: nobody has done the next one
within seconds, whatever it asks for."""

from __future__ import annotations

from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Question
from kit.ground.terminal.hand import DOING, pause
from kit.live.guide.talk.numbers import deals, records
from kit.live.guide.talk.session import Session

# A form that was opened and left with a note deals with no step.
ACTED = frozenset(
    (
        "called", "step-done", "step-skipped", "step-not-applicable", "step-deferred",
        "step-handed",
    )
)  # fmt: skip


class Pace:
    """``acted``: when a step was dealt with last; ``unseen``: the form that stands there was opened
    so soon behind it that nobody can have meant it; ``before``: how many entries there were before
    the last line that deals with a step, ``None`` once the step stands there again."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.acted = float("-inf")
        self.unseen = False
        self.before: int | None = None

    def soon(self, begun: float) -> bool:
        """Whether a line that was ``begun`` then comes so soon behind the last act."""
        return begun - self.acted < DOING * pause()

    def leads(self, question: Question, answer: str, soon: bool) -> bool:
        """A line answers the step. Whether it opened a form of it."""
        dealing = deals(self.session, question, answer)
        opens = dealing and not records(question, answer)
        self.unseen = opens and soon
        self.before = len(self.session.folder.entries) if dealing else None
        return opens

    def stands(self) -> None:
        """The step stands there: it is another one if the last one was dealt with."""
        made = self.session.folder.entries[self.before :] if self.before is not None else []
        if any(entry.event.kind in ACTED for entry in made):
            self.acted = wall()
        self.before, self.unseen = None, False
