"""How a call that a customer is owed went: reached, not reached, moved, given up; whether an
incident owes it or a register. Who was reached is asked about once more: reached is not settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Pressed, Question, TypedOn
from kit.ground.terminal.typed import Given, ask_words, in_turn, soon
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Act
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.live.guide.talk.keys.elsewhere import goes, leading_on
from kit.live.guide.talk.letters import VAIN

if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.live.guide.talk.session import Session
    from kit.people.registers.rules.acts import Act as RegisterAct
    from kit.people.registers.rules.due import Due

A = TypeVar("A")
T = TypeVar("T")
MOST = 12  # lines of what is known of a thing, above a question
# How it may have gone, each with its letter and its words.
LETTER = {"reached": "r", "no-answer": "n", "moved": "m", "given-up": "g"}
ALSO = {"no-answer": VAIN}
WENT = {
    "reached": "reached",
    "no-answer": "not-reached",
    "moved": "owed-moved",
    "given-up": "owed-given-up",
}


class Asker(Protocol):
    """Who asks: the guide or the home screen."""

    lang: str
    ctx: Context

    def refuse(self, refused: Refused) -> None:
        """Say what could not be read."""


class Owed(Generic[A]):
    """A call that is owed: to whom, its line, and the acts that record how it went. ``tried`` is
    given ``reached``, ``no-answer`` or ``given-up`` and a text; ``moved`` the new time, why, and
    who agreed. ``went``: how it may have gone, each with its words (``asked`` is the question's);
    ``noted``: for which of them a text is asked; ``whole``: all that is known of it; ``called``:
    whether a customer is called, who may be reached and owed another call; ``settled``: whether it
    was answered otherwise since it was asked."""

    def __init__(
        self,
        who: str,
        line: str,
        tried: Callable[[str, str], A],
        moved: Callable[[datetime, str, str], A],
    ) -> None:
        self.who, self.line = who, line
        self.tried, self.moved = tried, moved
        self.asked = "ask-went"
        self.went = WENT
        self.noted: tuple[str, ...] = ("given-up",)
        self.whole: Callable[[], list[str]] | None = None
        self.called = True
        self.unsettled = False  # he was reached, and it is asked whether that settled it
        self.settled: Callable[[], bool] | None = None
        self.leads: list[Option] = []  # to another incident, where it is asked within one


def in_guide(session: Session, back: Callback) -> Owed[Act]:
    """One that the guide's incident owes: asked no more once it went otherwise than was asked."""
    owed = in_incident(back, session.acting(), session.lang)
    owed.leads = leading_on(session)

    def state() -> object:
        there = session.incident.callbacks.get(back.id)
        return there and (there.settled, there.promised, len(there.tries))

    before = state()
    owed.settled = lambda: state() != before
    return owed


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


def in_register(ctx: Context, due: Due, now: datetime) -> Owed[RegisterAct]:
    """What a register has due: a call that it owes, or a stage of anything else in it."""
    from kit.people.registers.rules import acts as deeds
    from kit.people.registers.rules.books import BOOKS, stage_of
    from kit.people.registers.rules.reading import title
    from kit.people.registers.show.lines import due_text

    id_, lang, book = due.doc.id, ctx.me.lang, BOOKS[due.book]
    done, over = stage_of(book, "done"), stage_of(book, "given-up")
    calls = book.name == "callback"

    def tried(went: str, text: str) -> RegisterAct:
        if went == "no-answer":
            return partial(deeds.attempt, text=id_, result=went, note=text)
        verb = "done" if went == "reached" else went
        return partial(deeds.stage, book=book, text=id_, verb=verb, note=text)

    name = clean(due.doc.get("name") or due.doc.get("phone"), 60) if calls else ""
    owed: Owed[RegisterAct] = Owed(
        name or title(due.doc, due.book, lang),
        due_text(due, now, lang),
        tried,
        lambda to, why, who: partial(
            deeds.move, book=book, text=id_, to=to, reason=why, agreed=who
        ),
    )
    ways = {
        "reached": ("reached" if calls else "went-done") if done else "",
        "no-answer": "not-reached",
        "moved": "owed-moved" if calls else "went-moved",
        "given-up": ("owed-given-up" if calls else "went-given-up") if over else "",
    }
    owed.went = {way: text for way, text in ways.items() if text}
    owed.asked, owed.called = "ask-went" if calls else "ask-went-of", calls
    owed.noted = ("given-up", "reached") if done is not None and done.note else ("given-up",)
    owed.whole = lambda: _whole(ctx, due)
    return owed


def _whole(ctx: Context, due: Due) -> list[str]:
    """All that is known of it, and the commands for what is not answered here."""
    from kit.ground.base.named import short
    from kit.people.registers.files.store import Registers
    from kit.people.registers.rules.books import BOOKS
    from kit.people.registers.show.lines import doc_lines

    lang, opened = ctx.me.lang, ctx.of(Registers).load(due.book)
    doc = opened.register.docs.get(due.doc.id) if opened is not None else None
    if opened is None or doc is None:
        return []
    found = doc_lines(doc, opened.register, opened.entries, ctx.now().wall, lang)
    verbs = [s.verb for s in BOOKS[due.book].stages if s.again or not doc.reached(s.name)]
    how = word(lang, "screen.went-commands", id=short(doc.id), names=verbs, book=due.book)
    return [*(found if len(found) <= MOST else [*found[: MOST - 4], "  …", *found[-3:]]), how]


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
    options = [
        Option(way, word(lang, f"screen.{text}"), LETTER[way], ALSO.get(way, ""))
        for way, text in owed.went.items()
    ]
    if owed.whole is not None:
        options.append(Option("whole", word(lang, "screen.went-whole"), "v", opens=True))
    options += owed.leads
    asked = Question(
        "callback-went",
        word(lang, f"screen.{owed.asked}", who=owed.who),
        options=options,
        lines=[owed.line],
        lettered=True,  # the number of the next customer, typed on, must not say how it went
    )
    while True:
        goes(went := (yield asked))
        if went is None:
            return None
        if went == "whole" and owed.whole is not None:
            yield _shown(owed.who, owed.whole(), lang)
            continue
        if went == "reached" and owed.called:
            act = yield from then(asker, owed, now)
            if act is not None:
                return act
            continue
        if went in ("reached", "no-answer") and went not in owed.noted:
            return owed.tried(went, "")
        if went == "moved":
            given = yield from _moved(asker, now)
            if given is not None:
                return owed.moved(*given)
            continue
        why = yield from _line("callback-why", "ask-reason", lang, "")
        if why is not None:
            return owed.tried(went, why)


def then(asker: Asker, owed: Owed[A], now: Callable[[], datetime]) -> Flow[A | None]:
    """What came of it where he was reached: it is settled; or he was promised another call, ours or
    somebody's to whom it was handed, which he agreed to. Esc goes back one."""
    lang = asker.lang
    options = [
        Option("settled", word(lang, "screen.then-settled"), "y"),
        Option("again", word(lang, "screen.then-again"), "m", opens=True),
        Option("handed", word(lang, "screen.then-handed"), "g", opens=True),
        *owed.leads,
        Option("back", word(lang, "screen.due-back"), "b", opens=True),
    ]
    asked = Question(
        "callback-then",
        word(lang, "screen.ask-then", who=owed.who),
        options=options,
        lettered=True,
        rings=True,
        stands=True,
        settled=owed.settled,
    )
    while True:
        owed.unsettled = True
        goes(came := (yield asked))
        owed.unsettled = False
        if came is None or came == "back":
            return None
        if came == "settled":
            return owed.tried("reached", "")
        asks: list[Callable[[str], Flow[object]]] = [lambda typed: _to(asker, now, typed)]
        if came == "handed":
            asks.insert(0, lambda typed: _line("callback-handed", "ask-then-who", lang, typed))
        given = yield from in_turn(*asks)
        if given is not None:
            to = given[-1].at
            who = given[0] if came == "handed" else ""
            return owed.moved(to, word(lang, f"screen.then-{came}-why", who=who), owed.who)


def reached_at_least(session: Session, back: Callback, owed: Owed[Act], asking: Flow[T]) -> Flow[T]:
    """The same of a customer of an incident. Whoever leaves it where it is asked whether that
    settled it has called: the call is recorded, the promise stands, and that is said."""
    from kit.live.guide.talk.leftover import say_left, taken_back

    try:
        return (yield from asking)
    except (TypedOn, Pressed) as led:
        over = owed.settled is not None and owed.settled()
        if not owed.unsettled or over or taken_back(session, led):
            raise
        name = clean(back.name, 60)
        if session.record(lambda d: acts.call(d, name, "reached")):
            say_left(session, led, session.word("then-left", who=name))
        raise


def _shown(who: str, lines: list[str], lang: str) -> Question:
    back = Option("back", word(lang, "screen.due-back"), "b", opens=True)
    return Question("callback-whole", who, options=[back], lines=lines, lettered=True)


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
    from kit.live.guide.talk.customer import by_when

    asked = word(asker.lang, "screen.ask-moved-to", at=soon(now()))
    question = Question("callback-to", asked, "text", typed=typed)
    to = yield from by_when(asker, question, now)
    return to if to is not None and to.at is not None else None


def _line(name: str, asked: str, lang: str, typed: str) -> Flow[str | None]:
    question = Question(name, word(lang, f"screen.{asked}"), "text", typed=typed)
    return (yield from ask_words(question, lang))
