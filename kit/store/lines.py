"""The line of a journal: how it is made, how it proves itself, how damage is found.

``{"n":1,"id":"…","at":"…","by":"…","kind":"…","data":{…},…,"prev":"…","sha":"…"}`` and a newline,
in ASCII. ``sha`` is the first 32 hexadecimal digits of SHA-256 over the journal's identity
(reference/file stem), a newline, and every byte of the line before ``,"sha"``; ``prev`` is the
``sha`` of the line before. So each line proves itself, and the chain proves their order.
Standard library only: the front door writes with this before anything else is imported.
"""

from __future__ import annotations

import os

try:
    from _json import encode_basestring_ascii as quote  # type: ignore[import-not-found]
except ImportError:  # another Python implementation
    from json.encoder import py_encode_basestring_ascii as quote

try:
    from _sha2 import sha256
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[no-redef,import-not-found]
    except ImportError:
        from hashlib import sha256  # type: ignore[no-redef]

HASH = 32
TAIL = len('","sha":""}') + HASH  # from the closing quote of prev on
NO_PREV = "0" * HASH
START = b'{"n":'


def digest(identity: str, body: bytes) -> str:
    hasher = sha256(identity.encode("ascii"))
    hasher.update(b"\n")
    hasher.update(body)
    return str(hasher.hexdigest()[:HASH])


def new_id() -> str:
    """Ten characters, 50 random bits: an entry's own name, the same when it is sent again."""
    number = int.from_bytes(os.urandom(7), "big")
    return "".join("0123456789abcdefghjkmnpqrstvwxyz"[(number >> 5 * i) & 31] for i in range(10))


def ascii_json(data: bytes) -> bytes:
    """JSON in UTF-8 as JSON in ASCII."""
    if data.isascii():
        return data
    out = []
    for char in data.decode("utf-8"):
        code = ord(char)
        if code < 128:
            out.append(char)
        elif code < 0x10000:
            out.append(f"\\u{code:04x}")
        else:
            code -= 0x10000
            out.append(f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}")
    return "".join(out).encode("ascii")


def make_line(
    identity: str,
    n: int,
    entry_id: str,
    at: str,
    by: str,
    kind: str,
    data: bytes,
    prev: str,
    wrote: str = "",
    tick: float = 0.0,
    boot: str = "",
) -> tuple[bytes, str]:
    """One line with its newline, and its sha. ``data`` is JSON in ASCII; times are ISO."""
    extra = f',"wrote":"{wrote}"' if wrote else ""
    if boot:
        extra += f',"tick":{tick:.3f},"boot":{quote(boot)}'
    body = (
        f'{{"n":{n},"id":"{entry_id}","at":"{at}","by":{quote(by)},"kind":"{kind}","data":'
    ).encode("ascii")
    body += data + f'{extra},"prev":"{prev}"'.encode("ascii")
    sha = digest(identity, body)
    return body + f',"sha":"{sha}"}}\n'.encode("ascii"), sha


def sha_of(line: bytes, identity: str) -> str | None:
    """The line's sha if the line (without newline) proves itself, else ``None``."""
    cut = len(line) - HASH - 10
    if cut < 60 or not line.startswith(START) or line[cut : cut + 8] != b',"sha":"' or line[-2:] != b'"}':
        return None
    try:
        claimed = line[cut + 8 : -2].decode("ascii")
    except UnicodeDecodeError:
        return None
    return claimed if digest(identity, line[:cut]) == claimed else None


def prev_of(line: bytes) -> str:
    """The ``prev`` of a line that has proved itself."""
    cut = len(line) - HASH - 10
    return line[cut - 1 - HASH : cut - 1].decode("ascii", "replace")


def number_of(line: bytes) -> int:
    return int(line[5 : line.index(b",", 5)])


class Damage:
    """Bytes that are no entry. ``after`` and ``before`` are the numbers of the entries around them
    (0 and ``None`` at the ends); ``tail`` when nothing proves itself behind them."""

    __slots__ = ("after", "before", "length", "offset", "tail")

    def __init__(self, offset: int, length: int, after: int) -> None:
        self.offset = offset
        self.length = length
        self.after = after
        self.before: int | None = None
        self.tail = True

    def entries(self) -> tuple[int, int]:
        """First and last number of the entries that must have stood here (0, 0: none certain)."""
        if self.before is None:
            return self.after + 1, self.after + 1
        if self.before - self.after <= 1:
            return 0, 0
        return self.after + 1, self.before - 1


class Scan:
    """What a journal's bytes hold: ``lines`` (raw, proved, with their offsets' ends), damages,
    and whether the last proved line lacks its newline."""

    __slots__ = ("damages", "end", "lines", "open_end")

    def __init__(self) -> None:
        self.lines: list[tuple[bytes, str]] = []
        self.damages: list[Damage] = []
        self.end = 0
        self.open_end = False


def scan(blob: bytes, identity: str, after: int = 0, offset: int = 0) -> Scan:
    """Read a journal (or its new part, behind entry ``after`` at byte ``offset``). Never raises:
    what does not prove itself is reported, what does is kept."""
    found = Scan()
    found.end = offset
    last = after
    pending: Damage | None = None
    position = 0

    def bad(start: int, length: int) -> None:
        nonlocal pending
        if length <= 0:
            return
        if pending is None:
            pending = Damage(offset + start, length, last)
            found.damages.append(pending)
        else:
            pending.length = offset + start + length - pending.offset

    def good(line: bytes, sha: str, end: int, open_end: bool) -> None:
        nonlocal last, pending
        number = number_of(line)
        if pending is not None:
            pending.before = number
            pending.tail = False
            pending = None
        last = number
        found.lines.append((line, sha))
        found.end = offset + end
        found.open_end = open_end

    size = len(blob)
    while position < size:
        newline = blob.find(b"\n", position)
        end = size if newline < 0 else newline
        line = blob[position:end]
        sha = sha_of(line, identity)
        if sha is not None:
            good(line, sha, end + (newline >= 0), newline < 0)
        else:
            _salvage(blob, position, end, newline >= 0, identity, good, bad)
        position = end + 1
    return found


def _salvage(blob, position, end, ended, identity, good, bad):  # type: ignore[no-untyped-def]
    """Entries inside a line that as a whole proves nothing (a newline was lost, or bytes crept in)."""
    piece = blob[position:end]
    cursor = 0
    starts = [i for i in _all(piece, START)]
    stops = [i + 2 for i in _all(piece, b'"}')]
    if len(starts) * len(stops) > 40000:
        starts = starts[:200]
        stops = stops[-200:]
    for start in starts:
        if start < cursor:
            continue
        for stop in stops:
            if stop - start < 60 + HASH:
                continue
            if piece[stop - HASH - 10 : stop - HASH - 2] != b',"sha":"':
                continue
            sha = sha_of(piece[start:stop], identity)
            if sha is not None:
                bad(position + cursor, start - cursor)
                at_end = stop == len(piece)
                good(piece[start:stop], sha, position + stop + (at_end and ended), not (at_end and ended))
                cursor = stop
                break
    bad(position + cursor, len(piece) - cursor + (1 if ended and cursor < len(piece) else 0))


def _all(blob: bytes, needle: bytes) -> list[int]:
    out = []
    index = blob.find(needle)
    while index >= 0:
        out.append(index)
        index = blob.find(needle, index + 1)
    return out
