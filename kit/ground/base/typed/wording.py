"""How people say a time of day, brought to the few forms that the reader of times knows: dialect,
English words, dates of other countries. Each line is one way of speaking, tried in turn."""

from __future__ import annotations

import re
from collections.abc import Callable

from kit.ground.base.typed.spans import arabic, plain, spelt
from kit.ground.base.typed.spoken import spans, spoken, syllables

_MONTHS = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]  # fmt: skip
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"


def _before(minutes: str, hour: str) -> str:
    """So many minutes before an hour: 2:55."""
    return f"{(int(hour) - 1) or 12 if hour != '0' else 23}:{60 - int(minutes):02d}"


def _month(day: str, name: str, year: str, rest: str) -> str:
    return f"{year + '-' if year else ''}{_MONTHS.index(name) + 1}-{day} {rest}"


def _day(one: str, two: str, year: str, typed: str) -> str:
    """A date with its year behind: which is the month where only one of them can be."""
    if int(one) > 12 >= int(two):
        one, two = two, one
    return f"{year}-{one}-{two}" if int(two) > 12 >= int(one) else typed


Means = str | Callable[[re.Match[str]], str]

# Before numerals become digits: a numeral here is part of a word.
_WORDS: tuple[tuple[str, Means], ...] = (
    ("第二天|次日|翌日|听日|聽日|明儿个?|明朝", "明天"),
    ("昨儿个?|寻日|琴日|尋日", "昨天"),
    ("寻晚|琴晚|尋晚|昨儿夜里|昨天夜里|昨夜", "昨晚"),
    ("今儿个?|今朝|今日", "今天"),
    ("一大早|(?<![周期拜十])一早上?|大清早|清早|朝早|朝晨", "早上"),
    ("下昼|下晝|晏昼|晏晝|后晌", "下午"),
    ("晌午|正午", "中午"),
    ("晚黑|夜晚|夜头|夜间", "晚上"),
    ("后半夜|下半夜", "凌晨"),
    ("(?:午夜|子夜)$", "半夜12点"),
    ("午夜|子夜|深夜|大半夜", "半夜"),
    ("礼拜|星期", "周"),
)
# The same in digits and small letters.
_SAID: tuple[tuple[str, Means], ...] = (
    (r"^(.*\d:\d\d(?:[+-]\d\d:\d\d)?),\s*(?:in .+|.+ ago|.+[前后])$", r"\1"),  # as kit prints it
    (r"^[\"'“(\[](.+)[\"'”)\]]$", r"\1"),
    (r"^(?:(?:大约摸?|大概|差不多|约莫?|about|around|approx\.?|circa|roughly|since|~)\s*)+", ""),
    (r"^(\d{1,2})ish$", r"\1点"),
    (r"(?:\s*(?:左右|上下|的样子|吧|许|ish|or so|sharp))+$", ""),
    (r"^(\d{4})\s*(?:h|hrs|hours)$", r"\1"),
    (r"\b([ap])\.\s?m\b\.?", r"\1m"),
    (r"[\s.,!;]+$", ""),
    (r"(?<=\d)([:;.])\1+(?=\d)", r"\1"),
    (r"^(1[3-9]|2[0-4])h(\d{2})?$", lambda m: f"{m[1]}:{m[2] or '00'}"),
    (r"^(?:刚才|刚刚)(?=\d)", ""),
    (r"(?<=点)[整正]|(?<=:\d\d)\s*(?:[分整正]|h|hrs|hours)$", ""),
    (r"^(\d{1,2})\.(\d{2})分$", r"\1:\2"),
    (r"点过(?=\d)", "点"),
    (r"差(\d{1,2})分钟?(?:到)?(\d{1,2})点", lambda m: _before(m[1], m[2])),
    (r"(\d{1,2})点[差欠](\d)刻", lambda m: _before(str(15 * int(m[2])), m[1])),
    (r"(\d{1,2})点[差欠](\d{1,2})分?", lambda m: _before(m[2], m[1])),
    (r"差(\d)刻(\d{1,2})点", lambda m: _before(str(15 * int(m[1])), m[2])),
    (r"\b(?:a )?quarter(?= (?:past|to|after) )", "15"),
    (r"\bhalf past (\d{1,2})\b", r"\1:30"),
    (r"\b(\d{1,2})(?: min(?:ute)?s?)? (?:past|after) (\d{1,2})\b",
     lambda m: f"{m[2]}:{int(m[1]):02d}"),
    (r"\b([1-5]?\d)(?: min(?:ute)?s?)? to (\d{1,2})\b",
     lambda m: _before(m[1], m[2]) if int(m[1]) > int(m[2]) else m[0]),  # else a range
    (r"\s*o'?\s?clock", "点"),
    (r"\bin the (?=morning|afternoon|evening)", ""),
    (r"\blast (?:night|nite)\b", "昨晚 "),
    (r"\bthis (?=morning|afternoon|evening)", "今天 "),
    (r"\btonight\b", "今晚 "),
    (r"\b(?:tmrw?|tomo)\b", "tomorrow"),
    (r"\b(?:yest|yday|ystday)\b", "yesterday"),
    (r"\bmorning\b", "上午"),
    (r"\bafternoon\b", "下午"),
    (r"\bevening\b", "晚上"),
    (r"\bat (?=\d|noon|midnight)", ""),
    (r"\b(?:12 )?(?:noon|midday)$|中午$", "中午12点"),
    (r"\b(?:12 )?midnight$", "半夜12点"),
    (r"^(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]" + _MONTH + r"(?:,? (20\d\d))?,? +"
     r"(?:at )?(.+)$", lambda m: _month(m[1], m[2], m[3], m[4])),
    ("^(?:on )?" + _MONTH + r" (\d{1,2})(?:st|nd|rd|th)?(?:,? (20\d\d))?,? +(?:at )?(.+)$",
     lambda m: _month(m[2], m[1], m[3], m[4])),
    (r"^(20\d{2})([01]\d)([0-3]\d)[\s-]?(\d{2}):?(\d{2})$", r"\1-\2-\3 \4:\5"),
    (r"^(\d{1,2})([/.-])(\d{1,2})\2(20\d{2})(?= )", lambda m: _day(m[1], m[3], m[4], m[0])),
    (r"^(1[3-9]|2\d|3[01])/(0?\d|1[0-2])(?= )", r"\2-\1"),
    (r"^((?:\d{4}[-/])?\d{1,2}[-/]\d{1,2})(?=[^\x00-\x7f])", r"\1 "),
    (r"^(\d{1,2}\.\d{1,2})(?=(?:凌晨|早上|上午|中午|下午|傍晚|晚上?)\s*\d)", r"\1 "),
    (r"^(\d{1,2})(?:\s*([:,])\s*|\s)(\d{2})$", r"\1:\3"),
    (r"^(\d[\d:.]*\s*(?:[ap]m)?)\s*((?:昨|今天?|明天?)?\s*(?:上午|下午|晚上?))\s*$", r"\2\1"),
    (r"(?:(?<=晚)|(?<=晚上)|(?<=下午))\s*([\d:.]+)\s*pm$", r"\1"),
    (r"(?<=上午)\s*([\d:.]+)\s*am$", r"\1"),
)  # fmt: skip
# By when, within how long: the word for it says nothing more in a field of times to come.
_BY = (
    r"^(?:by|before|until|till?|within|another|等?到|至少?|在|最晚|最迟|最多)\s*"
    r"|(?:(?<![钟时分刻头秒])|(?<=[点时]\d分)|(?<=[点时]\d\d分))(?:之前|以前|前)$|(?:之内|以内|内)$"
)
# What is said of a point of time alone: the number with it is an hour, and no minutes.
_HOUR = r"(\d|[01]\d|2[0-4])"
_AT = (
    rf"^(?:by|before|until|till?|at|等?到|最晚|最迟)\s*{_HOUR}$"
    rf"|^{_HOUR}(?:之前|以前|前)$"
)
_SINCE = rf"^(?:at|since|from|在|从|自)\s*{_HOUR}$"
_TO = r"^(5|10|20|25) to (\d|1[0-2])$"  # of a time to come it may be a range
_FROM = r"^(?:from\b|从|自|在)\s*|(?:起|开始)$"


def worded(text: str, coming: bool) -> tuple[str, bool]:
    """The text in the forms that ``times`` reads; what is none of these ways stays as it is. And
    whether it is to be asked back."""
    text = plain(text)
    if len(text) < 8 and text.replace(":", "").isdecimal():  # as most are
        return re.sub(":{2,}", ":", text), False
    text = syllables(text)
    if not text.isascii():
        for said, means in _WORDS:
            text = re.sub(said, means, text)
    text, least = spans(text)
    text, doubtful = spoken(spelt(arabic(text)))
    text = re.sub(_AT if coming else _SINCE, lambda m: f"{m[m.lastindex or 0]}点", text)
    if coming:
        text = re.sub(_BY, "", re.sub("^in (?:about|around) ", "in ", text))
        text = re.sub("^24h$", "24小时", text)  # how long, and hardly midnight
    else:
        text = re.sub(_FROM, "", text)
        if to := re.search(_TO, text):
            text = _before(to[1], to[2])
            doubtful = doubtful or int(to[1]) < int(to[2])  # minutes, of which there are that many
    for said, means in _SAID:
        text = re.sub(said, means, text)
    return text.strip(), least or doubtful
