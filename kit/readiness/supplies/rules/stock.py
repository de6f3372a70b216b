"""How many of each supply are there, work, and are out: the fold of checks, issues and returns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

import msgspec

from kit.people.registers.rules.state import Doc, Register, Step
from kit.plans.duties.rules.days import length

MOST = 99_999
SOON = timedelta(days=30)  # so long before it expires it is told of
AGE = timedelta(days=92)  # a count older than a quarter is one that nobody knows
Flaw = Literal["short", "bad", "expired", "unchecked", "old", "expiring", "undated"]
GOING = ("issued", "supply-returned")
# What nobody counted yet lacks nothing that anybody knows of: it is to be counted.
RED: tuple[Flaw, ...] = ("short", "bad", "expired")


class Stock(msgspec.Struct, frozen=True):
    """``there``: in its place, ``good`` of them work, ``out``: issued and not back, ``known``: it
    was counted once. ``expiry``: ``None`` for none."""

    doc: Doc
    there: int
    good: int
    out: int
    least: int
    known: bool
    checked: Step | None
    expiry: date | None
    flaws: tuple[Flaw, ...]

    @property
    def red(self) -> bool:
        return any(flaw in RED for flaw in self.flaws)

    @property
    def new(self) -> bool:
        return "unchecked" in self.flaws


class Share(msgspec.Struct, frozen=True):
    """Of all that were counted, how many work: 1000 is all of them."""

    good: int
    there: int

    @property
    def permille(self) -> int | None:
        """Rounded down, so that all is only said of all."""
        return self.good * 1000 // self.there if self.there else None


def number(text: str) -> int | None:
    """A whole number of things; ``None`` for another text."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= MOST else None


def day(text: str) -> date | None:
    """``2027-01-31``, or a month, of which the last day counts; ``None`` for another text."""
    parts = text.strip().split("-")
    try:
        if len(parts) == 3:
            return date(*map(int, parts))
        if len(parts) == 2:
            year, month = int(parts[0]), int(parts[1])
            return date(year, month, length(year, month))
    except ValueError:
        pass
    return None


def stocks(register: Register | None, today: date) -> list[Stock]:
    """Every supply that is kept, what lacks something on top."""
    docs = register.docs.values() if register is not None else ()
    found = [stock(doc, today) for doc in docs if doc.ended is None]
    return sorted(found, key=lambda one: (not one.red, not one.flaws, one.doc.get("thing"),
                                          one.doc.id))  # fmt: skip


def stock(doc: Doc, today: date) -> Stock:
    """In the order of the times at which things happened, whenever they were noted."""
    there = good = out = 0
    checked: Step | None = None
    expiry = day(doc.fields.get("expiry", ""))
    for step in sorted(doc.steps, key=lambda each: each.at):
        count = number(step.said.get("number", "")) or 0
        if step.stage == "supply-checked":
            there = number(step.said.get("counted", "")) or 0
            good = min(there, number(step.said.get("good", "")) or 0)
            checked = step
        elif step.stage == "issued":
            there, good, out = max(0, there - count), max(0, good - count), out + count
        elif step.stage == "supply-returned":
            back = number(step.said.get("good", ""))
            there, out = there + count, max(0, out - count)
            good += count if back is None else min(count, back)
        elif step.stage == "restocked":
            there, good = there + count, good + count
    least = number(doc.get("least")) or 0
    known = checked is not None or any(step.stage == "restocked" for step in doc.steps)
    flaws = _flaws(there, good, least, known, checked, expiry, today, bool(doc.get("dated")))
    return Stock(doc, there, good, out, least, known, checked, expiry, flaws)


def _flaws(
    there: int, good: int, least: int, known: bool, checked: Step | None, expiry: date | None,
    today: date, dated: bool,
) -> tuple[Flaw, ...]:  # fmt: skip
    found: list[Flaw] = []
    if not known:
        return ("unchecked",)
    if good < least:
        found.append("short")
    if good < there:
        found.append("bad")
    if expiry is not None and expiry < today:
        found.append("expired")
    elif expiry is not None and expiry - today <= SOON:
        found.append("expiring")
    elif expiry is None and dated:
        found.append("undated")
    if checked is None or today - checked.at.date() > AGE:
        found.append("old")
    return tuple(found)


def share(found: Iterable[Stock], today: date) -> Share:
    """What is expired works no more."""
    good = there = 0
    for one in found:
        if one.known:
            there += one.there
            good += 0 if one.expiry is not None and one.expiry < today else one.good
    return Share(good, there)


def used(doc: Doc, incident: str) -> int:
    """How many are out in an incident."""
    out = 0
    for step in sorted(doc.steps, key=lambda each: each.at):
        if step.said.get("used_in", "") == incident and step.stage in GOING:
            count = number(step.said.get("number", "")) or 0
            out += count if step.stage == "issued" else -count
    return max(0, out)


def lent(doc: Doc) -> list[str]:
    """The incidents in which some are out; "" among them where some are out in none."""
    refs = dict.fromkeys(
        step.said.get("used_in", "") for step in doc.steps if step.stage == "issued"
    )
    return [ref for ref in refs if used(doc, ref)]
