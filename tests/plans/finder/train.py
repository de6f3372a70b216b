"""``python -m tests.plans.finder.train [--out FILE]``: makes ``data/finder/model.bin``.

Needs the extra ``finder`` (scikit-learn, pypinyin). Reads the lists in ``lists/`` (each written without
sight of the others and of the checklists' words), and the checklists' own words to find them by. The
blind list (``blind.tsv``) is never read here.
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
from kit.plans.finder.rules.model import COLUMNS, NONE, ROWS
from tests.support.constants import ROOT

HERE = Path(__file__).resolve().parent
BUCKETS = 8192
FREEDOM = 8.0  # the inverse of how strongly weights are held small

Phrase = tuple[str, str, str]  # list, language, what was typed


def phrases(path: Path) -> list[Phrase]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(row[0], row[1], row[2]) for row in rows]


def known() -> set[str]:
    """Ids of the lists there are, and the id of "none of these"."""
    return {path.stem for path in (ROOT / "checklists").glob("*.toml")} | {NONE}


def seen() -> list[Phrase]:
    """The phrases to learn from: those of ``lists/`` whose checklist is there."""
    ids = known()
    rows = [row for path in sorted((HERE / "lists").glob("*.tsv")) for row in phrases(path)]
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
    import numpy
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    syllables, chars = pinyin()
    sounds = sounds_of(syllables, chars)
    lists = sorted({row[0] for row in rows})
    number = {name: i for i, name in enumerate(lists)}
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for _, _, text in rows:
        found = buckets(text, sounds, BUCKETS)
        columns += found.keys()
        values += found.values()
        ends.append(len(columns))
    seen = csr_matrix((values, columns, ends), shape=(len(rows), BUCKETS))
    model: Any = LogisticRegression(C=FREEDOM, max_iter=400, tol=1e-5)
    model.fit(seen, [number[row[0]] for row in rows])
    scale = float(numpy.abs(model.coef_).max()) / 127
    weights = numpy.clip(numpy.round(model.coef_ / scale), -127, 127).astype(int) + 128
    head = {
        "lists": lists,
        "bias": [round(float(b), 4) for b in model.intercept_],
        "scale": scale,
        "buckets": BUCKETS,
        "syllables": syllables,
    }
    body = weights.T.astype("uint8").tobytes()
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + chars + body


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
