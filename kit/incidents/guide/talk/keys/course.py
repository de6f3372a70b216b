"""Keys for the incident's course: another checklist joins, the end, leaving."""

from __future__ import annotations

from functools import partial

from kit.ground.terminal.ask import Flow, Option, Question, yes_or_no
from kit.ground.terminal.keys import Key, always, called
from kit.incidents.guide.talk.session import Session
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.timer_lines import timer_title


def plan(session: Session) -> Flow[None]:
    from kit.plans.checklists.files import Checklists  # the first picture does not wait for it

    lists = session.ctx.of(Checklists)
    there = {p.checklist.id for p in session.incident.plans}
    options = [
        Option(t, lists.checklist(t).title.get(session.lang))
        for t in lists.types()
        if t not in there
    ]
    picked = yield Question("plan", session.word("ask-plan"), options=options)
    if picked:
        checklist = lists.checklist(picked)
        session.record(lambda d: acts.add_plan(d, checklist))


def close(session: Session) -> Flow[None]:
    """What is open is listed first."""
    left = len(session.incident.open_views())
    done = "ask-close-check" if session.incident.preparation else "ask-close-none"
    text = session.word("ask-close", n=left) if left else session.word(done)
    options = [Option(o, session.word(f"outcome-{o}")) for o in acts.outcomes(session.incident)]
    while True:
        sure = yield yes_or_no("close", text, session.lang, _still_open(session))
        if sure != "yes":
            return
        outcome = yield Question("outcome", session.word("ask-outcome"), options=options)
        if outcome is not None:
            session.record(partial(acts.close, outcome=outcome))
            return


def _still_open(session: Session) -> list[str]:
    """Steps, customers and timers that closing would leave."""
    incident, lang = session.incident, session.lang
    lines = []
    still = incident.open_views()
    if still:
        lines.append(session.word("closing"))
        lines += [f"  {step_text(incident, view, lang)}" for view in still[:5]]
        if len(still) > 5:
            lines.append(f"  +{len(still) - 5}")
    owed = [back for back in incident.callbacks.values() if not back.settled]
    if owed:
        lines.append(session.word("closing-owed", n=len(owed)))
    running = incident.running()
    if running:
        names = [timer_title(incident, timer, lang) for timer in running[:3]]
        lines.append(session.word("closing-timers", names=names))
    return lines


def leave(session: Session) -> Flow[None]:
    """Nothing is lost: ``kit guide`` goes on at the same step."""
    key = session.step.key if session.step is not None else ""
    session.moved(lambda d: d.add(ev.Left(key)))
    session.ended = True
    yield from ()


def _complete(session: Session) -> bool:
    """For ``when``: no step is left to do."""
    return session.step is None


def _unfinished(session: Session) -> bool:
    return session.step is not None


KEYS: list[Key[Session]] = [
    Key("close", "enter", "complete", "screen.key-e", called("screen.do-close"), _complete, close),
    Key("plan", "p", "after", "screen.key-p", called("screen.do-plan"), always, plan),
    Key("close", "e", "course", "screen.key-e", called("screen.do-close"), _unfinished, close),
    Key("leave", "q", "course", "screen.key-q", called("screen.do-leave"), always, leave),
]
