"""What outlives shifts and is not cleared yet, read from its register."""

from __future__ import annotations

import os

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.people.registers.rules.state import Doc
from kit.shifts.shift.files.desk import other_clock

BOOK = "item"


def open_ones(ctx: Context) -> list[Doc]:
    """What is due first on top, what has no time last. A home without any costs one look."""
    if not os.path.isdir(os.path.join(ctx.home, "registers", BOOK)):
        return []
    from kit.people.registers.files.store import Registers

    try:
        opened = ctx.of(Registers).load(BOOK)
    except Refused as refused:  # whoever asks for the register is told, a shift goes on
        ctx.of(Registers).warnings.append((refused.code, {**refused.fill}))
        return []
    docs = [] if opened is None else opened.register.open_docs()
    docs = [doc for doc in docs if doc.drill == other_clock()]
    return sorted(docs, key=lambda doc: (doc.due is None, doc.due or doc.at))
