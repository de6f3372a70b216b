"""What an incident leaves open in the registers: noted while it was open, and not over with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.console.context import Context

if TYPE_CHECKING:
    from kit.people.registers.rules.state import Doc, Register


def tied(ctx: Context, ref: str) -> list[tuple[Doc, Register]]:
    """What is still open of this incident, in every register that can be read. Where there is no
    register it costs one stat."""
    if not os.path.isdir(os.path.join(ctx.home, "registers")):
        return []
    from kit.people.registers.files.store import Registers

    books = ctx.of(Registers).open_ones()
    return [(d, book) for book in books for d in book.docs.values() if d.open and d.incident == ref]


def tied_lines(ctx: Context, ref: str, room: int, most: int = 0) -> list[str]:
    """A heading and a line for each, at most ``most`` of them (0: all) with the rest counted;
    nothing where nothing is open."""
    found = tied(ctx, ref)
    if not found:
        return []
    from kit.people.registers.show.lines import doc_line, label

    now, lang = ctx.clock.now().wall, ctx.me.lang
    out = [word(lang, "register.tied", n=len(found))]
    shown = found[: most or len(found)]
    for doc, book in shown:
        text = doc_line(doc, book, now, lang, max(20, room - 10))
        out.append(f"  {label(lang, book.name)} {text}")
    left = len(found) - len(shown)
    return [*out, f"  +{left}"] if left else out
