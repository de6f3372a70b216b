"""Times as people type them, in Chinese and English.

One reader for every field. It is told which way the field looks (``PAST``: when something happened,
``COMING``: by when), the act's own time, and the field's bounds. It answers with a time, or with a
question where more than one reading is possible or the one there is lies far off, or it raises
``Refused`` with what this very field takes. Nothing is guessed in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused

Direction = Literal["past", "coming"]
Local = Callable[[datetime], list[datetime]]
FAR = timedelta(hours=12)  # beyond that a slip is likelier than the time
HALF_SURE = timedelta(hours=10)  # the same, for an hour that may be of the morning or the evening
GRACE = timedelta(seconds=90)  # two clocks side by side
VAGUE = timedelta(minutes=5)  # "just now" may be so long ago
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class Field(msgspec.Struct, frozen=True):
    """What a field takes. ``ask``: a time further off than that is asked back; ``most``: one
    further off is refused (``None``: no end). ``day``: said apart, so that hours without a date
    are of it and its distance is meant. ``known``: the document's own first and last time; what
    lies near them is not far off. ``opened``: what is before it is asked back. ``stands``: a value,
    of which the minute to come stays as typed."""

    direction: Direction
    ask: timedelta = FAR
    most: timedelta | None = None
    day: date | None = None
    known: tuple[datetime, datetime] | None = None
    opened: datetime | None = None
    stands: bool = False

    def before(self, time: datetime) -> bool:
        """Whether it is before the opening, by the minutes that people type."""
        return self.opened is not None and time + MINUTE <= self.opened


PAST = Field("past")
COMING = Field("coming", most=60 * DAY)
SNOOZE = Field("coming", ask=timedelta(hours=2), most=timedelta(hours=4))


class Ask(msgspec.Struct, frozen=True):
    """More than one reading, of the past the nearest first, or one that must be confirmed.
    ``named``: with its day and an hour of the clock, so that it is far off and no slip."""

    text: str
    times: list[datetime]
    why: Literal["which", "far", "twice", "before", "about"] = "which"
    named: bool = False


# Patterns: compiled when a time is typed, not whenever this is imported.
_AGO = r"(?:之前|以前|前|\s*ago)$"
_LATER = r"(?:之后|以后|后|\s*from now|\s*later)$"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = (
    r"^(上|下|这|本|last |next |this )?个?"
    rf"(?:周([1-6日天])|({'|'.join(_WEEKDAYS)})(?:rs|r|nes|s|ur)?(?:day)?(?![a-z]))\s*"
)
_DATE = (
    r"^(?:(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/月.])?\s*(\d{1,2})\s*"
    r"(?:(?<=\d)[日号]\s*|(?=[t\s])t?\s*(?=(?![点时分刻])[^\x00-\x7f]|\d{1,2}[:;.点时]|\d{1,2}\s*[ap]m|\d{4}$))(?=\S)"
)
_CLOCK = (
    r"^(?P<hour>\d{1,2})\s*(?:[:;.,]\s*(?P<two>\d{2})|"
    r"(?:点钟?|时)\s*(?:(?P<minute>\d{1,2})\s*分?|(?P<half>半)|(?P<quarter>[1-3])刻)?)"
    r"(?:\s*[:;.]\s*(?P<second>\d{2})(?:\.\d+)?|\s*(?P<seconds>\d{1,2})秒)?$"
)
_RANGE = r"(\d+(?:\.\d+)?)\s*(?:-|~|到|至|to)\s*(\d+(?:\.\d+)?)\s*([^\d\s].*)?"
_NOW = ("现在", "now", "right now")
_JUST = ("刚才", "刚刚", "刚", "just now")


class _Read(msgspec.Struct):
    """One text being read."""

    text: str
    field: Field
    now: datetime
    local: Local | None

    @property
    def past(self) -> bool:
        return self.field.direction == "past"

    @property
    def midnight(self) -> datetime:
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0)

    def unread(self) -> Refused:
        return Refused(f"time-{self.field.direction}", Exit.USAGE, text=self.text)

    def wrong_side(self) -> Refused:
        return Refused("time-future" if self.past else "time-passed", Exit.USAGE, text=self.text)


def read(text: str, field: Field, now: datetime, local: Local | None = None) -> datetime | Ask:
    """The time that ``text`` means in this field. ``now``: the act's own time, with its offset;
    ``local``: the times (none, one, or two) at which this machine's wall clock shows a naive time.

    Raises ``Refused``: ``time-past`` or ``time-coming`` (unreadable; each says what its field
    takes), ``time-future``, ``time-passed``, ``time-most``, ``time-gap``.
    """
    from kit.ground.base.typed.dates import with_date
    from kit.ground.base.typed.wording import worded

    at = _Read(text, field, now, local)
    said, doubtful = worded(text, not at.past)
    found = _read(with_date(said, now, not at.past), at)
    if not doubtful or (isinstance(found, Ask) and found.why != "which"):
        return found
    return Ask(text, found.times if isinstance(found, Ask) else [found], "about")


def _read(typed: str, at: _Read) -> datetime | Ask:
    text, now = at.text, at.now
    if not typed:
        raise at.unread()
    if at.past and typed in _NOW:
        return now
    if at.past and typed in _JUST:
        return Ask(text, [now, now - VAGUE])
    try:
        minutes = _relative(typed, at)
        if minutes is not None:
            return _bounded([now + timedelta(minutes=minutes)], at)
        return _clock(typed, at)
    except (OverflowError, ValueError):  # before the first or behind the last year; no such zone
        raise at.unread() from None


def _relative(typed: str, at: _Read) -> float | None:
    """Minutes from the act's time, for a span or a signed number; ``None`` for another form."""
    from kit.ground.base.typed.spans import span

    ago, later = re.search(_AGO, typed), re.search(_LATER, typed)
    bare = re.sub(_AGO, "", re.sub(_LATER, "", typed))
    inside = re.match(r"^(?:in|再过|再等|过|再)\s*", bare)
    bare = re.sub(r"(?:左右|上下)$", "", bare[inside.end() :] if inside else bare)
    sign = bare[:1] if bare[:1] in ("+", "-") else ""
    bare = bare.lstrip("+-").strip()
    ends = None if at.past else re.fullmatch(_RANGE, bare)
    if ends and (ends[3] or at.field == SNOOZE) and float(ends[1]) < float(ends[2]):
        bare = ends[1] + (ends[3] or "m")  # who says 15 to 20 is reminded after 15
    minutes = span(bare)
    if minutes is None:
        if not re.fullmatch(r"\d{1,4}", bare) or not (sign or ago or later or inside):
            return None
        minutes = float(bare)
    if at.past and (later or inside or sign == "+"):
        raise at.wrong_side()
    if not at.past and (ago or sign == "-"):
        raise at.wrong_side()
    return -minutes if at.past else minutes


def _clock(typed: str, at: _Read) -> datetime | Ask:
    exact = _iso(typed)
    if exact is not None:
        return _bounded([exact], at)
    zoned = re.fullmatch(r"(.*\d:\d{2})\s*([+-])(\d{2}):(\d{2})", typed)
    if zoned:
        ahead = timedelta(hours=int(zoned[3]), minutes=int(zoned[4]))
        return _one_of_two(zoned[1], ahead if zoned[2] == "+" else -ahead, at)
    days, part, digits = _days_and_part(typed, at)
    asked: list[datetime] = []
    bare, hour = not days and not part, bool(part) or not re.fullmatch(r"\d{1,2}", digits)
    if re.fullmatch(r"\d{1,2}", digits):
        if bare and not at.past:
            return _bounded([at.now + timedelta(minutes=int(digits))], at)
        if bare:
            asked = [at.now - timedelta(minutes=int(digits))]
            if int(digits) > 24:
                return Ask(at.text, asked, "which")
        digits += ":00"
    elif re.fullmatch(r"\d{3,4}", digits):
        if len(digits) == 3 and bare and not at.past:
            ahead = timedelta(minutes=int(digits))
            if ahead <= min(at.field.most or FAR, FAR):
                asked = [at.now + ahead]
        digits = f"{digits[:-2]}:{digits[-2:]}"
    times = _times(digits, days, part, at, bool(asked))
    found = _bounded([*times, *asked], at)
    if isinstance(found, Ask) and found.why == "far" and len(days) == 1 and hour:
        return Ask(at.text, found.times, "far", at.field.day is None)
    if len(days) > 1 and isinstance(found, datetime):
        return Ask(at.text, [found], "far")
    return found


def _one_of_two(typed: str, offset: timedelta, at: _Read) -> datetime | Ask:
    """An hour that the wall clock shows twice, with its offset, as it is shown; any other text that
    ends like an offset is no time (11:00-12:00)."""
    if at.local is None:
        raise at.unread()
    found = _clock(typed, at)
    times = found.times if isinstance(found, Ask) else [found]
    twice = [t for t in times if len(at.local(t.replace(tzinfo=None))) > 1]
    meant = [t for t in twice if t.utcoffset() == offset]
    if len(meant) != 1:
        raise at.unread()
    return Ask(at.text, meant, "far") if _far(meant[0], at) else meant[0]


def _iso(typed: str) -> datetime | None:
    """A whole ISO time with its own offset."""
    try:
        found = datetime.fromisoformat(typed.upper().replace(" +", "+"))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


# ---- which day ---------------------------------------------------------------------------------


def _days_and_part(typed: str, at: _Read) -> tuple[list[datetime], str, str]:
    """(midnights of the day that is named, part of the day, what is left to read). Soon after
    midnight "tomorrow" and "tonight" may still be said from the evening before: then two."""
    from kit.ground.base.typed.hours import DAYS, PARTS

    days: list[datetime] = []
    named = re.match(_DATE, typed)
    if named and not re.match(r"^\d{1,2}[.]\d{2}$", typed):
        days = [_dated(named, at)]
        typed = typed[named.end() :].strip()
    elif weekday := re.match(_WEEK, typed):
        days = _weekday(weekday, at)
        typed = typed[weekday.end() :].strip()
    else:
        word = next((w for w in sorted(DAYS, key=len, reverse=True) if typed.startswith(w)), "")
        if not word:
            word = next((w for w in DAYS if w.isascii() and typed.endswith(f" {w}")), "")
            typed = f"{word} {typed.removesuffix(word)}" if word else typed
        if word:
            days = [at.midnight + DAY * DAYS[word]]
            rest = typed[len(word) :].strip()
            if rest[:1] in ("0", "零") and re.match(r"0{1,2}(?:[:点时]|\d\d$)", rest):
                days.append(days[0] + DAY)  # the midnight that begins it, or that ends it
            elif at.now.hour < 5 and (DAYS[word] == 1 or (word == "今" and rest[:1] == "晚")):
                days.append(days[0] - DAY)
            typed = ("晚" if word == "前晚" else "") + rest
    part = ""
    typed = typed.removeprefix("的").strip()
    for word in sorted(PARTS, key=len, reverse=True):
        if typed.startswith(word) or (word.isascii() and typed.endswith(word)):
            part = PARTS[word]
            typed = typed.removeprefix(word) if typed.startswith(word) else typed.removesuffix(word)
            break
    if at.field.day is not None and not days:
        days = [at.midnight.replace(at.field.day.year, at.field.day.month, at.field.day.day)]
    return days, part, re.sub(r"^at\s+", "", typed.strip())


def _dated(named: re.Match[str], at: _Read) -> datetime:
    """The day of a date; one without a year is the last that is past, or the next to come."""
    from kit.ground.base.typed.dates import of_month

    try:
        if not named[2]:
            return of_month(int(named[3]), at.now, at.past)
        found = at.midnight.replace(int(named[1] or at.now.year), int(named[2]), int(named[3]))
        if named[1]:
            return found
        if at.past and found > at.now + GRACE:
            return found.replace(year=found.year - 1)
        if not at.past and at.now - found > 180 * DAY:
            return found.replace(year=found.year + 1)
        return found
    except ValueError:
        raise at.unread() from None


def _weekday(named: re.Match[str], at: _Read) -> list[datetime]:
    """The last or the next day of that name; "next Monday" is of the week that follows. "This
    Saturday", said on a Sunday, is over: it is asked whether the next one is meant."""
    which, number, name = (named[1] or "").strip(), named[2], named[3]
    wanted = _WEEKDAYS.index(name) if name else ("123456".find(number) if number in "123456" else 6)
    monday = at.midnight - DAY * at.now.weekday()
    if which in ("上", "last"):
        return [monday + DAY * (wanted - 7)]
    if which in ("下", "next"):
        return [monday + DAY * (wanted + 7)]
    here = monday + DAY * wanted
    if at.past:
        return [here if here <= at.now else here - 7 * DAY]
    if here >= at.midnight:
        return [here]
    return [here + 7 * DAY, here] if which else [here + 7 * DAY]


# ---- which hour --------------------------------------------------------------------------------


def _times(
    digits: str, days: list[datetime], part: str, at: _Read, optional: bool
) -> list[datetime]:
    """Every time that the wall clock's digits may mean here."""
    from kit.ground.base.typed.hours import hours_of

    found = re.match(_CLOCK, digits)
    minute, second, hours = 0, 0, []
    if found is not None:
        minute = 30 if found["half"] else 15 * int(found["quarter"] or 0)
        minute = int(found["two"] or found["minute"] or minute)
        second = int(found["second"] or found["seconds"] or 0)
        hour = int(found["hour"])
        if hour < 24 or (hour == 24 and not minute):
            hours = hours_of(hour, part, bool(re.search("[ap]\\.?m", at.text.lower())))
            if days and not part and not at.past and re.match("[1-6](?!\\d)", digits):
                hours = [hour + 12, hour]  # nobody says which half of that day
    if found is None or not hours or minute > 59 or second > 59:
        if optional:
            return []
        raise at.unread()
    offsets = [timedelta(hours=hour, minutes=minute, seconds=second) for hour in hours]
    if days:
        wall = [day.replace(tzinfo=None) + offset for day in days for offset in offsets]
        return [time for naive in dict.fromkeys(wall) for time in _on_wall(naive, at)]
    time, naive = _nearest(offsets, at)
    if time is None or naive is None:
        return []
    if abs(time - at.now) > HALF_SURE and not part and re.match("[1-9](?!\\d)|1[0-2]", digits):
        half = timedelta(hours=12 if at.past else -12)
        near = abs(time - at.now) <= FAR
        return [time + half, time, *([time - half] if near else [])]
    return _on_wall(naive, at)


def _nearest(offsets: list[timedelta], at: _Read) -> tuple[datetime, datetime] | tuple[None, None]:
    """(time, wall clock) of the last such hour that is past, or of the next to come."""
    found: list[tuple[datetime, datetime]] = []
    for shift in range(-2, 2):
        for offset in offsets:
            naive = (at.midnight + shift * DAY).replace(tzinfo=None) + offset
            times = at.local(naive) if at.local is not None else []
            found += [(time, naive) for time in times or [naive.replace(tzinfo=at.now.tzinfo)]]
    found.sort()
    if at.past:
        return next((each for each in reversed(found) if each[0] <= at.now + GRACE), (None, None))
    return next((each for each in found if each[0] > at.now), (None, None))


def _on_wall(naive: datetime, at: _Read) -> list[datetime]:
    """The times at which a wall clock shows this; one where nothing is known of the zone. Raises
    ``Refused`` for one that it skips."""
    if at.local is None:
        return [naive.replace(tzinfo=at.now.tzinfo)]
    times = at.local(naive)
    if not times:
        raise Refused("time-gap", Exit.USAGE, text=at.text)
    return times


# ---- whether it fits ---------------------------------------------------------------------------


def _bounded(times: list[datetime], at: _Read) -> datetime | Ask:
    """The time if there is one and it lies where this field's times lie, else the question."""
    field, now = at.field, at.now
    fits = [t for t in times if (t <= now + GRACE if at.past else t > now)]
    if not fits:
        raise at.wrong_side()
    if field.most is not None:
        near = [t for t in fits if abs(t - now) <= field.most]
        if not near:
            most = field.most.total_seconds() / 3600
            raise Refused("time-most", Exit.USAGE, text=at.text, hours=f"{most:g}")
        fits = near
    known = at.past and not field.stands
    fits = list(dict.fromkeys(min(t, now) if known else t for t in fits))
    if len(fits) > 1:
        same = len({t.replace(tzinfo=None) for t in fits}) == 1
        fits = sorted(fits, reverse=True) if at.past and not same else fits
        return Ask(at.text, fits, "twice" if same else "which")
    if (len(times) > 1 and abs(fits[0] - now) > HALF_SURE) or _far(fits[0], at):
        return Ask(at.text, fits, "far")
    return Ask(at.text, fits, "before") if field.before(fits[0]) else fits[0]


def _far(time: datetime, at: _Read) -> bool:
    if at.field.day is not None or abs(time - at.now) <= at.field.ask:
        return False
    if at.field.known is None:
        return True
    first, last = at.field.known
    return not first - at.field.ask <= time <= last + at.field.ask
