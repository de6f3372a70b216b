"""Characters and spans as people type them: full-width digits, numerals, hours and minutes."""

from __future__ import annotations

from kit.ground.base.lean import re

_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_FULL |= dict.fromkeys(map(ord, "—–−‒―﹣ー"), ord("-")) | {ord("。"): ord("."), ord("、"): ord(",")}
_FULL |= dict.fromkeys(map(ord, "∶︰"), ord(":")) | dict.fromkeys(map(ord, "’‘′"), ord("'"))
_FULL |= {ord("～"): ord("~"), ord("≈"): ord("~")}
# What a traditional input method, or a slip to a homophone, makes of the words for times.
_OTHER, _USUAL = "點時鐘鍾锺兩後個週禮號間過剛", "点时钟钟钟两后个周礼号间过刚"
_FULL |= dict(zip(map(ord, _OTHER), map(ord, _USUAL), strict=True))
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = "[零〇一二两三四五六七八九十百]+"  # compiled, as all below, when one is typed


def plain(text: str) -> str:
    """Half-width, one kind of dash, no space at the ends, small letters, simplified characters."""
    text = text.translate(_FULL)
    return (re.sub(r"-{2,}", "-", text) if "--" in text else text).strip().lower()


def _numeral(text: str) -> str:
    """The number that Chinese numerals say (十五, 一百二, 二三五八 digit by digit); the text itself
    where it only says about how many (七八, 十五六)."""
    if not re.search("[十百]", text):
        if 1 < len(text) < 4 and not re.search("[零〇]", text):
            return text
        return "".join(str(_DIGIT[char]) for char in text)
    if re.search("[^十百零〇]{2}", text):
        return text
    if re.search("百[^十百零〇]$", text):
        text += "十"
    total, digit = 0, 0
    for char in text:
        if char in "百十":
            total, digit = total + (digit or 1) * (100 if char == "百" else 10), 0
        else:
            digit = _DIGIT[char]
    return str(total + digit)


def arabic(text: str) -> str:
    """``text`` with its numerals in digits, but for those that are not exact."""
    if text.isascii():
        return text
    text = text.replace("廿", "二十").replace("卅", "三十")
    return re.sub(_NUMERAL, lambda found: _numeral(found[0]), text)


_TEENS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip


def spelt(text: str) -> str:
    """``text`` with English numbers up to 99 in digits."""
    ones = "|".join(_TEENS[::-1])

    def number(found: re.Match[str]) -> str:
        if found[3]:
            return str(_TEENS.index(found[3]))
        return str(_TENS[found[1]] + (_TEENS.index(found[2]) if found[2] else 0))

    return re.sub(rf"\b({'|'.join(_TENS)})(?:[\s-]?({ones}))?\b|\b({ones})\b", number, text)


# ---- spans ---------------------------------------------------------------------------------------

_NUMBER = r"(\d+(?:\.\d+)?)"
_UNITS = (
    (r"(?:个)?(?:小时|钟头)|hours?|hrs?|h", 60.0),
    (r"刻钟?", 15.0),
    (r"分钟?|minutes?|mins?|m|'", 1.0),
    (r"秒钟?|seconds?|secs?|s", 1 / 60),
)
_PART = "|".join(f"(?:{_NUMBER}\\s*(?:{unit})(半)?(?![a-z]))" for unit, _ in _UNITS)
# How people say a span, as the patterns above read it.
_SAID = (
    ("分[种中]", "分钟"),
    ("分半钟", "分半"),
    ("俩(?=个?(?:小时|钟))", "2"),
    ("仨(?=个?(?:小时|钟))", "3"),
    ("个半?钟(?!头)", lambda found: found[0].replace("钟", "小时")),
    ("半个?钟(?!头)", "半小时"),
    (r"(\d)(?:,|点)(\d)(?=\s*(?:个?小时|个?钟头|h))", r"\1.\2"),
    (r"½|(?<!\d)1/2(?=\s*(?:个?小时|个?钟头|h))", "0.5"),
    (r"(\d)\s*个半(?=小时|钟头)", r"\1小时半"),
    ("^个半(?=小时|钟头)", "1小时半"),
    ("小时半(?:小时|钟头)", "小时半"),
    ("(?<!时)半个?(?=小时|钟头)", "0.5"),
    (r"\b(?:an hour|1 hour|1) and a half(?: hours?)?\b", "1.5 hours"),
    (r"\b(\d+) and a half\b", r"\1.5"),
    (r"\b(?:half an?|half)\s*(?=hour)", "0.5 "),
    (r"\b(?:a |an |1 )?quarter(?: of an)? hour", "15 min"),
    (r"\b(?:a|an|1) quarter\b", "15 min"),
    (r"\b(?:a|an)\s+(?=hour|minute)", "1 "),
    (r"(小时|钟头|hours?|hrs?|h)\s*(\d{1,2})$", r"\1\2分"),
    (r"(\d分)(\d{1,2})$", r"\1\2秒"),
)  # fmt: skip


def span(text: str) -> float | None:
    """Minutes of a span with its unit (2小时, 1.5h, 1h30, 一刻钟); ``None`` for another text."""
    text = arabic(spelt(plain(text)))
    for said, means in _SAID:
        text = re.sub(said, means, text)
    total, at, seen = 0.0, 0, False
    for found in re.finditer(_PART, text):
        if text[at : found.start()].strip(" ,零又and"):
            return None
        for index, (_, minutes) in enumerate(_UNITS):
            number, half = found.group(2 * index + 1, 2 * index + 2)
            if number is not None:
                total += (float(number) + (0.5 if half else 0.0)) * minutes
        at, seen = found.end(), True
    return total if seen and not text[at:].strip() else None
