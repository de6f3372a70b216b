"""What another terminal did meanwhile: what it makes moot here, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry
from kit.ground.terminal.ask import Option, Question
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.show.step_lines import step_text
from kit.live.guide.show.said import acknowledged

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session

DEALT = ("done", "skipped", "not-applicable", "handed")
DEALS = (ev.StepDone, ev.StepSkipped, ev.StepNotApplicable, ev.StepDeferred, ev.StepHanded)


def tell_undone(session: Session, entries: Sequence[Entry]) -> None:
    """What the message says to be recorded was taken back at another terminal."""
    for entry in entries:
        if isinstance(entry.event, ev.Undone) and session.said_of.intersection(entry.event.ids):
            now, log = session.now().wall, session.folder.newest
            session.message = acknowledged(session.incident, [entry], session.lang, now, log)
            session.saved, session.said_of = session.message, {entry.id}


def stepped_on(session: Session) -> bool:
    """Whether another step than the one that stands there is at hand since, or none any more."""
    session.offered_at = session.incident.entries
    now, then = session.incident.current(session.unfolded), session.step
    closed = session.incident.closed is not None
    return closed or (now and now.key) != (then and then.key)


def answered_elsewhere(session: Session, question: Question) -> bool:
    """Whether another terminal answered the timer, or one of the timers, asked about; or what was
    not due falls due."""
    if question.name == "due-none":
        elsewhere = session.others.due() and not session.others.told
        return bool(session.due() or session.registered.due() or elsewhere)
    if question.name == "due":
        return session.asked is not None and not session.asked.holds(session.incident)
    if question.name == "due-list":
        listed = {option.name for option in question.options if not _leads_away(option)}
        running = {t.key for t in session.incident.running()}
        return not listed <= running | session.registered.names()
    return False


def _leads_away(option: Option) -> bool:
    """Back, or on to another incident: no timer."""
    return option.name == "back" or option.leaves


def stands(session: Session) -> tuple[str, ...]:
    """The step at hand, how it stands and with what value, as one of its keys is pressed."""
    view = session.step
    return () if view is None else (view.key, view.state.status, view.state.value)


def untouched(session: Session, act: Callable[[Draft], object]) -> Callable[[Draft], object]:
    """The same act; where it deals with the step at hand, and another terminal has dealt with that
    while its form was filled in, it is refused: nobody saw what it would put aside."""
    session.failed = False  # it is this one that counts
    if not session.stood:
        return act
    key, *before = session.stood

    def checked(draft: Draft) -> None:
        view = draft.incident.view(key)
        state = [view.state.status, view.state.value] if view is not None else before
        what = "" if view is None else step_text(draft.incident, view, session.lang)
        made = len(draft.events)
        act(draft)
        if any(isinstance(e, DEALS) and e.step == key for e, _ in draft.events[made:]):
            if state != before and state[0] in DEALT:
                raise Refused("done-elsewhere", what=what)
            session.stood = ()  # what comes behind it is of what it recorded

    return checked
