"""What people answer where nothing is known."""

from __future__ import annotations

_CHINESE = "未定 不定 待定 不明 未知 不详 不知道 不确定 不清楚 尚不清楚 无法确定 说不准"
_ENGLISH = ("unknown", "not known", "not known yet", "not sure", "no idea")
_WORDS = frozenset(("", *_CHINESE.split(), *_ENGLISH))


def undecided(text: str) -> bool:
    """The answer says no more than that nobody knows."""
    return text.strip(" 。.？?").casefold() in _WORDS
