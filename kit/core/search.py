"""Finding a checklist by what a person types: a name, a symptom, pinyin initials, English.

Scores run from 0 to 100 and are comparable between languages. Nothing here knows which language
the screen is in: under stress people type whatever comes first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from kit.core.checklist import DANGER_ORDER, Checklist

FLOOR = 18.0
_HAN = re.compile(r"[一-鿿]")
_WORD = re.compile(r"[a-z0-9]+")
_NOISE = re.compile(r"[^0-9a-z一-鿿]+")
# Characters and words that say nothing about what has happened.
_EMPTY = set("了的地得都在是我们你他她它这那里个有就也还又很一不啊呢吧吗着把被给让和跟")
_SMALL_WORDS = (
    "a an the is are was in on at of to and my our we it its i they there has have out all for be "
    "been with from up us this that some"
)
_SMALL = frozenset(_SMALL_WORDS.split())

# GB 2312 lists its 3,755 common characters by pinyin: the first character of each initial.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_INITIALS = "abcdefghjklmnopqrstwxyz"


def initial(char: str) -> str:
    """First letter of a character's pinyin; letters and digits are their own; "" if unknown."""
    if char.isascii():
        return char.casefold() if char.isalnum() else ""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    if not b"\xb0\xa1" <= code <= b"\xd7\xf9":
        return ""
    bounds = [first.encode("gb2312") for first in _FIRST]
    return _INITIALS[sum(bound <= code for bound in bounds) - 1]


def initials(text: str) -> str:
    """``停电`` is ``td``. A character with two readings counts as it is listed; ``find.keys``
    in the checklist covers the exceptions."""
    return "".join(initial(char) for char in text)


def normal(text: str) -> str:
    """Folded to half width and small letters."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


class _Index:
    """What is searched in one checklist."""

    def __init__(self, checklist: Checklist) -> None:
        find = checklist.find
        self.id = checklist.id
        self.danger = DANGER_ORDER.index(checklist.danger)
        self.chinese = [_NOISE.sub("", normal(t)) for t in (checklist.title.zh, *find.zh)]
        self.initials = [initials(t) for t in self.chinese]
        self.keys = [normal(key) for key in find.keys]
        self.english = [
            _WORD.findall(normal(t))
            for t in (checklist.title.en, *find.en, checklist.id.replace("-", " "))
        ]
        self.chars = set("".join(self.chinese)) | set(normal(checklist.summary.zh))
        self.pairs = {pair for phrase in self.chinese for pair in _pairs(phrase)}
        self.words = {word for phrase in self.english for word in phrase}


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def search(query: str, checklists: Sequence[Checklist]) -> list[tuple[str, float]]:
    """(checklist id, score) of those that match, best first; ties: gravest danger, then id.

    An empty query matches all of them with 0, so that a picker can show the whole list.
    """
    indexes = [_Index(checklist) for checklist in checklists]
    text = normal(query)
    bare = _NOISE.sub("", text)
    if not bare:
        found = [(index, 0.0) for index in indexes]
    elif _HAN.search(bare):
        found = [(index, _chinese(bare, index, indexes)) for index in indexes]
    else:
        found = [(index, _latin(text, bare, index, indexes)) for index in indexes]
    kept = [(i, round(min(score, 100.0), 1)) for i, score in found if not bare or score >= FLOOR]
    kept.sort(key=lambda pair: (-pair[1], pair[0].danger, pair[0].id))
    return [(index.id, score) for index, score in kept]


def _chinese(query: str, index: _Index, all_: list[_Index]) -> float:
    """A whole phrase or a part of one; else how many of the telling characters and pairs of
    characters are known here, the rarer the better."""
    best = 0.0
    for phrase in index.chinese:
        if phrase == query:
            return 100.0
        if len(phrase) > 1 and phrase in query:
            best = max(best, 72 + 20 * len(phrase) / len(query))
        elif query in phrase:
            best = max(best, 62 + 30 * len(query) / len(phrase))
    for key in index.keys:
        if len(key) > 1 and key in query:
            best = max(best, 72.0)
    chars = [c for c in dict.fromkeys(query) if c not in _EMPTY] or list(dict.fromkeys(query))
    pairs = [p for p in dict.fromkeys(_pairs(query)) if not set(p) <= _EMPTY]
    known = _share(chars, index.chars, [i.chars for i in all_])
    joined = _share(pairs, index.pairs, [i.pairs for i in all_]) if pairs else known
    near = max((len(set(pairs) & set(_pairs(p))) for p in index.chinese), default=0)
    loose = 25 * known + 25 * joined + 25 * near / max(len(pairs), 1)
    return max(best, loose) + min(loose, best) * 0.05


def _share(parts: list[str], here: set[str], everywhere: list[set[str]]) -> float:
    """Part of the query's weight that is known here. What no checklist knows weighs little."""
    got = total = 0.0
    for part in parts:
        spread = sum(part in known for known in everywhere)
        weight = 1 / spread if spread else 0.25
        total += weight
        got += weight * (part in here)
    return got / total if total else 0.0


def _latin(text: str, query: str, index: _Index, all_: list[_Index]) -> float:
    return max(
        _letters(query, index),
        _english(_WORD.findall(text), index, all_),
    )


def _letters(query: str, index: _Index) -> float:
    """Pinyin initials, extra spellings and the id, typed as one word."""
    best = 0.0
    squeezed = index.id.replace("-", "")
    for key in (*index.keys, squeezed):
        if key == query:
            best = max(best, 98.0)
        elif len(query) > 1 and key.startswith(query):
            best = max(best, 70 + 20 * len(query) / len(key))
        elif len(query) > 4 and _close(query, key) >= 0.8:
            best = max(best, 55.0)
    if query.isalpha() and len(query) <= 8:
        for number, short in enumerate(index.initials):
            if short == query:
                best = max(best, 97.0 if number == 0 else 92.0)
            elif short.startswith(query):
                best = max(best, 58 + 25 * len(query) / len(short) + (3 if number == 0 else 0))
            elif len(query) > 1 and query in short:
                best = max(best, 35 + 15 * len(query) / len(short))
    return best


def _english(words: list[str], index: _Index, all_: list[_Index]) -> float:
    if not words:
        return 0.0
    telling = [w for w in words if w not in _SMALL] or words
    best = 0.0
    for phrase in index.english:
        if phrase == words:
            return 100.0
        theirs = [w for w in phrase if w not in _SMALL] or phrase
        hits = [max((_alike(w, t) for t in theirs), default=0.0) for w in telling]
        back = [max((_alike(w, t) for w in telling), default=0.0) for t in theirs]
        both = (sum(hits) / len(hits) + sum(back) / len(back)) / 2
        best = max(best, 88 * both if max(hits) >= 0.7 else 0.0)
    return max(best, 70 * _coverage(telling, index, all_))


def _coverage(words: list[str], index: _Index, all_: list[_Index]) -> float:
    """Part of the query's words found anywhere in this checklist's phrases, rare ones first."""
    got = total = 0.0
    for word in words:
        likes = [max((_alike(word, w) for w in i.words), default=0.0) for i in all_]
        spread = sum(like >= 0.7 for like in likes)
        weight = 1 / spread if spread else 0.25
        here = max((_alike(word, w) for w in index.words), default=0.0)
        total += weight
        got += weight * (here if here >= 0.7 else 0.0)
    return got / total if total else 0.0


@cache
def _alike(typed: str, known: str) -> float:
    """1 for the same word, less for a beginning, a shared stem, a small typing error."""
    if typed == known:
        return 1.0
    if typed in _SMALL or known in _SMALL:
        return 0.0
    if len(typed) >= 3 and known.startswith(typed):
        return 0.75 + 0.2 * len(typed) / len(known)
    if len(known) >= 3 and typed.startswith(known) and len(typed) - len(known) <= 3:
        return 0.9
    if len(typed) >= 5 and len(known) >= 5 and typed[:4] == known[:4]:
        return 0.75
    close = _close(typed, known) if min(len(typed), len(known)) >= 4 else 0.0
    return close * 0.95 if close >= 0.78 else 0.0


@cache
def _close(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 3:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
