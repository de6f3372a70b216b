"""Amounts and choices as people type them: with units, numerals, ranges, and words like about."""

from __future__ import annotations

import msgspec

from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.typed.spans import arabic, plain, span, spelt
from kit.ground.base.typed.spoken import spans, syllables


class AskAmount(msgspec.Struct, frozen=True):
    """An amount that must be confirmed: so large, or no more than about right."""

    text: str
    value: float


SURE = "="  # before minutes that were asked back and are right
MONTH = 30 * 24 * 60


class Amount(msgspec.Struct, frozen=True):
    """``lower``: a range was typed, and its lower end taken."""

    value: float
    lower: bool = False


_ABOUT = (
    r"^(?:大约|大概|约|差不多|最多|顶多|至少|起码|about|around|approx\.?|circa|at most|at least|~)"
    r"\s*|(?:\s*(?:左右|上下|吧|or so))+$|[\s.,!;]+$"
)


def read_minutes(text: str, most: float = 24 * 60) -> Amount | AskAmount:
    """Minutes, with or without a unit. Over ``most``, or of which more or less may be
    meant, it is asked back, unless they are ``SURE``.
    Raises ``Refused`` (``amount``; over a month ``amount-bounds``)."""
    sure = text.startswith(SURE)
    typed, least = spans(_bare(syllables(text.removeprefix(SURE).lower())))
    found = _number(typed)
    value = found.value if found else span(typed)
    lower = bool(found and found.lower)
    if value is None:
        ends = re.split(r"\s*(?:-|~|到|至|to)\s*", typed)
        first = span(ends[0]) if len(ends) == 2 else None
        unit = re.sub(r"^[\d.\s零〇一二两三四五六七八九十半]+", "", ends[-1])
        if len(ends) == 2:
            value = first if first is not None else span(ends[0] + unit)
        lower = value is not None
    if value is None or value < 0:
        raise Refused("amount", Exit.USAGE, text=text)
    if value > MONTH:
        raise Refused("amount-bounds", Exit.USAGE, text=text, low="0", high=str(MONTH))
    hours = found is not None and found.value % 1 > 0  # who types 1.5 may mean hours
    ask = (least or hours or value > most) and not sure
    return AskAmount(text, value) if ask else Amount(value, lower)


def lower_end(text: str) -> float | None:
    """The end that is taken of a range of amounts; ``None`` for what is no range."""
    try:
        found = read_minutes(text)
    except Refused:
        return None
    return found.value if isinstance(found, Amount) and found.lower else None


def read_number(text: str, low: float, high: float) -> Amount:
    """A number between bounds, both included. Raises ``Refused`` (amount, amount-bounds)."""
    typed = _bare(text)
    found = _number(typed)
    if found is None:
        raise Refused("amount", Exit.USAGE, text=text)
    if not low <= found.value <= high:
        ends = {"low": f"{low:g}", "high": f"{high:g}"}
        raise Refused("amount-bounds", Exit.USAGE, text=text, **ends)
    return found


def _bare(text: str) -> str:
    """The amount without what only says that it is not exact."""
    typed = plain(text)
    return typed if typed.isdecimal() else spelt(re.sub(_ABOUT, "", typed))


def _number(typed: str) -> Amount | None:
    """A number in digits or numerals, or the lower end of a range of two."""
    typed = arabic(typed)
    short = typed.isdecimal() and len(typed) <= 9
    if short or re.fullmatch(r"\d{1,9}(?:\.\d+)?", typed):
        return Amount(float(typed))
    ends = re.fullmatch(r"(\d{1,9}(?:\.\d+)?)\s*(?:-|~|到|至|to)\s*(\d{1,9}(?:\.\d+)?)", typed)
    if ends and float(ends[1]) < float(ends[2]):
        return Amount(float(ends[1]), lower=True)
    return None


def read_choice(text: str, count: int) -> int | None:
    """Which of ``count`` numbered choices, from 1 (2, 2、, 二, 第二); ``None`` for none."""
    typed = arabic(plain(text).strip(" .、,)）(")).removeprefix("第").removesuffix("个")
    return int(typed) if typed.isdecimal() and 1 <= int(typed) <= count else None
