"""What is wrong with the logs: one finding per place, for every incident, open and closed.

It shows damage and partial edits. It cannot show that a whole log was written anew, or that its
end was cut off, unless the head code was noted elsewhere (``kit close`` and exports show it).
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Literal

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Unknown
from kit.ground.machine.lock import Held, Lock, lock_path
from kit.incidents.incident.files.log import ENDING, FileState, Folder, Found
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.review.verify.files import proved as verified

Kind = Literal[
    "damaged",
    "torn",
    "set-aside",
    "missing",
    "forked",
    "no-opening",
    "unreadable",
    "undecodable",
    "unknown-kind",
    "newer-format",
    "rights",
    "not-moved",
]
# What loses or doubts an entry; the rest are remarks and leave the logs whole.
DAMAGE: frozenset[str] = frozenset(
    ("damaged", "missing", "forked", "no-opening", "unreadable", "undecodable")
)


# Kinds of events that tell the log's format, or are not of this one.
TELL_FORMAT = (ev.Opened, ev.Joined, Unknown)
# What is said of the files and of where they lie, not of the journals' bytes.
BESIDE: frozenset[str] = frozenset(("set-aside", "rights", "not-moved"))


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


class Report(msgspec.Struct):
    """All findings, and how much was looked at."""

    findings: list[Finding] = []
    incidents: int = 0
    entries: int = 0

    @property
    def whole(self) -> bool:
        return not any(finding.is_damage for finding in self.findings)


def check(store: Store, ref: str = "") -> list[Finding]:
    """Findings for every incident, or for the one that ``ref`` names."""
    return examine(store, ref).findings


def examine(
    store: Store, ref: str = "", locked: bool = True, thorough: bool = False
) -> Report:
    """Read every log whole. Raises ``Refused`` only for a reference that names none or several.
    Not ``locked``: without signing any lock file, so that nothing at all is written.
    ``thorough``: line by line also where the very same bytes have been proved before."""
    report = Report()
    if not ref:
        report.findings += _rights_of_home(store)
    known = verified.load(store.home)
    before = {} if thorough else known
    now: verified.Proofs = {}
    for found in [store.locate(ref)] if ref else store.all_found():
        report.incidents += 1
        proof = before.get(found.ref)
        if proof is not None and verified.holds(found, proof):
            _proved(store, found, proof, report)
        else:
            with _no_collecting():
                proof = _incident(store, found, report, locked, thorough)
        if proof is not None:
            now[found.ref] = proof
    now = {**known, **now} if ref else now
    if locked and now != known:
        verified.keep(store.home, now)
    return report


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without the search for reference cycles: a long log is a hundred thousand objects and has
    none, and looking through them again and again takes longer than proving them."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _proved(store: Store, found: Found, proof: verified.Proof, report: Report) -> None:
    """What there is to say of logs that are as they were when nothing was wrong in them."""
    report.entries += proof.entries
    report.findings += _files(store, found)
    if proof.closed and not found.month:
        report.findings.append(_not_moved(store, found))


def _incident(
    store: Store, found: Found, report: Report, locked: bool, thorough: bool
) -> verified.Proof | None:
    """Line by line; the proof where nothing is wrong in the journals themselves."""
    recalls = not thorough and "~" not in "".join(names_in(found.path))
    folder, failed = _unread(store, found, recalls), False
    try:
        try:
            with Lock(lock_path(store.home, found.ref), 0.5) if locked else nullcontext():
                folder.refresh()
        except (Held, OSError):  # somebody is writing, or nothing may be written here
            folder = _unread(store, found, recalls)
            folder.refresh()
    except (Refused, OSError) as error:
        failed = True
        what = str(error.fill.get("why", "")) if isinstance(error, Refused) else str(error)
        if not any(state.error for state in folder.files.values()):
            report.findings.append(
                Finding(found.ref, "", "unreadable", what=what, path=_relative(store, found.path))
            )
    news = list(_findings(store, folder))
    report.findings += news
    report.entries += sum(f.count + len(f.strange) for f in folder.files.values())
    states = folder.files.values()
    if failed or not states or not all(state.clean for state in states):
        return None
    return verified.proof_of(folder) if all(f.kind in BESIDE for f in news) else None


def _unread(store: Store, found: Found, recalls: bool) -> Folder:
    """To be read for its bytes: what they fold to matters only for where a closed one lies."""
    folder = Folder(store, found, recalls, keeps=False)
    folder.folds = False
    return folder


def _findings(store: Store, folder: Folder) -> Iterator[Finding]:
    ref, where = folder.ref, folder.found.path
    if folder.doubtful and folder.entries:
        yield Finding(ref, "", "no-opening", path=_relative(store, where))
    for stem, state in sorted(folder.files.items()):
        path = _relative(store, os.path.join(where, stem + ENDING))
        if state.error:
            yield Finding(ref, stem, "unreadable", what=state.error, path=path)
        yield from _damages(ref, state, path)
        for n in state.strange:
            yield Finding(ref, stem, "undecodable", n, n, path=path)
        yield from _newer(ref, state, path)
    yield from _copies(store, folder)
    yield from _files(store, folder.found)
    if folder.incident.closed is not None and not folder.found.month and not folder.doubtful:
        yield _not_moved(store, folder.found)


def _not_moved(store: Store, found: Found) -> Finding:
    return Finding(found.ref, "", "not-moved", path=_relative(store, found.path))


def _damages(ref: str, state: FileState, path: str) -> Iterator[Finding]:
    for damage in state.damages:
        first, last = damage.entries()
        kind: Kind = "torn" if damage.torn else "damaged"
        yield Finding(
            ref, state.stem, kind, first, last, damage.offset, damage.length, path=path
        )
    for after, before in state.gaps():
        yield Finding(
            ref, state.stem, "missing", after + 1, max(after + 1, before - 1), path=path
        )
    for n in state.forks:
        yield Finding(ref, state.stem, "forked", n, n, path=path)


def _newer(ref: str, state: FileState, path: str) -> Iterator[Finding]:
    words: dict[str, list[int]] = {}
    told = [entry for entry in state.entries if type(entry.event) in TELL_FORMAT]
    for entry in told:
        event = entry.event
        if isinstance(event, Unknown):
            words.setdefault(event.word, []).append(entry.n)
            form = event.data.get("format")
        else:
            form = getattr(event, "format", None)
        if isinstance(form, int) and form > ev.FORMAT:
            yield Finding(
                ref, state.stem, "newer-format", entry.n, entry.n, what=str(form), path=path
            )
    for word, numbers in words.items():
        yield Finding(
            ref,
            state.stem,
            "unknown-kind",
            numbers[0],
            numbers[-1],
            count=len(numbers),
            what=word,
            path=path,
        )


def _copies(store: Store, folder: Folder) -> Iterator[Finding]:
    """Journals of one laptop (``STEM`` and ``STEM~2``) that say different things under one
    number: a cloned laptop, or a backup that was restored and written on."""
    if not any("~" in stem for stem in folder.files):
        return
    groups: dict[str, dict[int, str]] = {}
    for stem, state in sorted(folder.files.items()):
        known = groups.setdefault(stem.partition("~")[0], {})
        other = [e.n for e in state.entries if known.setdefault(e.n, e.sha) != e.sha]
        if other and "~" in stem:
            path = _relative(store, os.path.join(folder.found.path, stem + ENDING))
            yield Finding(folder.ref, stem, "forked", other[0], other[-1], path=path)


def names_in(path: str) -> list[str]:
    try:
        return sorted(os.listdir(path))
    except OSError:
        return []


def _files(store: Store, found: Found) -> Iterator[Finding]:
    where = found.path
    yield from _rights(store, found.ref, "", where, 0o700)
    for name in names_in(where):
        path = os.path.join(where, name)
        stem, mark, _ = name.partition(".torn-")
        if mark:
            try:
                size = os.lstat(path).st_size
            except OSError:
                size = 0
            yield Finding(
                found.ref, stem, "set-aside", length=size, path=_relative(store, path)
            )
        yield from _rights(store, found.ref, stem.removesuffix(ENDING), path, 0o600)


def _rights_of_home(store: Store) -> Iterator[Finding]:
    for name in ("", "open", "closed"):
        yield from _rights(store, "", "", os.path.join(store.home, name), 0o700)


def _rights(store: Store, ref: str, stem: str, path: str, mode: int) -> Iterator[Finding]:
    """Whether others on this computer may read it (POSIX only)."""
    if sys.platform == "win32":
        return
    try:
        found = os.stat(path).st_mode & 0o777
    except OSError:
        return
    if found & 0o077:
        what = f"{found:04o}"
        yield Finding(ref, stem, "rights", what=what, count=mode, path=_relative(store, path))


def _relative(store: Store, path: str) -> str:
    return os.path.relpath(path, store.home)
