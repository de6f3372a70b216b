"""What others promised us, asked and answered in the guide."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from kit.ground.journal.line import new_id
from kit.ground.terminal.ask import Flow, Option, Pressed, Question, TypedOn
from kit.ground.terminal.typed import Given, ask_words, bare, soon
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.kinds.forecasts import Forecast
from kit.incidents.incident.rules.names import TimerKey
from kit.live.guide.talk.foremost import meant_for
from kit.live.guide.talk.keys.elsewhere import goes, leading_on
from kit.live.guide.talk.leftover import say_left
from kit.live.guide.talk.letters import VAIN
from kit.live.guide.talk.session import Session

if TYPE_CHECKING:
    from kit.live.guide.talk.customer import Customer, Form
    from kit.live.guide.talk.in_matter import Matter
    from kit.live.guide.talk.promiser import Promiser


def forecasts(session: Session) -> Flow[None]:
    """Who said so and by when: one form, whether or not somebody is waited for already; the number
    of one on the list leads to how that stands. Esc goes back one question."""
    typed = ""
    while True:
        who = yield from _who(session, typed)
        if who is None:
            return
        typed = who
        numbered = _awaited(session).get(int(who)) if who.isdecimal() else None
        if numbered is not None:
            if (yield from changed(session, numbered)):
                return
            continue
        from kit.live.guide.talk import promiser  # read when it is wanted

        post = yield from promiser.whose(session, who)
        if post is None:
            continue
        if not session.ctx.me.plain:
            if (yield from _on_one_line(session, who, post)):
                return
            continue
        who = post.name or who
        matter = yield from _matter_and_time(session, "")
        while matter is not None:
            when = matter if matter.at is not None else (yield from _when(session, ""))
            if when is not None:
                _record(session, who, when.at, f"{post.typed} {matter.about}".strip())
                return
            matter = yield from _matter_and_time(session, matter.text)


def _on_one_line(session: Session, typed: str, post: Promiser) -> Flow[bool]:
    """The same on the drawn screen, of a ``post`` or of whom the line names: a first line with a
    time is all, and recorded at once; a time that was typed for the matter counts as one. Whether
    it was recorded. What somebody leaves without a time waits: recorded so it would say that they
    do not know one."""
    from kit.live.guide.talk import customer, promiser  # read when it is pressed

    form, lines = customer.Form(session, theirs=True), [str(typed)]
    try:
        if post.name:
            got = yield from promiser.said(form, post.name, post.rest)
        else:
            got = yield from customer.taken(form, customer.Customer(), typed)
        if got is not None and got.at is not None:
            pass  # a form behind it would take what is typed next
        elif got is not None and (got.phone or got.matter):
            got = yield from _by_when(session, form, got, lines)
        elif got is not None:
            got = yield from _in_turn(session, form, got, lines)
    except (TypedOn, Pressed) as led:
        if form.got.at is not None and not customer.goes_back(led):
            _promised(session, form.got, post.typed)
            say_left(session, led, session.word("forecast-left", name=form.got.name))
        elif not customer.goes_back(led):
            session.unsaid.append(" ".join(filter(None, lines)))
        raise
    if got is not None:
        _promised(session, got, post.typed)
    return got is not None


def _promised(session: Session, got: Customer, typed: str) -> None:
    _record(session, got.name, got.at, " ".join(filter(None, (typed, got.phone, got.matter))))


def _in_turn(
    session: Session, form: Form, got: Customer, lines: list[str]
) -> Flow[Customer | None]:
    from kit.live.guide.talk import customer

    typed = ""
    while True:
        matter = yield from _matter(session, typed)
        if matter is None:
            return None
        lines[1:] = [matter]
        more = (yield from customer.timed(form, got, matter)) if matter else got
        if more is not None and more.at is not None:
            return more
        given = (yield from _when(session, "")) if more is not None else None
        if more is not None and given is not None:
            return msgspec.structs.replace(more, at=given.at)
        typed = matter


def _by_when(
    session: Session, form: Form, got: Customer, lines: list[str]
) -> Flow[Customer | None]:
    """Enter alone: they do not know. A sentence is a note, and none of the matter."""
    from kit.ground.terminal.line_begun import says
    from kit.live.guide.talk import customer
    from kit.live.guide.talk.fronted import record

    form.got, known = got, session.word("forecast-unknown")
    matter = " ".join(filter(None, (got.phone, got.matter)))
    so_far = session.word("forecast-so-far", who=got.name, matter=matter, at=known)
    asked = Question(
        "forecast-read",
        session.word("ask-forecast-when", at=soon(session.acting())),
        "text",
        optional=True,
        lines=[so_far],
        ends=True,
        safe=True,
    )
    line = yield asked
    while line and says(line) and not any(map(str.isdecimal, line)) and record(session, line):
        line = yield asked
    if not line:
        return None if line is None else got
    customer.begins(session, line, True)
    lines.append(line)
    given = yield from customer.answered(_asks_when(session, [so_far]), line.strip())
    return None if given is None else msgspec.structs.replace(got, at=given.at)


def _awaited(session: Session) -> dict[int, Forecast]:
    """Who is waited for, each by the number that it has had from the first."""
    numbers = {id_: n for n, id_ in enumerate(session.incident.forecasts, 1)}
    return {numbers[found.id]: found for found in acts.awaited(session.incident)}


def _who(session: Session, typed: str) -> Flow[str | None]:
    """A post, a name, or a number on the list; any other number is nobody."""
    begun, session.begun = session.begun, ""
    if begun:
        return begun
    there = _awaited(session)
    lines = [f"{n}  {_named(session, found)}" for n, found in there.items()]
    asked = session.word("ask-forecast-again" if lines else "ask-forecast-who")
    notes = [] if session.ctx.me.plain else [session.word("forecast-order")]
    while True:
        text = yield Question(
            "forecast-who", asked, "text", typed=typed, lines=[*notes, *lines], named=True
        )
        if text is None:
            return None
        typed = text.strip()
        if not bare(typed) or (typed.isdecimal() and int(typed) in there):
            return typed
        notes = [session.word("words-wanted")]


def changed(session: Session, found: Forecast, timer: str = "") -> Flow[bool]:
    """It is done, another time is named, they do not know, nobody waits any more, or, where its
    time is over, it is not done yet or nobody answered, which says no new word of theirs. Whether
    something was answered; False when Esc went back. ``timer``: the one that asks for it."""
    options = [
        Option("kept", session.word("forecast-kept"), "y"),
        Option("time", session.word("forecast-time"), "t", opens=True),
        Option("unknown", session.word("forecast-unknown"), "-"),
        Option("dropped", session.word("forecast-dropped"), "g"),
        Option("back", session.word("due-back"), "b", opens=True),
    ]
    asks = session.incident.timers.get(TimerKey.forecast(found.id))
    if asks is not None and asks.status == "running" and asks.due <= session.now().wall:
        options.insert(-1, Option("no", session.word("not-yet"), "n"))
        options.insert(-1, Option("no-answer", session.word("not-reached"), VAIN))
    options[-1:-1] = leading_on(session)
    asked = session.word("ask-forecast-now", who=_named(session, found))
    while True:
        question = Question("forecast-now", asked, options=options, lettered=True)
        goes(how := (yield from meant_for(session, timer, question)))
        if how is None or how == "back":
            return False
        if how in ("kept", "dropped"):
            session.record(partial(acts.forecast_end, who=found.id, came=how == "kept"))
        elif how == "no":
            session.record(partial(acts.timer_no, timer=TimerKey.forecast(found.id)))
        elif how == "no-answer":
            session.record(partial(_in_vain, found=found))
        elif how == "unknown":
            session.record(partial(acts.forecast, id_="", who=found.id))
        else:
            when = yield from _when(session, "")
            if when is None:
                continue
            _record(session, found.id, when.at, "")
        return True


def _in_vain(draft: Draft, found: Forecast) -> None:
    """They were called and did not answer; it comes back after a while."""
    acts.call(draft, found.who, "no-answer")
    acts.timer_no(draft, TimerKey.forecast(found.id))


def _matter(session: Session, typed: str) -> Flow[str | None]:
    """What they are to do; it may be left empty."""
    return (yield from ask_words(_asks_matter(session, typed), session.lang))


def _asks_matter(session: Session, typed: str) -> Question:
    asked = session.word("ask-matter")
    return Question("forecast-matter", asked, "text", optional=True, typed=typed)


def _matter_and_time(session: Session, typed: str) -> Flow[Matter | None]:
    """The same in numbered lines, with the time where one was typed for it."""
    from kit.live.guide.talk.in_matter import ask_matter

    return (yield from ask_matter(session, _asks_matter(session, typed)))


def _when(session: Session, typed: str) -> Flow[Given | None]:
    """A time; left empty they do not know."""
    return (yield from _asks_when(session, [], typed))


def _asks_when(session: Session, lines: list[str], typed: str = "") -> Flow[Given | None]:
    from kit.live.guide.talk.customer import by_when

    asked = session.word("ask-forecast-when", at=soon(session.acting()))
    question = Question("forecast-when", asked, "text", optional=True, typed=typed, lines=lines)
    return by_when(session, question, session.acting)


def _record(session: Session, who: str, due: datetime | None, matter: str) -> None:
    session.record(partial(acts.forecast, id_=new_id()[:4], who=who, due=due, matter=matter))


def _named(session: Session, found: Forecast) -> str:
    from kit.incidents.incident.show.forecasts import history
    from kit.incidents.incident.show.texts import label

    incident, lang = session.incident, session.lang
    name = label(incident, found.who, lang)
    return f"{name}  {history(incident, found, lang)}"
