"""``python -m tests.plans.finder.train [--out FILE]``: makes ``data/finder/model.bin``.

Needs the extra ``finder`` (scikit-learn, pypinyin). Reads the lists in ``lists/`` (each written without
sight of the others and of the checklists' words), and the checklists' own words to find them by. The
blind lists (``blind.tsv``, ``blind2.tsv``) are never read here.
"""

from __future__ import annotations

import argparse
import json
import struct
import sys
import tomllib
from pathlib import Path
from typing import Any

from kit.plans.finder.rules.features import Sounds, buckets
from kit.plans.finder.rules.model import BLOCK, COLUMNS, NONE, ROWS
from tests.support.constants import ROOT

HERE = Path(__file__).resolve().parent
BUCKETS = 32768
KEPT = 171_000  # weights; the rest are nothing: as many as 400 kB hold
FREEDOM, AGAIN = 1.0, 3.0  # the inverse of how strongly weights are held small, at first and of those kept
HEAT = 5.4  # from distances to shares, so that shares are about as often right as they say

Phrase = tuple[str, str, str]  # list, language, what was typed


def phrases(path: Path) -> list[Phrase]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(row[0], row[1], row[2]) for row in rows]


def known() -> set[str]:
    """Ids of the lists there are, and the id of "none of these"."""
    return {path.stem for path in (ROOT / "checklists").glob("*.toml")} | {NONE}


def seen(without: str = "") -> list[Phrase]:
    """The phrases to learn from: those of ``lists/`` whose checklist is there, all lists but one."""
    ids = known()
    paths = [path for path in sorted((HERE / "lists").glob("*.tsv")) if path.stem != without]
    rows = [row for path in paths for row in phrases(path)]
    return [row for row in rows if row[0] in ids]


def own_words() -> list[Phrase]:
    """What the checklists themselves say to find them by."""
    out: list[Phrase] = []
    for path in sorted((ROOT / "checklists").glob("*.toml")):
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        for lang in ("zh", "en"):
            texts = [found["title"][lang], *found["find"][lang]]
            out += [(found["id"], lang, text) for text in texts]
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

    head = {"lists": [], "bias": [], "scale": 1.0, "buckets": 0, "syllables": syllables}
    return Model(json.dumps(head).encode() + b"\n" + chars).sounds


def trained(rows: list[Phrase]) -> bytes:
    """The model's file."""
    syllables, chars = pinyin()
    sounds = sounds_of(syllables, chars)
    lists = sorted({row[0] for row in rows})
    weights, bias = fitted([buckets(row[2], sounds, BUCKETS) for row in rows], [lists.index(row[0]) for row in rows])
    scale = float(abs(weights).max()) / 127
    whole = (weights / scale).round().astype(int)
    starts, many, body, number = b"", bytearray(), bytearray(), 0
    for bucket, row in enumerate(whole):
        if bucket % BLOCK == 0:
            starts += struct.pack("<I", number)
        told = row.nonzero()[0]
        many.append(len(told))
        number += len(told)
        for column in told:
            body += bytes([column, row[column] + 128])
    head = {
        "lists": lists,
        "bias": [round(HEAT * float(b), 4) for b in bias],
        "scale": HEAT * scale,
        "buckets": BUCKETS,
        "syllables": syllables,
    }
    told_first = json.dumps(head, separators=(",", ":")).encode()
    return told_first + b"\n" + chars + starts + bytes(many) + bytes(body)


def fitted(rows: list[dict[int, float]], wanted: list[int]) -> tuple[Any, Any]:
    """A weight for every bucket and list, and what each list has from the start.

    One list against all others; then only the ``KEPT`` weights that say most are left, and fitted anew.
    """
    import numpy
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    columns = [bucket for row in rows for bucket in row]
    values = [weight for row in rows for weight in row.values()]
    ends = numpy.cumsum([0, *map(len, rows)])
    seen = csr_matrix((values, columns, ends), shape=(len(rows), BUCKETS))
    first: Any = LinearSVC(C=FREEDOM, random_state=0).fit(seen, wanted)
    size = numpy.abs(first.coef_)
    kept = size >= numpy.partition(size.ravel(), -KEPT)[-KEPT]
    weights, bias = numpy.zeros((BUCKETS, len(kept))), numpy.zeros(len(kept))
    upright = seen.tocsc()
    for number, chosen in enumerate(kept):
        at = chosen.nonzero()[0]
        again: Any = LinearSVC(C=AGAIN, random_state=0).fit(upright[:, at], numpy.array(wanted) == number)
        weights[at, number], bias[number] = again.coef_[0], again.intercept_[0]
    return weights, bias


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.plans.finder.train", description=__doc__)
    parser.add_argument("--out", default=str(ROOT / "data" / "finder" / "model.bin"))
    asked = parser.parse_args()
    rows = own_words() + seen()
    blob = trained(rows)
    Path(asked.out).parent.mkdir(parents=True, exist_ok=True)
    Path(asked.out).write_bytes(blob)
    sys.stdout.write(f"{len(rows)} phrases, {len(blob)} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
