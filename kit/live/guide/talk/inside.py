"""A command for the shell, typed where the kit is led through already: it is no note and no search,
and the key that does the same here is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.clean import clean
from kit.ground.base.words import word

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session

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
# The act of the guide that does what a command does.
ACTS = {
    "undo": "undo", "redo": "redo", "note": "note", "call": "call", "close": "close",
    "skip": "skip", "hand": "hand", "level": "raise", "timer": "due", "answer": "due",
    "forecast": "forecast", "down": "down", "callback": "callback", "action": "improve",
    "redline": "redline", "plan": "plan", "say": "words", "report": "report", "qr": "codes",
    "show": "look", "guide": "other", "list": "other", "staffing": "staffing", "board": "other",
}  # fmt: skip
# What does it at home in numbered lines.
AT_HOME = {"undo": "u", "note": "n", "timer": "d", "answer": "d"}
TEXT = 40  # characters of it that are said again


def command_of(text: str) -> str:
    """The command that a line names which was meant for the shell, also behind the key for notes;
    "" for none."""
    words = [each for each in text.lower().split() if not each.startswith("-")]
    words = words[1:] if words[:2] == ["n", "kit"] else words
    return words[1] if words[:1] == ["kit"] and words[1:2] and words[1] in COMMANDS else ""


def refused_inside(session: Session, text: str) -> str:
    """That it counts for nothing, and which key does it here; else how to get to the shell. "" for
    what is no command."""
    command = command_of(text)
    if not command:
        return ""
    found = next((k for k in session.offered() if k.name == ACTS.get(command)), None)
    if found is None:
        return said(session.lang, text, word(session.lang, "screen.kit-leave"))
    key = "Enter" if found.key == "enter" else found.key
    if session.ctx.me.plain:
        from kit.live.guide.talk.numbers import WORDS, places

        key = found.key if found.name in WORDS else str(places(session)[found.name])
    how = word(session.lang, "screen.kit-key", press=key, what=found.label(session))
    return said(session.lang, text, how)


def refused_at_home(lang: str, text: str) -> str:
    """The same on the numbered home."""
    key = AT_HOME.get(command_of(text), "")
    if key:
        return said(lang, text, word(lang, "screen.kit-home-key", press=key))
    return said(lang, text, word(lang, "screen.kit-home"))


def said(lang: str, text: str, how: str) -> str:
    return word(lang, "screen.kit-inside", text=clean(text, TEXT), how=how)
