"""What others promised us, asked and answered in the guide."""

from __future__ import annotations

from functools import partial

from kit.ground.base.typed.times import COMING
from kit.ground.journal.line import new_id
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.typed import ask_time
from kit.incidents.guide.talk.session import Session
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.kinds.forecasts import Forecast


def forecasts(session: Session) -> Flow[None]:
    """Who is waited for already, or somebody new, and by when."""
    awaited = acts.awaited(session.incident)
    if awaited:
        options = [Option(found.id, _named(session, found)) for found in awaited]
        options.append(Option("@new", session.word("forecast-new")))
        picked = yield Question("forecast", session.word("ask-forecast"), options=options)
        if picked is None:
            return
        if picked != "@new":
            yield from changed(session, session.incident.forecasts[picked])
            return
    who = yield Question("forecast-who", session.word("ask-forecast-who"), "text")
    if not who or not who.strip():
        return
    matter = yield Question("forecast-matter", session.word("ask-matter"), "text", optional=True)
    if matter is not None:
        yield from _by_when(session, who, matter)


def changed(session: Session, found: Forecast) -> Flow[None]:
    """It is done, another time is named, they do not know, or nobody waits any more."""
    options = [
        Option("kept", session.word("forecast-kept")),
        Option("time", session.word("forecast-time")),
        Option("unknown", session.word("forecast-unknown")),
        Option("dropped", session.word("forecast-dropped")),
    ]
    asked = session.word("ask-forecast-now", who=_named(session, found))
    how = yield Question("forecast-now", asked, options=options)
    if how in ("kept", "dropped"):
        session.record(partial(acts.forecast_end, who=found.id, kept=how == "kept"))
    elif how == "unknown":
        session.record(partial(acts.forecast, id_="", who=found.id))
    elif how == "time":
        yield from _by_when(session, found.id, "")


def _by_when(session: Session, who: str, matter: str) -> Flow[None]:
    """A time; left empty they do not know."""
    asked = session.word("ask-forecast-when")
    given = yield from ask_time(
        Question("forecast-when", asked, "text", optional=True),
        COMING,
        lambda: session.now().wall,
        session.lang,
        session.refuse,
    )
    if given is not None:
        due = given.at
        session.record(
            partial(acts.forecast, id_=new_id()[:4], who=who, due=due, matter=matter)
        )


def _named(session: Session, found: Forecast) -> str:
    from kit.incidents.incident.show.forecasts import history
    from kit.incidents.incident.show.texts import label

    incident, lang = session.incident, session.lang
    name = label(incident, found.who, lang)
    return f"{name}  {history(incident, found, lang)}"
