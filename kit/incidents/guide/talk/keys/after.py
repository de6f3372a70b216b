"""Keys for what is owed afterwards: customers to call back, things to improve."""

from __future__ import annotations

from functools import partial

from kit.ground.base.typed.times import COMING
from kit.ground.journal.line import new_id
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.keys import Key, always, called
from kit.ground.terminal.typed import Given, ask_time, in_turn
from kit.incidents.guide.talk.callback import how_it_went, owed_line
from kit.incidents.guide.talk.session import Session
from kit.incidents.incident.rules import acts


def customers(session: Session) -> Flow[None]:
    """Customers who are owed a call, one after another until an empty name. Esc goes back one
    question, at the first it leaves without a trace."""
    while True:
        given = yield from in_turn(
            lambda typed: _text(session, "customer", "ask-customer", typed),
            lambda typed: _text(session, "customer-phone", "ask-phone", typed),
            lambda typed: _text(session, "customer-matter", "ask-matter", typed),
            lambda typed: _promised(session, typed),
        )
        if given is None or not given[0]:
            return
        name, phone, matter, promised = given
        session.record(
            partial(
                acts.callback_add,
                id_=new_id()[:4],
                name=name,
                phone=phone,
                matter=matter,
                promised=promised.at,
            )
        )


def callbacks(session: Session) -> Flow[None]:
    """How an owed call went, or a customer not noted yet."""
    owed, now = session.incident.owed(), session.now().wall
    if owed:
        options = [Option(back.id, owed_line(back, now, session.lang)) for back in owed]
        options.append(Option("@new", session.word("owed-new")))
        picked = yield Question("owed", session.word("ask-owed"), options=options)
        if picked is None:
            return
        if picked != "@new":
            back = session.incident.callbacks[picked]
            act = yield from how_it_went(session, back, lambda: session.now().wall)
            if act is not None:
                session.record(act)
            return
    yield from customers(session)


def improvements(session: Session) -> Flow[None]:
    """Improvement actions, one after another until an empty one; Esc as for customers."""
    while True:
        given = yield from in_turn(
            lambda typed: _text(session, "action", "ask-action", typed),
            lambda typed: _text(session, "action-owner", "ask-owner", typed),
        )
        if given is None or not given[0]:
            return
        text, owner = given
        session.record(partial(acts.action_add, id_=new_id()[:4], text=text, owner=owner))


def _text(session: Session, name: str, asked: str, typed: str) -> Flow[str | None]:
    """Left empty it is ""; an empty name or action ends the list at once."""
    text = yield Question(name, session.word(asked), "text", optional=True, typed=typed)
    if text is not None and not text.strip() and name in ("customer", "action"):
        return None
    return None if text is None else text.strip()


def _promised(session: Session, typed: str) -> Flow[Given | None]:
    asked = session.word("ask-promised")
    return (
        yield from ask_time(
            Question("customer-promised", asked, "text", optional=True, typed=typed),
            COMING,
            lambda: session.now().wall,
            session.lang,
            session.refuse,
        )
    )


KEYS: list[Key[Session]] = [
    Key(
        "callback",
        "k",
        "after",
        "screen.key-k",
        called("screen.do-callback"),
        always,
        callbacks,
    ),
    Key(
        "improve",
        "i",
        "after",
        "screen.key-i",
        called("screen.do-improve"),
        always,
        improvements,
    ),
]
