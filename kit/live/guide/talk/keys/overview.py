"""The digits in front of the immediate steps, which stand together on the screen: each leads to the
step that it stands at, and where none is to be gone to says why. Where the step at hand has choices
of its own they are those."""

from __future__ import annotations

from kit.ground.terminal.ask import Flow
from kit.ground.terminal.keys import Key
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import step_text
from kit.live.guide.show.parts import to_do
from kit.live.guide.talk.put_off import digit_behind
from kit.live.guide.talk.session import Session

PHASE, MOST = "immediate", 9  # digits; several lists may have more steps between them
GOES = ("open", "doing", "deferred")


def _at(session: Session, number: int) -> StepView | None:
    """The step that this digit stands at; none where it stands at nothing."""
    here = session.step
    if here is None or here.phase != PHASE or here.step.answer == "choice":
        return None
    there = session.ctx.of(Together).seen(session.incident, session.unfolded)
    return there[number - 1] if number <= len(there) else None


class Together:
    """Those that stand together, worked out once for all digits: ``views`` of an incident ``of``
    that site, with ``at`` so many entries, folded or not."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.of: tuple[Incident, object] | None = None
        self.at = (0, False)
        self.views: list[StepView] = []

    def seen(self, incident: Incident, unfolded: bool) -> list[StepView]:
        of, at = (incident, incident.profile), (incident.entries, unfolded)
        same = self.of is not None and self.of[0] is of[0] and self.of[1] is of[1]
        if not same or at != self.at:
            views = to_do(incident.views(), unfolded)
            self.of, self.at, self.views = of, at, [v for v in views if v.phase == PHASE]
        return self.views


def stands_at(session: Session, number: int) -> str:
    """The step that this number stands at on the screen; "" for none."""
    view = _at(session, number)
    return "" if view is None else view.key


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
            _goes(session, number, here, view)
        yield from ()

    return Key(f"to:{number}", str(number), "beside", "", label, when, act, leads=True)


def _goes(session: Session, number: int, here: StepView, view: StepView) -> None:
    """There, where it is not done and somebody is elsewhere; else why it stays as it is."""
    session.led = ("", "", "")
    if view.key == here.key or view.state.status not in GOES:
        why = "digit-here" if view.key == here.key else "digit-dealt"
        what = step_text(session.incident, view, session.lang)
        session.hint = session.word(why, n=number, what=what)  # what was recorded stays said
        return
    session.led = str(number), here.key, view.key
    session.moved(lambda d: acts.take_up(d, view.key))


KEYS: list[Key[Session]] = [_to(number) for number in range(1, MOST + 1)]
