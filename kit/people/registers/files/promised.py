"""The time that a caller's line promises: read for certain, offered to choose, or said to be none.

Whatever is doubtful stops nothing: the caller is noted, with what was not read.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.times import certain
from kit.ground.base.typed.times import Ask, read
from kit.ground.console.context import Context
from kit.ground.machine.clock import walls
from kit.people.registers.files.desk import FAR, calendar_of, coming, site, working_days_on
from kit.people.registers.rules.dates import End, working_end
from kit.people.registers.rules.sheet import NONE, Line
from kit.people.registers.rules.timelike import bare_hour, by_the_end, days_in, named_twice, sort_of
from kit.plans.sites.rules import misread

HALF_DAY, HALF = 12, timedelta(hours=12)
USUAL_END = "18:00"
_T_PLUS = r"t\s?\+\s?(\d{1,2})\s*(.*)"
_NEXT = (
    r"(?:(?:下一?个?|次一?个?)工作日|(?:by )?(?:the )?next (?:business|working) day)"
    r"(?:之?前|以前|内)?\s*(.*)"
)
LONGEST = 5  # words of a time in a command


class Promise(msgspec.Struct, frozen=True):
    """``due``: what was read; else ``choices``: what it may mean, and ``why`` it was not taken
    (the name of a sentence). ``unread``: what looks like a time and is none of these yet."""

    due: End | None = None
    matter: str = ""
    unread: str = ""
    why: str = ""
    choices: tuple[End, ...] = ()


def promise(ctx: Context, line: Line, seen: datetime) -> Promise:
    """Of one caller's line, as seen when it was noted."""
    due: End | None = None
    choices: tuple[End, ...] = ()
    why = ""
    if line.when:
        due, choices, why = _read(ctx, line.when, seen)
    if due is not None and (line.elsewhere or not line.apart):
        choices, why = (due,), "elsewhere" if line.elsewhere else "glued"
        due = None
    if why == "bare" and line.elsewhere:
        whole = " ".join((*line.others, line.when))  # not of today: of the day that is named
        choices = _halves(whole, seen) if bare_hour(whole) else ()
    left = line.others if due is not None or not line.when else (*line.others, line.when)
    if due is None and not line.when and line.others:
        why = "inside"
    unread = " ".join(left)
    if due is not None:
        return Promise(due, line.rest, unread, "inside" if unread else "")
    return Promise(None, line.matter, unread, why, choices)


def _read(
    ctx: Context, text: str, seen: datetime
) -> tuple[End | None, tuple[End, ...], str]:
    days = working_days_on(ctx, text, seen)
    if days is not None:
        return days, (), ""
    if bare_hour(text):
        return None, _halves(text, seen), "bare"
    if sort_of(text) == "bare":
        return None, _perhaps(text, seen), "bare"
    try:
        found = read(re.sub(r"\s*[,，;；、（(）)]\s*", " ", text), FAR, seen, walls(seen))
    except Refused as refused:
        twice = _named_twice(text, seen)
        if twice:
            return (twice[0], (), "") if len(twice) == 1 else (None, twice, "which")
        why = refused.code.removeprefix("time-")
        return None, supposed(ctx, text, seen), sort_of(text) if why == FAR.direction else why
    if isinstance(found, datetime):
        return End(found), (), ""
    if certain(found):
        return End(found.times[0]), (), ""
    return None, tuple(End(at) for at in found.times), found.why


def _named_twice(text: str, seen: datetime) -> tuple[End, ...]:
    """What a day that is named twice means, by date and by weekday: one time where both agree."""
    days, hour = named_twice(text)
    ends = [end for day in days for end in _readings(f"{day} {hour}", seen)]
    return tuple(dict.fromkeys(ends)) if len(ends) >= len(days) else ()


def _perhaps(text: str, seen: datetime) -> tuple[End, ...]:
    """What a number alone may be: an hour, minutes, a day; or a number before a time."""
    ways = [f"{text} 18:00", text] if "." in text else [f"{text}点", f"{text}分钟"]
    ends = [end for way in (ways if text.isdecimal() or "." in text else [text])
            for end in _readings(way, seen)]  # fmt: skip
    return tuple(dict.fromkeys(ends))


def _readings(text: str, seen: datetime) -> list[End]:
    try:
        found = read(text, FAR, seen, walls(seen))
    except Refused:
        return []
    return [End(at) for at in (found.times if isinstance(found, Ask) else [found])]


def _halves(text: str, seen: datetime) -> tuple[End, ...]:
    """An hour in figures alone behind a day: in the morning, or in the evening."""
    ends = _readings(text, seen)
    late = [End(end.at + HALF) for end in ends if end.at.hour < HALF_DAY]
    said = re.search(r"[早晚午晨夜]|morning|evening|noon|night", text)
    return tuple(ends if said or len(ends) > 1 else [*ends, *late])


def supposed(ctx: Context, text: str, seen: datetime) -> tuple[End, ...]:
    """By when at the latest, for what names a day or a part of one and no hour: by the time at
    which this place closes, where it says so."""
    days = _days_on(ctx, text, seen)
    if days:
        return days
    count = days_in(text)
    if count:
        return (End(seen + timedelta(days=count)),)
    meant = by_the_end(text, closes(ctx))
    if not meant:
        return ()
    return tuple(_readings(meant, seen))


def perhaps(ctx: Context, text: str, seen: datetime) -> Ask | None:
    """All that a text may mean that is no time by itself (the same, working days, a number), as a
    question; ``None`` for one that means none of these."""
    due, choices, _ = _read(ctx, text, seen)
    ends = (due,) if due is not None else choices
    times = list(dict.fromkeys(end.at for end in ends if end.at > seen))
    return Ask(text, times, "which") if times else None


def closes(ctx: Context) -> str:
    """When this place closes by its own hours; six in the evening where it does not say."""
    place = site(ctx)
    if place is None or not place.fact("work-hours", "zh") or misread(place, "work-hours"):
        return USUAL_END
    return f"{calendar_of(ctx, place).closes:%H:%M}"


def _days_on(ctx: Context, text: str, seen: datetime) -> tuple[End, ...]:
    """``T+3``: so many working days, or days, on; the next working day; each at the hour behind it,
    else when the place closes."""
    found = re.fullmatch(_T_PLUS, text.strip(), re.I)
    following = re.fullmatch(_NEXT, text.strip(), re.I)
    count, hour = (int(found[1]), found[2]) if found else (1, following[1] if following else "")
    if not (found or following) or not count:
        return ()
    working = working_end(seen, count, calendar_of(ctx, site(ctx)))
    days = [working.at, seen + timedelta(days=count)] if found else [working.at]
    if following and not hour:
        return (working,)
    ends = [end for day in days for end in _readings(f"{day:%Y-%m-%d} {hour or closes(ctx)}", seen)]
    return tuple(dict.fromkeys(ends))


def typed(ctx: Context, text: str, seen: datetime) -> tuple[End | None, str]:
    """The time that a command names for a promise, asked at a terminal where it may be several;
    else what was typed and is not read, which stays to be asked about. Raises ``Refused`` only for
    what has nothing to do with the time."""
    if text.strip().lower() in NONE:
        return None, ""
    try:
        return coming(ctx, text, seen), ""
    except Refused as refused:
        if not refused.code.startswith("time-"):
            raise
        return None, text.strip()


def leading(ctx: Context, words: list[str], seen: datetime) -> tuple[tuple[End, ...], list[str]]:
    """The time with which a command's words begin: what it may be (one reading, or several, as of a
    number alone, which may be an hour or minutes), and the words behind it. Raises ``Refused``
    where they begin with none."""
    why: Refused | None = None
    for count in range(min(LONGEST, len(words)), 0, -1):
        text = " ".join(words[:count])
        days = working_days_on(ctx, text, seen)
        if days is not None:
            return (days,), words[count:]
        if sort_of(text) == "bare" and (perhaps := _perhaps(text, seen)):
            return perhaps, words[count:]
        try:
            found = read(text, FAR, seen, walls(seen))
        except Refused as refused:
            why = refused
            continue
        if isinstance(found, datetime):
            return (End(found),), words[count:]
        return tuple(End(at) for at in found.times), words[count:]
    raise why or Refused("time-coming", Exit.USAGE, text="")
