"""What others promised us, asked and answered in the guide."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from kit.ground.journal.line import new_id
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.typed import Given, ask_time, ask_words, in_turn
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.kinds.forecasts import Forecast
from kit.live.guide.talk.session import Session


def forecasts(session: Session) -> Flow[None]:
    """Who is waited for already, or somebody new, and by when. Esc goes back one question."""
    while True:
        awaited = acts.awaited(session.incident)
        picked: str | None = "@new"
        if awaited:
            options = [Option(found.id, _named(session, found)) for found in awaited]
            options.append(Option("@new", session.word("forecast-new")))
            picked = yield Question("forecast", session.word("ask-forecast"), options=options)
        if picked is None:
            return
        if picked != "@new":
            answered = yield from changed(session, session.incident.forecasts[picked])
        else:
            answered = yield from _somebody_new(session)
        if answered or not awaited:
            return


def _somebody_new(session: Session) -> Flow[bool]:
    """Whether it was said; False when Esc went back at the first."""
    given = yield from in_turn(
        lambda typed: _text(session, "forecast-who", "ask-forecast-who", typed),
        lambda typed: _text(session, "forecast-matter", "ask-matter", typed),
        lambda typed: _when(session, typed),
    )
    if given is None:
        return False
    who, matter, when = given
    _record(session, who, when.at, matter)
    return True


def changed(session: Session, found: Forecast) -> Flow[bool]:
    """It is done, another time is named, they do not know, or nobody waits any more. Whether
    something was answered; False when Esc went back."""
    options = [
        Option("kept", session.word("forecast-kept"), "y"),
        Option("time", session.word("forecast-time"), "t", opens=True),
        Option("unknown", session.word("forecast-unknown"), "n"),
        Option("dropped", session.word("forecast-dropped"), "g"),
        Option("back", session.word("due-back"), "b", opens=True),
    ]
    asked = session.word("ask-forecast-now", who=_named(session, found))
    while True:
        how = yield Question("forecast-now", asked, options=options, lettered=True)
        if how is None or how == "back":
            return False
        if how in ("kept", "dropped"):
            session.record(partial(acts.forecast_end, who=found.id, kept=how == "kept"))
        elif how == "unknown":
            session.record(partial(acts.forecast, id_="", who=found.id))
        else:
            when = yield from _when(session, "")
            if when is None:
                continue
            _record(session, found.id, when.at, "")
        return True


def _text(session: Session, name: str, asked: str, typed: str) -> Flow[str | None]:
    """Of whom it must be said; the matter may be left empty."""
    optional = name == "forecast-matter"
    question = Question(name, session.word(asked), "text", optional=optional, typed=typed)
    return (yield from ask_words(question, session.lang))


def _when(session: Session, typed: str) -> Flow[Given | None]:
    """A time; left empty they do not know."""
    from kit.ground.base.typed.times import COMING

    asked = session.word("ask-forecast-when")
    return (
        yield from ask_time(
            Question("forecast-when", asked, "text", optional=True, typed=typed),
            COMING,
            session.acting,
            session.lang,
            session.refuse,
            session.walls(),
        )
    )


def _record(session: Session, who: str, due: datetime | None, matter: str) -> None:
    session.record(partial(acts.forecast, id_=new_id()[:4], who=who, due=due, matter=matter))


def _named(session: Session, found: Forecast) -> str:
    from kit.incidents.incident.show.forecasts import history
    from kit.incidents.incident.show.texts import label

    incident, lang = session.incident, session.lang
    name = label(incident, found.who, lang)
    return f"{name}  {history(incident, found, lang)}"
