"""Keys for what is owed afterwards: customers to call back, things to improve."""

from __future__ import annotations

from functools import partial

from kit.ground.journal.line import new_id
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.keys import Key, always, called
from kit.ground.terminal.typed import Given, ask_time, in_turn
from kit.incidents.incident.rules import acts
from kit.live.guide.talk.callback import how_it_went, owed_line
from kit.live.guide.talk.session import Session


def customers(session: Session) -> Flow[None]:
    """The key: customers who are owed a call."""
    yield from all_customers(session)


def all_customers(session: Session) -> Flow[bool]:
    """Customers who are owed a call, one after another until an empty name. Esc goes back one
    question, at the first it leaves without a trace. Whether an empty name said that it is all."""
    first = _First(session, "customer", "ask-customer")
    while True:
        given = yield from in_turn(
            first.ask,
            lambda typed: _text(session, "customer-phone", "ask-phone", typed),
            lambda typed: _text(session, "customer-matter", "ask-matter", typed),
            lambda typed: _promised(session, typed),
        )
        if given is None:
            return first.empty
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
    """How an owed call went, or a customer not noted yet. Esc goes back to the list."""
    while owed := session.incident.owed():
        now = session.now().wall
        options = [Option(back.id, owed_line(back, now, session.lang)) for back in owed]
        options.append(Option("@new", session.word("owed-new")))
        picked = yield Question("owed", session.word("ask-owed"), options=options)
        if picked is None:
            return
        if picked == "@new":
            break
        back = session.incident.callbacks[picked]
        act = yield from how_it_went(session, back, session.acting)
        if act is not None:
            session.record(act)
            return
    yield from customers(session)


def improvements(session: Session) -> Flow[None]:
    """The key: improvement actions."""
    yield from all_improvements(session)


def all_improvements(session: Session) -> Flow[bool]:
    """Improvement actions, one after another until an empty one; Esc as for customers."""
    first = _First(session, "action", "ask-action")
    while True:
        given = yield from in_turn(
            first.ask,
            lambda typed: _text(session, "action-owner", "ask-owner", typed),
        )
        if given is None:
            return first.empty
        text, owner = given
        session.record(partial(acts.action_add, id_=new_id()[:4], text=text, owner=owner))


class _First:
    """The question that each of a list begins with. Left empty it says that this is all: the list
    ends as with Esc, and ``empty`` tells the two apart."""

    def __init__(self, session: Session, name: str, asked: str) -> None:
        self.session = session
        self.name = name
        self.asked = asked
        self.empty = False

    def ask(self, typed: str) -> Flow[str | None]:
        text = yield from _text(self.session, self.name, self.asked, typed)
        self.empty = text == ""
        return text or None


def _text(session: Session, name: str, asked: str, typed: str) -> Flow[str | None]:
    """Left empty it is ""."""
    text = yield Question(name, session.word(asked), "text", optional=True, typed=typed)
    return None if text is None else text.strip()


def _promised(session: Session, typed: str) -> Flow[Given | None]:
    from kit.ground.base.typed.times import COMING

    asked = session.word("ask-promised")
    return (
        yield from ask_time(
            Question("customer-promised", asked, "text", optional=True, typed=typed),
            COMING,
            session.acting,
            session.lang,
            session.refuse,
            session.walls(),
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
