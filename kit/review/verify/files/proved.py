"""Which bytes have been proved whole before: so that proving them again is hashing them once.

A log that had no findings, line by line, is remembered by the length and hash of each of its
journals, together with this very code. The same bytes have the same verdict. It may be deleted at
any time; ``kit verify --thorough`` does not look at it.
"""

from __future__ import annotations

import os

import msgspec

from kit.incidents.incident.files import snapshot as recall
from kit.incidents.incident.files.log import ENDING, Folder, Found
from kit.incidents.incident.files.reader import read_part

NAME = "verified"


class Proof(msgspec.Struct, frozen=True, array_like=True):
    """One incident: stem, length and hash of its journals; entries; whether it is closed."""

    journals: list[tuple[str, int, str]]
    entries: int
    closed: bool


Proofs = dict[str, Proof]


def load(home: str) -> Proofs:
    try:
        raw = recall.unpacked(os.path.join(home, "cache", NAME))
        return msgspec.json.decode(raw, type=Proofs)
    except (OSError, ValueError, msgspec.MsgspecError):
        return {}


def keep(home: str, proofs: Proofs) -> None:
    """Never fails."""
    try:
        recall.pack(home, os.path.join(home, "cache", NAME), msgspec.json.encode(proofs))
    except (OSError, ValueError, msgspec.MsgspecError):
        pass


def holds(found: Found, proof: Proof) -> bool:
    """Whether the incident's journals are the very bytes that were proved."""
    try:
        names = {name for name in os.listdir(found.path) if name.endswith(ENDING)}
        if names != {stem + ENDING for stem, _, _ in proof.journals}:
            return False
        for stem, size, digest in proof.journals:
            blob = read_part(f"{found.path}{os.sep}{stem}{ENDING}")
            if len(blob) != size or recall.hasher(blob).hexdigest() != digest:
                return False
    except OSError:
        return False
    return True


def proof_of(folder: Folder) -> Proof:
    """What is to be remembered of a folder that was just read and had no findings."""
    journals = [
        (part.stem, part.size, part.digest)
        for part in map(recall.part_of, folder.files.values())
    ]
    count = sum(state.count for state in folder.files.values())
    return Proof(journals, count, folder.incident.closed is not None)
