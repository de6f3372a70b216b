"""What is typed for how an incident stands."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.shifts.shift.rules.kinds.handing import STATES

WORDS = {
    "稳定": "stable", "平稳": "stable",
    "要盯": "watch", "关注": "watch", "观察": "watch",
    "恶化": "worse", "在恶化": "worse", "变坏": "worse", "worsening": "worse",
}  # fmt: skip


def outlook_state(text: str) -> str:
    """The log's word; "" for nothing. Raises ``Refused``."""
    word = text.strip().casefold()
    if not word:
        return ""
    found = word if word in STATES else WORDS.get(word)
    if found is None:
        raise Refused("value-choice", Exit.USAGE, text=clean(text, 40), names=list(STATES))
    return found
