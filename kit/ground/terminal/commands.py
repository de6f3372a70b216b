"""A command for the shell, typed where the kit asks something: it is no answer, no note and no
search."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.words import word

TEXT = 40  # characters of it that are said again
COMMANDS = frozenset(
    (
        "start", "guide", "board", "list", "show", "tick", "skip", "answer", "note", "call",
        "undo", "redo", "hand", "level", "timer", "forecast", "down", "callback", "sheet",
        "forget", "complaint", "order", "caller", "property", "action", "cause", "redline",
        "item", "plan", "close", "reopen", "log", "summary", "open", "review", "form", "say",
        "report", "qr", "verify", "export", "import", "backup", "restore", "setup", "calendar",
        "training", "risk", "ready", "doctor", "duty", "supply", "find", "checklists",
        "sources", "profile", "shift", "contact", "staffing", "drill", "demo", "help",
    )
)  # fmt: skip


def command_of(text: str) -> str:
    """The command that a line names which was meant for the shell, also behind the key for notes;
    "" for none."""
    words = [each for each in text.lower().split() if not each.startswith("-")]
    words = words[1:] if words[:2] == ["n", "kit"] else words
    return words[1] if words[:1] == ["kit"] and words[1:2] and words[1] in COMMANDS else ""


def refused(lang: str, text: str, how: str = "") -> str:
    """That it counts for nothing, and ``how`` it is done instead."""
    how = how or word(lang, "screen.kit-asked")
    return word(lang, "screen.kit-inside", text=clean(text, TEXT), how=how)
