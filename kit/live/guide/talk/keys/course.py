"""Keys for the incident's course: another checklist joins, the end, leaving."""

from __future__ import annotations

from functools import partial

from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Question, yes_or_no
from kit.ground.terminal.keys import Key, always, called
from kit.ground.terminal.typed import in_turn
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.show.step_lines import step_text, words
from kit.incidents.incident.show.texts import unknown_facts
from kit.incidents.incident.show.timer_lines import timer_title
from kit.live.guide.talk.session import Session
from kit.plans.sites.rules import FACTS


def plan(session: Session) -> Flow[None]:
    from kit.plans.checklists.files import Checklists  # the first picture does not wait for it
    from kit.plans.finder.talk import seeker

    lists = session.ctx.of(Checklists)
    there = {p.checklist.id for p in session.incident.plans}
    seek = seeker(session.ctx, [lists.checklist(t) for t in lists.types() if t not in there])
    picked = yield Question("plan", session.word("ask-plan"), "find", seek(""), seek=seek)
    if picked:
        checklist = lists.checklist(picked)
        session.record(lambda d: acts.add_plan(d, checklist))


def recorder(session: Session) -> Flow[None]:
    """Somebody else records from now on."""
    name = yield Question("recorder", session.word("ask-recorder-new"), "text")
    if name is not None:
        named(session, name)


def named(session: Session, name: str) -> None:
    """A single letter is a key that was pressed, no name."""
    name = name.strip()
    if len(name) == 1 and name.isascii():
        session.message = session.word("no-name", text=name)
    elif name:
        session.record_by(name)


def introduced(session: Session) -> Flow[None]:
    """Asks who records where nobody knows; left empty it is asked another time."""
    if session.by() != "-":
        return
    asked = Question("recorder", session.word("ask-recorder"), "text", optional=True)
    name = yield asked
    named(session, name or "")


def site(session: Session) -> Flow[None]:
    """What the step's words say of this place and nobody knows, once for every list, script and
    report. Esc goes back one question, at the first it leaves without a trace."""
    from kit.plans.sites.files import Sites

    names = [name for name in FACTS if name in _unknown(session)]
    given = yield from in_turn(*[partial(_site_text, session, name) for name in names])
    if given is None:
        return
    told = {n: text for n, text in zip(names, given, strict=True) if text}
    if told:
        try:
            facts = {("site", name): text for name, text in told.items()}
            session.ctx.of(Sites).change(facts, session.ctx.me.profile)
        except Refused as refused:  # the incident has it all the same
            session.refuse(refused)

        def act(draft: Draft) -> None:
            for name, text in told.items():
                acts.fact(draft, name, text)

        session.record(act)


def _site_text(session: Session, name: str, typed: str) -> Flow[str | None]:
    label, hint = (word(session.lang, f"sites.{of}-{name}") for of in ("fact", "hint"))
    asked = word(session.lang, "sites.ask", name=label, hint=hint)
    text = yield Question(f"site-{name}", asked, "text", optional=True, typed=typed)
    return None if text is None else text.strip()


def _unknown(session: Session) -> list[str]:
    """What the current step's words would say of this place and nobody knows."""
    view = session.step
    said = words(session.incident, view.plan, view.step) if view is not None else None
    return unknown_facts(session.incident, said.zh, session.lang) if said is not None else []


def site_wanted(session: Session) -> bool:
    """For ``when``."""
    return bool(_unknown(session))


def close(session: Session) -> Flow[None]:
    """What is open is listed first; a log without a name is not closed unasked."""
    yield from introduced(session)
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
    Key("site", "/", "beside", "screen.key-site", called("screen.do-site"), site_wanted, site),
    Key("recorder", "m", "course", "", called("screen.do-recorder"), always, recorder),
    Key("leave", "q", "course", "screen.key-q", called("screen.do-leave"), always, leave),
]
