"""Keys for the incident's course: another checklist joins, the end, leaving."""

from __future__ import annotations

from functools import partial

from kit.ground.base.refusal import Refused
from kit.ground.terminal.ask import Flow, Option, Question, yes_or_no
from kit.ground.terminal.keys import Key, always, called
from kit.ground.terminal.typed import in_turn
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.timer_lines import timer_title
from kit.live.guide.talk.session import Session

NAMED = 5  # of the steps still open, the site's own first


def plan(session: Session) -> Flow[None]:
    from kit.plans.checklists.files import Checklists  # the first picture does not wait for it
    from kit.plans.finder.talk import seeker
    from kit.plans.sites.files import Sites

    lists = session.ctx.of(Checklists)
    there = {p.checklist.id for p in session.incident.plans}
    seek = seeker(session.ctx, [lists.checklist(t) for t in lists.types() if t not in there])
    picked = yield Question("plan", session.word("ask-plan"), "find", seek(""), seek=seek)
    if picked:
        checklist = lists.checklist(picked)
        site = session.incident.profile
        figures = session.ctx.of(Sites).figures(site.id) if site is not None else None
        session.record(lambda d: acts.add_plan(d, checklist, figures))


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
    """This place's address and number, once for every list, script and report. Esc goes back one
    question, at the first it leaves without a trace."""
    from kit.plans.sites.files import Sites

    sites = session.ctx.of(Sites)
    known = {**sites.own(), **{n: f.text for n, f in session.incident.facts.items()}}
    asks = [partial(_site_text, session, name, known.get(name, "")) for name in acts.SITE]
    given = yield from in_turn(*asks)
    if given is None:
        return
    told = {n: text for n, text in zip(acts.SITE, given, strict=True) if text}
    try:
        sites.keep_own(told)
    except OSError as error:
        session.refuse(Refused("home", path=session.ctx.home, why=error.strerror or ""))
    fresh = {n: text for n, text in told.items() if text != _known_here(session, n)}
    if fresh:

        def act(draft: Draft) -> None:
            for name, text in fresh.items():
                acts.fact(draft, name, text)

        session.record(act)


def _site_text(session: Session, name: str, known: str, typed: str) -> Flow[str | None]:
    asked = session.word(f"ask-site-{name}")
    text = yield Question(f"site-{name}", asked, "text", optional=True, typed=typed or known)
    return None if text is None else text.strip()


def _known_here(session: Session, name: str) -> str:
    fact = session.incident.facts.get(name)
    return fact.text if fact is not None else ""


def site_wanted(session: Session) -> bool:
    """For ``when``: the step's words name the address or the number, and it is not known."""
    said = session.step.step.say if session.step is not None else None
    return said is not None and any(
        f"{{site:{name}}}" in said.zh and not _known_here(session, name) for name in acts.SITE
    )


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
        still.sort(key=lambda view: view.folded)
        lines += [f"  {step_text(incident, view, lang)}" for view in still[:NAMED]]
        if len(still) > NAMED:
            lines.append(f"  +{len(still) - NAMED}")
        behind = sum(view.folded for view in still)
        if behind:
            lines.append("  " + session.word("closing-folded", n=behind))
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
