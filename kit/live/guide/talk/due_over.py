"""What is due and has no answer any more, as its matter is over: the step by whose answer its list
ends it, gone to from its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import cut
from kit.ground.terminal.ask import Flow, Option
from kit.incidents.incident.rules.meant_calls import UNDONE
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.show.step_lines import step_text
from kit.live.guide.talk.letters import OVER

if TYPE_CHECKING:
    from kit.incidents.incident.rules.kinds.timers import TimerState
    from kit.incidents.incident.rules.views import StepView
    from kit.live.guide.talk.session import Session

ENDS = "ends"
WHAT = 50  # cells of a step


def ending(session: Session, timer: TimerState) -> StepView | None:
    """The step whose answer ends it, one that is undone before one that has another answer; not
    the step that it asks for, which its own answers do."""
    incident, rule = session.incident, session.incident.rule(timer.key)
    if rule is None:
        return None
    plan, own = TimerKey(timer.key).plan, incident.timer_step(timer.key)
    keys = [f"{plan}{stop.step}" for stop in rule.stops if stop.step]
    found = [view for view in map(incident.view, keys) if view is not None and view.key != own]
    return min(found, key=lambda view: view.state.status not in UNDONE, default=None)


def offered(session: Session, timer: TimerState) -> list[Option]:
    """The key that leads there, named by what is asked there."""
    view = ending(session, timer)
    if view is None:
        return []
    step = cut(step_text(session.incident, view, session.lang), WHAT)
    return [Option(ENDS, session.word("due-over-at", step=step), OVER, opens=True)]


def goes_there(session: Session, timer: TimerState) -> Flow[bool]:
    """To that step, as by the list of all of them; False, as nobody went back to the answers."""
    from kit.live.guide.talk.keys.beside import step_gone_to

    view = ending(session, timer)
    if view is not None:
        yield from step_gone_to(session, view)
    return False
