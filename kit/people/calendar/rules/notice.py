"""A notice of the state council on one year's days off, as it is pasted: what it says, and what in
it does not fit together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from kit.ground.base.workdays import LONGEST
from kit.people.calendar.rules.years import Festival, Year

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_WRITTEN = {
    "新年": "元旦",
    "清明": "清明节",
    "“五一”国际劳动节": "劳动节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
}
LONGEST_PART = 2000  # characters about one festival
_WEEK = "一二三四五六日"
_DAY = (
    r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?"
    r"(?P<{0}d>\d{{1,2}})日(?:\((?P<{0}n>[^()]*)\))?"
)
_SPELL = re.compile(_DAY.format("a") + r"(?:(?:至|到|-|–|—|~)" + _DAY.format("b") + ")?")
_ONE = "|".join([*sorted({*FESTIVALS, *_WRITTEN}, key=len, reverse=True)])
_HEAD = re.compile(
    rf"(?:^|[。;\n])(?:[一二三四五六七八九十\d]{{1,2}}[、.])?(?P<name>(?:{_ONE})(?:[、和](?:{_ONE}))*):"
)


class Doubt(msgspec.Struct, frozen=True):
    """``code``: a sentence's name, ``fill`` what it is about."""

    code: str
    fill: dict[str, str | int]


class Read(msgspec.Struct, frozen=True):
    """``year``: ``None`` where the text names no festival with its days, or no year."""

    year: Year | None
    doubts: list[Doubt]


class Span(msgspec.Struct, frozen=True):
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def text(self) -> str:
        return f"{self.first}..{self.last}" if self.days > 1 else f"{self.first}"


def read_notice(text: str, year: int = 0) -> Read:
    """``year``: the one it is for, where the text does not say. Never raises: what cannot be read
    is a doubt, or no year at all."""
    plain = _plain(text)
    said = re.search(r"(20\d\d|19\d\d)年(?:部分)?(?:节假日|放假)", plain)
    number = int(said[1]) if said else year
    doubts: list[Doubt] = []
    if said and year and number != year:
        doubts.append(Doubt("other-year", {"said": number, "year": year}))
    if not number:
        return Read(None, [Doubt("no-year", {})])
    found = [_festival(name, part, number, doubts) for name, part in _parts(plain)]
    festivals = [each for each in found if each is not None]
    named = frozenset().union(*(each.names for each in festivals))
    lacking = [name for name in FESTIVALS if name not in named]
    if not festivals:
        return Read(None, [Doubt("no-days", {})])
    if lacking:
        doubts.append(Doubt("lacking", {"names": "、".join(lacking)}))
    document = re.search(r"国办发(?:明电)?[\[〔(]\d{4}[\]〕)]\d+号", plain)
    known = document[0].translate(str.maketrans("[]()", "〔〕〔〕")) if document else ""
    return Read(Year(number, festivals, known), doubts)


def _plain(text: str) -> str:
    """Full-width digits and signs as plain ones, without the blanks that a PDF puts between."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"[^\S\n]+", "", re.sub("星期|礼拜", "周", folded)).replace("周天", "周日")


def _parts(plain: str) -> Iterator[tuple[str, str]]:
    """Each festival's name and what is said of it, up to the next or the paragraph's end."""
    heads = list(_HEAD.finditer(plain))
    for head, after in zip(heads, [*heads[1:], None], strict=False):
        names = [_WRITTEN.get(name, name) for name in re.split("[、和]", head["name"])]
        end = after.start() if after else len(plain)
        part = plain[head.end() : min(end, head.end() + LONGEST_PART)]
        yield "、".join(names), part.replace("\n", "")


def _festival(name: str, part: str, year: int, doubts: list[Doubt]) -> Festival | None:
    off: list[Span] = []
    work: list[Span] = []
    for sentence in re.split("[。;]", part):
        waiting: list[Span] = []
        for clause in re.split(r",(?![^()]*\))", sentence):
            if re.search("放假|补休|上班", clause):
                into = work if "上班" in clause else off
                into += [*waiting, *_spans(name, clause, year, doubts)]
                waiting = []
            elif not re.sub("[、和及]", "", _SPELL.sub("", clause)):
                waiting += _spans(name, clause, year, doubts)
        told = re.search(r"放假.*共(\d+)天", sentence)
        if told and off and int(told[1]) != off[-1].days:
            doubts.append(Doubt("count", {"name": name, "said": int(told[1]), "n": off[-1].days}))
    doubts += [
        Doubt("not-weekend", {"name": name, "day": str(span.first)})
        for span in work
        if span.first.weekday() < 5
    ]
    if not off:
        doubts.append(Doubt("no-off", {"name": name}))
        return None
    return Festival(name, ", ".join(s.text for s in off), ", ".join(s.text for s in work))


def _spans(name: str, clause: str, year: int, doubts: list[Doubt]) -> Iterator[Span]:
    """The days of one clause. What the second of two does not say it has from the first."""
    month = 0
    for found in _SPELL.finditer(clause):
        try:
            month = int(found["am"] or month)
            first = _date(name, found["ay"], month, found["ad"], year)
            last = first
            if found["bd"]:
                later = int(found["bm"] or month)
                own = found["by"] or (str(first.year + 1) if later < first.month else "")
                last = _date(name, own or str(first.year), later, found["bd"], year)
                month = later
            if not timedelta(0) <= last - first <= timedelta(days=LONGEST):
                raise ValueError
        except ValueError:
            doubts.append(Doubt("no-date", {"name": name, "text": found[0]}))
            continue
        for day, note in ((first, found["an"]), (last, found["bn"])):
            week = re.search(f"周([{_WEEK}])", note or "")
            if week and _WEEK.index(week[1]) != day.weekday():
                doubts.append(Doubt("weekday", {"name": name, "day": str(day), "said": week[0]}))
        if abs(first.year - year) > 1 or abs(last.year - year) > 1:
            doubts.append(Doubt("far", {"name": name, "day": str(first)}))
        yield Span(first, last)


def _date(name: str, year: str | None, month: int, day: str, of: int) -> date:
    """A day of December stands in a notice for New Year only as one of the year before."""
    number = int(year) if year else of - (month == 12 and "元旦" in name)
    return date(number, month, int(day))
