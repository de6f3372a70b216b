"""A bundle read as if an enemy had made it.

Nothing is extracted: members are read by the names that the manifest's own words make, one at a
time and never further than what was declared and is allowed (``rules/manifest``). All of it is
proved before anything in the home is touched; the first thing that is wrong refuses all.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator
from datetime import datetime
from typing import IO, Any, NoReturn

import msgspec

from kit.ground.base.going import over
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.document import FAULTS, Document
from kit.ground.journal.entry import Entry, too_deep
from kit.ground.journal.line import NO_PREV, number_of, prev_of, prover
from kit.ground.journal.merge import merge
from kit.ground.journal.prove_log import no_collecting
from kit.ground.journal.reader import decoded, why
from kit.laptops.bundles.rules import manifest as m

END = 22  # bytes of the record that a zip without a comment ends with
HEADER = 30  # bytes in front of a member, besides its name
PLAIN_FLAGS = 0x0800  # names in UTF-8; ours are ASCII
PIECE = 1 << 16
SPEAKS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)

_decoder = msgspec.json.Decoder(m.Manifest)


def bad(path: str, what: str) -> NoReturn:
    raise Refused("bundle-bad", Exit.UNREADABLE, path=path, what=what)


class Bundle:
    """One bundle, open for reading: what it says of itself, and its journals. Raises ``Refused``
    for whatever is not as a kit writes it. Close it, or use it in ``with``."""

    def __init__(self, path: str, registers: Container[str], name: str = "") -> None:
        self.path = path
        self.name = name or path  # what it is called where something is wrong with it
        try:
            self._file = _opened(path)
        except OSError as error:
            raise Refused("bundle-unread", Exit.FAULT, path=self.name, why=why(error)) from error
        try:
            self.size = os.fstat(self._file.fileno()).st_size
            self._zip, self._members = self._looked()
            self.manifest = self._manifest(registers)
            self._names()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Bundle:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._file.close()

    # ---- the zip ------------------------------------------------------------------------

    def _looked(self) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
        """The zip's list of members, each of which is a plain file of its own."""
        count = self._directory()
        try:
            found = zipfile.ZipFile(self._file)
            infos = found.infolist()
        except (*SPEAKS, OSError, IndexError, KeyError, TypeError, OverflowError):
            bad(self.name, "zip")
        except Exception as error:  # a list of members that zipfile itself stumbles over
            if type(error).__module__ not in ("struct", "zipfile"):
                raise
            bad(self.name, "zip")
        members = {info.filename: info for info in infos}
        if len(members) != len(infos) or len(infos) != count:
            bad(self.name, "members")
        total = 0
        for info in infos:
            mode = stat.S_IFMT(info.external_attr >> 16)
            plain = mode in (0, stat.S_IFREG) and not info.external_attr & 0x10
            plain = plain and not info.flag_bits & ~PLAIN_FLAGS and not (info.extra or info.comment)
            if not plain or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                bad(self.name, f"member {info.filename[:80]!r}")
            if info.file_size > max(m.SMALL, info.compress_size * m.RATIO):
                bad(self.name, f"ratio of {info.filename[:80]!r}")
            total += info.file_size
        if total > m.ALL + m.WORDS or total > max(2 * m.SMALL, self.size * m.RATIO):
            bad(self.name, "size")
        self._apart(infos)
        return found, members

    def _directory(self) -> int:
        """How many members the end of the file declares; refuses before any list is read."""
        if not END <= self.size <= m.FILE:
            bad(self.name, "size" if self.size > m.FILE else "zip")
        self._file.seek(self.size - END)
        end = self._file.read(END)
        number = int.from_bytes(end[10:12], "little")
        size, at = int.from_bytes(end[12:16], "little"), int.from_bytes(end[16:20], "little")
        sound = end[:4] == b"PK\5\6" and end[20:22] == b"\0\0" and end[4:8] == bytes(4)
        sound = sound and end[8:10] == end[10:12] and at + size == self.size - END
        if not sound:
            bad(self.name, "zip")
        if number > m.MEMBERS + 1 or size > m.DIRECTORY:
            bad(self.name, "members")
        return number

    def _apart(self, infos: list[zipfile.ZipInfo]) -> None:
        """No member shares bytes with another."""
        end = 0
        for info in sorted(infos, key=lambda info: info.header_offset):
            if info.header_offset < end:
                bad(self.name, "members")
            name = info.orig_filename.encode("utf-8", "surrogateescape")
            end = info.header_offset + HEADER + len(name) + info.compress_size

    def _bytes(self, name: str, size: int) -> bytes:
        """A member, which is as long as it was said to be."""
        info = self._members.get(name)
        if info is None or info.file_size != size:
            bad(self.name, f"size of {name[:120]!r}")
        pieces, read = [], 0
        try:
            with self._zip.open(info) as file:
                while piece := file.read(PIECE):
                    read += len(piece)
                    if read > size:
                        bad(self.name, f"size of {name[:120]!r}")
                    pieces.append(piece)
        except (*SPEAKS, OSError):
            bad(self.name, f"member {name[:120]!r}")
        if read != size:
            bad(self.name, f"size of {name[:120]!r}")
        return b"".join(pieces)

    # ---- what it says of itself ---------------------------------------------------------

    def _manifest(self, registers: Container[str]) -> m.Manifest:
        info = self._members.get(m.NAME)
        if info is None or info.file_size > m.WORDS:
            bad(self.name, m.NAME)
        blob = self._bytes(m.NAME, info.file_size)
        if too_deep(blob):
            bad(self.name, m.NAME)
        try:
            form = msgspec.json.decode(blob, type=_Form).format
            if form > m.FORMAT:
                raise Refused("bundle-newer", Exit.UNREADABLE, path=self.name, format=form)
            found = _decoder.decode(blob)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            bad(self.name, m.NAME)
        what = m.wrong(found, registers)
        if what:
            bad(self.name, f"{m.NAME}: {what[:120]}")
        return found

    def _names(self) -> None:
        """What lies in the zip is what the manifest names, and nothing else."""
        names = {m.member(held, part) for held, part in m.parts(self.manifest)}
        names |= {m.own_member(own) for own in self.manifest.files}
        if {*self._members} != names | {m.NAME}:
            bad(self.name, "members")

    def journal(self, held: m.Held, part: m.Part) -> bytes:
        """The bytes of one journal, which are those that the manifest names. Raises ``Refused``."""
        return self._proved(m.member(held, part), part.bytes, part.sha256)

    def own(self, own: m.Own) -> bytes:
        """The bytes of one of the site's own files. Raises ``Refused``."""
        return self._proved(m.own_member(own), own.bytes, own.sha256)

    def _proved(self, name: str, size: int, sha256: str) -> bytes:
        blob = self._bytes(name, size)
        if hashlib.sha256(blob).hexdigest() != sha256:
            bad(self.name, f"sha256 of {name!r}")
        return blob

    def digest(self) -> str:
        """The sha256 of the file: what is taken in later is to be what was looked at now. Raises
        ``Refused``."""
        hasher = hashlib.sha256()
        try:
            self._file.seek(0)
            while piece := self._file.read(PIECE):
                hasher.update(piece)
        except OSError as error:
            raise Refused("bundle-unread", Exit.FAULT, path=self.name, why=why(error)) from error
        return hasher.hexdigest()

    def read(self) -> None:
        """Every byte, against what the manifest says of it. Raises ``Refused``."""
        for held, part in over([*m.parts(self.manifest)]):
            self.journal(held, part)
        for own in self.manifest.files:
            self.own(own)


class _Form(msgspec.Struct):
    format: int


def _opened(path: str) -> IO[bytes]:
    """A regular file, and no pipe that never ends. Raises ``OSError``."""
    flags = os.O_RDONLY
    for name in ("O_BINARY", "O_NONBLOCK", "O_CLOEXEC"):
        flags |= getattr(os, name, 0)
    fd = os.open(path, flags)
    mode = os.fstat(fd).st_mode
    if not stat.S_ISREG(mode):
        os.close(fd)
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        raise OSError(number, os.strerror(number), path)
    return open(fd, "rb")


def size_of(path: str) -> int:
    """Bytes of a bundle. Raises ``Refused``: the stick may be gone since it was looked at."""
    try:
        return os.stat(path).st_size
    except OSError as error:
        raise Refused("bundle-unread", Exit.FAULT, path=path, why=why(error)) from error


# ---- what its journals prove -------------------------------------------------------------


def prove(
    bundle: Bundle,
    documents: dict[str, Document[Any, Any]],
    folded: Callable[[m.Held, Any], None] | None = None,
) -> None:
    """Every line of every journal, that each document can be folded, and every file beside them.
    ``documents``: by sort;
    ``folded`` is told of each document and its state. Raises ``Refused``."""
    with no_collecting():
        for held in over(bundle.manifest.documents):
            journals = [entries(bundle, held, part, documents[held.sort]) for part in held.journals]
            state = fold(bundle, held, documents[held.sort], journals)
            if folded is not None and state is not None:
                try:
                    folded(held, state)
                except FAULTS:
                    bad(bundle.name, f"content of {m.folder(held)!r}")
        for own in bundle.manifest.files:
            bundle.own(own)


def entries(
    bundle: Bundle, held: m.Held, part: m.Part, document: Document[Any, Any]
) -> list[Entry]:
    """A journal's entries, every line of it proved; those that this kit cannot decode are left
    out, for a newer one may have written them. Raises ``Refused``."""
    name = m.member(held, part)
    proves = prover(m.identity(held, part))
    out, n, sha, count = [], 0, NO_PREV, 0
    for line in _lines(bundle.journal(held, part)):
        found = proves(line) if len(line) <= m.LINE else None
        number = number_of(line)
        if found is None or not n < number < 1 << 31 or not line.isascii():
            bad(bundle.name, f"line {count + 1} of {name!r}")
        if number == n + 1 and prev_of(line) != sha and not part.left_out and part.copy == 1:
            bad(bundle.name, f"chain of {name!r}")
        prev = sha if prev_of(line) == sha else prev_of(line)  # one text in memory
        n, sha, count = number, found, count + 1
        entry = decoded(document.kinds, line, part.stem, found, prev)
        if entry is None:
            continue
        sound = _dated(entry.at) and _dated(entry.wrote) and len(entry.id) <= 40
        if not sound or not _of(held, entry, document):
            bad(bundle.name, f"line {count} of {name!r}")
        out.append(entry)
    if (count, n, sha) != (part.lines, part.n, part.head):
        bad(bundle.name, f"head of {name!r}")
    return out


def _of(held: m.Held, entry: Entry, document: Document[Any, Any]) -> bool:
    """Whether an opening is that of the document: lists would name one that is not there."""
    if not isinstance(entry.event, document.opening):
        return True
    field = "register" if held.sort == m.REGISTER else "ref"
    return getattr(entry.event, field, held.ref) == held.ref


def _dated(at: datetime | None) -> bool:
    return at is None or 1990 <= at.year <= 2200


def _lines(blob: bytes) -> Iterator[bytes]:
    """One by one: a list of them would be many times as large as what an enemy sends."""
    start = 0
    while start < len(blob):
        stop = blob.find(b"\n", start)
        stop = len(blob) if stop < 0 else stop
        yield blob[start:stop]
        start = stop + 1


def fold(
    bundle: Bundle, held: m.Held, document: Document[Any, Any], journals: list[list[Entry]]
) -> Any:
    """The state (``None``: there is no entry). What this kit cannot fold it would stumble over for
    ever."""
    merged = merge(journals)
    if not merged:
        return None
    first = next((e for e in merged if isinstance(e.event, document.opening)), None)
    if first is not None:
        merged = [first, *(e for e in merged if e is not first)]
    try:
        state = document.state()
        for entry in document.counting(document.without(merged)):
            document.apply(state, entry)
    except Exception:
        bad(bundle.name, f"content of {m.folder(held)!r}")
    return state
