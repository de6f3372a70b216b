"""A time asked of a person: what is typed is read, asked back, or asked again; never guessed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from kit.ground.base.cells import hour, on_the_wall
from kit.ground.base.lean import re
from kit.ground.base.phones import RESCUE
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Pressed, Question, TypedOn
from kit.ground.terminal.keys import half_width

if TYPE_CHECKING:  # read when a time is typed
    from kit.ground.base.typed.times import Ask, Field, Local

JUST_NOW = timedelta(seconds=1)
NEAR = timedelta(hours=6)  # of an hour without its half of the day


class Given(msgspec.Struct, frozen=True):
    """An answer; ``None`` where the question was left empty on purpose, or, where any text will do,
    for what is no time. ``text``: what was typed."""

    at: datetime | None
    text: str = ""


def ask_time(
    question: Question,
    field: Field,
    now: Callable[[], datetime],
    lang: str,
    refuse: Callable[[Refused], None],
    local: Local | None = None,
    usual: str = "",
    none: str = "",
    free: bool = False,
    perhaps: Callable[[str, datetime], Ask | None] | None = None,
    takes: bool = False,
) -> Flow[Given | None]:
    """The time that a person gives; ``None`` when he goes back. ``question`` is asked again, with
    what was typed still in it, until it is a time; two readings become a choice, but for the halves
    of the day, of which the one at hand is meant and stands in what is recorded. Left empty it is
    ``usual``; ``none`` typed says that there is no time. ``free``: text that is none is an answer.
    ``perhaps``: what a text may mean that is no time by itself ("before we close"). A note typed
    where it is asked which one was meant is what that time is for, where it ``takes`` one.
    """
    from kit.ground.base.typed.spans import plain
    from kit.ground.base.typed.times import FAR, Ask, read

    question = msgspec.structs.replace(question, safe=True)
    while True:
        text = yield question
        if text is None:
            return None
        text = text.strip() or usual
        if not text or plain(text) == none:
            return Given(None, text)
        try:
            found = read(text, field, now(), local)
        except Refused as refused:
            unread = refused.code == f"time-{field.direction}"
            meant = perhaps(text, now()) if perhaps is not None and unread else None
            if free and unread:
                return Given(None, text)
            if meant is None:
                refuse(refused)
                question = msgspec.structs.replace(question, typed=text)
                continue
            found = meant
        if isinstance(found, Ask) and found.why == "far" and found.named and field.ask >= FAR:
            found = found if field.direction == "past" else found.times[0]
        if isinstance(found, Ask) and found.why == "which":
            found = nearest(text, found.times, now(), field.known) or found
        if not isinstance(found, Ask):
            return Given(found, text)
        name = f"{question.name}-which"
        chosen = yield from _chosen(name, found, now, lang, takes)
        if chosen is not None and found.why == "which" and field.before(chosen):
            sure = Ask(text, [chosen], "before")
            chosen = yield from _chosen(name, sure, now, lang, takes)
        if chosen is not None:
            return Given(chosen, text)
        question = msgspec.structs.replace(question, typed=text)


def _chosen(
    name: str, found: Ask, now: Callable[[], datetime], lang: str, takes: bool
) -> Flow[datetime | None]:
    """The time that is picked; ``None`` for none of them."""
    try:
        asked = which(name, found, now(), lang)
        picked = yield msgspec.structs.replace(asked, takes=takes)
    except TypedOn as typed:
        typed.nearest = found.times[0] if found.why == "before" else None
        typed.times = found
        raise
    return found.times[int(picked)] if isinstance(picked, str) else None


def nearest(
    text: str,
    times: Sequence[datetime],
    now: datetime,
    known: tuple[datetime, datetime] | None = None,
) -> datetime | None:
    """Of the halves of the day that an hour may be of, which says neither that nor its day, the one
    at hand: the others are twice as far off. What was ``known`` at both may mean
    either. ``None`` where it has to be asked."""
    if not re.match(r"[\d一二三四五六七八九十两]{1,3}\s*[:;.点时]", half_width(text).strip()):
        return None
    first = min(times, key=lambda time: abs(time - now))
    others = [time for time in times if time != first]
    halves = all((time - first) % (2 * NEAR) == timedelta(0) for time in others)
    either = known is not None and any(known[0] <= time <= now for time in others)
    return first if halves and not either and abs(first - now) <= NEAR else None


def soon(now: datetime) -> str:
    """A time of day that a field of times to come would take now without a question."""
    at = now + timedelta(minutes=59)
    return f"{at - timedelta(minutes=at.minute % 30):%H:%M}"


def begun(began: datetime, now: datetime) -> datetime | None:
    """When it happened of which a form asked more: when it was said to be done, not when the last
    answer was given; ``None`` where that is just now."""
    return began if now - began >= JUST_NOW else None


def ask_words(question: Question, lang: str) -> Flow[str | None]:
    """Words, "" where none are needed, ``None`` when he goes back. A bare number or letter is no
    reason, no matter and nobody's name, but a key that was meant for something else: it is asked
    back."""
    while True:
        text = yield question
        if text is None:
            return None
        text = text.strip()
        if not bare(text):
            return text if text or question.optional else None
        lines = [word(lang, "screen.words-wanted")]
        question = msgspec.structs.replace(question, typed=text, lines=lines)


def bare(text: str) -> bool:
    """Whether it is nothing but a number, with its sign or without, or one letter of the keyboard.
    Who rescues is called by a number."""
    one = half_width(text)
    signed = one[:1] in "+-@" and one[1:].isdecimal()
    number = one.isdecimal() and one not in RESCUE
    return signed or number or (len(one) == 1 and one.isascii())


def which(name: str, found: Ask, now: datetime, lang: str) -> Question:
    """Which of the readings is meant?"""
    options = [
        Option(str(i), shown(at, now, lang, found.why == "twice"))
        for i, at in enumerate(found.times)
    ]
    text = word(lang, f"screen.time-{found.why}", text=found.text)
    return Question(name, text, "choice", options)


def in_turn(*asks: Callable[[str], Flow[object]]) -> Flow[list[Any] | None]:
    """Several questions, one after the other. Going back at one leads to the one before, with what
    was typed there; at the first it ends without an answer. Each is handed what was typed before.
    """
    answers: list[Any] = []
    typed = [""] * len(asks)
    while len(answers) < len(asks):
        try:
            answer = yield from asks[len(answers)](typed[len(answers)])
        except (TypedOn, Pressed) as led:
            led.answers = answers
            raise
        if answer is None:
            if not answers:
                return None
            last = answers.pop()
            typed[len(answers)] = last.text if isinstance(last, Given) else str(last)
            continue
        answers.append(answer)
    return answers


def shown(at: datetime, now: datetime, lang: str, offset: bool = False) -> str:
    """``03:10, in 14 min``: with its date where that is not today, and how far off."""
    at = on_the_wall(at, now.date(), now.utcoffset())
    day = "" if at.date() == now.date() else f"{at:%m-%d} "
    if at.year != now.year:
        day = f"{at:%Y-%m-%d} "
    day += at.isoformat(timespec="minutes")[11:] if offset else hour(at)
    minutes = round((at - now).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return word(lang, "screen.time-now", at=day)
    key = "time-in" if minutes > 0 else "time-ago"
    span = word(lang, "screen.time-minutes", m=rest)
    if hours:
        span = word(lang, "screen.time-hours", h=hours, m=rest)
    return word(lang, f"screen.{key}", at=day, span=span)
