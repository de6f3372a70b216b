"""A code that is asked for, and what is typed instead."""

from __future__ import annotations

from kit.ground.terminal.keys import half_width


def no_code(code: str, text: str) -> bool:
    """Whether what is typed begins no code that is asked for ("": none is)."""
    return bool(code) and not code.upper().startswith(half_width(text).strip().upper())


def slip(code: str, text: str) -> bool:
    """Whether a text may be the code, mistyped."""
    pairs = zip(code, half_width(text).strip().upper(), strict=False)
    return len(text) == len(code) and sum(a == b for a, b in pairs) * 2 >= len(code)
