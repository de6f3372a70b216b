"""The line of a journal: how it is made, how it proves itself, how damage is found.

``{"n":1,"id":"…","at":"…","by":"…","kind":"…","data":{…},…,"prev":"…","sha":"…"}`` and a newline,
in ASCII. ``sha`` is the first 32 hexadecimal digits of SHA-256 over the journal's identity
(reference/file stem), a newline, and every byte of the line before ``,"sha"``; ``prev`` is the
``sha`` of the line before. So each line proves itself, and the chain proves their order.
Standard library only: the front door writes with this before anything else is imported, so what
only damaged logs need is imported where it is used, and no ``__future__`` is (kit/README, Speed).
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

try:
    from _json import encode_basestring_ascii as quote
except ImportError:  # another Python implementation
    from json.encoder import py_encode_basestring_ascii as quote

try:
    if sys.version_info >= (3, 12):
        from _sha2 import sha256
    else:
        from _sha256 import sha256  # type: ignore[import-not-found]
except ImportError:
    from hashlib import sha256

HASH = 32
NO_PREV = "0" * HASH
START = b'{"n":'
PREV = b',"prev":"'
SHA = b',"sha":"'
LETTERS = b"0123456789abcdefghjkmnpqrstvwxyz" * 8


def raw_text(text: str) -> bytes:
    """A text as lines hold it, with its quotes."""
    return quote(text).encode("ascii")


def raw_note(text: str) -> bytes:
    """The data of a note, as the front door writes it; the same bytes as ``events.encode``."""
    return ('{"text":' + quote(text) + "}").encode("ascii")


def digest(identity: str, body: bytes) -> str:
    start = identity.encode("utf-8", "surrogatepass")
    return str(sha256(b"%b\n%b" % (start, body)).hexdigest()[:HASH])


def new_id() -> str:
    """Ten characters, 50 random bits: an entry's own name, the same when it is sent again."""
    return os.urandom(10).translate(LETTERS).decode("ascii")


def ascii_json(data: bytes) -> bytes:
    """JSON in UTF-8 as JSON in ASCII."""
    if data.isascii():
        return data
    # As the content of one string each other character comes out as ``\\uXXXX``; the quotes and
    # backslashes that JSON itself is written with are escaped, too, and get their own form back.
    quoted = quote(data.decode("utf-8"))[1:-1]
    return quoted.replace('\\"', '"').replace("\\\\", "\\").encode("ascii")


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
    seen: "tuple[str, ...]" = (),
) -> tuple[bytes, str]:
    """One line with its newline, and its sha. ``data`` is JSON in ASCII; times are ISO."""
    extra = f',"wrote":"{wrote}"' if wrote else ""
    if boot:
        extra += f',"tick":{tick:.3f},"boot":{quote(boot)}'
    if seen:
        extra += ',"seen":[' + ",".join([quote(head) for head in seen]) + "]"
    body = (
        f'{{"n":{n},"id":"{entry_id}","at":"{at}","by":{quote(by)},"kind":"{kind}","data":'
        f'{data.decode("ascii")}{extra},"prev":"{prev}"'
    )
    sha = digest(identity, body.encode("ascii"))
    return f'{body},"sha":"{sha}"}}\n'.encode("ascii"), sha


def sha_of(line: bytes, identity: str) -> str | None:
    """The line's sha if the line (without newline) proves itself, else ``None``."""
    return prover(identity)(line)


def prover(identity: str) -> "Callable[[bytes], str | None]":
    """``sha_of`` for many lines of one journal."""
    start = sha256(identity.encode("utf-8", "surrogatepass") + b"\n")

    def prove(line: bytes) -> str | None:
        cut = len(line) - HASH - 10
        if cut < 60 or line[:5] != START or line[cut : cut + 8] != SHA or line[-2:] != b'"}':
            return None
        hasher = start.copy()
        hasher.update(line[:cut])
        sha: str = hasher.hexdigest()[:HASH]
        if sha.encode("ascii") != line[cut + 8 : -2]:
            return None
        if line[cut - HASH - 10 : cut - HASH - 1] != PREV:
            return None
        return sha if line[5 : line.find(b",", 5, 25)].isdigit() else None

    return prove


def claimed_sha(line: bytes) -> str:
    """The sha that a line says it has."""
    return line[-HASH - 2 : -2].decode("ascii", "replace")


def prev_of(line: bytes) -> str:
    """The ``prev`` of a line that has proved itself."""
    cut = len(line) - HASH - 10
    return line[cut - 1 - HASH : cut - 1].decode("ascii", "replace")


def number_of(line: bytes) -> int:
    """The number that a line begins with; 0 when it has none."""
    digits = line[5 : max(5, line.find(b",", 5, 25))]
    return int(digits) if line[:5] == START and digits.isdigit() else 0


class Damage:
    """Bytes that are no entry. ``after`` and ``before`` are the numbers of the entries around them
    (0 and ``None`` at the ends); ``tail`` when nothing proves itself behind them. ``whole``: how
    many pieces in a tail look like entries that were once whole; none in a torn write."""

    __slots__ = ("_ends", "_starts", "after", "before", "length", "offset", "tail")

    def __init__(self, offset: int, length: int, after: int) -> None:
        self.offset = offset
        self.length = length
        self.after = after
        self.before: int | None = None
        self.tail = True
        self._starts = 0
        self._ends = 0

    def looks(self, piece: bytes, ended: bool) -> None:
        """Count what the piece may have been: one flipped byte can split a line in two."""
        if ended:
            self._starts += piece.startswith(START)
            self._ends += piece.endswith(b'"}')

    @property
    def whole(self) -> int:
        return max(self._starts, self._ends)

    @property
    def torn(self) -> bool:
        """A tail that was never a whole entry, so was never said to be recorded."""
        return self.tail and not self.whole

    def entries(self) -> tuple[int, int]:
        """First and last number of the entries that must have stood here (0, 0: none certain)."""
        last = self.after + self.whole if self.before is None else self.before - 1
        return (self.after + 1, last) if last > self.after else (0, 0)


class Scan:
    """What a journal's bytes hold: ``lines`` (raw, proved, with their shas), damages, the byte
    behind the last proved line, whether that line lacks its newline, and the highest number."""

    __slots__ = ("damages", "end", "lines", "open_end", "top")

    def __init__(self, after: int, offset: int) -> None:
        self.lines: list[tuple[bytes, str]] = []
        self.damages: list[Damage] = []
        self.end = offset
        self.open_end = False
        self.top = after


def scan(blob: bytes, identity: str, after: int = 0, offset: int = 0) -> Scan:
    """Read a journal (or its new part, behind entry ``after`` at byte ``offset``). Never raises:
    what does not prove itself is reported, what does is kept. A copy of an earlier line (old
    sectors after a power cut) is damage; another line with an old number is kept."""
    found = Scan(after, offset)
    prove = prover(identity)
    seen: set[str] = set()
    pending: Damage | None = None

    def bad(start: int, end: int, piece: bytes = b"", ended: bool = False) -> None:
        nonlocal pending
        if end <= start:
            return
        if pending is None:
            pending = Damage(offset + start, 0, found.top)
            found.damages.append(pending)
        pending.length = offset + end - pending.offset
        pending.looks(piece, ended)

    def good(line: bytes, sha: str, start: int, end: int, open_end: bool) -> None:
        nonlocal pending
        if sha in seen:
            bad(start, end)
            return
        seen.add(sha)
        number = number_of(line)
        if pending is not None:
            pending.before = number
            pending.tail = False
            pending = None
        found.top = max(found.top, number)
        found.lines.append((line, sha))
        found.end = offset + end
        found.open_end = open_end

    position = _run(blob, identity, found, offset)
    seen.update(sha for _, sha in found.lines)
    size = len(blob)
    while position < size:
        newline = blob.find(b"\n", position)
        ended = newline >= 0
        stop = newline if ended else size
        line = blob[position:stop]
        sha = prove(line)
        if sha is not None:
            good(line, sha, position, stop + ended, not ended)
        elif line:
            cursor = 0
            for a, b, inner in _salvage(line, prove):
                bad(position + cursor, position + a)
                at_end = ended and b == len(line)
                good(line[a:b], inner, position + a, position + b + at_end, not at_end)
                cursor = b
            if cursor < len(line):
                bad(position + cursor, stop + ended, line[cursor:], ended)
        position = stop + 1
    return found


def _run(blob: bytes, identity: str, found: Scan, offset: int) -> int:
    """Take in the lines from the beginning on as long as each is exactly what must follow the one
    before; the place where that ends. What it takes in ``scan`` would, in a third of the time."""
    start = sha256(identity.encode("utf-8", "surrogatepass") + b"\n")
    copy = start.copy
    add = found.lines.append
    number, position = found.top, 0
    prev = ""
    for line in blob.split(b"\n"):
        cut = len(line) - HASH - 10
        hasher = copy()
        hasher.update(line[: max(cut, 0)])
        sha = hasher.hexdigest()[:HASH]
        prev = prev or line[cut - 1 - HASH : cut - 1].decode("ascii", "replace")
        if not (
            line.endswith(f',"prev":"{prev}","sha":"{sha}"}}'.encode("ascii", "replace"))
            and line.startswith(b'{"n":%d,' % (number + 1))
            and cut >= 60
        ):
            break
        end = position + len(line) + 1
        if end > len(blob):  # a last line without its newline
            break
        number, position, prev = number + 1, end, sha
        add((line, sha))
    if found.lines:
        found.top, found.end = number, offset + position
    return position


def _salvage(
    piece: bytes, prove: "Callable[[bytes], str | None]"
) -> list[tuple[int, int, str]]:
    """Entries inside a line that as a whole proves nothing (a newline was lost, or bytes crept
    in): where each begins and ends, and its sha. The work is bounded by the piece's length."""
    from bisect import bisect_left

    out: list[tuple[int, int, str]] = []
    starts = _all(piece, START)
    budget = 16 * len(piece) + (1 << 20)
    cursor = 0
    for mark in _all(piece, SHA):
        stop = mark + len(SHA) + HASH + 2
        near = starts[bisect_left(starts, cursor) : bisect_left(starts, mark)]
        for start in [*reversed(near[-4:]), *near[:-4][:4]]:
            budget -= stop - start
            if budget < 0:
                return out
            sha = prove(piece[start:stop])
            if sha is not None:
                out.append((start, stop, sha))
                cursor = stop
                break
    return out


def _all(blob: bytes, needle: bytes) -> list[int]:
    out = []
    index = blob.find(needle)
    while index >= 0:
        out.append(index)
        index = blob.find(needle, index + 1)
    return out
