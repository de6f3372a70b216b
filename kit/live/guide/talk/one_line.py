"""Who is meant by a line in which somebody, his number and a matter stand together: the number is
found first, and what stands before it is the name, of however many words."""

from __future__ import annotations

from typing import NamedTuple

from kit.ground.base.lean import re

MOST = 5  # words of a name
DIGITS = (7, 15)  # of a number that is written in groups
_GROUPS = (
    r"(?<![\d:.+-])\d{2,5}(?:[ -]\d{2,5}){1,4}"
    r"(?![\d:.-]|\s*(?:[点分时小天个]|min|hour|[ap]m))"
)
_COMMA = r"\s*[,，;；、]\s*"
_TITLED = r"[\u4e00-\u9fff]{1,3}(?:先生|女士|小姐|老师|经理|师傅|同志|主任|阿姨|大爷|大妈)(?=\s|$)"
_LEADS = r"(?:\s+|^)(?:in|at|by|before|around|about)$"  # of a time that stands behind it
# English words with which the name of an office ends.
_OFFICE = (
    r"(?:[^\s,]+ ){1,4}?(?:company|co|ltd|inc|corp|team|office|department|dept|desk|cent(?:re|er)"
    r"|services?|board|station|brigade|utility|provider|bank|hotel|school|firm)\b\.?"
    r"|(?:(?!from |at |of |by )[^\s,]+ ){1,3}?(?:vendor|contractor)\b\.?"
)


class Who(NamedTuple):
    """``rest``: the matter, with the time."""

    name: str
    phone: str
    rest: str


def who(text: str) -> Who:
    """Name and number of one line; "" for what it does not say."""
    from kit.people.registers.rules.sheet import parsed

    plain = " ".join(text.split())
    groups, joined = re.search(_GROUPS, plain), ""
    if groups is not None and _number(groups[0]):
        joined = re.sub(r"[ -]", "", groups[0])
        plain = plain.replace(groups[0], joined, 1)
    line = parsed(plain)
    # Joined to be found only: the number is kept as it was typed.
    phone = groups[0] if groups is not None and joined and line.phone == joined else line.phone
    before, _, behind = plain.partition(line.phone) if line.phone else ("", "", plain)
    behind = re.sub(rf"^{_COMMA}|{_COMMA}$", "", behind.strip()).strip()
    before = re.sub(rf"{_COMMA}$", "", before.strip()).strip()
    if line.phone and before:
        name, more = _before(before, line.name)
        return Who(name, phone, " ".join(filter(None, (more, behind))))
    name, rest = _alone(behind)
    return Who(name, phone, rest)


def _number(groups: str) -> bool:
    digits = sum(char.isdecimal() for char in groups)
    return DIGITS[0] <= digits <= DIGITS[1]


def _before(text: str, first: str) -> tuple[str, str]:
    """What stands before the number: the name, and a time, or behind a Chinese title or a comma
    what it is about."""
    titled = re.match(_TITLED, text)
    comma = re.search(_COMMA, text)
    if titled is not None or (comma is not None and comma.start() > 0):
        end = titled.end() if titled is not None else comma.start() if comma is not None else 0
        return text[:end].strip(), re.sub(rf"^{_COMMA}", "", text[end:].strip())
    words = text.split()
    figure = next((i for i, word in enumerate(words) if any(map(str.isdecimal, word))), len(words))
    name = re.sub(_LEADS, "", " ".join(words[:figure]), flags=re.I)
    if not name or len(name.split()) > MOST:
        return first, text.removeprefix(first).strip()
    return name, text.removeprefix(name).strip()


def _alone(text: str) -> tuple[str, str]:
    """Without a number before it: up to the first comma, an office by its last word, else as the
    manual sheet reads it."""
    from kit.people.registers.rules.sheet import parsed

    comma = re.search(_COMMA, text)
    head = text[: comma.start()] if comma is not None else ""
    if comma is not None and head and len(head.split()) <= MOST and not re.search(r"\d", head):
        return head.strip(), text[comma.end() :].strip()
    office = re.match(_OFFICE, text, re.I)
    if office is not None and not re.search(r"\d", office[0]):
        return office[0].strip(), text[office.end() :].strip()
    line = parsed(text)
    return line.name, line.matter
