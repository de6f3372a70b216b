"""Lines of styled pieces, before a terminal draws or prints them."""

from __future__ import annotations

from kit.ground.base.cells import width

Fragment = tuple[str, str]


Line = list[Fragment]


def rule_line(cols: int, note: str = "") -> Line:
    return [("rule", "-" * (cols - width(note) - 2 * bool(note)) + note + "--" * bool(note))]


def text_of(lines: list[Line]) -> list[str]:
    """The picture as plain lines."""
    return ["".join(text for _, text in line).rstrip() for line in lines]
