"""What begins anew where it is down again, named where that is asked: who was told by a deadline
that was met before stays told, and nobody waits for a deadline that does not run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import cut
from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import fold
from kit.incidents.incident.show.timer_lines import timer_title

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session

TITLE = 60  # cells of each of them


def asks_down(session: Session) -> str:
    """The question, by what the act would record now."""
    draft = acts.Draft(fold(session.folder.entries), session.acting(), "")
    try:
        acts.down_again(draft)
    except Refused:  # which is said when it is recorded
        return session.word("ask-down-none")
    begun = [event.timer for event, _ in draft.events if isinstance(event, ev.TimerStarted)]
    there = [draft.incident.timers[key] for key in begun]
    names = [cut(timer_title(draft.incident, each, session.lang), TITLE) for each in there]
    return session.word("ask-down" if names else "ask-down-none", names=names)
