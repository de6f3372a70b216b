"""What a typed phrase is made of, for the model: characters, syllables, initials, words, letters.

Training (``tests/plans/finder/train.py``) and the running program make features with these very
functions, so a phrase is the same to both. A feature is a short string, known by its CRC-32, which
every Python computes alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from kit.plans.finder.rules.folding import folded, stem

_HAN = re.compile(r"[一-鿿]+")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# What is said around the thing itself.
_FILLING = re.compile(
    "突然|怎么办|怎么|现在|今天|刚才|刚刚|已经|我们|他们|咱们|一个|一下|一直|好像|请问|快来|赶紧|好多|有个|[了的啊呀吧呢嘛啦哦哎]"
)
_SMALL_WORDS = (
    "a an the is are was in on at of to and my our we it its i they there has have for be been "
    "with from up this that some he she his her him them just very so please help i'm it's there's"
)
_SMALL = frozenset(_SMALL_WORDS.split())
# How much each sort of feature weighs; longer pieces say more than single characters.
CHARS = (0.6, 1.0, 0.8)
SYLLABLES = (0.35, 0.8, 0.7)
SKIP, INITIALS, INITIAL_PAIR = 0.5, 0.6, 0.15
WORD, PAIR, LETTERS, SHORT = 1.0, 0.8, 0.35, 0.8
STEM, STEM_PAIR, STEM_SKIP = 0.7, 0.6, 0.4
LONGEST = 400  # characters looked at


class Sounds(NamedTuple):
    """Pinyin. ``of``: a character's syllable without tone ("" if unknown); ``all``: every one."""

    of: Callable[[str], str]
    all: frozenset[str]


def alike(syllable: str) -> str:
    """Syllables that dialects and hurried fingers take for one another: zh z, l n, hu f, ng n."""
    syllable = re.sub(r"^(z|c|s)h", r"\1", syllable)
    syllable = re.sub(r"^l(?=.)", "n", syllable)
    syllable = re.sub(r"^hu(?=[aeino])", "f", syllable)
    return re.sub(r"ng$", "n", syllable)


def features(text: str, sounds: Sounds) -> dict[str, float]:
    """Every feature of the text with its weight."""
    text = folded(unicodedata.normalize("NFKC", text[:LONGEST]).casefold())
    text = re.sub(r"\d+", " ", text)
    found: dict[str, float] = {}
    for run in _HAN.findall(text):
        _chinese(_FILLING.sub("", run) or run, sounds, found)
    _latin(_WORD.findall(text), sounds, found)
    return found


def hashed(text: str, sounds: Sounds) -> list[tuple[int, float]]:
    """(CRC-32, weight) of every feature, the weights scaled so that long texts weigh no more."""
    found = features(text, sounds)
    length = sum(weight * weight for weight in found.values()) ** 0.5 or 1.0
    return [(crc32(name.encode()), weight / length) for name, weight in found.items()]


def _add(found: dict[str, float], name: str, weight: float) -> None:
    found[name] = max(found.get(name, 0.0), weight)


def _chinese(run: str, sounds: Sounds, found: dict[str, float]) -> None:
    for size, weight in enumerate(CHARS, 1):
        for i in range(len(run) - size + 1):
            _add(found, f"h{size}{run[i : i + size]}", weight)
    for i in range(len(run) - 2):
        _add(found, f"k{run[i]}{run[i + 2]}", SKIP)
    syllables = [sounds.of(char) or "?" for char in run]
    _syllables(syllables, found)
    initials = "".join(syllable[0] for syllable in syllables)
    if len(run) <= 6:
        _add(found, f"W{initials}", INITIALS)
    for i in range(len(initials) - 1):
        _add(found, f"I{initials[i : i + 2]}", INITIAL_PAIR)


def _syllables(syllables: list[str], found: dict[str, float]) -> None:
    heard = [alike(syllable) for syllable in syllables]
    for size, weight in enumerate(SYLLABLES, 1):
        for i in range(len(heard) - size + 1):
            _add(found, "s" + " ".join(heard[i : i + size]), weight)


def _latin(words: list[str], sounds: Sounds, found: dict[str, float]) -> None:
    telling = [word for word in words if word not in _SMALL] or words
    for word in telling:
        _add(found, f"w{word}", WORD)
        edged = f"^{word}$"
        if len(word) > 3:
            for i in range(len(edged) - 2):
                _add(found, f"c{edged[i : i + 3]}", LETTERS)
            for i in range(len(edged) - 3):
                _add(found, f"d{edged[i : i + 4]}", LETTERS)
        if len(word) <= 5:  # initials, perhaps
            _add(found, f"W{word}", SHORT)
            for i in range(len(word) - 1):
                _add(found, f"I{word[i : i + 2]}", INITIAL_PAIR)
    for one, other in pairwise(telling):
        _add(found, f"b{one} {other}", PAIR)
    _stems([stem(word) for word in words if word not in _SMALL], found)
    spoken = [spelt(word, sounds.all) for word in words]
    if spoken and all(spoken):
        _syllables([syllable for word in spoken for syllable in word or ()], found)


def _stems(stems: list[str], found: dict[str, float]) -> None:
    for at, one in enumerate(stems):
        _add(found, f"t{one}", STEM)
        if at:
            _add(found, f"u{stems[at - 1]} {one}", STEM_PAIR)
        if at > 1:
            _add(found, f"v{stems[at - 2]} {one}", STEM_SKIP)


def spelt(word: str, syllables: frozenset[str], most: int = 9) -> list[str] | None:
    """The word as pinyin syllables (``zhaohuo``: zhao huo), the longest first; ``None`` if it is
    none, or longer than ``most``."""
    out: list[str] = []

    def go(at: int) -> bool:
        if at == len(word):
            return True
        if len(out) == most:
            return False
        for size in range(min(6, len(word) - at), 0, -1):
            if word[at : at + size] in syllables:
                out.append(word[at : at + size])
                if go(at + size):
                    return True
                out.pop()
        return False

    return out if go(0) else None
