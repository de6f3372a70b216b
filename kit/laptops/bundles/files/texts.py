"""Approved texts of lists: they travel with the register that says who approved them.

Each by its hash, which stands in the approval, whose line proves itself. It is laid beside the
others that are kept; no list in force is touched, and a text that no approval names is left out.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator

from kit.ground.base.refusal import Refused
from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import make_dir, replace_file
from kit.laptops.bundles.files.reading import Bundle
from kit.laptops.bundles.files.sorts import Doc, Keepers
from kit.laptops.bundles.rules import manifest as m
from kit.people.registers.files.store import Registers

REGISTER, FOLDER, STAGE = "edition", "editions", "approved"
MOST = 1_000  # texts; the newest approvals first
LARGEST = 2 << 20  # bytes of one
_PATH = re.compile(rf"{FOLDER}/([0-9a-f]{{64}})\.toml")


def beside(docs: Iterable[Doc], kept: Keepers) -> list[tuple[str, bytes]]:
    """The approved texts that this home has, with their paths, where the register goes along."""
    if not any(doc.sort == m.REGISTER and doc.ref == REGISTER for doc in docs):
        return []
    found = ((f"{FOLDER}/{mark}.toml", _here(kept.home, mark)) for mark in _named(kept.home))
    return [(path, blob) for path, blob in found if blob is not None][:MOST]


def lay(bundle: Bundle, home: str) -> int:
    """Keep the texts that an approval of this home names; how many were new. May be done again at
    any time. Raises ``OSError``, ``Refused``."""
    new = [*coming(bundle.manifest, home)]
    for own in new:
        path = os.path.join(home, *own.path.split("/"))
        make_dir(os.path.dirname(path))
        replace_file(path, bundle.own(own))
    return len(new)


def coming(manifest: m.Manifest, home: str) -> Iterator[m.Own]:
    """The texts in a bundle that an approval of this home names and that are not here."""
    texts = {mark: own for own in manifest.files if (mark := carried(own))}
    for mark in _named(home) if texts else ():
        if mark in texts and _here(home, mark) is None:
            yield texts[mark]


def carried(own: m.Own) -> str:
    """The hash of the text that this file is; "" for any other file of a backup."""
    found = _PATH.fullmatch(own.path)
    sound = found is not None and found[1] == own.sha256 and own.bytes <= LARGEST
    return own.sha256 if sound else ""


def _named(home: str) -> list[str]:
    """The hashes that approvals name, the newest first: of the text, and of the one that it was
    made from. None where the register cannot be read: that is said elsewhere."""
    try:
        book = Registers(home).load(REGISTER)
    except (Refused, OSError):
        return []
    docs = book.register.docs.values() if book is not None else ()
    steps = [step for doc in docs for step in doc.steps if step.stage == STAGE]
    steps.sort(key=lambda step: step.at, reverse=True)
    marks = (step.said.get(field, "") for step in steps for field in ("hash", "base"))
    return [*dict.fromkeys(mark for mark in marks if re.fullmatch("[0-9a-f]{64}", mark))]


def _here(home: str, mark: str) -> bytes | None:
    try:
        blob = read_part(os.path.join(home, FOLDER, f"{mark}.toml"))
    except (OSError, ValueError):
        return None
    same = len(blob) <= LARGEST and hashlib.sha256(blob).hexdigest() == mark
    return blob if same else None
