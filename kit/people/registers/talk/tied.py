"""What an incident leaves open in the registers: noted while it was open, and not over with it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.console.context import Context

if TYPE_CHECKING:
    from kit.people.registers.rules.state import Doc, Register


CALLBACK = "callback"
# What rooms above still have out in an incident: a line each.
OUT: list[Callable[[Context, str], list[str]]] = []


def tied(ctx: Context, ref: str) -> list[tuple[Doc, Register]]:
    """What is still open of this incident, in every register that can be read. Where there is no
    register it costs one stat."""
    if not os.path.isdir(os.path.join(ctx.home, "registers")):
        return []
    from kit.people.registers.files.store import Registers

    books = ctx.of(Registers).open_ones()
    return [(d, book) for book in books for d in book.docs.values() if d.open and d.incident == ref]


def owed_callers(ctx: Context, ref: str) -> list[Doc]:
    """Callers of the sheet who were taken during this incident and are owed a call: whatever says
    how many the incident owes counts them beside those of its log."""
    return [doc for doc, book in tied(ctx, ref) if book.name == CALLBACK]


def all_callers(ctx: Context, ref: str) -> list[Doc]:
    """The same with those who were called since. Where there is no register it costs one stat."""
    if not os.path.isdir(os.path.join(ctx.home, "registers")):
        return []
    from kit.people.registers.files.store import Registers

    books = [book for book in ctx.of(Registers).all() if book.ref == CALLBACK]
    return [doc for book in books for doc in book.register.docs.values() if doc.incident == ref]


def tied_lines(
    ctx: Context, ref: str, room: int, most: int = 0, without: str = ""
) -> list[str]:
    """A heading and a line for each, at most ``most`` of them (0: all) with the rest counted;
    nothing where nothing is open. ``without``: a register that stands elsewhere."""
    found = [(doc, book) for doc, book in tied(ctx, ref) if book.name != without]
    above = [line for tell in OUT for line in tell(ctx, ref)]
    if not found:
        return above
    from kit.people.registers.show.lines import doc_line, label

    now, lang = ctx.clock.now().wall, ctx.me.lang
    out = [word(lang, "register.tied", n=len(found))]
    shown = found[: most or len(found)]
    for doc, book in shown:
        text = doc_line(doc, book, now, lang, max(20, room - 10))
        out.append(f"  {label(lang, book.name)} {text}")
    left = len(found) - len(shown)
    return [*out, *([f"  +{left}"] if left else []), *above]
