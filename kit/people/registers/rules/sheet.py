"""The manual sheet: a caller in one line, as it is said on the telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.typed.times import PAST, Ask, read
from kit.people.registers.rules.timelike import names_day, timelike

Shown = Callable[[datetime], list[datetime]] | None  # the times at which the wall shows one
WIDE = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("："): ord(":"), ord("＋"): ord("+")}
_DASH = r"(?<=\d)[\uff0d\u2010-\u2013\u2212](?=\d)"  # as input methods and print write it
_DAY = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|20\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)"
_EXT = r"(?:\s*(?:转|分机|#|ext\.?|x)\s*\d{1,6}(?![\d:.]))?"
# In groups, as people write them, or in one piece.
_PHONE = (
    rf"(?<![\d:.])(?:(?:\+?86[ -]?)?1[3-9]\d[ -]\d{{4}}[ -]\d{{4}}"
    r"|\+\d{1,3}(?:[ -]?\d{2,4}(?!\s*(?:[分小天个点时:]|min|hour|day))){2,4}|\+?86[ -]1[3-9]\d{9}"
    r"|(?:[(（]0\d{2,3}[)）]|0\d{2,3} )[ -]?\d{7,8}|[48]00[ -]\d{3}[ -]\d{4}"
    rf"|(?!{_DAY}|\d{{1,2}}-\d{{1,2}}(?![\d-]))\+?\d[\d-]{{3,18}}\d){_EXT}(?![\d:.])"
)
_TITLE = r"(?:先生|女士|小姐|老师|经理|师傅|同志|主任|阿姨|大爷|大妈|总)"
_CALLED = (
    rf"[\u4e00-\u9fff]{{1,3}}\s?{_TITLE}|[\u4e00-\u9fff] [\u4e00-\u9fff]{{1,2}}(?=\s|$)"
    r"|(?:(?:mr|mrs|ms|miss|dr)\.? )[^\s,，;；、]+"
    r"|[A-Z][^\s,，;；、\u4e00-\u9fff]*(?: [A-Z][a-z'-]+){1,2}(?=\s|$)"
)
_TIMED = r"\d|点|[上下]午|[明今][天早晚]|[ap]m(?![a-z])"
_PARTS = r"[\s,，;；、]+"
LEADS = "/／、\\"  # what a command begins with, also where an input method writes Chinese
NONE = ("无", "没有", "不定", "none", "no")  # instead of a time: none was promised
DATED = r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?"
NUMBER = r"^([0-9A-Z]{4}-\d{1,3})\b"


class Line(msgspec.Struct, frozen=True):
    """``when``: what may be the time that was promised, ``apart``: and stands as a word of its own;
    ``rest``: the matter without it; ``others``: what else looks like a time; ``elsewhere``: a day
    among that, where ``when`` names none."""

    name: str = ""
    phone: str = ""
    matter: str = ""
    when: str = ""
    rest: str = ""
    apart: bool = False
    others: tuple[str, ...] = ()
    elsewhere: bool = False


def parsed(text: str) -> Line:
    """Name, number, matter, in that order; the number tells them apart. Without one the first word
    is the name; what stands between name and number belongs to the matter."""
    plain = re.sub(_DASH, "-", clean(text, 1000).translate(WIDE))
    found = re.search(_PHONE, plain)
    if found is not None:
        name, between = _named(plain[: found.start()], True)
        phone, matter = found[0], re.sub(rf"^{_PARTS}", "", plain[found.end() :])
        matter = " ".join(part for part in (between, matter.strip()) if part)
    else:
        name, matter = _named(plain, False)
        phone = ""
        if names_day(name) and timelike(plain).rest == "":
            name, matter = "", plain.strip()  # nothing but a time: whose, nobody said
    found_time = timelike(matter)
    beside = timelike(name if re.search(_TIMED, name) else "")  # 周三 is a name, too
    others = (*beside.others, *([beside.when] if beside.when else []), *found_time.others)
    elsewhere = found_time.elsewhere or bool(beside.when and names_day(name))
    return Line(
        name.strip(),
        phone,
        matter,
        found_time.when,
        found_time.rest,
        found_time.apart,
        others,
        elsewhere,
    )


def _named(text: str, numbered: bool) -> tuple[str, str]:
    """The name with which a line begins, and what stands behind it. ``numbered``: a number stands
    behind both; two words of another script are a name then."""
    bare = re.sub(rf"{_PARTS}$", "", text.strip())
    titled = re.match(_CALLED, bare, re.I if re.match(r"(?i:mr|ms|miss|dr)", bare) else 0)
    if titled is None and numbered and len(bare.split()) == 2 and bare.isascii():
        return bare, ""
    end = titled.end() if titled else len(re.split(_PARTS, bare, maxsplit=1)[0])
    return bare[:end].strip(), re.sub(rf"^{_PARTS}", "", bare[end:]).strip()


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
    """A line of a paper sheet: its printed number ("" for none), when it was noted (with the date,
    where one stands before the time), the rest."""
    plain = clean(text, 1000).translate(WIDE)
    found = re.match(NUMBER, plain.upper())
    number, rest = "", plain
    if found is not None:
        sheet, _, line = found[1].partition("-")
        number, rest = f"{sheet}-{int(line):02d}", plain[found.end() :].strip()
    day, _, after = rest.partition(" ")
    if not re.fullmatch(DATED, day):
        day, after = "", rest
    at, _, row = after.strip().partition(" ")
    if not re.search(r"\d\s*[:点时]", at):
        return number, "", rest
    return number, f"{day} {at}".strip(), row.strip()


def noted_at(said: str, now: datetime, shown: Shown) -> datetime | Ask:
    """When a line of paper was noted. A date that was written there is meant, however long ago:
    sheets are typed in once all is well."""
    found = read(said, PAST, now, shown)
    dated = re.match(DATED, said) is not None
    if isinstance(found, Ask) and found.why == "far" and dated and len(found.times) == 1:
        return found.times[0]
    return found


def numbers(sheet: str, count: int) -> list[str]:
    """The numbers of a printed sheet's lines."""
    return [f"{sheet}-{n:02d}" for n in range(1, count + 1)]
