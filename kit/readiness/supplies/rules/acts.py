"""Acts on supplies and UPS: what is typed must be numbers and days before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.people.registers.rules import acts, finding
from kit.people.registers.rules.acts import Draft
from kit.people.registers.rules.books import Book
from kit.people.registers.rules.state import Doc
from kit.plans.supplies.rules import Thing
from kit.readiness.supplies.rules import sizing, stock
from kit.readiness.supplies.rules.book import DATED, SUPPLY

COUNTS = ("least", "counted", "good", "number")
NOTHING = "supplies-begun"
FIGURES = ("watts", "wh", "need", "minutes", "tested_load")


def proved(fields: Mapping[str, str]) -> None:
    """Raises ``Refused`` for what is no number, no day, no loads."""
    for name, text in fields.items():
        option = "--" + name.replace("_", "-")
        if name in COUNTS and stock.number(text) is None:
            raise Refused("supply-number", Exit.USAGE, option=option, text=clean(text, 40))
        if name in FIGURES and sizing.figure(text) is None:
            raise Refused("supply-number", Exit.USAGE, option=option, text=clean(text, 40))
        if name in ("expiry", "since") and stock.day(text) is None:
            raise Refused("supply-day", Exit.USAGE, option=option, text=clean(text, 40))
        if name == "loads" and sizing.watts(text) is None:
            raise Refused("supply-loads", Exit.USAGE, text=clean(text, 60))


def add(draft: Draft, book: Book, id_: str, fields: Mapping[str, str], drill: bool) -> None:
    proved(fields)
    acts.add(draft, book, id_, fields, drill=drill)


def begin(draft: Draft, things: Sequence[Thing], lang: str, drill: bool) -> None:
    """Take over what the plans ask for and nobody took over yet; how many of it are there is known
    only when it is counted. Raises ``Refused``: nothing."""
    new = [thing for thing in things if thing.id not in draft.register.docs]
    if not new:
        raise Refused(NOTHING)
    for thing in new:
        fields = {
            "thing": thing.thing.get(lang), "place": thing.place.get(lang),
            "least": str(thing.least), "group": thing.group,
            "condition": thing.condition.get(lang), "dated": DATED[0] if thing.dated else "",
            "clause": " ".join(thing.cites),
        }  # fmt: skip
        told = {name: text for name, text in fields.items() if text}
        acts.add(draft, SUPPLY, thing.id, told, drill=drill)


def edit(draft: Draft, book: Book, text: str, fields: Mapping[str, str]) -> None:
    proved(fields)
    acts.edit(draft, book, text, fields)


def stage(
    draft: Draft, book: Book, text: str, verb: str, note: str, fields: Mapping[str, str]
) -> None:
    """Raises ``Refused`` for more than there is, more good ones than there are, more back than
    went out."""
    proved(fields)
    doc = finding.find(draft.register, text)
    if book is SUPPLY:
        _possible(draft.at, doc, verb, fields)
    acts.stage(draft, book, doc.id, verb, note, fields)


def _possible(at: datetime, doc: Doc, verb: str, fields: Mapping[str, str]) -> None:
    now = stock.stock(doc, at.date())
    count = stock.number(fields.get("number", "")) or 0
    counted, good = (stock.number(fields.get(name, "")) for name in ("counted", "good"))
    if counted is not None and good is not None and good > counted:
        raise Refused("supply-good", Exit.USAGE, good=good, counted=counted)
    if verb == "issue" and now.known and count > now.there:
        raise Refused("supply-many", Exit.USAGE, number=count, there=now.there)
    if verb == "return" and count > now.out:
        raise Refused("supply-back", Exit.USAGE, number=count, out=now.out)
    if verb == "return" and good is not None and good > count:
        raise Refused("supply-good", Exit.USAGE, good=good, counted=count)
    if verb in ("issue", "return", "restock") and not count:
        raise Refused("supply-number", Exit.USAGE, option="--number", text="0")
