"""What outlives a shift: which sorts there are, and what is asked of each."""

from __future__ import annotations

ASKED: dict[str, tuple[str, ...]] = {
    "degraded": ("what", "still"),
    "borrowed": ("what", "who", "until"),
    "lent": ("what", "who", "until"),
    "allowed": ("what", "who", "until"),
    "silence": ("what", "until"),
    "welfare": ("who", "what", "until"),
    "watch": ("what", "when", "then", "call"),
    "owed": ("what", "who", "until"),
    "returning": ("what",),
    "question": ("what",),
}
SORTS = tuple(ASKED)
