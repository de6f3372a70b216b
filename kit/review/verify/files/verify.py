"""What is wrong with the logs of incidents, registers and contacts: what their bytes prove, whether
each lies where it belongs, and whether all is there that this laptop had seen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec

from kit.ground.base.going import over
from kit.ground.base.refusal import Refused
from kit.ground.journal import keeping, prove_log, seen
from kit.ground.journal import log as journal
from kit.ground.journal.append import ENDING
from kit.ground.journal.kept import KEPT
from kit.ground.journal.left_over import left_over
from kit.ground.journal.prove_log import Finding, Proof, Proofs
from kit.ground.journal.seen import Heads, Seen
from kit.ground.machine.disk import names_in, read_laptop
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.store import Store
from kit.people import CONTACTS, there
from kit.people.registers.files.store import Book, Registers
from kit.people.registers.rules.books import BOOKS
from kit.review.period.files.filed import FOLDER as FILED_PAGES
from kit.review.period.files.filed import FiledPages
from kit.shifts.shift.files.store import Book as ShiftBook
from kit.shifts.shift.files.store import Shifts

NAME = "verified"
CLOSED = "closed"  # what a proof remembers of an incident that is


class Examined(msgspec.Struct):
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


def known(store: Store) -> Proofs:
    """What was proved before."""
    return prove_log.load(_memory(store), store.document.rooms)


def _memory(store: Store) -> str:
    return os.path.join(store.home, "cache", NAME)


def examine(
    store: Store, ref: str = "", locked: bool = True, thorough: bool = False
) -> Examined:
    """Read every log whole. Raises ``Refused`` only for a reference that names none or several.
    Not ``locked``: without signing any lock file, so that nothing at all is written.
    ``thorough``: line by line also where the very same bytes have been proved before."""
    examined = Examined()
    if not ref:
        for name in ("", "open", "closed"):
            examined.findings += prove_log.rights(
                store.home, "", "", os.path.join(store.home, name), 0o700
            )
    had = seen.known(store.home)
    fresh: list[Seen] = []
    if ref in BOOKS or not ref:
        fresh += _registers(store.home, ref, had, examined, locked)
        if ref:
            _see(store, fresh, locked)
            return examined
    before = known(store)
    now: Proofs = {}
    for where in over([store.locate(ref)] if ref else store.all_found()):
        examined.incidents += 1
        old, bad = None if thorough else before.get(where.ref), set()
        if old is not None and prove_log.holds(where, old):
            now[where.ref] = old
            examined.entries += old.entries
            examined.findings += prove_log.files(store.home, where)
            examined.findings += _placed(store, where, old.word == CLOSED)
            heads = seen.heads_at(where)
        else:
            new, log = _incident(store, where, examined, locked, thorough)
            heads = seen.heads_of(log)
            bad = {stem for stem, each in log.files.items() if each.error or each.damages}
            examined.findings += _rewritten(log, had.get(where.ref))
            if new is not None:
                now[where.ref] = new
        shorter = _shorter(store.home, where.ref, where.path, heads, had.get(where.ref))
        if not _shut(examined.findings, where.ref, where.path):
            examined.findings += [found for found in shorter if found.journal not in bad]
        if heads and not _told(heads, had.get(where.ref)):
            fresh.append(Seen(where.ref, where.type, heads))
    if not ref:
        examined.findings += _gone(store, had)
        examined.findings += _unread_folders(store)
        fresh += _contacts(store.home, had.get(CONTACTS), examined, locked)
        fresh += _shifts(store.home, had, examined, locked)
        fresh += _filed(store.home, had.get(FILED_PAGES), examined, locked)
        _above(store.home, examined, locked)
    now = {**before, **now} if ref else now
    if locked and now != before:
        prove_log.keep(store.home, _memory(store), now, store.document.rooms)
    _see(store, fresh, locked)
    return examined


def _see(store: Store, fresh: list[Seen], locked: bool) -> None:
    """Note how far the journals have come that are longer than this laptop knew."""
    laptop = read_laptop(os.path.join(store.home, "laptop")) if locked and fresh else ""
    if laptop:
        seen.add(store.home, laptop, fresh, durable=False)


def _registers(
    home: str, name: str, had: dict[str, Seen], examined: Examined, locked: bool
) -> list[Seen]:
    """Every register's journals, or those of one, line by line; those that came further."""
    keeper = Registers(home)
    fresh: list[Seen] = []
    for each in [name] if name else sorted({*keeper.names(), *(had.keys() & BOOKS.keys())}):
        known_here = had.get(each)
        try:
            where = keeper.locate(each)
        except Refused:
            if known_here is None:
                raise
            examined.findings.append(_lost(known_here))
            continue
        unread = partial(Book, keeper, where, False, False)
        fresh += _outliving(unread, known_here, keeping.REGISTER, examined, locked)
    return fresh


def _shifts(
    home: str, had: dict[str, Seen], examined: Examined, locked: bool
) -> list[Seen]:
    """Every shift's journals, line by line, and those that are gone; those that came further."""
    keeper = Shifts(home)
    refs, fresh = keeper.refs(), list[Seen]()
    for ref in refs:
        unread = partial(ShiftBook, keeper, keeper.locate(ref), False, False)
        fresh += _outliving(unread, had.get(ref), keeping.SHIFT, examined, locked)
    gone = [each for each in had.values() if each.type == keeping.SHIFT and each.ref not in refs]
    examined.findings += [_lost(each) for each in sorted(gone, key=lambda each: each.ref)]
    return fresh


def _contacts(
    home: str, had: Seen | None, examined: Examined, locked: bool
) -> list[Seen]:
    """The contacts' journals, line by line; them where they came further."""
    if not there(home):
        examined.findings += [_lost(had)] if had is not None else []
        return []
    from kit.people.contacts.files.store import ContactStore

    keeper = ContactStore(home)
    unread = partial(journal.Log, keeper, keeper.locate(""), recalls=False, keeps=False)
    return _outliving(unread, had, keeping.CONTACTS, examined, locked)


def _filed(home: str, had: Seen | None, examined: Examined, locked: bool) -> list[Seen]:
    """The journals of filed pages, line by line; them where they came further."""
    keeper = FiledPages(home)
    if not keeper.there:
        examined.findings += [_lost(had)] if had is not None else []
        return []
    unread = partial(journal.Log, keeper, keeper.locate(""), recalls=False, keeps=False)
    return _outliving(unread, had, keeping.FILED, examined, locked)


def _above(home: str, examined: Examined, locked: bool) -> None:
    """Line by line what rooms above keep; how far it had come nobody noted."""
    for kept in KEPT:
        keeper, refs = kept(home)
        for ref in refs:
            unread = partial(journal.Log, keeper, keeper.locate(ref), recalls=False, keeps=False)
            _outliving(unread, None, "", examined, locked)


def _outliving(
    unread: Callable[[], journal.Log[Any, Any]],
    had: Seen | None,
    sort: str,
    examined: Examined,
    locked: bool,
) -> list[Seen]:
    """What outlives incidents: its bytes, and whether it came as far as it had been seen."""
    verdict, log = prove_log.examine(unread, locked)
    examined.findings += verdict.findings
    examined.entries += verdict.entries
    heads = seen.heads_of(log)
    bad = {stem for stem, each in log.files.items() if each.error or each.damages}
    examined.findings += _rewritten(log, had)
    shorter = _shorter(log.keeper.home, log.ref, log.where.path, heads, had)
    if not _shut(verdict.findings, log.ref, log.where.path):
        examined.findings += [found for found in shorter if found.journal not in bad]
    return [Seen(log.ref, sort, heads)] if heads and not _told(heads, had) else []


def _incident(
    store: Store, where: Where, examined: Examined, locked: bool, thorough: bool
) -> tuple[Proof | None, Log]:
    """Line by line; the proof where nothing is wrong in the journals themselves."""
    recalls = not thorough and "~" not in "".join(names_in(where.path))
    verdict, log = prove_log.examine(_unread(store, where, recalls), locked)
    closed = log.state.closed is not None
    examined.findings += verdict.findings
    examined.entries += verdict.entries
    if not log.doubtful and log.files:
        examined.findings += _placed(store, log.where, closed)
    if verdict.proof is None:
        return None, log
    return msgspec.structs.replace(verdict.proof, word=CLOSED if closed else ""), log


def _unread(store: Store, where: Where, recalls: bool) -> Callable[[], Log]:
    """Folded too, open or closed: what cannot be told together cannot be shown anywhere."""
    return lambda: Log(store, where, recalls, keeps=False)


def _placed(store: Store, where: Where, closed: bool) -> Iterator[Finding]:
    """Whether it lies where its state says, and only there."""
    path = prove_log.relative(store.home, where.path)
    if closed and not where.month:
        yield Finding(where.ref, "", "not-moved", path=path)
    if not closed and where.month:
        yield Finding(where.ref, "", "open-in-closed", path=path)
    for twin in where.twins:
        other = prove_log.relative(store.home, twin)
        yield Finding(where.ref, "", "twice", what=other, path=path)


# ---- what must exist ---------------------------------------------------------------------


def _told(heads: Heads, had: Seen | None) -> bool:
    return had is not None and all(had.heads.get(s, (0, ""))[0] >= n for s, (n, _) in heads.items())


def _shut(findings: list[Finding], ref: str, path: str) -> bool:
    """Whether its whole folder cannot be opened: then nobody knows how far its journals come. One
    that can be and holds no journal has lost them."""
    if not any((f.ref, f.journal, f.kind) == (ref, "", "unreadable") for f in findings):
        return False
    try:
        os.listdir(path)
    except OSError:
        return True
    return False


def _shorter(
    home: str, ref: str, folder: str, heads: Heads, had: Seen | None
) -> Iterator[Finding]:
    """Journals that had come further when this laptop saw them last."""
    for stem, (n, sha) in sorted(had.heads.items()) if had is not None else ():
        here, found = heads.get(stem, (0, ""))
        path = prove_log.relative(home, os.path.join(folder, stem + ENDING))
        if here < n:
            yield Finding(ref, stem, "shorter", here + 1, n, path=path)
        elif here == n and found != sha:
            yield Finding(ref, stem, "replaced", n, n, path=path)


def _rewritten(log: journal.Log[Any, Any], had: Seen | None) -> Iterator[Finding]:
    """Journals that went on from another entry than the one that was seen."""
    for stem, (n, sha) in sorted(had.heads.items()) if had is not None else ():
        file = log.files.get(stem)
        if file is None or file.tail.n <= n:
            continue
        entries = [entry for entry in file.entries if entry.n == n]
        if entries and not any(entry.sha.startswith(sha) for entry in entries):
            path = prove_log.relative(log.keeper.home, log.reader.path(log.where.path, stem))
            yield Finding(log.ref, stem, "replaced", n, n, path=path)


def _lost(had: Seen, unread: str = "") -> Finding:
    """``unread``: a folder that cannot be opened, in which it may lie."""
    return Finding(had.ref, "", "gone", what=had.type, path=unread or seen.FOLDER)


def _gone(store: Store, had: dict[str, Seen]) -> Iterator[Finding]:
    here = {where.ref for where in store.all_found()}
    closed = [fill["path"] for code, fill in store.warnings if code == "folder-unread"]
    unread = prove_log.relative(store.home, str(closed[0])) if closed else ""
    here.update(ref for kept in KEPT for ref in kept(store.home)[1])
    for ref in sorted(had.keys() - here):
        if had[ref].type not in (keeping.REGISTER, keeping.CONTACTS, keeping.SHIFT, keeping.FILED):
            yield _lost(had[ref], unread)
    for path in left_over(os.path.join(store.home, "open")):
        name = os.path.basename(path).removeprefix(".new-")
        path = prove_log.relative(store.home, path)
        yield Finding(name.partition(".")[0], "", "left-over", path=path)


def _unread_folders(store: Store) -> Iterator[Finding]:
    """Folders of incidents that the disk does not give out."""
    for code, fill in store.warnings:
        if code == "folder-unread":
            path = prove_log.relative(store.home, str(fill["path"]))
            yield Finding("", "", "unreadable", what=str(fill["why"]), path=path)
    store.warnings = [(code, fill) for code, fill in store.warnings if code != "folder-unread"]
