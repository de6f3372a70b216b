"""That a computer's clock was set, in the same words wherever it is noticed."""

from kit.ground.base.cells import span
from kit.ground.base.words import word


def clock_said(seconds: float, restart: bool, lang: str) -> str:
    """By how much the clock shows more than it would have (below 0: less); ``restart``: at least,
    because the computer was off in between."""
    key = "restart" if restart and seconds < 0 else "forward" if seconds > 0 else "back"
    return word(lang, f"screen.clock-set-{key}", span=span(abs(seconds), lang))
