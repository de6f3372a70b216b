"""What a table program would run as a formula, made a text."""

from __future__ import annotations

FORMULA = tuple("=+-@＝＋－＠")
UNSEEN = " \u3000\u00a0\u200b\ufeff\t\r\n"  # what a spreadsheet overlooks before one


def defused(text: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(UNSEEN).startswith(FORMULA) else text
