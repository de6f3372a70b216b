"""Promises and stages that a newly entered year counts anew, by whose they are."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.people.calendar.rules.anew import Anew, Moved
from kit.people.registers.files.desk import record
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.reading import title
from kit.people.registers.rules.state import Doc
from kit.people.registers.rules.upkeep import recount

Times = dict[str, tuple[datetime, int]]


def count_anew(ctx: Context) -> list[Anew]:
    """A year was entered: what registers counted through it is counted by it now."""
    out = []
    for name in BOOKS:
        book = ctx.of(Registers).load(name)
        if book is None or not any(doc.lacking for doc in book.register.open_docs()):
            continue
        before = {doc.id: _times(doc) for doc in book.register.open_docs()}
        book, _ = record(ctx, name, recount)
        moved = [
            Moved(f"{title(doc, name, ctx.me.lang)}  {word(ctx.me.lang, f'register.{key}')}",
                  before[doc.id][key][0], at)
            for doc in book.register.open_docs()
            for key, (at, unentered) in _times(doc).items()
            if before.get(doc.id, {}).get(key, (at, unentered)) != (at, unentered)
        ]  # fmt: skip
        out += [Anew(name, moved)] if moved else []
    return out


def _times(doc: Doc) -> Times:
    """By what they are called: the promise and the next stage, where they count working days."""
    found: Times = {}
    if doc.due is not None and doc.counted is not None:
        found["promised"] = doc.due, doc.counted.unentered
    if doc.next is not None and doc.counted_next is not None:
        found["why-stage"] = doc.next, doc.counted_next.unentered
    return found
