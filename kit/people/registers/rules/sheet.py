"""The manual sheet: a caller in one line, as it is said on the telephone."""

from __future__ import annotations

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.lean import re

WIDE = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("："): ord(":"), ord("＋"): ord("+")}
_DAY = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_PHONE = rf"(?<![\d:.])(?!{_DAY})\+?\d[\d-]{{3,18}}\d(?![\d:.])"
# What a time to come looks like: a clock time, a span, a day. A bare number is none.
_TIME = r"[:点时刻半]|分钟|小时|后天|[今明]|^\+\d|\d(?:am|pm|min|h)$|tomorrow"
_PARTS = r"[\s,，;；、]+"
LEADS = "/／、\\"  # what a command begins with, also where an input method writes Chinese
NUMBER = r"^([0-9A-Z]{4}-\d{1,3})\b"


class Line(msgspec.Struct, frozen=True):
    """``when``: what may be the time that was promised; ``rest``: the matter without it."""

    name: str = ""
    phone: str = ""
    matter: str = ""
    when: str = ""
    rest: str = ""


def parsed(text: str) -> Line:
    """Name, number, matter, in that order; the number tells them apart. Without one the first word
    is the name."""
    plain = clean(text, 1000).translate(WIDE)
    found = re.search(_PHONE, plain)
    if found is not None:
        name = re.sub(rf"{_PARTS}$", "", plain[: found.start()].strip())
        phone, matter = found[0], re.sub(rf"^{_PARTS}", "", plain[found.end() :])
    else:
        words = re.split(_PARTS, plain, maxsplit=1)
        name, phone = words[0], ""
        matter = words[1] if len(words) > 1 else ""
    matter = matter.strip()
    when, rest = _time_behind(matter)
    return Line(name.strip(), phone, matter, when, rest)


def _time_behind(matter: str) -> tuple[str, str]:
    """The last words, where they look like a time, and what stands before them."""
    words = matter.split()
    for count in (2, 1):
        end = " ".join(words[-count:])
        first = words[-count] if len(words) >= count else ""
        if first and re.search(_TIME, first) and re.search(_TIME, words[-1]):
            return end, " ".join(words[:-count])
    return "", matter


def command_of(text: str) -> tuple[str, list[str]] | None:
    """A line that begins with a slash is a command: its letter, and its words."""
    bare = text.strip()
    if not bare or bare[0] not in LEADS:
        return None
    words = bare[1:].split()
    return (words[0].lower(), words[1:]) if words else ("", [])


def paper_line(text: str) -> tuple[str, str, str]:
    """A line of a paper sheet: its printed number ("" for none), when it was noted, the rest."""
    plain = clean(text, 1000).translate(WIDE)
    found = re.match(NUMBER, plain.upper())
    number, rest = "", plain
    if found is not None:
        sheet, _, line = found[1].partition("-")
        number, rest = f"{sheet}-{int(line):02d}", plain[found.end() :].strip()
    at, _, row = rest.partition(" ")
    if not re.search(r"\d\s*[:点时]", at):
        return number, "", rest
    return number, at, row.strip()


def numbers(sheet: str, count: int) -> list[str]:
    """The numbers of a printed sheet's lines."""
    return [f"{sheet}-{n:02d}" for n in range(1, count + 1)]
