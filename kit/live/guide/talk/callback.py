"""How a call that a customer is owed went: reached, not reached, moved, given up; whether an
incident owes it or a register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.machine.clock import walls
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.typed import Given, ask_time, ask_words, in_turn
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Act
from kit.incidents.incident.rules.kinds.callbacks import Callback

if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.people.registers.rules.acts import Act as RegisterAct
    from kit.people.registers.rules.due import Due

A = TypeVar("A")


class Asker(Protocol):
    """Who asks: the guide or the home screen."""

    lang: str
    ctx: Context

    def refuse(self, refused: Refused) -> None:
        """Say what could not be read."""


class Owed(Generic[A]):
    """A call that is owed: to whom, its line, and the acts that record how it went. ``tried`` is
    given ``reached``, ``no-answer`` or ``given-up`` and a text; ``moved`` the new time, why, and
    who agreed."""

    def __init__(
        self,
        who: str,
        line: str,
        tried: Callable[[str, str], A],
        moved: Callable[[datetime, str, str], A],
    ) -> None:
        self.who, self.line = who, line
        self.tried, self.moved = tried, moved


def in_incident(back: Callback, now: datetime, lang: str) -> Owed[Act]:
    """One that an incident owes."""
    return Owed(
        clean(back.name, 60),
        owed_line(back, now, lang),
        lambda went, text: partial(acts.callback_try, id_=back.id, result=went, text=text),
        lambda to, why, who: partial(
            acts.callback_move, id_=back.id, to=to, reason=why, agreed=who
        ),
    )


def in_register(due: Due, now: datetime, lang: str) -> Owed[RegisterAct]:
    """One that the register of call-backs owes."""
    from kit.people.registers.rules import acts as deeds
    from kit.people.registers.rules.books import CALLBACK
    from kit.people.registers.show.lines import due_text

    id_, name = due.doc.id, due.doc.get("name") or due.doc.get("phone")

    def tried(went: str, text: str) -> RegisterAct:
        if went == "no-answer":
            return partial(deeds.attempt, text=id_, result=went, note=text)
        return partial(deeds.stage, book=CALLBACK, text=id_, verb=went, note=text)

    return Owed(
        clean(name, 60),
        due_text(due, now, lang),
        tried,
        lambda to, why, who: partial(deeds.move, text=id_, to=to, reason=why, agreed=who),
    )


def owed_line(back: Callback, now: datetime, lang: str) -> str:
    """Name, end of the number, matter, the time promised."""
    from kit.ground.base.cells import clock

    parts = [clean(back.name, 60), clean(back.phone, 40) if back.phone != back.name else ""]
    parts.append(clean(back.matter, 80))
    if back.promised is not None:
        parts.append(word(lang, "screen.owed-by", at=clock(back.promised, now)))
    return "  ".join(part for part in parts if part)


def how_it_went(asker: Asker, owed: Owed[A], now: Callable[[], datetime]) -> Flow[A | None]:
    """The act that records it; ``None`` when Esc was pressed and nothing is to be recorded."""
    lang = asker.lang
    asked = Question(
        "callback-went",
        word(lang, "screen.ask-went", who=owed.who),
        options=[
            Option("reached", word(lang, "screen.reached"), "r"),
            Option("no-answer", word(lang, "screen.not-reached"), "n"),
            Option("moved", word(lang, "screen.owed-moved"), "m"),
            Option("given-up", word(lang, "screen.owed-given-up"), "g"),
        ],
        lines=[owed.line],
        lettered=True,  # the number of the next customer, typed on, must not say how it went
    )
    while True:
        went = yield asked
        if went is None:
            return None
        if went in ("reached", "no-answer"):
            return owed.tried(went, "")
        if went == "moved":
            given = yield from _moved(asker, now)
            if given is not None:
                return owed.moved(*given)
            continue
        why = yield from _line("callback-why", "ask-reason", lang, "")
        if why is not None:
            return owed.tried("given-up", why)


def moved(asker: Asker, back: Callback, now: Callable[[], datetime]) -> Flow[Act | None]:
    """That the customer of an incident agreed to another time. Esc goes back one."""
    given = yield from _moved(asker, now)
    return in_incident(back, now(), asker.lang).moved(*given) if given is not None else None


def _moved(asker: Asker, now: Callable[[], datetime]) -> Flow[tuple[datetime, str, str] | None]:
    """To when, why, and who agreed: all three, or nothing is recorded. Esc goes back one."""
    given = yield from in_turn(
        lambda typed: _to(asker, now, typed),
        lambda typed: _line("callback-why", "ask-reason", asker.lang, typed),
        lambda typed: _line("callback-agreed", "ask-agreed", asker.lang, typed),
    )
    if given is None:
        return None
    to, reason, agreed = given
    return to.at, reason, agreed


def _to(asker: Asker, now: Callable[[], datetime], typed: str) -> Flow[Given | None]:
    """A time; without one nothing is moved."""
    from kit.ground.base.typed.times import COMING
    from kit.people.registers.files.promised import perhaps

    asked = word(asker.lang, "screen.ask-moved-to")
    question = Question("callback-to", asked, "text", typed=typed)
    to = yield from ask_time(
        question, COMING, now, asker.lang, asker.refuse, walls(now()),
        perhaps=partial(perhaps, asker.ctx),
    )  # fmt: skip
    return to if to is not None and to.at is not None else None


def _line(name: str, asked: str, lang: str, typed: str) -> Flow[str | None]:
    question = Question(name, word(lang, f"screen.{asked}"), "text", typed=typed)
    return (yield from ask_words(question, lang))
