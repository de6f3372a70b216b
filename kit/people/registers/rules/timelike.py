"""What in a caller's line looks like a time, wherever it stands.

Finding is apart from reading: what is found here and cannot be read is shown, never dropped. Pieces
that stand together are one saying, and it is read as a whole or asked after: a day beside a clock
time is never left out.
"""

from __future__ import annotations

import msgspec

from kit.ground.base.lean import re
from kit.people.registers.rules import said

_EDGE = r"[\s,，;；、。.:：!！]"
_MONEY = r"(?:[费款钱额付缴充欠差退]|fee|bill of)\s*$"
_BARE = rf"(?<![a-zA-Z\d.:/+-])\d{{1,4}}(?={said.SINCE})"
_NUMBER = r"(?:1?\d|2[0-4])"  # an hour of the day, in figures and nothing behind
_DATED = r"\d{1,2}\.\d{1,2}"
_TODAY = r"今[天日早晚]|today|(?:by )?end of day|(?:上|下|交|换|接)班"
_DOTTED = rf"(?<![a-zA-Z\d.:])\d{{1,2}}\.\d{{1,2}}(?={said.SINCE})"


class Found(msgspec.Struct, frozen=True):
    """``when``: what stands last and looks like a time ("" for nothing), ``rest``: the text without
    it, ``apart``: whether it stands as a word of its own; ``others``: what else looks like one.
    ``elsewhere``: it names no day, and another day than today stands elsewhere."""

    when: str = ""
    rest: str = ""
    apart: bool = False
    others: tuple[str, ...] = ()
    elsewhere: bool = False


class Saying(msgspec.Struct, frozen=True):
    """Pieces that stand together: from where to where, and of which sorts."""

    start: int
    end: int
    sorts: tuple[str, ...]


def sayings(text: str) -> list[Saying]:
    """Every time that is said, but for what is past."""
    out: list[Saying] = []
    for found in re.finditer(said.PIECE, text, re.I):
        sort = found.lastgroup or ""
        end = re.compile(said.END).match(text, found.end())
        stop = end.end() if end is not None else found.end()
        if out and _joined(text, out[-1], found.start()):
            last = out.pop()
            out.append(Saying(last.start, stop, (*last.sorts, sort)))
        else:
            out.append(Saying(found.start(), stop, (sort,)))
    return [each for each in out if each.sorts[0] != "past"]


def _joined(text: str, last: Saying, start: int) -> bool:
    """Whether what begins there goes on with the last saying. A span within a sentence (停电2小时
    15:00) is one of its own."""
    gap = text[last.end : start]
    if not re.fullmatch(said.JOIN, gap, re.I):
        return False
    loose = last.sorts[-1] in ("span", "clock", "part") and not _apart(text, last.start)
    return not (gap.strip(" ") != gap or re.search(_EDGE, gap)) or not loose


def timelike(text: str) -> Found:
    """What in a text looks like a time to come."""
    spans = sayings(text)
    last = spans[-1] if spans else None
    number = re.match(rf"\s*{_NUMBER}(?={said.SINCE})", text[last.end :]) if last else None
    if last is not None and number is not None and last.sorts[-1] in ("day", "part"):
        others = tuple(text[each.start : each.end].strip() for each in spans[:-1])
        when = text[last.start : last.end + number.end()].strip()
        return Found(when, text, False, others)
    if last is not None and re.match(rf"\s*{said.SINCE}", text[last.end :], re.I):
        return _told(text, last, spans[:-1])
    others = tuple(text[each.start : each.end].strip() for each in spans)
    elsewhere = _another_day(text, spans)
    for pattern in (rf"(?:{said.SOON})(?={said.SINCE})", _BARE, _DOTTED):
        found = re.search(pattern, text, re.I)
        led = found is not None and bool(re.search(said.LEAD, text[: found.start()], re.I))
        if found and (led or _apart(text, found.start()) or not found[0][:1].isdigit()):
            if found[0][:1].isdigit() and not _clocklike(found[0]):
                continue
            return Found(found[0], text, False, others, elsewhere)
    return Found("", text, False, others)


def _told(text: str, last: Saying, spans: list[Saying]) -> Found:
    before = text[: last.start]
    lead = re.search(said.LEAD, before, re.I)
    apart = lead is not None or _apart(text, last.start)
    apart = apart and not (re.match(r"\d+\.\d", text[last.start :]) and re.search(_MONEY, before))
    rest = re.sub(rf"{_EDGE}+$", "", before[: lead.start()] if lead else before)
    others = tuple(text[each.start : each.end].strip() for each in spans)
    elsewhere = "day" not in last.sorts and _another_day(text, spans)
    when = text[last.start : last.end].strip()
    return Found(when, rest if apart else text, apart, others, elsewhere)


def named_twice(text: str) -> tuple[list[str], str]:
    """The two names of one day that stand side by side, and the hour behind them: 12月3日（周四）
    15:00; nothing for another text."""
    found = list(re.finditer(said.PIECE, text, re.I))
    sorts = [each.lastgroup for each in found]
    if sorts[:2] != ["day", "day"] or sorts[2:] not in (["clock"], ["part", "clock"]):
        return [], ""
    gap = text[found[0].end() : found[1].start()]
    return ([each[0] for each in found[:2]], text[found[2].start() :]) if re.fullmatch(
        r"[\s(（]*", gap
    ) else ([], "")


def _another_day(text: str, spans: list[Saying]) -> bool:
    """Whether one of them names another day than today."""
    days = [each for each in spans if {"day", "vague"} & {*each.sorts}]
    return any(not re.match(_TODAY, text[each.start :], re.I) for each in days)


def names_day(text: str) -> bool:
    """Whether a text says another day than today."""
    dated = bool(re.fullmatch(_DATED, text))
    return dated or _another_day(f"{text} ", sayings(f"{text} "))


def _apart(text: str, start: int) -> bool:
    return start == 0 or bool(re.match(rf"{_EDGE}|[(（]", text[start - 1]))


def _clocklike(digits: str) -> bool:
    """Whether bare digits may be a clock's (2130, 830), an hour, minutes, or a day (12.5)."""
    if "." in digits:
        first, second = digits.split(".")
        return (int(first) < 25 and len(second) == 2) or 0 < int(first) < 13
    if len(digits) < 3:
        return 0 < int(digits) <= 60
    return int(digits[:-2]) < 24 and int(digits[-2:]) < 60


# ---- what was meant by what names no hour --------------------------------------------------------

_ENDS = (
    (r"凌晨|night", "6:00"), (r"一?大早|一早|清[晨早]|早[晨上]|[今明]早", "9:00"),
    (r"上午|morning", "12:00"), (r"[中正]午|晌午|午间|noon|midday", "13:00"),
    (r"下午|午后|afternoon", "18:00"), (r"傍晚", "19:00"),
    (r"晚上|晚间|夜里|[今明]晚|evening|tonight", "21:00"),
)  # fmt: skip
_CLOSE = (
    r"下班(?:之?前|以前)|(?:by )?(?:the )?(?:end of (?:the )?(?:day|business)|close of business"
    r"|eod|cob)"
)


def by_the_end(when: str, closes: str = "18:00") -> str:
    """A day or a part of one, with the hour at which it is over at the latest; "" where neither is
    named. ``closes``: when the place closes, where that is known."""
    bare = re.sub(r"(?:之前|以前|前|左右|之内|以内|内)$", "", when.strip())
    closing = re.fullmatch(rf"(.*?)\s*(?:{_CLOSE})\s*(.*)", when.strip(), re.I)
    if closing:
        return f"{closing[1] or closing[2]} {closes}".strip()
    found = sayings(bare)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(bare))
    if not whole or found[0].sorts not in (("day",), ("part",), ("day", "part")):
        return ""
    for part, hour in _ENDS:
        if re.search(part, bare, re.I):
            day = re.sub(r"([今明])[早晚]", r"\1天", bare)
            day = re.sub(rf"{part}|in the|tonight", "", day, flags=re.I)
            return f"{day.strip()} {hour}".strip()
    return f"{bare.strip()} {closes}"


def bare_hour(when: str) -> bool:
    """Whether a number alone stands behind a day, or a part of one: tomorrow 9, 明早9."""
    found = re.fullmatch(rf"(.*?[^\d:.+-])\s*{_NUMBER}", when)
    spans = sayings(found[1]) if found else []
    ends = len(spans) == 1 and spans[0].end == len(found[1].rstrip() if found else "")
    return ends and spans[0].sorts[-1] in ("day", "part")


def the_day(when: str) -> str:
    """The day that a text names, without its hour; "" where it names none."""
    when = re.sub(r"^(?:by|until|before|on)\s+", "", when.strip(), flags=re.I)
    meant = by_the_end(when)
    if not meant:
        found = sayings(when.strip())
        whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(when.strip()))
        if not whole or "day" not in found[0].sorts:
            return ""
        meant = when.strip()
    return re.sub(r"\s*\d{1,2}[:：]\d{2}$", "", meant)


def sort_of(when: str) -> str:
    """``clock`` for what names an hour and no more, ``soon`` for what names no time at all,
    ``bare`` for a number alone or before a time, ``day`` for a day or a part of one, "" for the
    rest."""
    if re.fullmatch(said.SOON, when, re.I):
        return "soon"
    if re.fullmatch(r"\d{1,2}|\d{1,2}\.\d{1,2}", when):
        return "bare"
    found = sayings(when)
    if found and found[0].sorts[0] == "bare":
        return "bare"
    if len(found) == 1 and found[0].sorts == ("clock",):
        return "" if re.search(r"(?:点|:\d\d|\d)\s*(?:-|~|到|至)", when) else "clock"
    return "day" if by_the_end(when) or days_in(when) else ""


def days_in(when: str) -> int | None:
    """How many days a span says (3天内, 两周); ``None`` for another text."""
    from kit.ground.base.typed.spans import arabic, spelt

    counted = (
        r"(?:within |in )?(\d{1,3})\s*(?:个)?(自然日|天|日|周|星期|礼拜|(?:calendar )?days?|weeks?)"
        r"(?:之?内|以内|之?后|以后|\s?from now|\s?later)?"
    )
    found = re.fullmatch(counted, spelt(arabic(when.strip().lower())))
    if found is None:
        return None
    week = found[2] in ("周", "星期", "礼拜") or found[2].startswith("week")
    return int(found[1]) * (7 if week else 1)
