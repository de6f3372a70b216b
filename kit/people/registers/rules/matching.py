"""What was found beside what was reported lost: things that are called alike."""

from __future__ import annotations

from kit.ground.base.lean import re
from kit.people.registers.rules.state import Doc, Register

MOST = 3
OTHER = {"lost": ("", "found"), "found": ("lost",), "": ("lost",)}


def alike(register: Register, doc: Doc) -> list[Doc]:
    """Open things of the other sort that may be the same, the likeliest first; a person decides."""
    sorts = OTHER.get(doc.get("sort"), ())
    wanted = _pieces(doc.get("thing"))
    found = [
        (len(wanted & _pieces(other.get("thing"))), other.id, other)
        for other in register.open_docs()
        if other.id != doc.id and other.get("sort") in sorts
    ]
    likely = sorted((each for each in found if each[0]), key=lambda each: (-each[0], each[1]))
    return [other for _, _, other in likely[:MOST]]


def _pieces(text: str) -> set[str]:
    """Words of three letters or more, and each two characters that stand side by side."""
    plain = text.casefold()
    words = set(re.findall(r"[a-z]{3,}", plain))
    for run in re.findall("[\u4e00-\u9fff]{2,}", plain):
        words |= {run[n : n + 2] for n in range(len(run) - 1)}
    return words


def differs(detail: str, proof: str) -> bool:
    """Whether what an owner named is not plainly the detail that was withheld; a person decides."""
    known, named = (re.sub(r"\W+", "", text.casefold()) for text in (detail, proof))
    return bool(known) and not (named and (known in named or named in known))
