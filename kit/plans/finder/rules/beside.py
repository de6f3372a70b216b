"""Which list a note may want that is written down in the middle of something else: only one that it
names in so many words, or that stands clearly first, and nothing of what is over or is not so."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kit.ground.base.lean import re
from kit.plans.finder.rules.danger import dangers, wet
from kit.plans.finder.rules.folding import folded
from kit.plans.finder.rules.model import NONE
from kit.plans.finder.rules.rank import FLOOD, here

CLEAR, AHEAD = 0.97, 10.0  # of the first list, and how far before the second one
NEAR = 14  # characters before a danger in which it is said not to be there
_NOT = r"(?:没有?|無|无|未|不是|并非|解除|排除|\bno|\bnot|\bnobody|\bnone|\bwithout|n't)"
_NOT_THERE = rf"{_NOT}(?:\W*\w+){{0,2}}?\W*$"
_OVER = (
    r"恢复|修好|好了|正常|已?解决|结束|已撤|没|无|不|"
    r"\b(?:no|not|nobody|none|over|back|again|fixed|restored|resolved|normal|running|works?|ok)\b"
)
_CANNOT = r"[登打连用进开刷接传发查]不[上开了进去通出]|无法"  # that something does not work
# One short clause that says what somebody did names what he did it about, and no danger.
_DONE = (
    r"^[^，,。；;]{0,12}已经?(?:发(?![生现病])|通知|告知|上报|公布|公告|更新|张贴|贴出)[^，,。；;]{0,4}$"
    r"|^[^,.;]{0,30}\b(?:posted|published|announced|informed|notified)\b[^,.;]{0,12}$"
)

# What a list asks itself: who is missing, where it counts people; coughs, where there is smoke.
_COUNTS = r"清点|点名|roll call|head ?count|count everyone"
_AIR = ("fire", "gas-leak", "chemical-release")


def asked_there(types: Collection[str], texts: Collection[str]) -> set[str]:
    """The lists for what those that are at work, with these steps, ask about themselves."""
    counts = any(re.search(_COUNTS, text, re.I) for text in texts)
    own = {"missing-person"} if counts else set()
    return own | ({"infectious-disease"} if set(types) & set(_AIR) else set())


def beside(text: str, shares: Mapping[str, float], there: Collection[str]) -> str:
    """The list; "" where it is at work already (``there``), and where nothing is plain."""
    text = folded(text)
    shares = here(text, shares)
    named = [
        lists
        for lists, words in dangers(text)
        if not _denied(text, words) and not set(lists) & set(there)
    ]
    if named:
        return max(named[0], key=lambda each: shares.get(each, 0.0))
    if dangers(text) or re.search(_OVER, re.sub(_CANNOT, "", text), re.I):
        return ""
    if re.search(_DONE, text.strip(), re.I):
        return ""
    if wet(text) and shares.get(FLOOD, 0.0) == max(shares.values()):
        return "" if FLOOD in there else FLOOD
    first, second, *_ = sorted(shares, key=lambda each: -shares[each])
    plain = shares[first] >= CLEAR and shares[first] >= AHEAD * shares[second]
    return first if plain and first != NONE and first not in there else ""


def _denied(text: str, words: str) -> bool:
    before = text[: text.find(words)][-NEAR:]
    return re.search(_NOT_THERE, before, re.I) is not None
