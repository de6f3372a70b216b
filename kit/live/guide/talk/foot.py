"""What stands last above where one types in the numbered guide, where the picture is longer than
the window: the top of it, with the title and what is late, has scrolled away by then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kit.ground.base.cells import cut, span, width
from kit.ground.base.words import word
from kit.ground.terminal.printed import PAGE
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.show.timer_lines import timer_title

if TYPE_CHECKING:
    from kit.ground.terminal.ask import Question
    from kit.live.guide.talk.session import Session

TITLE = 20  # cells
MINUTE = 60
BELOW = 4  # rows: what leads to more, the prompt, and what was said of the line before


class Rows:
    """Writes lines, and counts the rows that they fill in a window of so many ``cols``."""

    def __init__(self, write: Callable[[str], None], cols: int) -> None:
        self.write, self.cols, self.filled = write, cols, 0

    def __call__(self, text: str = "") -> None:
        self.filled += max(1, -(-width(text) // self.cols))
        self.write(text)

    def too_many(self, question: Question, window: int) -> bool:
        """Whether they and the list below them are more than the ``window`` has."""
        listed = min(len(question.options), question.first or PAGE)
        return 0 < window <= self.filled + listed + BELOW


def late_line(session: Session, due: Sequence[TimerState], cols: int) -> str:
    """The incident's title and the most urgent of what is due, how late it is, its key, and how
    many more are; "" where nothing is."""
    incident, lang, now = session.incident, session.lang, session.now().wall
    if not due or incident.silent:
        return ""
    over = due[0].over(now).total_seconds() // MINUTE * MINUTE
    late = word(lang, "screen.foot-late", t=span(over, lang)) if over else ""
    more = word(lang, "screen.foot-more", n=len(due) - 1) if len(due) > 1 else ""
    title = cut(incident.checklist.title.get(lang), TITLE)
    drill = word(lang, "screen.drill") if incident.is_drill else ""

    def line(what: str) -> str:
        key = "screen.foot"
        return word(lang, key, title=f"{drill}{title}", late=late, what=what, more=more)

    what = timer_title(incident, due[0], lang)
    return line(cut(what, max(8, cols - width(line("")))))
