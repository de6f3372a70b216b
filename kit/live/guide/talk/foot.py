"""What stands last above where one types in the numbered guide, where the picture is longer than
the window: the top of it, with the title and what is late, has scrolled away by then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kit.ground.base.cells import cut, span, width
from kit.ground.base.words import word
from kit.ground.terminal.printed import PAGE
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.show.timer_lines import timer_title
from kit.live.guide.talk.letters import DUE

if TYPE_CHECKING:
    from kit.ground.terminal.ask import Question
    from kit.live.guide.talk.session import Session

OTHER = "o"  # goes to another open incident
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


def last_lines(session: Session, due: Sequence[TimerState], cols: int) -> str:
    """What is most urgent of what is due here, and below it the same of the other open incidents,
    with the key that leads there; "" where nothing is."""
    lang, lines = session.lang, list[str]()
    own = session.incident
    if due and not own.silent:
        lines.append(_late(own, due[0], session.now().wall, lang, cols, DUE, len(due) - 1, ""))
    others = session.others.due()
    if others:
        there, first = others[0].incident, others[0]
        same = there.ref[-4:] if there.checklist.title == own.checklist.title else ""
        more = len(others) - 1
        lines.append(_late(there, first.timer, first.now, lang, cols, OTHER, more, same))
    return "\n".join(lines)


def _late(
    incident: Incident,
    timer: TimerState,
    now: datetime,
    lang: str,
    cols: int,
    key: str,
    more: int,
    ref: str,
) -> str:
    """The incident's title, or the number of a silent one, what is due, how late it is, the key and
    how many more are due; ``ref`` stands beside the title."""
    over = timer.over(now).total_seconds() // MINUTE * MINUTE
    late = word(lang, "screen.foot-late", t=span(over, lang)) if over else ""
    tail = word(lang, "screen.foot-more", n=more) if more else ""
    title = "" if incident.silent else cut(incident.checklist.title.get(lang), TITLE)
    title = f"{title} {ref}".strip() if title else incident.ref
    drill = word(lang, "screen.drill") if incident.is_drill else ""

    def line(what: str) -> str:
        fill = {"title": f"{drill}{title}", "late": late, "what": what, "by": key, "more": tail}
        return word(lang, "screen.foot", **fill)

    return line(cut(timer_title(incident, timer, lang), max(8, cols - width(line("")))))
