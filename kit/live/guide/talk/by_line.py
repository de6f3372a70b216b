"""A customer who is owed a call, in numbered lines: what his first line says of him is taken apart
as on the drawn screen, and the rest asked for one line after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.ground.terminal.ask import Flow, Pressed, Question, TypedOn
from kit.ground.terminal.typed import Given, in_turn, soon
from kit.live.guide.talk import no_more
from kit.live.guide.talk.in_matter import Matter, ask_matter
from kit.live.guide.talk.leftover import taken_back
from kit.live.guide.talk.numbers import places
from kit.live.guide.talk.session import Session

if TYPE_CHECKING:
    from kit.live.guide.talk.customer import Customer

PHONE, MATTER, PROMISED = "phone", "matter", "promised"


def whole(text: str) -> bool:
    """Whether a line is somebody with his number, and no sentence."""
    from kit.live.guide.talk.customer import FIGURES
    from kit.live.guide.talk.one_line import who

    found = who(text)
    return bool(found.name) and sum(map(str.isdecimal, found.phone)) >= FIGURES


def by_lines(
    session: Session, name: str, phone: str, record: Callable[[Customer], None]
) -> Flow[Customer | None]:
    """All that is known of him at the end; ``None`` where somebody goes back to his name. Whoever
    types on out of it leaves one call-back behind, and not as many notes as there were lines."""
    from kit.live.guide.talk import customer  # read when it is pressed

    got: Customer | None = customer.Customer(name=name, phone=phone)
    if whole(name):
        form = customer.Form(session)
        got = yield from customer.taken(form, customer.Customer(phone=phone), name)
    if got is None or (got.name and got.phone and got.at is not None):
        return got
    matters: list[Given] = []

    def matter(typed: str) -> Flow[Given | None]:
        asked = session.word("ask-matter", enter="")
        question = Question("customer-matter", asked, "text", optional=True, typed=typed)
        said = yield from ask_matter(session, question)
        if said is not None and not no_more.more(said.text):
            said = Matter(said.at)
        matters[:] = [said] if said is not None else []
        return said

    def when(typed: str) -> Flow[Given | None]:
        if matters and matters[0].at is not None:
            return matters[0]
        return (yield from _promised(session, typed, [got.told] if got.told else []))

    asks: dict[str, Callable[[str], Flow[object]]] = {PROMISED: when}
    if not got.matter:
        asks = {MATTER: matter, **asks}
    if not got.phone:
        asks = {PHONE: partial(_phone, session), **asks}
    try:
        given = yield from in_turn(*asks.values())
    except (TypedOn, Pressed) as led:
        known = _with(got, dict(zip(asks, led.answers, strict=False)))
        if not taken_back(session, led) and (known.phone or known.matter):
            record(known)
            session.advised.add("callback")
            customer.tell_left(session, led, known, str(places(session)["callback"]))
        raise
    return _with(got, dict(zip(asks, given, strict=True))) if given is not None else None


def _with(got: Customer, said: dict[str, object]) -> Customer:
    about, when = said.get(MATTER), said.get(PROMISED)
    return replace(
        got,
        phone=got.phone or str(said.get(PHONE, "")),
        matter=about.about if isinstance(about, Matter) else got.matter,
        at=when.at if isinstance(when, Given) else got.at,
    )


def _phone(session: Session, typed: str) -> Flow[str | None]:
    """A number, or how else he is reached; words without one are neither, nor a time of day."""
    from kit.ground.base.phones import reaches

    notes: list[str] = []
    while True:
        asked = session.word("ask-phone")
        text = yield Question(
            "customer-phone", asked, "text", optional=True, typed=typed, lines=notes
        )
        if text is None:
            return None
        typed = text.strip()
        if any(mark in typed for mark in ":：点"):
            notes = [session.word("phone-is-time")]
        elif typed and not reaches(typed):
            notes = [session.word("phone-wanted")]
        else:
            return typed


def _promised(session: Session, typed: str, lines: list[str]) -> Flow[Given | None]:
    from kit.live.guide.talk.customer import by_when

    asked = session.word("ask-promised", at=soon(session.acting()))
    question = Question(
        "customer-promised", asked, "text", optional=True, typed=typed, lines=lines
    )
    return (yield from by_when(session, question, session.acting))
