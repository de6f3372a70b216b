"""How the names of the picture's fragments look: with colour, and without. Colour only repeats
what words and marks say; nothing is dimmed, because some consoles hide what is."""

COLORS = {
    "title": "reverse bold",
    "rule": "",
    "phase": "bold",
    "step": "bold",
    "late": "bold ansired",
    "warn": "bold",
    "caution": "bold",
    "never": "bold",
    "keep": "",
    "say": "",
    "message": "bold",
    "keys": "",
    "ring": "reverse bold",
    "mark": "bold",
    "selected": "reverse",
    "code": "ansiblack bg:ansigray",  # whatever the terminal's own colours are
}
MONO = {
    "title": "reverse",
    "phase": "bold",
    "step": "bold",
    "late": "reverse",
    "warn": "bold",
    "caution": "bold",
    "message": "bold",
    "ring": "reverse",
    "mark": "bold",
    "selected": "reverse",
}
CODES = {"bold": "1", "reverse": "7", "ansired": "31", "ansiblack": "30", "bg:ansigray": "47"}


def sgr(styles: dict[str, str], style: str, text: str) -> str:
    """``text`` with the codes of its style, and without them afterwards."""
    codes = ";".join(CODES[name] for name in styles.get(style, "").split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes else text
