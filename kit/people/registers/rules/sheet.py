"""The manual sheet: a caller in one line, as it is said on the telephone."""

from __future__ import annotations

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.people.registers.rules.timelike import timelike

WIDE = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("："): ord(":"), ord("＋"): ord("+")}
_DAY = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_PHONE = rf"(?<![\d:.])(?!{_DAY}|\d{{1,2}}-\d{{1,2}}(?![\d-]))\+?\d[\d-]{{3,18}}\d(?![\d:.])"
_TIMED = r"\d|点|[上下]午|[明今][天早晚]|[ap]m(?![a-z])"
_PARTS = r"[\s,，;；、]+"
LEADS = "/／、\\"  # what a command begins with, also where an input method writes Chinese
NONE = ("无", "没有", "不定", "none", "no")  # instead of a time: none was promised
NUMBER = r"^([0-9A-Z]{4}-\d{1,3})\b"


class Line(msgspec.Struct, frozen=True):
    """``when``: what may be the time that was promised, ``apart``: and stands as a word of its own;
    ``rest``: the matter without it; ``others``: what else looks like a time."""

    name: str = ""
    phone: str = ""
    matter: str = ""
    when: str = ""
    rest: str = ""
    apart: bool = False
    others: tuple[str, ...] = ()


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
    found_time = timelike(matter)
    beside = timelike(name if re.search(_TIMED, name) else "")  # 周三 is a name, too
    others = (*beside.others, *([beside.when] if beside.when else []), *found_time.others)
    return Line(
        name.strip(), phone, matter, found_time.when, found_time.rest, found_time.apart, others
    )


LEAVING = ("q", "ｑ", "quit", "exit", "退出")  # nobody is called that


def command_of(text: str) -> tuple[str, list[str]] | None:
    """A line that begins with a slash is a command: its letter, and its words; and so is what
    people type to leave any program."""
    bare = text.strip()
    if bare.casefold() in LEAVING:
        return "q", []
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
