"""``python -m tests.plans.finder.train [--out FILE]``: makes ``data/finder/model.bin``.

Needs the extra ``finder`` (scikit-learn, pypinyin). Reads the lists in ``lists/`` (each written without
sight of the others and of the checklists' words), the words of ``thesaurus.txt`` and the checklists' own
words to find them by. The
blind lists (``blind*.tsv``) and the fifths kept back (``held*.tsv``) are never read here.
"""

from __future__ import annotations

import argparse
import json
import struct
import sys
import tomllib
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from kit.plans.finder.rules.features import Sounds, hashed
from kit.plans.finder.rules.model import COLUMNS, MARK_AT, MIDDLE, NONE, ROWS
from tests.support.constants import ROOT

HERE = Path(__file__).resolve().parent
BUCKETS = 32768
KEPT = (450_000, 243_000)  # weights left after each round, the rest are nothing
MOST = 400_000  # bytes of the file: the smallest weights are left out until it holds no more
FREEDOM, AGAIN = 2.0, 2.0  # the inverse of how strongly weights are held small, at first and of those kept
WORD = 0.3  # how much a word of the thesaurus counts beside a phrase
NOTHING = 1.3  # how much what is no incident counts beside one: the thesaurus has less of it than the lists
STEPS = 16  # sizes that a weight may have
PARTED = 5  # parts of the blind written lists, each left out once to see what points are worth then
TOGETHER = 0.003  # the inverse of how strongly that is held small
WARM = 1.3  # how much further apart they are then, so that shares are about as often right as they say
DOUBTED = 0.4  # how much less "no incident" has then, so that as few incidents are denied as without
HEAT = 5.4  # from distances to shares, so that shares are about as often right as they say

Phrase = tuple[str, str, str]  # list, language, what was typed


def phrases(path: Path) -> list[Phrase]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(row[0], row[1], row[2]) for row in rows]


def known() -> set[str]:
    """Ids of the lists there are, and the id of "none of these"."""
    return {path.stem for path in (ROOT / "checklists").glob("*.toml")} | {NONE}


def written() -> dict[str, list[Phrase]]:
    """The phrases of each file of ``lists/`` whose checklist is there."""
    ids = known()
    paths = sorted((HERE / "lists").glob("*.tsv"))
    return {path.stem: [row for row in phrases(path) if row[0] in ids] for path in paths}


def seen() -> list[Phrase]:
    """The phrases to learn from."""
    return [row for rows in written().values() for row in rows]


def parts(count: int) -> list[int]:
    """Of every row that is learnt from the part of whole lists it is left out with; -1: with none. They
    are as ``seen`` has them, behind ``count`` others; what the maker wrote is never left out."""
    blind = [name for name in written() if name.startswith("list")]
    part = {name: number % PARTED for number, name in enumerate(blind)}
    return [-1] * count + [part.get(name, -1) for name, rows in written().items() for _ in rows]


def own_words() -> list[Phrase]:
    """What the checklists themselves say to find them by."""
    out: list[Phrase] = []
    for path in sorted((ROOT / "checklists").glob("*.toml")):
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        for lang in ("zh", "en"):
            texts = [found["title"][lang], *found["find"][lang]]
            out += [(found["id"], lang, text) for text in texts]
    return out


def thesaurus() -> list[Phrase]:
    """The words of ``thesaurus.txt``: what may be said of each list, known to no phrase perhaps. A line is
    a list's id, perhaps a concept's name, a colon, words in Chinese, a bar, words in English ("_" for a space).
    """
    out: list[Phrase] = []
    for line in (HERE / "thesaurus.txt").read_text(encoding="utf-8").splitlines():
        head, _, words = line.partition(":")
        for lang, told in zip(("zh", "en"), words.split("|"), strict=True):
            out += [(head.split()[0], lang, word.replace("_", " ")) for word in told.split()]
    return out


def pinyin() -> tuple[list[str], bytes]:
    """All syllables without tones, and for every GB 2312 character which one it is (from 1)."""
    from pypinyin import lazy_pinyin

    said: list[str] = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            try:
                char = bytes([0xB0 + row, 0xA1 + column]).decode("gb2312")
            except UnicodeDecodeError:
                said.append("")
                continue
            said.append(lazy_pinyin(char)[0].replace("ü", "v"))
    syllables = sorted({one for one in said if one.isascii() and one.isalpha()})
    number = {one: i for i, one in enumerate(syllables, 1)}
    return syllables, b"".join(struct.pack("<H", number.get(one, 0)) for one in said)


def sounds_of(syllables: list[str], chars: bytes) -> Sounds:
    from kit.plans.finder.rules.model import Model

    head = {"lists": [], "bias": [], "steps": [], "buckets": 0, "syllables": syllables, "base": [], "unit": 0}
    return Model(packed(head, [chars, b"", b"", b"", b"", b"", b""])).sounds


def trained(rows: list[Phrase], words: list[Phrase], part: list[int]) -> bytes:
    """The model's file, of phrases and of single words that count ``WORD`` each; ``part``: see ``parts``."""
    syllables, chars = pinyin()
    sounds = sounds_of(syllables, chars)
    lists = sorted({row[0] for row in rows})
    both = rows + words
    counts = [1.0] * len(rows) + [WORD] * len(words)
    counts = [count * NOTHING if row[0] == NONE else count for row, count in zip(both, counts, strict=True)]
    made, wanted = [keys(row[2], sounds) for row in both], [lists.index(row[0]) for row in both]
    mixture, base, unit = mixed(made, wanted, counts, part + [-1] * len(words), lists.index(NONE))
    told, bias = fitted(made, wanted, counts)
    steps = stepped([weight for _, _, weight in told])
    by: dict[int, dict[int, int]] = {}
    for key, number, weight in told:
        by.setdefault(key, {})[number] = min(range(STEPS), key=lambda i: abs(steps[i] - weight))
    head = {
        "lists": lists,
        "bias": [round(HEAT * b, 4) for b in bias],
        "steps": [round(HEAT * step, 4) for step in steps],
        "buckets": BUCKETS,
        "syllables": syllables,
        "base": base,
        "unit": unit,
    }
    return small_enough(by, head, chars, mixture)


def small_enough(by: dict[int, dict[int, int]], head: dict[str, Any], chars: bytes, mixture: bytes) -> bytes:
    """The file of a feature's weights by list (``by``: the step of each), the smallest left out until it is no
    larger than it may be.
    """
    size = [abs(step) for step in head["steps"]]
    small = sorted((size[step], key, number) for key, row in by.items() for number, step in row.items())
    out = 0
    while len(blob := packed(head, streams(by, chars, mixture))) > MOST:
        many = (len(blob) - MOST) // 2 + 1
        for _, key, number in small[out : out + many]:
            del by[key][number]
            if not by[key]:
                del by[key]
        out += many
    return blob


def streams(by: dict[int, dict[int, int]], chars: bytes, mixture: bytes) -> list[bytes]:
    """The streams of the file, as ``Model`` reads them."""
    order = sorted(by, key=lambda key: (key % BUCKETS, key // BUCKETS))
    many = Counter(key % BUCKETS for key in order)
    rows = [sorted(by[key].items()) for key in order]
    return [
        chars,
        bytes(many[bucket] for bucket in range(BUCKETS)),
        bytes(key // BUCKETS for key in order),
        bytes(len(row) for row in rows),
        bytes(number for row in rows for number, _ in row),
        bytes(step for row in rows for _, step in row),
        mixture,
    ]


def packed(head: dict[str, Any], parts: list[bytes]) -> bytes:
    """The line of JSON and each part compressed, in whichever of two ways makes it smaller."""
    out = json.dumps(head, separators=(",", ":")).encode() + b"\n"
    for part in parts:
        ways = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY)
        made = [zlib.compressobj(9, strategy=way, memLevel=9) for way in ways]
        out += min((stream.compress(part) + stream.flush() for stream in made), key=len)
    return out


def keys(text: str, sounds: Sounds) -> dict[int, float]:
    """The features as the model tells them apart: the bucket, and above it the mark."""
    out: dict[int, float] = {}
    for crc, weight in hashed(text, sounds):
        key = crc % BUCKETS + BUCKETS * (crc >> MARK_AT)
        out[key] = out.get(key, 0.0) + weight
    return out


def stepped(weights: list[float]) -> list[float]:
    """The ``STEPS`` sizes that come nearest to all weights (Lloyd's), smallest first."""
    import numpy

    all_ = numpy.sort(numpy.array(weights))
    steps = numpy.quantile(all_, (numpy.arange(STEPS) + 0.5) / STEPS)
    for _ in range(60):
        ends = numpy.searchsorted(all_, (steps[1:] + steps[:-1]) / 2)
        steps = numpy.array([part.mean() for part in numpy.split(all_, ends) if len(part)])
    return [float(step) for step in steps]


def fitted(
    rows: list[dict[int, float]], wanted: list[int], counts: list[float]
) -> tuple[list[tuple[int, int, float]], list[float]]:
    """(key of a feature, number of the list, weight) for all that is kept, and what each list has from the start.

    Only features of two phrases and more; one list against all others. Then the weights that say most
    are left and fitted anew, in rounds.
    """
    import numpy
    from sklearn.svm import LinearSVC

    seen, names = table(rows)
    first: Any = LinearSVC(C=FREEDOM, random_state=0).fit(seen, wanted, sample_weight=counts)
    weights, bias = first.coef_, first.intercept_
    upright, numbers = seen.tocsc(), numpy.array(wanted)
    for most in KEPT:
        size = numpy.abs(weights)
        kept = size >= numpy.partition(size.ravel(), -most)[-most]
        weights = numpy.zeros_like(size)
        for number, chosen in enumerate(kept):
            at = chosen.nonzero()[0]
            again: Any = LinearSVC(C=AGAIN, random_state=0).fit(upright[:, at], numbers == number, counts)
            weights[number, at], bias[number] = again.coef_[0], again.intercept_[0]
    whole = [(names[at], number, float(weights[number, at])) for number, at in zip(*weights.nonzero(), strict=True)]
    return [(key, int(number), weight) for key, number, weight in whole], [float(b) for b in bias]


def table(rows: list[dict[int, float]]) -> tuple[Any, list[int]]:
    """The rows as a sparse matrix, and which feature each column is: those of two phrases and more."""
    import numpy
    from scipy.sparse import csr_matrix

    often = Counter(key for row in rows for key in row)
    column = {key: i for i, key in enumerate(sorted(key for key, n in often.items() if n > 1))}
    told = [[(column[key], weight) for key, weight in row.items() if key in column] for row in rows]
    ends = numpy.cumsum([0, *map(len, told)])
    columns, values = zip(*(pair for row in told for pair in row), strict=True)
    return csr_matrix((values, columns, ends), shape=(len(rows), len(column))), list(column)


def mixed(
    rows: list[dict[int, float]], wanted: list[int], counts: list[float], part: list[int], none: int
) -> tuple[bytes, list[float], float]:
    """What the points of all lists together say for each, learnt from phrases of writers who were left out:
    on phrases it was fitted to, every list has its points, and close ones are never taken for each other.
    A byte each, what each list has from the start, and what a step of a byte is.
    """
    import numpy
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC

    seen, _ = table(rows)
    numbers, weights, of = numpy.array(wanted), numpy.array(counts), numpy.array(part)
    points = numpy.zeros((len(rows), len(set(wanted))))
    for left in range(PARTED):
        rest, out = of != left, of == left
        fit: Any = LinearSVC(C=FREEDOM, random_state=0).fit(seen[rest], numbers[rest], weights[rest])
        points[out] = HEAT * fit.decision_function(seen[out])
    told = of >= 0
    both: Any = LogisticRegression(C=TOGETHER, max_iter=400)
    both.fit(points[told], numbers[told], weights[told])
    base = [float(b) - DOUBTED * (number == none) for number, b in enumerate(both.intercept_)]
    unit = float(numpy.abs(both.coef_).max()) / (MIDDLE - 1)
    steps = numpy.rint(both.coef_ / unit).astype(int) + MIDDLE
    return bytes(steps.ravel().tolist()), [round(WARM * b, 4) for b in base], round(WARM * unit, 8)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.plans.finder.train", description=__doc__)
    parser.add_argument("--out", default=str(ROOT / "data" / "finder" / "model.bin"))
    asked = parser.parse_args()
    from threadpoolctl import threadpool_limits  # comes with scikit-learn

    own = own_words()
    rows = own + seen()
    words = thesaurus()
    with threadpool_limits(1):  # sums in one order, however many cores there are
        blob = trained(rows, words, parts(len(own)))
    Path(asked.out).parent.mkdir(parents=True, exist_ok=True)
    Path(asked.out).write_bytes(blob)
    sys.stdout.write(f"{len(rows)} phrases, {len(words)} words, {len(blob)} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
