"""Finding a checklist by what a person types: a name, a symptom, pinyin initials, English.

Scores run from 0 to 100 and are comparable between languages. Nothing here knows which language
the screen is in: under stress people type whatever comes first. What few types know says more
than what many know; nothing is imported but the standard library, and no index is kept on disk.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from math import log
from operator import is_

from kit.plans.checklists.rules.format import Checklist, DANGER_ORDER

FLOOR = 18.0
_HAN = re.compile(r"[一-鿿]")
_WORD = re.compile(r"[a-z0-9]+")
_NOISE = re.compile(r"[^0-9a-z一-鿿]+")
# Characters and words that say nothing about what has happened.
_EMPTY = set("了的地得都在是我们你他她它这那里个有就也还又很一不啊呢吧吗着把被给让和跟")
_FILLING = re.compile(
    "突然|怎么办|怎么|现在|今天|刚才|刚刚|已经|这里|这边|那边|我们|他们|咱们|一个|一下|一直|好像|有个|有人|有位|"
    "是不是|请问|快来|救命|又一次"
)
_SMALL_WORDS = (
    "a an the is are was in on at of to and my our we it its i they there has have out all for be "
    "been with from up us this that some he she his her him them who what when now today just very "
    "so get got one two somebody someone something people person man woman please help can"
)
_SMALL = frozenset(_SMALL_WORDS.split())

# GB 2312 lists its 3,755 common characters by pinyin: the first character of each initial.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_INITIALS = "abcdefghjklmnopqrstwxyz"


_BOUNDS = [first.encode("gb2312") for first in _FIRST]

# How much of a character of the query counts as found: inside a whole phrase of the type, in a
# pair of characters of one, alone in one; and what a character of no meaning weighs.
WHOLE, PAIR, ALONE, EMPTY = 1.0, 0.65, 0.2, 0.15
MET = 8.0  # points ahead for a type that the site meets
LONGEST_INITIALS = 8
SUMMARY = 0.5  # a word that stands only in the type's summary


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
    return _INITIALS[bisect_right(_BOUNDS, code) - 1]


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
        self.checklist = checklist
        self.id = checklist.id
        self.danger = DANGER_ORDER.index(checklist.danger)
        self.chinese = [_NOISE.sub("", normal(t)) for t in (checklist.title.zh, *find.zh)]
        self.initials = [initials(t) for t in self.chinese]
        self.keys = [normal(key) for key in find.keys]
        english = (checklist.title.en, *find.en, checklist.id.replace("-", " "))
        self.english = [_telling(_WORD.findall(normal(t))) for t in english]
        self.exact = [_WORD.findall(normal(t)) for t in english]
        self.chars = set("".join(self.chinese))
        summary = _NOISE.sub("", normal(checklist.summary.zh))
        self.pairs = {pair for phrase in self.chinese for pair in _pairs(phrase)}
        self.loose = set(_pairs(summary)) - self.pairs
        self.words = {word for phrase in self.english for word in phrase}
        self.faint = set(_telling(_WORD.findall(normal(checklist.summary.en)))) - self.words


class _Corpus:
    """All of them together: in how many a pair of characters or a word is known."""

    def __init__(self, checklists: Sequence[Checklist]) -> None:
        self.indexes = [_Index(checklist) for checklist in checklists]
        self.pairs = Counter(pair for index in self.indexes for pair in index.pairs)
        self.words = Counter(word for index in self.indexes for word in index.words | index.faint)
        self._near: dict[str, dict[str, float]] = {}

    def near(self, word: str) -> dict[str, float]:
        """``_alikes``, looked for once: at the next key all words but the last are the same."""
        if word not in self._near:
            self._near[word] = _alikes(word, self.words)
        return self._near[word]

    def weight(self, known: int) -> float:
        """What few types know says much, what all know says little, what none knows says little."""
        return log(1 + len(self.indexes) / known) if known else 0.5


_LAST: list[_Corpus] = []
_ASKED: list[Checklist] = []  # the checklists as they were handed over with the last search


def _corpus(checklists: Sequence[Checklist]) -> _Corpus:
    """That of the last search, if it was over the same checklists: a picker asks at every key."""
    same = len(_ASKED) == len(checklists) and all(map(is_, _ASKED, checklists))
    if not same:  # read anew they are compared once, all their texts, not at every key
        if not _LAST or [i.checklist for i in _LAST[0].indexes] != list(checklists):
            _LAST[:] = [_Corpus(checklists)]
        _ASKED[:] = checklists
    return _LAST[0]


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if word not in _SMALL] or words


def search(
    query: str, checklists: Sequence[Checklist], met: Collection[str] = ()
) -> list[tuple[str, float]]:
    """(checklist id, score) of those that match, best first; ties: gravest danger, then id.

    An empty query matches all of them with 0, so that a picker can show the whole list. ``met``:
    the types that this kind of site meets; they win where the words alone do not decide.
    """
    return ranked(scores(query, checklists), met)


def ranked(found: list[tuple[_Index, float]], met: Collection[str] = ()) -> list[tuple[str, float]]:
    """The best first; see ``search``."""

    def rank(pair: tuple[_Index, float]) -> tuple[float, int, str]:
        index, score = pair
        ahead = min(score + MET, 99.9) if index.id in met and 0 < score < 100 else score
        return -ahead, index.danger, index.id

    return [(index.id, score) for index, score in sorted(found, key=rank)]


def scores(
    query: str, checklists: Sequence[Checklist], only: Collection[str] | None = None
) -> list[tuple[_Index, float]]:
    """How well each fits what was typed (or those of these ids), those that do not fit left out."""
    corpus = _corpus(checklists)
    sought = [index for index in corpus.indexes if only is None or index.id in only]
    text = normal(query)
    bare = _NOISE.sub("", text)
    if not bare or not sought:
        return [(index, 0.0) for index in sought]
    if _HAN.search(bare):
        found = _chinese(bare, corpus, sought)
        core = _FILLING.sub("", bare)
        if len(core) > 1 and core != bare:
            again = dict(_chinese(core, corpus, sought))
            found = [(index, max(score, again[index] - 1)) for index, score in found]
    else:
        found = _latin(text, bare, corpus, sought)
    return [(i, round(min(score, 100.0), 1)) for i, score in found if score >= FLOOR]


def exact(query: str, checklists: Sequence[Checklist]) -> dict[str, float]:
    """Those that are named in so many words (a phrase, a key, a title's initials, the id), with
    the points that ``scores`` gives for it."""
    text = normal(query)
    bare, words = _NOISE.sub("", text), _WORD.findall(text)
    found: dict[str, float] = {}
    for index in _corpus(checklists).indexes if bare else ():
        if bare in index.chinese or words and not _HAN.search(bare) and words in index.exact:
            found[index.id] = 100.0
        elif bare in index.keys or bare == index.id.replace("-", ""):
            found[index.id] = 98.0
        elif bare == index.initials[0] and bare.isalpha() and len(bare) <= LONGEST_INITIALS:
            found[index.id] = 97.0
    return found


def _chinese(
    query: str, corpus: _Corpus, sought: Sequence[_Index]
) -> list[tuple[_Index, float]]:
    """How much of what was typed each checklist knows, whole phrases first."""
    pairs = _pairs(query)
    weights = [corpus.weight(corpus.pairs[pair]) for pair in pairs]
    at = [max(weights[max(i - 1, 0) : i + 1], default=1.0) for i in range(len(query))]
    at = [w * (EMPTY if query[i] in _EMPTY else 1) for i, w in enumerate(at)]
    return [(index, _share(query, pairs, at, index)) for index in sought]


def _share(query: str, pairs: list[str], weights: list[float], index: _Index) -> float:
    """100 for a phrase of the checklist; else by the part of the query's weight that it knows, or
    by how much of a phrase has been typed."""
    if query in index.chinese:
        return 100.0
    known = [ALONE if char in index.chars else 0.0 for char in query]
    for i, pair in enumerate(pairs):
        part = PAIR if pair in index.pairs else PAIR * SUMMARY if pair in index.loose else 0.0
        known[i], known[i + 1] = max(known[i], part), max(known[i + 1], part)
    whole, begun = False, 0.0
    for phrase in (*index.chinese, *index.keys):
        if len(phrase) > 1 and phrase in query:
            whole = True
            start = query.find(phrase)
            while start >= 0:
                known[start : start + len(phrase)] = [WHOLE] * len(phrase)
                start = query.find(phrase, start + 1)
        elif query in phrase:
            begun = max(begun, 60 + 32 * len(query) / len(phrase))
    part = sum(k * w for k, w in zip(known, weights, strict=True)) / (sum(weights) or 1)
    return max(begun, 30 + 68 * part if whole else 78 * part)


def _latin(
    text: str, query: str, corpus: _Corpus, sought: Sequence[_Index]
) -> list[tuple[_Index, float]]:
    words = _WORD.findall(text)
    telling = list(dict.fromkeys(_telling(words)))
    alike = {word: corpus.near(word) for word in telling}
    weights = {
        word: corpus.weight(sum(any(w in near for w in i.words) for i in corpus.indexes))
        for word, near in alike.items()
    }
    return [
        (index, max(_letters(query, index), _english(words, alike, weights, index)))
        for index in sought
    ]


def _letters(query: str, index: _Index) -> float:
    """Pinyin initials, extra spellings and the id, typed as one word."""
    best = 0.0
    squeezed = index.id.replace("-", "")
    for key in (*index.keys, squeezed):
        if key == query:
            best = max(best, 98.0)
        elif len(query) > 1 and key.startswith(query):
            best = max(best, 70 + 20 * len(query) / len(key))
        elif len(query) > 4 and 0 < _distance(query, key, 2) <= 1 + (len(query) > 7):
            best = max(best, 55.0)
    if query.isalpha() and len(query) <= LONGEST_INITIALS:
        for number, short in enumerate(index.initials):
            if short == query:
                best = max(best, 97.0 if number == 0 else 92.0)
            elif short.startswith(query):
                best = max(best, 58 + 25 * len(query) / len(short) + (3 if number == 0 else 0))
            elif len(query) > 1 and query in short:
                best = max(best, 35 + 15 * len(query) / len(short))
    return best


def _english(
    words: list[str], alike: dict[str, dict[str, float]], weights: dict[str, float], index: _Index
) -> float:
    """100 for a phrase of the checklist; else the part of the query's weight that it knows, and
    how well one single phrase of it fits."""
    if not words:
        return 0.0
    if words in index.exact:
        return 100.0
    total = sum(weights.values()) or 1
    got = 0.0
    for word, near in alike.items():
        here = max((near[w] for w in near.keys() & index.words), default=0.0)
        faint = max((near[w] for w in near.keys() & index.faint), default=0.0)
        got += weights[word] * max(here, faint * SUMMARY)
    fit = 0.0
    for phrase in index.english:
        hits = sum(
            weights[word] * max((near.get(w, 0.0) for w in phrase), default=0.0)
            for word, near in alike.items()
        )
        if hits:
            back = sum(max(n.get(w, 0.0) for n in alike.values()) for w in phrase) / len(phrase)
            fit = max(fit, (hits / total + back) / 2)
    return 45 * got / total + 45 * fit


def _alikes(typed: str, known: Iterable[str]) -> dict[str, float]:
    """The known words that may be meant, with how surely (0.7 to 1)."""
    found = {word: _alike(typed, word) for word in known}
    return {word: sure for word, sure in found.items() if sure}


def _alike(typed: str, known: str) -> float:
    """1 for the same word, less for a beginning, a shared stem, a small typing error."""
    if typed == known:
        return 1.0
    if typed in _SMALL or known in _SMALL or typed[:1] != known[:1]:
        return 0.0
    short, long = sorted((len(typed), len(known)))
    if len(typed) >= 3 and known.startswith(typed):
        return 0.75 + 0.2 * short / long
    if len(known) >= 3 and typed.startswith(known) and long - short <= 3:
        return 0.9
    if short >= 5 and typed[: max(4, -(-short * 2 // 3))] == known[: max(4, -(-short * 2 // 3))]:
        return 0.75
    if short < 4 or long - short > 2:
        return 0.0
    wrong = _distance(typed, known, 2)
    if wrong == 1:
        return 0.85
    return 0.75 if wrong == 2 and short >= 7 else 0.0


@cache
def _distance(one: str, other: str, limit: int) -> int:
    """Letters wrong, missing, too many or swapped with their neighbour; ``limit`` + 1 for more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return min(last[-1], limit + 1)
