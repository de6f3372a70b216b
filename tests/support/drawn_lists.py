"""Every list that any test has drawn in this process, read: what the last line says one chooses by
is what stands in front."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kit.ground.terminal import draw
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.posed import Posed

SAYS = {"number": ("数字", "编号", "umber"), "letter": ("字母", "etter"), "key": ("行首的键", "key in front", "Key in front")}
_LEAD = re.compile(r"^ [ >] (\S{1,2})  ")
wrong: list[str] = []
read = 0


def said_and_shown(lines: Sequence[Line]) -> tuple[str, list[str]]:
    """What the last line calls the keys ("" where it says nothing of them), and those in front."""
    *rest, last = ["".join(text for _, text in line) for line in lines]
    shown = [match[1] for line in rest if (match := _LEAD.match(line))]
    return next((sort for sort, words in SAYS.items() if any(w in last for w in words)), ""), shown


def fault(lines: Sequence[Line]) -> str:
    said, shown = said_and_shown(lines)
    figures, letters = all(k.isdecimal() for k in shown), all(k.isalpha() for k in shown)
    right = {"number": figures, "letter": letters, "key": not figures and not letters}
    return "" if not said or not shown or right[said] else f"{said} is said of {' '.join(shown)}"


def watch() -> None:
    """From now on every list is read as it is drawn."""
    below = draw.below

    def reading(session: Any, posed: Posed, said: Sequence[str], cols: int, rows: int) -> list[Line]:
        global read
        lines = below(session, posed, said, cols, rows)
        if posed.question.kind == "choice":
            read += 1
            found = fault(lines)
            if found:
                wrong.append(f"{posed.question.name}: {found}")
        return lines

    draw.below = reading
