"""A bundle written: whole, proved by reading it again, or not at all.

The file gets its name at once: on a stick (FAT, exFAT) a rename is two writes, and a cut between
them leaves no file. A half-written one is no zip, and says so to whoever reads it.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from kit import __version__
from kit.ground.base.clean import clean
from kit.ground.base.going import over
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.append import sync
from kit.ground.journal.line import claimed_sha, number_of
from kit.ground.journal.reader import why
from kit.ground.machine.disk import close, open_private, sync_dir, take_away
from kit.laptops.bundles.files.branches import longest
from kit.laptops.bundles.files.reading import Bundle
from kit.laptops.bundles.files.sorts import REGISTERS, Doc, Keepers, copies
from kit.laptops.bundles.rules import manifest as m

if TYPE_CHECKING:
    from kit.ground.machine.clock import Now

PIECE = 1 << 18  # bytes that are written at once
DAY = (1980, 1, 1, 0, 0, 0)  # of every member: the same journals make the same members


class Asked(NamedTuple):
    """``laptop`` is asked by ``by`` for ``scope`` at ``now``."""

    laptop: str
    by: str
    now: Now
    scope: str


class Written(NamedTuple):
    """``damaged``: journals of which bytes were left out; ``unread``: documents that could not be
    read, each with what the system said; ``large``: those that no bundle takes."""

    manifest: m.Manifest
    path: str
    size: int
    damaged: list[str]
    unread: list[tuple[str, str]]
    large: list[str] = []


def write(
    path: str,
    docs: Iterable[Doc],
    kept: Keepers,
    asked: Asked,
    force: bool = False,
    files: Iterable[tuple[str, bytes]] | None = None,
    texts: Iterable[tuple[str, bytes]] = (),
) -> Written:
    """Write these documents. ``files``: the site's own, for a backup, which leaves out what is too
    large rather than have nothing; ``texts``: approved ones of lists, which go with any. Raises
    ``Refused``; then there is no file, or the former one."""
    target, made = places(path, force)
    unread: list[tuple[str, str]] = []
    large: list[str] | None = None if files is None else []
    try:
        fd = open_private(made, os.O_RDWR | os.O_TRUNC)
        try:
            try:
                manifest = _fill(fd, docs, kept, asked, unread, large, files or texts)
                sync(fd)
                _from_disk(fd)
            finally:
                close(fd)
            sync_dir(os.path.dirname(made))
            _prove(made, path, manifest)
            if made != target:
                os.replace(made, target)
                sync_dir(os.path.dirname(target))
            size = os.stat(target).st_size
        except BaseException:
            take_away(made)
            raise
    except OSError as error:
        raise Refused("output", Exit.FAULT, path=path, why=why(error)) from error
    damaged = [m.member(held, part) for held, part in m.parts(manifest) if part.left_out]
    return Written(manifest, target, size, damaged, unread, large or [])


def _fill(
    fd: int,
    docs: Iterable[Doc],
    kept: Keepers,
    asked: Asked,
    unread: list[tuple[str, str]],
    large: list[str] | None,
    files: Iterable[tuple[str, bytes]],
) -> m.Manifest:
    """The journals one after the other, and behind them what was written."""
    documents: list[m.Held] = []
    own: list[m.Own] = []
    with (
        io.BufferedWriter(_Through(fd), PIECE) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as out,
    ):
        for doc in over(docs):
            try:
                held, blobs = _held(doc, unread)
            except Refused:
                if large is None:
                    raise
                large.append(doc.ref)
                continue
            if not held.journals:
                continue
            documents.append(held)
            for part, blob in zip(held.journals, blobs, strict=True):
                _put(out, m.member(held, part), blob)
        for name, blob in files:
            own.append(m.Own(name, len(blob), hashlib.sha256(blob).hexdigest()))
            _put(out, m.own_member(own[-1]), blob)
        now = asked.now
        manifest = m.Manifest(
            m.FORMAT, __version__, asked.laptop, clean(asked.by, 100), now.wall, now.tick,
            now.boot, asked.scope, kept.formats(), documents, own,
        )  # fmt: skip
        many = len([*m.parts(manifest)]) + len(own)
        if m.wrong(manifest, REGISTERS) or many > m.MEMBERS:
            raise Refused("bundle-too-large", count=len(documents))
        _put(out, m.NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
    return manifest


def _held(doc: Doc, unread: list[tuple[str, str]]) -> tuple[m.Held, list[bytes]]:
    """A document's journals, each in as few copies as hold all of it. Raises ``Refused``: more
    than any bundle takes."""
    by_stem: dict[str, list[bytes]] = {}
    left_out: dict[str, int] = {}
    try:
        for copy in copies(doc.where):
            by_stem.setdefault(copy.stem, []).append(copy.lines)
            left_out[copy.stem] = max(left_out.get(copy.stem, 0), copy.left_out)
    except OSError as error:
        unread.append((doc.ref, why(error)))
        return m.Held(doc.sort, doc.ref, [], doc.type), []
    parts, blobs = [], []
    for stem in sorted(by_stem):
        for number, blob in enumerate(longest(by_stem[stem]), 1):
            last = blob[blob.rfind(b"\n", 0, -1) + 1 : -1]
            parts.append(m.Part(
                stem, len(blob), hashlib.sha256(blob).hexdigest(), blob.count(b"\n"),
                number_of(last), claimed_sha(last), number, left_out[stem],
            ))  # fmt: skip
            blobs.append(blob)
    held = m.Held(doc.sort, doc.ref, parts, doc.type)
    lines = sum(part.lines for part in parts)
    if (
        sum(map(len, blobs)) > m.DOCUMENT
        or any(len(blob) > m.JOURNAL for blob in blobs)
        or lines > m.ENTRIES
        or len(parts) > m.COPIES
    ):
        raise Refused("bundle-document", ref=doc.ref)
    return held, blobs


def places(path: str, force: bool) -> tuple[str, str]:
    """The file that is to be written, and under which name it is until it is whole: where one is
    there it gives way only then. Raises ``Refused`` where it is not to, or is no file."""
    target = os.path.realpath(os.path.expanduser(path))
    if not os.path.lexists(target):
        return target, target
    if not force:
        raise Refused("output-exists", Exit.USAGE, path=path)
    if not os.path.isfile(target):  # a device or a pipe that others use would be gone
        number = errno.EISDIR if os.path.isdir(target) else errno.EINVAL
        raise Refused("output", Exit.FAULT, path=path, why=os.strerror(number))
    folder, name = os.path.split(target)  # its beginning: a stop is to leave nothing unseen
    return target, os.path.join(folder, f"{name[:70]}.{os.urandom(4).hex()}.new")


class _Through(io.RawIOBase):
    """A file that is written by the system's own calls, and closed by whoever opened it."""

    def __init__(self, fd: int) -> None:
        self.fd = fd

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        return os.write(self.fd, data)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return os.lseek(self.fd, offset, whence)


def _put(out: zipfile.ZipFile, name: str, blob: bytes) -> None:
    info = zipfile.ZipInfo(name, DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0  # no rights: sticks keep none
    out.writestr(info, blob)


def _from_disk(fd: int) -> None:
    """What is read next comes from the disk, where the system lets us ask for that."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)


def _prove(made: str, path: str, manifest: m.Manifest) -> None:
    """Read it back, every byte. Raises ``Refused``."""
    with Bundle(made, REGISTERS, path) as bundle:
        if bundle.manifest != manifest:
            raise Refused("output", Exit.FAULT, path=path, why=os.strerror(5))
        bundle.read()
