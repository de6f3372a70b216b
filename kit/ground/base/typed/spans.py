"""Characters and spans as people type them: full-width digits, numerals, hours and minutes."""

from __future__ import annotations

import re

_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_FULL |= dict.fromkeys(map(ord, "—–−‒―﹣ー"), ord("-")) | {ord("。"): ord(".")}
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = "[零〇一二两三四五六七八九十百]+"  # compiled, as all below, when one is typed


def plain(text: str) -> str:
    """Half-width, one kind of dash, no space at the ends, small letters."""
    text = text.translate(_FULL)
    return (re.sub(r"-{2,}", "-", text) if "--" in text else text).strip().lower()


def _numeral(text: str) -> int:
    """The number that Chinese numerals say: 十五, 二十三, 一百二十, 二三 (digit by digit)."""
    if not re.search("[十百]", text):
        return int("".join(str(_DIGIT[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGIT[char]
    return total + digit


def arabic(text: str) -> str:
    if text.isascii():
        return text
    return re.sub(_NUMERAL, lambda found: str(_numeral(found[0])), text)


# ---- spans ---------------------------------------------------------------------------------------

_WORDS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
]  # fmt: skip
_SPELT = rf"\b({'|'.join(_WORDS)})\b(?=\s*(?:h|m|s|quarter))"
_NUMBER = r"(\d+(?:\.\d+)?)"
_UNITS = (
    (r"(?:个)?(?:小时|钟头)|hours?|hrs?|h", 60.0),
    (r"刻钟?", 15.0),
    (r"分钟?|minutes?|mins?|m", 1.0),
    (r"秒钟?|seconds?|secs?|s", 1 / 60),
)
_PART = "|".join(f"(?:{_NUMBER}\\s*(个半)?\\s*(?:{unit})(半)?(?![a-z]))" for unit, _ in _UNITS)


def span(text: str) -> float | None:
    """Minutes of a span with its unit (2小时, 1.5h, 1h30, 一刻钟); ``None`` for another text."""
    text = plain(text)
    text = re.sub(r"([一二两三四五六七八九十\d])个半(?=小时|钟头)", r"\1小时半", text)
    text = re.sub(r"小时半(?:小时|钟头)", "小时半", text)
    text = re.sub(r"(?<!时)半个?(?=小时|钟头)", "0.5", text)
    text = re.sub(_SPELT, lambda found: str(_WORDS.index(found[1])), text)
    text = re.sub(r"\b(?:half an?|half)\s*(?=hour)", "0.5 ", text)
    text = re.sub(r"\b(?:a|an)\s+(?=hour|minute|quarter)", "1 ", text)
    text = re.sub(r"1 quarter(?: of an hour)?|quarter of an hour", "15 min", text)
    text = arabic(text)
    text = re.sub(r"(小时|钟头|h)(\d{1,2})$", r"\g<1>\g<2>分", text)
    total, at, seen = 0.0, 0, False
    for found in re.finditer(_PART, text):
        if text[at : found.start()].strip(" ,零又and"):
            return None
        for index, (_, minutes) in enumerate(_UNITS):
            number, _, half = found.group(3 * index + 1, 3 * index + 2, 3 * index + 3)
            if number is not None:
                total += (float(number) + (0.5 if half else 0.0)) * minutes
        at, seen = found.end(), True
    return total if seen and not text[at:].strip() else None
