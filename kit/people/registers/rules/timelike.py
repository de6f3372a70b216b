"""What in a caller's line looks like a time, wherever it stands: clock times, days, parts of the
day, spans. Ordinary words that only share a character with them (重点, 账号, 及时) do not.

Finding is apart from reading: what is found here and cannot be read is shown, never dropped.
"""

from __future__ import annotations

import msgspec

from kit.ground.base.lean import re

_NUM = r"(?:\d+(?:\.\d+)?|[零〇一二两俩三四五六七八九十百]+)"
_HOUR = r"(?:(?<!\d)\d{1,2}|(?<![零〇一二两三四五六七八九十])[零〇一二两三四五六七八九十]{1,3})"
_PART = (
    r"(?:凌晨|清晨|清早|大早|一早|早晨|早上|上午|中午|正午|晌午|午间|下午|午后|傍晚|晚上|晚间|夜里"
    r"|半夜|午夜|(?<=[今明])[早晚]|(?<![a-z])(?:in the )?(?:morning|afternoon|evening)(?![a-z])"
    r"|(?<![a-z])(?:noon|midday|midnight|tonight)(?![a-z]))"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY = (
    r"(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]?"
    r"|(?<![\d/.:-])\d{1,2}[-/]\d{1,2}(?![\d/.:-])(?!\s*(?:分钟?|个|小时|天|元|人))"
    r"|(?<![\d第])\d{1,2}[日号](?=$|[\s上下早晚中凌前之以\d,，。]|[一二三四五六七八九十]{1,3}点)"
    r"|今[天日]|今(?=[早晚])|明后[天日]?|明[天日]|明(?=[早晚])|大?后[天日]|[次翌隔当]日"
    r"|[隔当第]二?天(?=$|[\s上下早晚中])|(?:下下?|这|本)个?(?:周|星期|礼拜)[一二三四五六日天末1-7]?"
    r"|(?:周|星期|礼拜)[一二三四五六日天末](?![\u4e00-\u9fff]?期)"
    r"|下个?月(?:初|底|中)?|(?:月[初底末中]|年[底末]|[年节][前后])(?![^\x00-\x7f](?<![前之以回再答联给致打，。；]))"
    r"|(?<![a-z])(?:today|tomorrow|tmrw?"
    rf"|(?:next|this|on) (?:week|month|{_WEEKDAY})|{_WEEKDAY})(?![a-z]))"
)
_CLOCK = (
    r"(?:(?<![\d.:])\d{1,2}\s?[:;]\s?\d{2}(?::\d{2})?(?![\d:])"
    r"|(?<![\d.:])\d{1,2}。\d{2}(?!\d)"
    rf"|(?<!第)(?!(?<=[快慢早晚有差多少大小高低好会])一点){_HOUR}点"
    rf"(?:钟|整|半|[一二三123]刻|过?{_HOUR}分?)?(?!建议|意见|问题|要求|疑问|内容)"
    rf"|(?<!第){_HOUR}时(?:半|整|{_HOUR}分?)?(?![间候段限效刻代髦])"
    r"|(?<![\d.:])\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m(?![a-z])\.?|(?<![\d.])\d{1,2} o'?clock)"
)
_SPAN = (
    rf"(?:(?:in |within |过|再过)?(?:{_NUM}\s*(?:-|~|到|至)\s*)?{_NUM}\s*"
    r"(?:个?半?(?:小时|钟头|工作日|星期|礼拜|月(?=$|[\s内之以后]))|个钟|分半?钟|分(?=$|[\s后内之])|刻钟?|秒钟?|天半?|日内|周(?=$|[\s内之以后左])"
    r"|\s?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|working days?|wd|h|m)(?![a-z]))半?"
    r"|半个?(?:小时|钟头|钟|天|月)|half an hour|an hour|a quarter)"
    r"(?:之内|以内|内|之后|以后|后|左右|\s?from now|\s?later)?"
)
_AT = rf"(?:(?:{_DAY}\s*的?\s*)?(?:{_PART}\s*)?(?:at )?{_CLOCK}(?:\s*(?:{_DAY}|{_PART}))?)"
_END = r"(?:之前|以前|前|左右|\s?sharp)?"
LOOKS = (
    rf"(?:(?:{_AT}(?:\s*(?:-|~|到|至)\s*{_AT})?|{_SPAN}|{_DAY}(?:\s*的?\s*{_PART})?|{_PART}){_END})"
)
_PAST = (
    r"(?:昨[天日晚夜]?|前[天晚日]|上个?(?:周|星期|礼拜|月)[一二三四五六日天末]?|刚才|yesterday|last)"
    r"\s*(?:的|at)?\s*$"
)
_NOT = (
    r"尽快|尽早|及早|马上|立即|立刻|稍后|晚点|晚些|一会儿?|待会儿?|过会儿?|等会儿?|回头|随时|有空"
    r"|asap|soon|later|at once"
)
_SINCE = (
    r"(?:之?前|以?内)?(?:再|给|就)?(?:回电话?|回复|回访|回话|回|答复|联系|致电|去电|再打|打)?"
    r"(?:他|她|客户|本人)?[\s。.!！,，]*$"
)
_LEAD = (
    r"(?:^|(?<=[\s,，;；、。]))(?:答应|承诺|约好|约定|约|说好|定于|定在|最晚|最迟|不晚于|在|于|到"
    r"|by|at|before|until|on|promised)\s*$"
)
_BARE = rf"(?<![a-zA-Z\d.:/-])\d{{3,4}}(?={_SINCE})"
_DOTTED = rf"(?<![a-zA-Z\d.:])\d{{1,2}}\.\d{{2}}(?={_SINCE})"
_EDGE = r"[\s,，;；、。.:：!！]"


class Found(msgspec.Struct, frozen=True):
    """``when``: what stands last and looks like a time ("" for nothing), ``rest``: the text without
    it, ``apart``: whether it stands as a word of its own; ``others``: what else looks like one."""

    when: str = ""
    rest: str = ""
    apart: bool = False
    others: tuple[str, ...] = ()


def timelike(text: str) -> Found:
    """What in a text looks like a time to come."""
    spans = [f for f in re.finditer(LOOKS, text, re.I) if not re.search(_PAST, text[: f.start()])]
    last = spans[-1] if spans else None
    if last is not None and re.match(rf"\s*{_SINCE}", text[last.end() :]):
        return _told(text, last.start(), last.end(), spans[:-1])
    others = tuple(found[0].strip() for found in spans)
    for pattern in (rf"(?:{_NOT})(?={_SINCE})", _BARE, _DOTTED):
        found = re.search(pattern, text, re.I)
        led = found is not None and bool(re.search(_LEAD, text[: found.start()], re.I))
        if found and (led or _apart(text, found.start()) or not found[0][:1].isdigit()):
            if found[0].isdecimal() and not _clocklike(found[0]):
                continue
            return Found(found[0], text, False, others)
    return Found("", text, False, others)


def _told(text: str, start: int, end: int, spans: list[re.Match[str]]) -> Found:
    before = text[:start]
    lead = re.search(_LEAD, before, re.I)
    apart = lead is not None or _apart(text, start)
    rest = re.sub(rf"{_EDGE}+$", "", before[: lead.start()] if lead else before)
    others = tuple(found[0].strip() for found in spans)
    return Found(text[start:end].strip(), rest if apart else text, apart, others)


def _apart(text: str, start: int) -> bool:
    return start == 0 or bool(re.match(_EDGE, text[start - 1]))


def _clocklike(digits: str) -> bool:
    """Whether bare digits may be a clock's (2130, 830)."""
    return int(digits[:-2]) < 24 and int(digits[-2:]) < 60


# ---- what was meant by what names no hour --------------------------------------------------------

_ENDS = (
    (r"凌晨|night", "6:00"), (r"一?大早|一早|清[晨早]|早[晨上]|[今明]早", "9:00"),
    (r"上午|morning", "12:00"), (r"[中正]午|晌午|午间|noon|midday", "13:00"),
    (r"下午|午后|afternoon", "18:00"), (r"傍晚", "19:00"),
    (r"晚上|晚间|夜里|[今明]晚|evening|tonight", "21:00"),
)  # fmt: skip


def by_the_end(when: str) -> str:
    """A day or a part of one, with the hour at which it is over at the latest; "" where neither is
    named."""
    bare = re.sub(r"(?:之前|以前|前|左右)$", "", when)
    only = rf"^(?:{_DAY})?(?:\s*的?\s*{_PART})?$"
    if re.search(_CLOCK, bare, re.I) or not re.search(only, bare, re.I):
        return ""
    for part, hour in _ENDS:
        if re.search(part, bare, re.I):
            day = re.sub(r"([今明])[早晚]", r"\1天", bare)
            day = re.sub(rf"{part}|in the|tonight", "", day, flags=re.I)
            return f"{day.strip()} {hour}".strip()
    return f"{bare.strip()} 18:00"


def sort_of(when: str) -> str:
    """``clock`` for what names an hour, ``soon`` for what names no time at all, ``day`` for a day
    or a part of one, "" for the rest."""
    if re.fullmatch(_NOT, when, re.I):
        return "soon"
    if re.search(_CLOCK, when, re.I):
        return "" if re.search(r"(?:点|:\d\d)\s*(?:-|~|到|至)", when) else "clock"
    return "day" if by_the_end(when) or days_in(when) else ""


def days_in(when: str) -> int | None:
    """How many days a span says (3天内, 两周); ``None`` for another text."""
    from kit.ground.base.typed.spans import arabic

    said = r"(?:within |in )?(\d{1,3})\s*(?:个)?(天|日内|周|星期|礼拜|days?|weeks?)"
    found = re.match(said, arabic(when))
    if found is None:
        return None
    week = found[2] in ("周", "星期", "礼拜") or found[2].startswith("week")
    return int(found[1]) * (7 if week else 1)
