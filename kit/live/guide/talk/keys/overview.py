"""The digits in front of the immediate steps, which stand together on the screen: each leads to the
open step that it stands at. Where the step at hand has choices of its own they are those."""

from __future__ import annotations

from kit.ground.terminal.ask import Flow
from kit.ground.terminal.keys import Key
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import step_text
from kit.live.guide.talk.put_off import digit_behind
from kit.live.guide.talk.session import Session

PHASE, MOST = "immediate", 4  # no list has more of them


def _at(session: Session, number: int) -> StepView | None:
    """The open step behind this digit; none where it stands at the one at hand, or at nothing."""
    here = session.step
    if here is None or here.phase != PHASE or here.step.answer == "choice":
        return None
    there = [view for view in session.incident.views() if view.phase == PHASE]
    found = there[number - 1] if number <= len(there) else here
    return found if found.key != here.key and found.state.status in ("open", "doing") else None


def words_behind(session: Session, digit: str) -> None:
    """The digit was the beginning of a note (``2``, a breath, `` men stuck``): it led nowhere."""
    led, here, there = session.led
    step = session.folder.incident.current(session.unfolded)
    if led == digit and step is not None and step.key == there:
        session.moved(lambda d: acts.take_up(d, here))
    session.led = ("", "", "")


def _to(number: int) -> Key[Session]:
    def when(session: Session) -> bool:
        return not session.ctx.me.plain and _at(session, number) is not None

    def label(session: Session) -> str:
        view = _at(session, number)
        return "" if view is None else step_text(session.incident, view, session.lang)

    def act(session: Session) -> Flow[None]:
        view = _at(session, number)
        here = session.step
        if view is not None and here is not None and not digit_behind(session, str(number)):
            session.led = str(number), here.key, view.key
            session.moved(lambda d: acts.take_up(d, view.key))
        yield from ()

    return Key(f"to:{number}", str(number), "beside", "", label, when, act)


KEYS: list[Key[Session]] = [_to(number) for number in range(1, MOST + 1)]
