"""What is carried from shift to shift, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kit.ground.base.cells import clock, cut
from kit.ground.base.clean import clean
from kit.ground.base.words import has, word
from kit.people.registers.rules.state import Doc


def item_line(doc: Doc, now: datetime, lang: str, cols: int = 0) -> str:
    """Its sort, what it is, and what one must know of it; at most ``cols`` cells, 0: all of it."""
    sort = doc.get("sort")
    key = f"register.choice-{sort}"
    parts = [word(lang, key) if has(key) else clean(sort, 40), _text(doc, "what")]
    told = [(name, _text(doc, name)) for name in ("who", "still", "when", "then", "call")]
    parts += [word(lang, f"shift.item-{name}", text=text) for name, text in told if text]
    if doc.due is not None:
        late = "item-late" if doc.due <= now else "item-until"
        parts.append(word(lang, f"shift.{late}", at=clock(doc.due, now)))
    text = "  ".join(part for part in parts if part)
    return cut(text, cols) if cols else text


def _text(doc: Doc, name: str) -> str:
    return clean(doc.get(name), 200)


def item_lines(docs: Sequence[Doc], now: datetime, lang: str) -> list[str]:
    """A heading and a line each; nothing where there is nothing."""
    if not docs:
        return []
    head = word(lang, "shift.items", n=len(docs))
    return [head, *(f"  {item_line(doc, now, lang)}" for doc in docs)]
