"""Words that say of a form what an empty line says: that there is nobody, or nothing, more."""

from __future__ import annotations

from kit.ground.terminal.keys import half_width

SAID = frozenset(
    (
        "none", "none left", "no more", "none more", "nothing", "nothing more", "nothing else",
        "no one", "no-one", "nobody", "nobody else", "no one else", "nobody left", "that is all",
        "that's all", "没有", "没有了", "没了", "无", "没有别的", "没别的了", "没有其他",
        "就这些", "就这样",
    )
)  # fmt: skip


def more(text: str) -> str:
    """What was typed, stripped; "" where it says that there is no more."""
    plain = " ".join(half_width(text).lower().split()).rstrip(".!。！")
    return "" if plain in SAID else text.strip()
