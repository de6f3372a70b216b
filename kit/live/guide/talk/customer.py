"""A customer who is owed a call, as a hand types him that does not look: name, number, matter and
time on one line or one after the other, in any order. What was understood stands above the line,
and Enter alone says that it is all.
What came whole on one line is all."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from kit.ground.base.cells import cut, width
from kit.ground.base.phones import is_phone, phone_text, reaches
from kit.ground.terminal.ask import Answer, Flow, Option, Pressed, Question, TypedOn
from kit.ground.terminal.hand import one_word
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.standing import WAYS
from kit.ground.terminal.typed import Given, ask_time, bare, nearest, shown, which
from kit.live.guide.talk import no_more
from kit.live.guide.talk.leftover import say_left, wanted
from kit.live.guide.talk.numbers import READINGS
from kit.live.guide.talk.session import Session

if TYPE_CHECKING:
    from kit.ground.base.typed.times import Ask
    from kit.live.guide.talk.callback import Asker

PHONE, MATTER, PROMISED = "phone", "matter", "promised"
NAME = 10  # cells of a name in what is said of it
MOST = 120  # of all that is known of him
FEW = 24  # cells of a matter that was typed where another thing was wanted
TIMED = ":：点"
FORMS = "kj"  # keys for a customer, and for what others promise
NO_TIME, MATTER_PLAIN = "m", "n"  # letters for "it is no time": `n` opens a note on the screen
FIGURES = 7  # digits of a number that is one wherever it stands

class Customer(msgspec.Struct, frozen=True):
    """What is known of him by now. ``at``: when he is to be called; ``told``: what is said of the
    last line; ``sure``: the first one was read back already; ``unread``: what may be the time is in
    the matter; ``no_number``: he has none, Enter alone said."""

    name: str = ""
    phone: str = ""
    matter: str = ""
    at: datetime | None = None
    told: str = ""
    unread: bool = False
    no_number: bool = False

    @property
    def whole(self) -> bool:
        return bool(self.name and self.numbered and self.matter and self.at)

    @property
    def numbered(self) -> bool:
        """Whether his number is asked for no more."""
        return bool(self.phone) or self.no_number


def rest(
    session: Session, first: Customer, typed: str, record: Callable[[Customer], None]
) -> Flow[Customer | None]:
    """All that the first line, and those behind it, say of him; ``None`` where somebody goes back
    to the first. Whom to call, at which number and when on one line is all, and recorded at once: a
    form behind it would take what is typed next. What was understood is said with what is recorded.
    Of whom more than a name is known by then is recorded, too, when somebody types on as if all
    were done."""
    form = Form(session)
    try:
        return (yield from form.rest(first, typed))
    except (TypedOn, Pressed) as led:
        got = form.got
        if goes_back(led) or not (got.numbered or got.matter or got.at or session.begun):
            raise
        record(got)
        tell_left(session, led, got, "k")
        raise


def tell_left(session: Session, led: TypedOn | Pressed, got: Customer, key: str) -> None:
    """What of him was recorded, and by which ``key`` he gets his time."""
    said = "customer-left" if got.at is not None else "customer-left-no-time"
    whole = "  ".join(filter(None, (got.name, got.phone, got.matter)))  # no picture shows him here
    name = cut(whole, MOST) if session.ctx.me.plain else cut(got.name, NAME)
    say_left(session, led, session.word(said, name=name, press=key))
    tell_open(session, got)


def tell_open(session: Session, got: Customer) -> None:
    """Which call-backs have no time, until somebody can have read it."""
    if got.at is None:
        between = "、" if session.lang == "zh" else ", "
        session.wants = between.join(filter(None, (session.wants, cut(got.name, NAME))))


def goes_back(led: TypedOn | Pressed) -> bool:
    """Whether who leaves the form takes back what he typed there (Esc twice, the key for it)."""
    return led.back or (isinstance(led, Pressed) and not led.key)


class Form:
    """``got``: what is known of him by now; ``theirs``: they promise, and of what
    a figure may mean the nearest time is offered first."""

    def __init__(self, session: Session, theirs: bool = False) -> None:
        self.session, self.theirs = session, theirs
        self.got = Customer()

    def rest(self, first: Customer, typed: str) -> Flow[Customer | None]:
        return (yield from _rest(self, first, typed))


def _rest(form: Form, first: Customer, typed: str) -> Flow[Customer | None]:
    session = form.session
    got = yield from taken(form, first, typed)
    if got is None:
        return None
    if got.name and got.phone and got.at is not None:
        return got
    before: list[tuple[Customer, str, str]] = []
    field, text = _next("", got), ""
    while True:
        form.got = got
        line = yield from _asked(session, got, field, text)
        text = ""
        if line == "" and field == PHONE:  # one empty field is not the end
            before.append((replace(got, told=""), field, ""))
            got = replace(got, told="", no_number=True)
            if got.whole:
                return got
            field = _next(field, got)
            continue
        if line == "":
            return got
        begins(session, line or "", bool(got.phone))
        more, took = (got, None) if line is None else (yield from more_of(form, got, field, line))
        if line is None or took is None:
            if not before:
                return None
            got, field, text = before.pop()
            continue
        if not took:
            got, text = replace(got, told=more.told), line
            continue
        before.append((replace(got, told=""), field, line))
        had, got = got.whole, more
        if got.whole and not had:
            return got
        field = _next(field, got)


def _next(field: str, got: Customer) -> str:
    """Behind a field comes the next that is empty, all around."""
    order = [PHONE, MATTER, PROMISED]
    at = order.index(field) + 1 if field in order else 0
    empty = {PHONE: not got.numbered, MATTER: not got.matter, PROMISED: got.at is None}
    return next(name for name in [*order[at:], *order[:at]] if empty[name])


def _asked(session: Session, got: Customer, field: str, typed: str) -> Flow[str | None]:
    lines = [*([got.told] if got.told else []), so_far(session, got)]
    text = yield Question(
        f"customer-{field}",
        session.word(f"customer-{field}"),
        "text",
        optional=True,
        typed=typed,
        lines=lines,
        ends=bool(got.phone),
        safe=field == PROMISED or (field == PHONE and bool(got.matter)),
        wants=wanted(session),
    )
    return None if text is None else no_more.more(text)


def begins(session: Session, line: str, numbered: bool) -> None:
    """A line that begins with the key for such a form, and goes on as no word does, is another one:
    it never goes into this, which is left as by the key. ``numbered``: his number is known, so that
    one with another number is somebody else, too. Raises ``Pressed``."""
    from kit.live.guide.talk.one_line import who

    key, rest = half_width(line[:1]).lower(), line[1:].strip()
    if not rest or key not in FORMS:
        return
    figures = _digits(who(rest).phone) >= FIGURES
    apart = not one_word(key, line[1:]) and not rest[0].isdecimal()
    if apart or (figures and (numbered or not rest[0].isdecimal())):
        session.begun = rest
        raise Pressed(key)


def so_far(session: Session, got: Customer) -> str:
    """What was understood."""
    at = shown(got.at, session.acting(), session.lang) if got.at is not None else "-"
    return session.word(
        "customer-so-far", name=got.name, phone=got.phone or "-", matter=got.matter or "-", at=at
    )


# ---- what a line says ------------------------------------------------------------------------


def taken(form: Form, first: Customer, typed: str) -> Flow[Customer | None]:
    """Of the line that begins it. The number may stand before the name."""
    from kit.live.guide.talk.one_line import who

    found = who(typed)
    if not (found.phone or found.rest):
        return replace(first, name=typed)
    named = replace(first, name=found.name, phone=found.phone or first.phone)
    return (yield from timed(form, named, found.rest))


def timed(form: Form, got: Customer, matter: str) -> Flow[Customer | None]:
    """With a matter in which a time may stand. Of several readings one is chosen; ``None`` where
    nobody does."""
    from kit.people.registers.files.promised import promise
    from kit.people.registers.rules.sheet import parsed

    session = form.session
    now = session.acting()
    line = parsed(f"- {matter}") if matter else None
    found = promise(session.ctx, replace(line, matter=matter), now) if line is not None else None
    if found is not None and found.unread and found.due is None and not found.choices:
        behind = f"{matter.replace(found.unread, ' ').strip()} {found.unread}"
        again = promise(session.ctx, parsed(f"- {behind}"), now)
        if again.due is not None or again.choices:
            found, line = again, parsed(f"- {behind}")
    if found is None:
        return got
    from kit.ground.base.typed.times import COMING, Ask
    from kit.people.registers.rules.timelike import names_day

    at = found.due.at if found.due is not None else None
    said = line is not None and names_day(line.when)  # a day that is named is no slip
    far = at is not None and at - now > COMING.ask and not said
    if far or (at is None and found.choices):
        times = [end.at for end in found.choices] if at is None else [at]
        times = sorted(times) if form.theirs else times
        form.got = replace(got, matter=" ".join(filter(None, (got.matter, matter))))
        typed = found.unread or (line.when if line is not None else "")
        near = nearest(typed, times, now) if found.why == "which" and not (far or said) else None
        if near is None:
            asked = Ask(typed, times, "far" if far else "which")
            picked = yield _which_or_none(session, asked, now, got.name)
            if picked == MATTER:
                return replace(got, matter=" ".join(filter(None, (got.matter, matter))))
            if not isinstance(picked, str):
                return None
            near = times[int(picked)]
        at = near
        left = found.matter.replace(found.unread, " ") if found.unread else found.matter
        found = replace(found, matter=left.strip(), unread="")
    if at is None and found.unread:
        told = session.word("customer-no-time", text=found.unread)
        return replace(got, matter=matter, told=told, unread=True)
    joined = " ".join(part for part in (got.matter, found.matter.strip()) if part)
    return replace(got, matter=joined, at=at or got.at)


def _which_or_none(session: Session, asked: Ask, now: datetime, who: str) -> Question:
    """Which of the times that stand in a matter is meant, and of whom; or none, a figure of the
    matter ("order 12"). By letters of its own, as a key that answers must mean the same each time.
    """
    found = which("customer-which", asked, now, session.lang)
    plain = session.ctx.me.plain
    none = MATTER_PLAIN if plain else NO_TIME
    letters = (READINGS if plain else WAYS).replace(none, "")
    options = [
        replace(option, key=key) for option, key in zip(found.options, letters, strict=False)
    ]
    options.append(Option(MATTER, session.word("customer-no-which"), none))
    if plain:
        options.append(Option("back", session.word("due-back"), "b", opens=True))
    text = session.word("of-whom", who=who, asked=found.text) if who else found.text
    return replace(found, text=text, options=options, lettered=True, rings=True, stands=not plain)


def more_of(
    form: Form, got: Customer, field: str, text: str
) -> Flow[tuple[Customer, bool | None]]:
    """With a line behind the first one: what plainly belongs elsewhere goes there, which is said;
    and whether it was taken, ``None`` where somebody went back from it."""
    from kit.people.registers.rules.sheet import parsed

    session = form.session
    got, line = replace(got, told=""), parsed(f"- {text}")
    if is_phone(text) and (field == PHONE or _digits(text) >= FIGURES):
        number = phone_text(text, 40)
        told = "" if field == PHONE else session.word("customer-as-phone", phone=number)
        return replace(got, phone=number, told=told), True
    if field == PROMISED or (line.when and line.when == text and not bare(text)):
        given = yield from _when(session, got, text)
        if given is None or given.at is None:
            back = given is None and field == PROMISED
            return got, None if back else given is not None
        at = shown(given.at, session.acting(), session.lang)
        told = "" if field == PROMISED else session.word("customer-as-time", at=at)
        return replace(got, at=given.at, told=told), True
    if _digits(line.phone) >= FIGURES:
        found = yield from timed(form, replace(got, phone=line.phone), line.matter)
        return found or got, found is not None
    if field == PHONE and reaches(text) and not any(mark in text for mark in TIMED):
        return replace(got, phone=phone_text(text, 200)), True
    if bare(text) or (field == PHONE and (got.matter or width(text) > FEW)):
        wrong = "phone-wanted" if field == PHONE else "words-wanted"
        return replace(got, told=session.word(wrong)), False
    found = yield from timed(form, got, text)
    if found is not None and field == PHONE and not found.told:
        found = replace(found, told=session.word("customer-as-matter", text=found.matter))
    return found or got, found is not None


def _digits(text: str) -> int:
    return sum(char.isdecimal() for char in text)


def _when(session: Session, got: Customer, text: str) -> Flow[Given | None]:
    """A text that is a time, by the one reader of them; asked again until it is one."""
    asked = Question(
        "customer-promised",
        session.word("customer-promised"),
        "text",
        optional=True,
        lines=[so_far(session, got)],
        ends=bool(got.phone),
    )
    return (yield from answered(by_when(session, asked, session.acting), text))


def by_when(
    asker: Asker, question: Question, now: Callable[[], datetime]
) -> Flow[Given | None]:
    """By when somebody is to do something, of whomever that is asked: ours to customers, theirs to
    us. What is no time by itself ("before we close", a number) is asked about."""
    from kit.ground.base.typed.times import COMING
    from kit.ground.machine.clock import walls
    from kit.people.registers.files.promised import perhaps

    return ask_time(
        question,
        COMING,
        now,
        asker.lang,
        asker.refuse,
        walls(now()),
        perhaps=partial(perhaps, asker.ctx),
    )


def answered(
    asking: Generator[Question, Answer, Given | None], text: str
) -> Flow[Given | None]:
    """The questions of a time, the first of which is answered already."""
    next(asking)
    try:
        question = asking.send(text)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    return (yield from _going(asking, question))


def _going(
    asking: Generator[Question, Answer, Given | None], question: Question
) -> Flow[Given | None]:
    while True:
        try:
            answer = yield question
        except Exception as led:  # a sentence, or a key that leads out
            try:
                question = asking.throw(led)
            except StopIteration as stop:
                return stop.value  # type: ignore[no-any-return]
            continue
        try:
            question = asking.send(answer)
        except StopIteration as stop:
            return stop.value  # type: ignore[no-any-return]
