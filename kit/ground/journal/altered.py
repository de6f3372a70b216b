"""Journals that another program touched: an editor that saved one in its own way, a sync program
that left a copy under a name of its own. What the lines prove is found all the same.

Read only where a journal does not prove itself as it stands.
"""

from __future__ import annotations

import re

from kit.ground.journal.line import Scan, scan, sha_of

LOOK = 5  # lines that are tried to find whose copy a file is
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 BOM"),
)


def restored(blob: bytes) -> tuple[str, bytes]:
    """What an editor saved a journal as ("" when it did not), and the bytes as they were."""
    encoding, name = _encoding(blob)
    if encoding:
        text = blob.decode(encoding, "replace")
        blob = text.encode("ascii", "replace")
    if b"\r\n" in blob:
        blob, name = blob.replace(b"\r\n", b"\n"), name or "CRLF"
    return name, blob


def _encoding(blob: bytes) -> tuple[str, str]:
    for mark, encoding, name in _BOMS:
        if blob.startswith(mark):
            return encoding, name
    head = blob[:64]
    if len(head) >= 8 and not head[1::2].strip(b"\0") and head[0::2].isascii() and head[0]:
        return "utf-16-le", "UTF-16"
    if len(head) >= 8 and not head[0::2].strip(b"\0") and head[1::2].isascii() and head[1]:
        return "utf-16-be", "UTF-16"
    return "", ""


def base_of(ref: str, stem: str, blob: bytes) -> str:
    """The journal that a file is a copy of, told by the first lines, which prove themselves under
    that name only; "" when none is found."""
    lines = blob.split(b"\n", LOOK)[:LOOK]
    for name in _names(stem):
        if any(sha_of(line, f"{ref}/{name}") for line in lines if line):
            return name
    return ""


def _names(stem: str) -> list[str]:
    """Names that a copy's may have been made of: all that it begins with, longest first, and the
    words in it."""
    cuts = [found.start() for found in re.finditer(r"[^a-z0-9]", stem)]
    begins = [stem[:cut] for cut in reversed(cuts) if cut]
    return list(dict.fromkeys([*begins, *re.findall(r"[a-z0-9]{4,16}", stem)]))


def otherwise(ref: str, stem: str, blob: bytes, found: Scan) -> tuple[Scan, str, str]:
    """A journal that does not prove itself, read as what another program made of it: what it holds
    then, what it was saved as, and whose copy it is ("" and "" where that tells no more)."""
    name, own = restored(blob)
    identity = f"{ref}/{stem.partition('~')[0]}"
    read = scan(own, identity) if name else found
    base = "" if read.lines else base_of(ref, stem, own)
    if base:
        read = scan(own, f"{ref}/{base}")
    better = len(read.lines) > len(found.lines) or len(read.damages) < len(found.damages)
    return (read, name, base) if better else (found, "", "")
