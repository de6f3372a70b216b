"""Topics of the help, as ``data/help/*.toml`` holds them, and the groups of commands."""

from __future__ import annotations

import msgspec

from kit.ground.base.text import Text

# In each the order in which they are met; every command stands in one.
GROUPS: dict[str, tuple[str, ...]] = {
    "incident": (
        "start", "guide", "board", "list", "show", "tick", "skip", "answer", "note", "call", "hand",
        "level", "timer", "forecast", "down", "plan", "say", "report", "qr", "undo", "redo",
        "close", "reopen",
    ),
    "shift": (
        "shift", "callback", "sheet", "complaint", "order", "caller", "property", "item",
        "staffing",
    ),
    "afterwards": (
        "log", "summary", "open", "form", "review", "cause", "redline", "action", "forget",
    ),
    "before": (
        "setup", "contact", "calendar", "duty", "supply", "training", "risk", "drill", "find",
        "checklists", "profile", "sources", "demo",
    ),
    "laptop": (
        "ready", "doctor", "verify", "export", "import", "backup", "restore", "help",
    ),
}  # fmt: skip


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``says``: paragraphs; two blanks in front make it a line to type, a dash makes it a point."""

    says: list[Text]
    title: Text | None = None


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    title: Text
    parts: list[Part]
