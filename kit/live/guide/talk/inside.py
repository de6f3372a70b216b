"""A command for the shell, typed where the kit is led through already: the key that does the
same here is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.terminal.commands import command_of, refused

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session

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


def refused_inside(session: Session, text: str) -> str:
    """That it counts for nothing, and which key does it here; else how to get to the shell. "" for
    what is no command."""
    command = command_of(text)
    if not command:
        return ""
    found = next((k for k in session.offered() if k.name == ACTS.get(command)), None)
    if found is None:
        return refused(session.lang, text, word(session.lang, "screen.kit-leave"))
    key = "Enter" if found.key == "enter" else found.key
    if session.ctx.me.plain:
        from kit.live.guide.talk.numbers import WORDS, places

        session.advised.add(found.name)
        key = found.key if found.name in WORDS else str(places(session)[found.name])
    how = word(session.lang, "screen.kit-key", press=key, what=found.label(session))
    return refused(session.lang, text, how)


def refused_at_home(lang: str, text: str) -> str:
    """The same on the numbered home."""
    key = AT_HOME.get(command_of(text), "")
    if key:
        return refused(lang, text, word(lang, "screen.kit-home-key", press=key))
    return refused(lang, text, word(lang, "screen.kit-home"))
