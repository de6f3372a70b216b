"""Keys for what is owed afterwards: customers to call back, things to improve."""

from __future__ import annotations

from functools import partial

from kit.ground.base.refusal import Refused
from kit.ground.base.times import parse_until
from kit.ground.journal.line import new_id
from kit.ground.terminal.ask import Flow, Question
from kit.ground.terminal.keys import Key, always, called
from kit.incidents.guide.talk.session import Session
from kit.incidents.incident.rules import acts


def customers(session: Session) -> Flow[None]:
    """Customers who are owed a call, one after another until an empty name."""
    while True:
        name = yield Question("customer", session.word("ask-customer"), "text", optional=True)
        if not name or not name.strip():
            return
        phone = yield from _may_be_empty(session, "customer-phone", "ask-phone")
        matter = yield from _may_be_empty(session, "customer-matter", "ask-matter")
        promised = yield from _may_be_empty(session, "customer-promised", "ask-promised")
        try:
            until = parse_until(promised, session.now().wall) if promised.strip() else None
        except Refused:
            until = None
            matter = f"{matter} {promised}".strip()
        session.record(
            partial(
                acts.callback_add,
                id_=new_id()[:4],
                name=name,
                phone=phone,
                matter=matter,
                promised=until,
            )
        )


def improvements(session: Session) -> Flow[None]:
    """Improvement actions, one after another until an empty one."""
    while True:
        text = yield Question("action", session.word("ask-action"), "text", optional=True)
        if not text or not text.strip():
            return
        owner = yield from _may_be_empty(session, "action-owner", "ask-owner")
        session.record(partial(acts.action_add, id_=new_id()[:4], text=text, owner=owner))


def _may_be_empty(session: Session, name: str, asked: str) -> Flow[str]:
    """Esc leaves it empty, too: what was typed before it is worth keeping."""
    return (yield Question(name, session.word(asked), "text", optional=True)) or ""


KEYS: list[Key[Session]] = [
    Key(
        "callback",
        "k",
        "after",
        "screen.key-k",
        called("screen.do-callback"),
        always,
        customers,
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
