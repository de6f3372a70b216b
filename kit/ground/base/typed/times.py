"""Times as people type them, in Chinese and English.

One reader for every field. It is told which way the field looks (``PAST``: when something happened,
``COMING``: by when), the act's own time, and the field's bounds. It answers with a time, or with a
question where more than one reading is possible or the one there is lies far off, or it raises
``Refused`` with what this very field takes. Nothing is guessed in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.typed.spans import arabic, plain, span

Direction = Literal["past", "coming"]
Local = Callable[[datetime], list[datetime]]
FAR = timedelta(hours=12)  # beyond that a slip is likelier than the time
GRACE = timedelta(seconds=90)  # two clocks side by side
DAY = timedelta(days=1)


class Field(msgspec.Struct, frozen=True):
    """What a field takes. ``ask``: a time further off than that is asked back; ``most``: one
    further off is refused (``None``: no end)."""

    direction: Direction
    ask: timedelta = FAR
    most: timedelta | None = None


PAST = Field("past")
COMING = Field("coming")
SNOOZE = Field("coming", ask=timedelta(hours=2), most=timedelta(hours=4))


class Ask(msgspec.Struct, frozen=True):
    """More than one reading, or one that must be confirmed: the times to choose from."""

    text: str
    times: list[datetime]
    why: Literal["which", "far", "twice"] = "which"


# Patterns: compiled when a time is typed, not whenever this is imported.
_AGO = r"(?:之前|以前|前|\s*ago)$"
_LATER = r"(?:之后|以后|后|\s*from now|\s*later)$"
_DAYS = {
    "大前天": -3, "前天": -2, "前晚": -2, "昨天": -1, "昨日": -1, "昨": -1, "今天": 0, "今日": 0,
    "今": 0, "明天": 1, "明日": 1, "明": 1, "后天": 2,
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
}  # fmt: skip
_PARTS = {
    "凌晨": "night", "半夜": "late", "夜里": "late", "夜": "late", "清晨": "am", "早晨": "am",
    "早上": "am", "早": "am", "上午": "am", "中午": "noon", "午间": "noon", "下午": "pm",
    "午后": "pm", "傍晚": "pm", "晚上": "pm", "晚间": "pm", "晚": "pm",
    "am": "am", "a.m.": "am", "pm": "pm", "p.m.": "pm",
}  # fmt: skip
_DATE = (
    r"^(?:(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/月.])?\s*(\d{1,2})\s*"
    r"(?:(?<=\d)[日号]\s*|(?=[t\s])t?\s*(?=\d{1,2}[:;.点时]))(?=\S)"
)
_CLOCK = (
    r"^(?P<hour>\d{1,2})\s*(?:[:;.]\s*(?P<two>\d{2})|"
    r"(?:点钟?|时)\s*(?:(?P<minute>\d{1,2})\s*分?|(?P<half>半)|(?P<quarter>\d)刻)?)"
    r"(?:\s*[:;.]\s*(?P<second>\d{2})(?:\.\d+)?|\s*(?P<seconds>\d{1,2})秒)?$"
)
_NOW = ("现在", "刚才", "刚刚", "刚", "now", "just now")


def read(
    text: str, field: Field, now: datetime, local: Local | None = None
) -> datetime | Ask:
    """The time that ``text`` means in this field. ``now``: the act's own time, with its offset;
    ``local``: the times (none, one, or two) at which this machine's wall clock shows a naive time.

    Raises ``Refused``: ``time-past`` or ``time-coming`` (unreadable; each says what its field
    takes), ``time-future``, ``time-passed``, ``time-most``, ``time-gap``.
    """
    typed = plain(text)
    if not typed:
        raise _unread(text, field)
    if typed in _NOW and field.direction == "past":
        return now
    minutes = _relative(typed, field, text)
    if minutes is not None:
        return _bounded([now + timedelta(minutes=minutes)], text, field, now)
    return _clock(typed, text, field, now, local)


def _relative(typed: str, field: Field, text: str) -> float | None:
    """Minutes from the act's time, for a span or a signed number; ``None`` for another form."""
    past = field.direction == "past"
    ago, later = re.search(_AGO, typed), re.search(_LATER, typed)
    bare = re.sub(_AGO, "", re.sub(_LATER, "", typed))
    bare = re.sub(r"^(?:in|再过|过|再)\s*", "", bare)
    sign = bare[:1] if bare[:1] in "+-" else ""
    minutes = span(bare.lstrip("+-"))
    if minutes is None:
        number = arabic(bare.lstrip("+-").strip())
        if not re.fullmatch(r"\d{1,4}", number) or not (sign or ago or later):
            return None
        minutes = float(number)
    if past and (later or sign == "+"):
        raise Refused("time-future", Exit.USAGE, text=text)
    if not past and (ago or sign == "-"):
        raise Refused("time-passed", Exit.USAGE, text=text)
    return -minutes if past else minutes


def _clock(
    typed: str, text: str, field: Field, now: datetime, local: Local | None
) -> datetime | Ask:
    exact = _iso(typed)
    if exact is not None:
        return _bounded([exact], text, field, now)
    day, part, rest = _day_and_part(typed, now, text, field)
    digits = arabic(rest)
    asked: list[datetime] = []
    if re.fullmatch(r"\d{1,2}", digits) and day is None and not part:
        if field.direction == "coming":
            return _bounded([now + timedelta(minutes=int(digits))], text, field, now)
        asked = [now - timedelta(minutes=int(digits))]
        digits += ":00"
        if int(digits[:-3]) > 24:
            return Ask(text, asked, "which")
    elif re.fullmatch(r"\d{3,4}", digits):
        if len(digits) == 3 and field.direction == "coming" and day is None and not part:
            ahead = timedelta(minutes=int(digits))
            if ahead <= (field.most or field.ask):
                asked = [now + ahead]
        digits = f"{digits[:-2]}:{digits[-2:]}"
    elif re.fullmatch(r"\d{1,2}", digits) and (part or day is not None):
        digits += ":00"
    times = _times(digits, day, part, field, now, local, text, bool(asked))
    return _bounded([*times, *asked], text, field, now)


def _iso(typed: str) -> datetime | None:
    """A whole ISO time with its own offset."""
    try:
        found = datetime.fromisoformat(typed.upper().replace(" +", "+"))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _day_and_part(
    typed: str, now: datetime, text: str, field: Field
) -> tuple[datetime | None, str, str]:
    """(midnight of the named day, part of the day, what is left to read)."""
    day: datetime | None = None
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    named = re.match(_DATE, typed)
    if named and not re.match(r"^\d{1,2}[.]\d{2}$", typed):
        year, month, date = int(named[1] or now.year), int(named[2] or now.month), int(named[3])
        try:
            day = midnight.replace(year=year, month=month, day=date)
            if not named[1] and named[2]:
                day = _nearest_year(day, field, now)
        except ValueError:
            raise _unread(text, field) from None
        typed = typed[named.end() :].strip()
    else:
        word = next((w for w in sorted(_DAYS, key=len, reverse=True) if typed.startswith(w)), "")
        if not word:
            word = next((w for w in _DAYS if w.isascii() and typed.endswith(f" {w}")), "")
            typed = f"{word} {typed.removesuffix(word)}" if word else typed
        if word:
            day = midnight + DAY * _DAYS[word]
            late = word == "tonight" or word == "前晚"
            typed = ("pm " if late else "") + typed[len(word) :].strip()
    part = ""
    typed = typed.removeprefix("的").strip()
    for word in sorted(_PARTS, key=len, reverse=True):
        if typed.startswith(word) or (word.isascii() and typed.endswith(word)):
            part = _PARTS[word]
            typed = typed.removeprefix(word) if typed.startswith(word) else typed.removesuffix(word)
            break
    typed = re.sub(r"^at\s+|o'?clock$", "", typed.strip())
    return day, part, typed.strip()


def _nearest_year(day: datetime, field: Field, now: datetime) -> datetime:
    """A date without a year: the last one that is past, or the next to come."""
    if field.direction == "past" and day > now + GRACE:
        return day.replace(year=day.year - 1)
    if field.direction == "coming" and now - day > 180 * DAY:
        return day.replace(year=day.year + 1)
    return day


def _hour(hour: int, minute: int, part: str, text: str, field: Field) -> int:
    """The hour of the day, up to 24 for the midnight that ends it."""
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise _unread(text, field)
    if part in ("am", "night") and hour == 12:
        return 0
    if part == "pm" and hour == 12 and not minute and re.search("晚|夜", text):
        return 24
    if part == "late":
        return {12: 24}.get(hour, hour + 12 if 9 <= hour < 12 else hour)
    if part == "pm" and hour < 12:
        return hour + 12
    if part == "noon" and hour < 4:
        return hour + 12
    return hour


def _times(
    digits: str,
    day: datetime | None,
    part: str,
    field: Field,
    now: datetime,
    local: Local | None,
    text: str,
    optional: bool,
) -> list[datetime]:
    """Every time that the wall clock's digits may mean here."""
    found = re.match(_CLOCK, digits)
    if found is None:
        if optional:
            return []
        raise _unread(text, field)
    minute = 30 if found["half"] else 15 * int(found["quarter"] or 0)
    minute = int(found["two"] or found["minute"] or minute)
    second = int(found["second"] or found["seconds"] or 0)
    if optional and (minute > 59 or int(found["hour"]) > 24):
        return []
    if second > 59:
        raise _unread(text, field)
    hour = _hour(int(found["hour"]), minute, part, text, field)
    offset = timedelta(hours=hour, minutes=minute, seconds=second)
    if day is not None:
        return _on_wall(day, offset, now, local, text)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if field.direction == "past":
        near = [midnight - DAY, midnight]
    else:
        near = [midnight, midnight + DAY]
    times = [t for start in near for t in _on_wall(start, offset, now, local, text)]
    if field.direction == "past":
        times = [t for t in times if t <= now + GRACE][-1:]
    else:
        times = [t for t in times if t > now][:1]
    twice = _on_wall_day(times, now, local)
    unsure = not part and 0 < hour <= 12 and times and abs(times[0] - now) > FAR
    if unsure:
        half = timedelta(hours=12) if field.direction == "past" else timedelta(hours=-12)
        return [times[0] + half, *times]
    return twice or times


def _on_wall(
    midnight: datetime, offset: timedelta, now: datetime, local: Local | None, text: str
) -> list[datetime]:
    """The times at which a wall clock shows this; one where nothing is known of the zone."""
    naive = midnight.replace(tzinfo=None) + offset
    if local is None:
        return [naive.replace(tzinfo=now.tzinfo)]
    found = local(naive)
    if not found:
        raise Refused("time-gap", Exit.USAGE, text=text)
    return found


def _on_wall_day(times: list[datetime], now: datetime, local: Local | None) -> list[datetime]:
    """Both times where the clock shows the one that was found twice that day."""
    if local is None or not times:
        return []
    both = local(times[0].replace(tzinfo=None))
    return both if len(both) > 1 else []


def _bounded(times: list[datetime], text: str, field: Field, now: datetime) -> datetime | Ask:
    """The time if there is one and it lies where this field's times lie, else the question."""
    past = field.direction == "past"
    fits = [t for t in times if (t <= now + GRACE if past else t > now)]
    if not fits:
        raise Refused("time-future" if past else "time-passed", Exit.USAGE, text=text)
    if field.most is not None:
        near = [t for t in fits if abs(t - now) <= field.most]
        if not near:
            hours = f"{field.most.total_seconds() / 3600:g}"
            raise Refused("time-most", Exit.USAGE, text=text, hours=hours)
        fits = near
    fits = [min(t, now) if past else t for t in dict.fromkeys(fits)]
    if len(fits) > 1:
        same = len({t.replace(tzinfo=None) for t in fits}) == 1
        return Ask(text, fits, "twice" if same else "which")
    if abs(fits[0] - now) > field.ask:
        return Ask(text, fits, "far")
    return fits[0]


def _unread(text: str, field: Field) -> Refused:
    return Refused(f"time-{field.direction}", Exit.USAGE, text=text)
