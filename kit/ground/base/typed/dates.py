"""Days that are named by what they are (元旦, next month's third, in three days), as the date that
the reader of times knows. A day that moves from year to year is left as it is, and not read."""

from __future__ import annotations

from datetime import datetime, timedelta

from kit.ground.base.lean import re

_FEASTS = (
    (r"元旦", "1-1"), (r"圣诞节?", "12-25"), (r"平安夜", "12-24"), (r"国庆节?", "10-1"),
    (r"五一(?!节)|劳动节", "5-1"), (r"双12", "12-12"), (r"双11", "11-11"),
    (r"new year'?s day", "1-1"), (r"christmas eve", "12-24"),
    (r"christmas(?: day)?(?! eve)", "12-25"),
)  # fmt: skip
_HOUR = r"(?=(?:凌晨|早上?|上午|中午|下午|傍晚|晚上?)?\s*\d)"  # right behind the day
_LATER = r"(\d{1,3})\s*(?:个)?(天|周)(?:之后|以后|后)\s*(?=\S)"
_IN = r"in (\d{1,3}) (day|week)s?,? (?:at )?(?=\S)"

_OF_THE_HOUR = {
    "half past": 30, "quarter past": 15, "quarter to": 45, "整点": 0, "on the hour": 0,
    "half past the hour": 30,
}  # fmt: skip


def with_date(typed: str, now: datetime, coming: bool) -> str:
    """``typed``: in small letters and digits. What names its day otherwise stays as it is."""
    if typed[:1].isdigit() and not re.match(r"\d+\s*(?:个?[天周]|st|nd|rd|th)", typed):
        return typed
    typed = re.sub(r"^(?:on|the) ", "", typed)
    minute = _OF_THE_HOUR.get(re.sub("^(?:by|at|a|the) ", "", typed))
    if minute is not None:  # of this hour, or of the one beside it
        at = now.replace(minute=minute, second=0, microsecond=0)
        back = timedelta(hours=1 if coming and at <= now else -1 if not coming and at > now else 0)
        return f"{at + back:%H:%M}"
    typed = re.sub(r"^(?:the )?day after tomorrow,?\s*", "后天 ", typed)
    typed = re.sub(r"^([a-z]+),\s*", r"\1 ", typed)
    for name, date in _FEASTS:
        found = re.match(rf"(?:{name})(?:当天|那天)?,?\s*(?:at )?{_HOUR}", typed)
        if found:
            return f"{date} {typed[found.end() :]}"
    numbered = re.match(rf"(\d{{1,2}})(?:st|nd|rd|th),?\s*(?:at )?{_HOUR}", typed)
    if numbered:
        return f"{numbered[1]}号{typed[numbered.end() :]}"
    month = re.match(rf"(下个?|本)月(\d{{1,2}})[日号]的?\s*{_HOUR}", typed)
    if month:
        year, number = now.year, now.month + (month[1] != "本")
        year, number = (year + 1, 1) if number > 12 else (year, number)
        return f"{year}-{number}-{month[2]} {typed[month.end() :]}"
    year_on = re.match(rf"明年(\d{{1,2}})月(\d{{1,2}})[日号]?\s*{_HOUR}", typed)
    if year_on:
        return f"{now.year + 1}-{year_on[1]}-{year_on[2]} {typed[year_on.end() :]}"
    later = (re.match(_LATER, typed) or re.match(_IN, typed)) if coming else None
    if later and re.match(_HOUR, typed[later.end() :]):
        days = int(later[1]) * (7 if later[2] in ("周", "week") else 1)
        return f"{now + timedelta(days=days):%Y-%m-%d} {typed[later.end() :]}"
    return typed


def of_month(day: int, now: datetime, past: bool) -> datetime:
    """The midnight of the last or the next day of that number: the 3rd, said on the 30th; the 31st,
    in a month that has none. Raises ``ValueError`` where no month has it."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for step in range(3):  # 31 January is followed by 31 March
        month = now.month - 1 + (-step if past else step)
        try:
            found = today.replace(now.year + month // 12, month % 12 + 1, day)
        except ValueError:
            continue
        if found <= today if past else found >= today:
            return found
    raise ValueError(day)
