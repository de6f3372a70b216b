"""What the bytes of a document's journals prove: one finding per place where something is wrong.

It shows damage and partial edits. It cannot show that a whole log was written anew, or that its
end was cut off, unless the head code was noted elsewhere. A log that had no findings, line by
line, is remembered by the length and hash of each of its journals, together with this very code:
the same bytes have the same verdict. What is remembered may be deleted at any time.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Literal, TypeVar

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.journal import snapshot
from kit.ground.journal.append import ENDING
from kit.ground.journal.document import FAULTS, Where
from kit.ground.journal.entry import Unknown
from kit.ground.journal.log import Log
from kit.ground.journal.reader import Journal, read_part, why
from kit.ground.machine.disk import names_in
from kit.ground.machine.lock import Held, Lock, lock_path

Kind = Literal[
    "damaged",
    "torn",
    "set-aside",
    "missing",
    "forked",
    "no-opening",
    "unreadable",
    "undecodable",
    "untold",
    "unknown-kind",
    "newer-format",
    "rights",
    "rights-none",
    "altered",
    "copy",
    "copy-more",
    "not-moved",  # from here on: for whoever lays folders, not looked for here
    "open-in-closed",
    "twice",
    "gone",
    "shorter",
    "replaced",
    "left-over",
]
# What loses or doubts an entry; the rest are remarks and leave the logs whole.
DAMAGE: frozenset[str] = frozenset(
    (
        "damaged", "missing", "forked", "no-opening", "unreadable", "undecodable",
        "untold", "gone", "shorter", "replaced",
    )
)  # fmt: skip
# What is said of the files and of where they lie, not of the journals' bytes.
RIGHTS: frozenset[str] = frozenset(("rights", "rights-none"))
BESIDE: frozenset[str] = frozenset(("set-aside", *RIGHTS))


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing found. ``first`` and ``last``: numbers of the entries it touches in ``journal``
    (0: none certain); ``offset`` and ``length`` in bytes; ``path`` relative to the home."""

    ref: str
    journal: str
    kind: Kind
    first: int = 0
    last: int = 0
    offset: int = -1
    length: int = 0
    count: int = 0
    what: str = ""
    path: str = ""

    @property
    def is_damage(self) -> bool:
        return self.kind in DAMAGE


class Proof(msgspec.Struct, frozen=True, array_like=True):
    """One document: stem, length and hash of its journals; entries; a word of whoever keeps it."""

    journals: list[tuple[str, int, str]]
    entries: int
    word: str = ""


Proofs = dict[str, Proof]
L = TypeVar("L", bound=Log[Any, Any])


class Verdict(msgspec.Struct):
    """Findings, entries that were looked at, each once however many copies hold it, and the proof
    where nothing is wrong in the journals themselves."""

    findings: list[Finding]
    entries: int
    proof: Proof | None = None


# ---- what was proved before --------------------------------------------------------------


def load(path: str, rooms: tuple[str, ...]) -> Proofs:
    """What is remembered there; nothing where it does not count."""
    try:
        return msgspec.json.decode(snapshot.unpacked(path, rooms), type=Proofs)
    except (OSError, ValueError, msgspec.MsgspecError):
        return {}


def keep(home: str, path: str, proofs: Proofs, rooms: tuple[str, ...]) -> None:
    """Never fails."""
    try:
        snapshot.pack(home, path, msgspec.json.encode(proofs), rooms)
    except (OSError, ValueError, msgspec.MsgspecError):
        pass


def holds(where: Where, proof: Proof) -> bool:
    """Whether the document's journals are the very bytes that were proved."""
    if where.twins:
        return False
    try:
        names = {name for name in os.listdir(where.path) if name.endswith(ENDING)}
        if names != {stem + ENDING for stem, _, _ in proof.journals}:
            return False
        for stem, size, digest in proof.journals:
            blob = read_part(f"{where.path}{os.sep}{stem}{ENDING}")
            if len(blob) != size or snapshot.hasher(blob).hexdigest() != digest:
                return False
    except OSError:
        return False
    return True


def _proof_of(log: Log[Any, Any]) -> Proof:
    """What is to be remembered of a log that was just read and had no findings."""
    journals = [
        (part.stem, part.size, part.digest) for part in map(snapshot.part_of, log.files.values())
    ]
    return Proof(journals, _count(log))


# ---- line by line ------------------------------------------------------------------------


def examine(unread: Callable[[], L], locked: bool = True) -> tuple[Verdict, L]:
    """Prove a log line by line; the verdict, and the log as far as it could be read.

    ``unread`` makes the log, not read yet and keeping nothing. Not ``locked``: without signing any
    lock file, so that nothing at all is written."""
    log, findings, failed = unread(), [], False
    with no_collecting():
        try:
            try:
                lock = Lock(lock_path(log.keeper.home, log.ref), 0.5) if locked else nullcontext()
                with lock:
                    log.refresh()
            except (Held, OSError):  # somebody is writing, or nothing may be written here
                log = unread()
                log.refresh()
        except (Refused, OSError) as error:
            failed = True
            if not any(journal.error for journal in log.files.values()):
                findings.append(_unreadable(log, error))
        findings += _findings(log)
    journals = log.files.values()
    entries = _count(log) + sum(len(journal.strange) for journal in journals)
    clean = not failed and bool(journals) and all(journal.clean for journal in journals)
    whole = clean and all(finding.kind in BESIDE for finding in findings)
    return Verdict(findings, entries, _proof_of(log) if whole else None), log


def _unreadable(log: Log[Any, Any], error: Refused | OSError) -> Finding:
    if isinstance(error.__cause__, FAULTS):  # each line can be read, what they say together not
        path = relative(log.keeper.home, log.where.path)
        return Finding(log.ref, "", "untold", path=path)
    what = str(error.fill.get("why", "")) if isinstance(error, Refused) else why(error)
    path = relative(log.keeper.home, log.where.path)
    return Finding(log.ref, "", "unreadable", what=what, path=path)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Without the search for reference cycles: a long log is a hundred thousand objects and has
    none, and looking through them again and again takes longer than proving them."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _findings(log: Log[Any, Any]) -> Iterator[Finding]:
    home, ref, where = log.keeper.home, log.ref, log.where.path
    if log.doubtful and log.entries:
        yield Finding(ref, "", "no-opening", path=relative(home, where))
    for stem, journal in sorted(log.files.items()):
        path = relative(home, log.reader.path(where, stem))
        if journal.error:
            yield Finding(ref, stem, "unreadable", what=journal.error, path=path)
        if journal.altered:
            last = journal.tail.n
            yield Finding(ref, stem, "altered", 1, last, what=journal.altered, path=path)
        yield from _damages(ref, journal, path)
        for n in journal.strange:
            yield Finding(ref, stem, "undecodable", n, n, path=path)
        yield from _newer(log, journal, path)
    yield from _copies(log)
    yield from files(home, log.where)


def _damages(ref: str, journal: Journal, path: str) -> Iterator[Finding]:
    for damage in journal.damages:
        first, last = damage.entries()
        kind: Kind = "torn" if damage.torn else "damaged"
        yield Finding(
            ref, journal.stem, kind, first, last, damage.offset, damage.length, path=path
        )
    for after, before in journal.gaps():
        yield Finding(
            ref, journal.stem, "missing", after + 1, max(after + 1, before - 1), path=path
        )
    for n in journal.forks:
        yield Finding(ref, journal.stem, "forked", n, n, path=path)


def _newer(log: Log[Any, Any], journal: Journal, path: str) -> Iterator[Finding]:
    document = log.document
    tells = (document.opening, document.joining, Unknown)  # a format, or not to be of this one
    words: dict[str, list[int]] = {}
    for entry in [entry for entry in journal.entries if type(entry.event) in tells]:
        event = entry.event
        if isinstance(event, Unknown):
            words.setdefault(event.word, []).append(entry.n)
            form = event.data.get("format")
        else:
            form = getattr(event, "format", None)
        if isinstance(form, int) and form > document.format:
            yield Finding(
                log.ref, journal.stem, "newer-format", entry.n, entry.n, what=str(form), path=path
            )
    for word, numbers in words.items():
        yield Finding(
            log.ref,
            journal.stem,
            "unknown-kind",
            numbers[0],
            numbers[-1],
            count=len(numbers),
            what=word,
            path=path,
        )


def _count(log: Log[Any, Any]) -> int:
    """How many entries there are, without those that a copy holds once more."""
    count = sum(journal.count for journal in log.files.values())
    if not any("~" in stem or journal.base for stem, journal in log.files.items()):
        return count
    held = [
        (log.reader.base(stem), entry.n, entry.sha)
        for stem, journal in log.files.items()
        for entry in journal.entries
    ]
    return count - len(held) + len(set(held))


def _copies(log: Log[Any, Any]) -> Iterator[Finding]:
    """Journals of one laptop (``STEM`` and ``STEM~2``, or what a sync program left) that say
    different things under one number: a cloned laptop, or a backup that was restored and written
    on. And copies that say nothing new."""
    copies = {stem for stem, journal in log.files.items() if "~" in stem or journal.base}
    if not copies:
        return
    groups: dict[str, dict[int, str]] = {}
    for stem, journal in sorted(log.files.items(), key=lambda item: (item[0] in copies, item[0])):
        base = log.reader.base(stem)
        known = groups.setdefault(base, {})
        new = [e.n for e in journal.entries if e.n not in known]
        other = [e.n for e in journal.entries if known.setdefault(e.n, e.sha) != e.sha]
        path = relative(log.keeper.home, log.reader.path(log.where.path, stem))
        if other and stem in copies:
            yield Finding(log.ref, stem, "forked", other[0], other[-1], path=path)
        elif journal.base and new:
            yield Finding(log.ref, stem, "copy-more", new[0], new[-1], what=base, path=path)
        elif journal.base:
            yield Finding(log.ref, stem, "copy", what=base, path=path)


# ---- beside the journals -----------------------------------------------------------------


def files(home: str, where: Where) -> Iterator[Finding]:
    """What is to be said of a document's files but for the lines in them."""
    for folder in (where.path, *where.twins):
        yield from _beside(home, where, folder)


def _beside(home: str, where: Where, folder: str) -> Iterator[Finding]:
    yield from rights(home, where.ref, "", folder, 0o700)
    for name in names_in(folder):
        path = os.path.join(folder, name)
        stem, mark, _ = name.partition(".torn-")
        if mark:
            try:
                size = os.lstat(path).st_size
            except OSError:
                size = 0
            yield Finding(where.ref, stem, "set-aside", length=size, path=relative(home, path))
        yield from rights(home, where.ref, stem.removesuffix(ENDING), path, 0o600)


def rights(home: str, ref: str, stem: str, path: str, mode: int) -> Iterator[Finding]:
    """Whether others on this computer may read it (POSIX only)."""
    if sys.platform == "win32":
        return
    try:
        found = os.stat(path).st_mode & 0o777
    except OSError:
        return
    if found & 0o077:
        from kit.ground.machine.mounts import keeps_rights

        if not keeps_rights(home):  # said once, of the whole
            if relative(home, path) == os.curdir:
                yield Finding(ref, stem, "rights-none", path=os.curdir)
            return
        what = f"{found:04o}"
        yield Finding(ref, stem, "rights", what=what, count=mode, path=relative(home, path))


def relative(home: str, path: str) -> str:
    return os.path.relpath(path, home)
