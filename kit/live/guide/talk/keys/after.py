"""Keys for what is owed afterwards: customers to call back, things to improve."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import msgspec

from kit.ground.base.words import word
from kit.ground.journal.line import new_id
from kit.ground.terminal.ask import Flow, Question
from kit.ground.terminal.keys import Key, always, called, half_width
from kit.ground.terminal.typed import ask_words, bare
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.live.guide.talk import no_more
from kit.live.guide.talk.form_over import whole
from kit.live.guide.talk.leftover import wanted
from kit.live.guide.talk.session import Session

TITLES = ("先生", "女士", "小姐", "老师", "总")  # behind which a letter is all of a name


def callbacks(session: Session) -> Flow[None]:
    """The key: a customer to call back."""
    yield from whole(session, "k", _none(one_customer(session, "none")))


def _none(form: Flow[bool]) -> Flow[None]:
    yield from form


def one_customer(session: Session, empty: str) -> Flow[bool]:
    """A new customer who is owed a call, or, by the number on the list, how such a call went: one,
    and whoever has another presses the key again. Esc goes back one question, at the first it
    leaves without a trace. Whether an empty name said that there are no more; ``empty``: what is
    said to come of one (the end of a sentence's name)."""
    typed = ""
    while True:
        called = yield from _customer(session, typed, empty)
        if called is None or not called.name:
            return called is not None
        typed = name = called.name
        back = _numbered(session, name)
        if back is not None:
            from kit.live.guide.talk.callback import how_it_went, in_guide, reached_at_least

            owed = in_guide(session, back)
            asking = how_it_went(session, owed, session.acting)
            act = yield from reached_at_least(session, back, owed, asking)
            if act is not None:
                session.record(act)
                return False
            continue
        from kit.live.guide.talk import customer  # read when it is pressed

        def record(got: customer.Customer) -> None:
            _record(session, got.name, got.phone, got.matter, got.at)

        if session.ctx.me.plain:
            from kit.live.guide.talk.by_line import by_lines

            got = yield from by_lines(session, name, called.phone, record)
        else:
            first = customer.Customer(phone=called.phone)
            got = yield from customer.rest(session, first, name, record)
        if got is None:
            continue
        record(got)
        if got.unread and got.at is None:
            customer.tell_open(session, got)
        return False


def _record(
    session: Session, name: str, phone: str, matter: str, promised: datetime | None
) -> None:
    session.record(
        partial(
            acts.callback_add,
            id_=new_id()[:4],
            name=name,
            phone=phone,
            matter=matter,
            promised=promised,
        )
    )


class Called(msgspec.Struct, frozen=True):
    """A customer by name, or by the number on the list; ``phone`` where that was said first."""

    name: str
    phone: str = ""


def _customer(session: Session, typed: str, empty: str) -> Flow[Called | None]:
    """A name, or the number of one on the list. A telephone number that is typed first is kept, and
    the name asked for; any other number is no name."""
    from kit.ground.base.phones import is_phone, phone_text
    from kit.live.guide.talk.callback import owed_line  # read when it is pressed

    begun, session.begun = session.begun, ""
    if begun:
        return Called(begun)
    now, owed = session.now().wall, _owed(session)
    lines = [f"{n}  {owed_line(back, now, session.lang)}" for n, back in owed.items()]
    enter = session.word(f"enter-{empty}")
    asked = session.word("ask-owed" if lines else "ask-customer", enter=enter)
    wrong = [session.word("no-customer")]
    notes = [] if session.ctx.me.plain else [session.word("customer-order")]
    phone = ""
    while True:
        text = yield Question(
            "customer",
            asked,
            "text",
            optional=True,
            typed=typed,
            lines=[*notes, *lines],
            named=True,
            wants=wanted(session),
        )
        if text is None:
            return None
        typed = _without_key(no_more.more(text))
        if is_phone(typed):
            phone, typed = phone_text(typed, 40), ""
            notes, lines = [session.word("phone-kept", phone=phone)], []
            asked = session.word("ask-customer-of")
        elif key := _key_for_a_name(typed):
            notes = [word(session.lang, "refused.no-name", text=key)]
        elif not bare(typed) or (typed.isdecimal() and int(typed) in owed and not phone):
            return Called(typed or phone, phone)
        else:
            notes = wrong if typed.isdecimal() else [session.word("words-wanted")]


def _without_key(typed: str) -> str:
    """Where the form's key was pressed once more in front of a Chinese name (``k赵先生``)."""
    first, rest = half_width(typed[:1]), typed[1:].strip()
    again = first == "k" and rest[:1].isalpha() and not rest[:1].isascii()
    return rest if again and not rest.startswith(TITLES) else typed


def _key_for_a_name(typed: str) -> str:
    """The key that stands for the name before a number (``x 138...``); "" for none."""
    from kit.ground.base.person import nobodys
    from kit.live.guide.talk.one_line import who  # read when it is pressed

    found = who(typed)
    return found.name if found.phone and nobodys(found.name) else ""


def _owed(session: Session) -> dict[int, Callback]:
    """Customers who are owed a call, the one promised first on top, each by the number that he has
    had from the first: another one does not move him to another number."""
    numbers = {id_: n for n, id_ in enumerate(session.incident.callbacks, 1)}
    return {numbers[back.id]: back for back in session.incident.owed()}


def _numbered(session: Session, text: str) -> Callback | None:
    return _owed(session).get(int(text)) if text.isdecimal() else None


def improvements(session: Session) -> Flow[None]:
    """The key: an improvement action; Enter behind it as for customers."""
    yield from whole(session, "i", _none(one_improvement(session, "none")))


def one_improvement(session: Session, empty: str) -> Flow[bool]:
    """An improvement action; Esc and an empty one as for customers."""
    typed = ""
    while True:
        text = yield from _text(session, "action", "ask-action", typed, empty)
        text = text and no_more.more(text)
        if not text:
            return text == ""
        typed = text
        owner = yield from _text(session, "action-owner", "ask-owner", "")
        if owner is not None:
            session.record(partial(acts.action_add, id_=new_id()[:4], text=text, owner=owner))
            return False


def _text(
    session: Session, name: str, asked: str, typed: str, empty: str = ""
) -> Flow[str | None]:
    """Left empty it is ""."""
    enter = session.word(f"enter-{empty}") if empty else ""
    text = session.word(asked, enter=enter)
    question = Question(name, text, "text", optional=True, typed=typed)
    return (yield from ask_words(question, session.lang))


KEYS: list[Key[Session]] = [
    Key(
        "callback",
        "k",
        "after",
        "screen.key-k",
        called("screen.do-callback"),
        always,
        callbacks,
        opens=True,
    ),
    Key(
        "improve",
        "i",
        "after",
        "screen.key-i",
        called("screen.do-improve"),
        always,
        improvements,
        opens=True,
    ),
]
