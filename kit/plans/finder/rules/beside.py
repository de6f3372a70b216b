"""Which list a note may want that is written down in the middle of something else: only one that it
names in so many words, or that stands clearly first, and nothing of what is over or is not so."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kit.ground.base.lean import re
from kit.plans.finder.rules.danger import dangers
from kit.plans.finder.rules.model import NONE

CLEAR, AHEAD = 0.97, 10.0  # of the first list, and how far before the second one
NEAR = 14  # characters before a danger in which it is said not to be there
_NOT = r"(?:没有?|無|无|未|不是|并非|解除|排除|\bno|\bnot|\bnobody|\bnone|\bwithout|n't)"
_NOT_THERE = rf"{_NOT}(?:\W*\w+){{0,2}}?\W*$"
_OVER = (
    r"恢复|修好|好了|正常|已?解决|结束|已撤|没|无|不|"
    r"\b(?:no|not|nobody|none|over|back|again|fixed|restored|resolved|normal|running|works?|ok)\b"
)


def beside(text: str, shares: Mapping[str, float], there: Collection[str]) -> str:
    """The list; "" where it is at work already (``there``), and where nothing is plain."""
    named = [
        lists
        for lists, words in dangers(text)
        if not _denied(text, words) and not set(lists) & set(there)
    ]
    if named:
        return max(named[0], key=lambda each: shares.get(each, 0.0))
    if dangers(text) or re.search(_OVER, text, re.I):
        return ""
    first, second, *_ = sorted(shares, key=lambda each: -shares[each])
    plain = shares[first] >= CLEAR and shares[first] >= AHEAD * shares[second]
    return first if plain and first != NONE and first not in there else ""


def _denied(text: str, words: str) -> bool:
    before = text[: text.find(words)][-NEAR:]
    return re.search(_NOT_THERE, before, re.I) is not None
