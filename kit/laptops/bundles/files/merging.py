"""What is in a bundle, laid beside what is here. Nothing that is here is ever overwritten.

A copy that goes on from ours is appended behind it; one that disagrees gets a file of its own
(``STEM~2``) and is read with the others. All of it may be done again at any time, in any order.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kit.ground.base.going import over
from kit.ground.base.months import month_of
from kit.ground.base.refusal import Refused
from kit.ground.journal import append, keeping, seen
from kit.ground.journal.append import ENDING
from kit.ground.journal.document import Document, Where
from kit.ground.journal.entry import Entry
from kit.ground.journal.line import claimed_sha, prev_of
from kit.ground.journal.log import Log
from kit.ground.journal.prove_log import no_collecting
from kit.ground.journal.reader import decoded
from kit.ground.machine.disk import close, make_dir, open_private, sync_dir, write_all
from kit.ground.machine.lock import Lock, lock_path
from kit.incidents.incident.files import left, owed, redlined
from kit.incidents.incident.files.log import Log as IncidentLog
from kit.incidents.incident.files.log import Where as IncidentWhere
from kit.laptops.bundles.files.branches import Sort, parted, standing
from kit.laptops.bundles.files.reading import Bundle, bad, entries, fold
from kit.laptops.bundles.files.sorts import Copy, Keepers, Learnt, copies
from kit.laptops.bundles.rules import manifest as m
from kit.shifts.shift.files.store import Book as ShiftBook

MANY = 200  # journals from which on the disk is asked for all at once first
CHANGES: frozenset[str] = frozenset(("new", "ahead", "fork", "mends"))
SORTS = {m.SHIFT: keeping.SHIFT, m.REGISTER: keeping.REGISTER, m.CONTACTS: keeping.CONTACTS,
         m.FILED: keeping.FILED, m.DRILL: m.DRILL}  # fmt: skip


class Line(NamedTuple):
    """How one journal of a bundle stands to what is here; ``parted``: from which number on they
    disagree (0: nowhere); ``here``: how many entries of it are here."""

    held: m.Held
    part: m.Part
    sort: Sort
    parted: int = 0
    here: int = 0


def look(bundle: Bundle, kept: Keepers) -> list[Line]:
    """What taking the bundle in would do. Raises ``Refused``, ``OSError``."""
    out: list[Line] = []
    kept.look_again()
    for held in over(bundle.manifest.documents):
        where = kept.where(held.sort, held.ref)
        if where is None:
            out += [Line(held, part, "new") for part in held.journals]
            continue
        known = list(copies(where))
        begins = len(out)
        for part in held.journals:
            blob = bundle.journal(held, part)
            mine = [copy.lines for copy in known if copy.stem == part.stem]
            sort, at = standing(blob, mine)
            first = parted(blob, mine[at]) if sort == "fork" else 0
            here = max((lines.count(b"\n") for lines in mine), default=0)
            out.append(Line(held, part, sort, first, here))
        if any(line.sort in CHANGES for line in out[begins:]):
            _together(bundle, kept, held, known)
    return out


def _together(bundle: Bundle, kept: Keepers, held: m.Held, known: list[Copy]) -> None:
    """That the document can be told with both what is here and what comes: each by itself may be
    sound. Raises ``Refused``."""
    blobs = {part.stem: bundle.journal(held, part) for part in held.journals}
    rest = [copy for copy in known if not blobs.get(copy.stem, b"").startswith(copy.lines)]
    if not rest:  # what comes holds all that is here, and was proved
        return
    document = kept.document(held.sort)
    journals = [entries(bundle, held, part, document) for part in held.journals]
    journals += [_entries(document, copy) for copy in rest]
    if held.sort == m.INCIDENT:  # the earlier of two would take the place of the other unsaid
        opened = {e.id for each in journals for e in each if isinstance(e.event, document.opening)}
        if len(opened) > 1:
            bad(bundle.name, f"content of {m.folder(held)!r}")
    fold(bundle, held, document, journals)


def _entries(document: Document[Any, Any], copy: Copy) -> list[Entry]:
    found = (
        decoded(document.kinds, line, copy.stem, claimed_sha(line), prev_of(line))
        for line in copy.lines.split(b"\n")[:-1]
    )
    return [entry for entry in found if entry is not None]


def counts(lines: list[Line]) -> dict[str, int]:
    found = Counter(line.sort for line in lines)
    return {sort: found[sort] for sort in ("new", "known", "ahead", "behind", "mends", "fork")}


def take(bundle: Bundle, kept: Keepers, laptop: str) -> int:
    """Take it in; how many journals changed. What was written is durable when this returns. Raises
    ``OSError``, ``Held``; then it may be called again, and goes on."""
    written: list[str] = []
    noted: list[seen.Seen] = []
    kept.look_again()
    make_dir(os.path.join(kept.home, "locks"))
    for keeper in (owed.OWED, left.IMPROVING, redlined.REDLINED):
        keeper.begin(kept.home)
    with no_collecting():
        for held in over(bundle.manifest.documents):
            with Lock(lock_path(kept.home, held.ref)):
                paths, heads = _taken(bundle, kept, held)
            written += paths
            noted.append(seen.Seen(held.ref, SORTS.get(held.sort, held.type), heads))
    _durable(kept.home, written)
    seen.add(kept.home, laptop, noted)
    return len(written)


def _durable(home: str, written: list[str]) -> None:
    """Every journal, its folder, and the one in which that lies. Raises ``OSError``."""
    if len(written) > MANY and sys.platform == "linux":
        os.sync()  # one by one each waits for the disk; what they are asked below they have then
    for path in written:
        _sync(path)
    folders = {os.path.dirname(path) for path in written}
    folders |= {os.path.dirname(folder) for folder in folders}
    notes = (owed.FOLDER, left.FOLDER, redlined.REDLINED.folder)
    folders |= {os.path.join(home, name) for name in notes}
    for folder in sorted(folders):
        if os.path.isdir(folder):
            sync_dir(folder)


def learn(kept: Keepers, held: m.Held, state: Any) -> None:
    """What an incident came to that was folded to prove it, for ``take`` in the same run."""
    if held.sort == m.INCIDENT:
        month = month_of(state.closed) if state.closed is not None else ""
        actions = left.of_incident(state) if state.actions else None
        red = bool(state.redlines)
        kept.learnt[m.hashes(held)] = Learnt(month, bool(state.owed()), actions, red)


def _taken(bundle: Bundle, kept: Keepers, held: m.Held) -> tuple[list[str], seen.Heads]:
    """One document; the journals that were written, and how far all of it comes."""
    blobs = ((part.stem, bundle.journal(held, part)) for part in held.journals)
    where = kept.where(held.sort, held.ref)
    learnt = kept.learnt.get(m.hashes(held))
    single = len({part.stem for part in held.journals}) == len(held.journals)
    if where is None and learnt is not None and single:
        return _begin_known(kept, held, learnt, blobs)
    paths: list[str] = []
    try:
        log = (
            _begin(kept, held, blobs, paths) if where is None
            else _join(kept, held, where, blobs, paths)
        )  # fmt: skip
    except Refused:  # its lines are here, and whoever lists it says that it cannot be told
        return paths, {}
    _settle(kept, held, log)  # also where all is here: it may have been stopped before this
    if isinstance(log, IncidentLog):
        kept.placed(log.where)
    return paths, seen.heads_of(log)


def _begin_known(
    kept: Keepers, held: m.Held, learnt: Learnt, blobs: Iterable[tuple[str, bytes]]
) -> tuple[list[str], seen.Heads]:
    """An incident that is not here, and was folded just now to prove it."""
    made, names = _made(kept, held, blobs)
    final = _final(kept, held, learnt.month)
    os.rename(made, final)
    where = IncidentWhere(held.ref, final, held.type, learnt.month)
    kept.placed(where)
    if learnt.month:
        if learnt.owes:
            owed.OWED.must(kept.home, where, durable=False)
        if learnt.left is not None:
            left.keep_these(kept.home, where, learnt.left, durable=False)
        if learnt.red:
            redlined.came(kept.home, where)
    heads = {part.stem: (part.n, part.head[: seen.DIGITS]) for part in held.journals}
    return [os.path.join(final, name) for name in names], heads


def _begin(
    kept: Keepers, held: m.Held, blobs: Iterable[tuple[str, bytes]], paths: list[str]
) -> Log[Any, Any]:
    """A document that is not here yet: its folder gets its name when all of it is written. Its
    journals are added to ``paths``. Raises ``Refused`` where it lies there and cannot be told."""
    made, names = _made(kept, held, blobs)
    month = ""
    try:
        log = _read(kept, held, _where(held, made))
        closed = log.state.closed if held.sort == m.INCIDENT else None
        month = month_of(closed) if closed is not None else ""
    finally:
        final = _final(kept, held, month)
        os.rename(made, final)
        paths += [os.path.join(final, name) for name in names]
    log.where = _where(held, final)
    return log


def _made(
    kept: Keepers, held: m.Held, blobs: Iterable[tuple[str, bytes]]
) -> tuple[str, list[str]]:
    """The folder of a document under a name that is none, and its journals."""
    final = _place(kept, held)
    made = os.path.join(os.path.dirname(final), f".new-{os.path.basename(final)}")
    make_dir(os.path.dirname(final))
    if os.path.lexists(made):
        shutil.rmtree(made, ignore_errors=True)  # of an import that was stopped
    os.mkdir(made, 0o700)
    return made, [_write(made, stem, blob) for stem, blob in blobs]


def _final(kept: Keepers, held: m.Held, month: str) -> str:
    """Where the document is to lie; a closed incident in its ``month``."""
    place = _place(kept, held)
    if not month:
        return place
    folder = os.path.join(kept.home, "closed", month)
    make_dir(folder)
    return os.path.join(folder, os.path.basename(place))


def _place(kept: Keepers, held: m.Held) -> str:
    """The folder of a document that is to come; an incident lies in ``open`` as long as nothing
    is known of it."""
    if held.sort == m.SHIFT:
        return kept.shifts.folder(held.ref)
    if held.sort == m.REGISTER:
        return kept.registers.path(held.ref)
    if held.sort == m.DRILL:
        return str(kept.of(held.sort).path(held.ref))
    if held.sort == m.INCIDENT:
        return os.path.join(kept.home, "open", f"{held.ref}.{held.type}")
    return os.path.join(kept.home, held.ref)


def _where(held: m.Held, path: str) -> Where:
    """The document as it lies there."""
    if held.sort != m.INCIDENT:
        return Where(held.ref, path)
    folder = os.path.basename(os.path.dirname(path))
    return IncidentWhere(held.ref, path, held.type, "" if folder == "open" else folder)


def _read(kept: Keepers, held: m.Held, where: Where) -> Log[Any, Any]:
    sort: type[Log[Any, Any]] = {m.INCIDENT: IncidentLog, m.SHIFT: ShiftBook}.get(held.sort, Log)
    log = sort(kept.of(held.sort), where, False, False)
    log.refresh()
    return log


def _write(folder: str, stem: str, blob: bytes) -> str:
    """A new file for a journal; its name, which no other has. It has that only when it is whole:
    what is stopped before leaves a name that is no journal's."""
    name, count = f"{stem}{ENDING}", 1
    while os.path.lexists(os.path.join(folder, name)):
        count += 1
        name = f"{stem}~{count}{ENDING}"
    part = os.path.join(folder, f"{name}.part")
    fd = open_private(part, os.O_WRONLY | os.O_TRUNC)
    try:
        write_all(fd, blob)
    finally:
        close(fd)
    os.rename(part, os.path.join(folder, name))
    return name


def _join(
    kept: Keepers,
    held: m.Held,
    where: Where,
    blobs: Iterable[tuple[str, bytes]],
    paths: list[str],
) -> Log[Any, Any]:
    """A document that is here: what is new of it; the journals that were written are added to
    ``paths``. Raises ``Refused`` where they are, and it cannot be told."""
    for stem, blob in blobs:
        mine = [copy for copy in copies(where) if copy.stem == stem]
        sort, at = standing(blob, [copy.lines for copy in mine])
        if sort not in CHANGES:
            continue
        if sort == "ahead" and mine[at].plain:
            _go_on(mine[at], f"{held.ref}/{stem}", blob)
            paths.append(mine[at].path)
        else:
            paths.append(os.path.join(where.path, _write(where.path, stem, blob)))
    if paths:
        os.utime(where.path)
    return _read(kept, held, where)


def _go_on(copy: Copy, identity: str, blob: bytes) -> None:
    """Append what the bundle's copy has behind ours; a torn end is set aside first, unless it is
    the beginning of that."""
    fd = open_private(copy.path, os.O_RDWR | os.O_APPEND)
    try:
        size = os.fstat(fd).st_size
        os.lseek(fd, 0, os.SEEK_SET)
        ours = append.read_all(fd, size)
        if not blob.startswith(ours):
            append.mend(fd, copy.path, size, identity)
            size = os.fstat(fd).st_size
        write_all(fd, blob[size:])
    finally:
        close(fd)


def _settle(kept: Keepers, held: m.Held, log: Log[Any, Any]) -> None:
    """What follows from the document's new state: where its folder lies, what points to it."""
    if isinstance(log, IncidentLog):
        kept.incidents.behind(log)
    elif isinstance(log, ShiftBook):
        kept.shifts.post(log)


def _sync(path: str) -> None:
    """A journal that was carried to its month since is durable there already."""
    try:
        fd = open_private(path, os.O_RDWR) if os.path.lexists(path) else -1
    except FileNotFoundError:
        return
    if fd >= 0:
        try:
            append.sync(fd)
        finally:
            close(fd)


def needed(lines: list[Line]) -> int:
    """Bytes that it will take at most."""
    return sum(line.part.bytes + 4096 for line in lines if line.sort in CHANGES)


def forks(lines: list[Line]) -> Iterator[Line]:
    return (line for line in lines if line.sort == "fork")
