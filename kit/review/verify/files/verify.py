"""What is wrong with the incidents' logs, open and closed: what their bytes prove, and whether
each lies where it belongs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import msgspec

from kit.ground.journal import prove_log
from kit.ground.journal.prove_log import Finding, Proof, Proofs
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev

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
    before = known(store)
    now: Proofs = {}
    for where in [store.locate(ref)] if ref else store.all_found():
        examined.incidents += 1
        old = None if thorough else before.get(where.ref)
        if old is not None and prove_log.holds(where, old):
            now[where.ref] = old
            examined.entries += old.entries
            examined.findings += prove_log.files(store.home, where)
            examined.findings += _not_moved(store, where, old.word == CLOSED)
        else:
            new = _incident(store, where, examined, locked, thorough)
            if new is not None:
                now[where.ref] = new
    now = {**before, **now} if ref else now
    if locked and now != before:
        prove_log.keep(store.home, _memory(store), now, store.document.rooms)
    return examined


def _incident(
    store: Store, where: Where, examined: Examined, locked: bool, thorough: bool
) -> Proof | None:
    """Line by line; the proof where nothing is wrong in the journals themselves."""
    recalls = not thorough and "~" not in "".join(prove_log.names_in(where.path))
    verdict, log = prove_log.examine(_unread(store, where, recalls), locked)
    closed = log.state.closed is not None
    examined.findings += verdict.findings
    examined.entries += verdict.entries
    examined.findings += _not_moved(store, log.where, closed and not log.doubtful)
    if verdict.proof is None:
        return None
    return msgspec.structs.replace(verdict.proof, word=CLOSED if closed else "")


def _unread(store: Store, where: Where, recalls: bool) -> Callable[[], Log]:
    """To be read for its bytes: what they fold to matters only for where a closed one lies."""
    return lambda: Log(store, where, recalls, keeps=False, folds_for=(ev.Closed,))


def _not_moved(store: Store, where: Where, closed: bool) -> Iterator[Finding]:
    if closed and not where.month:
        path = prove_log.relative(store.home, where.path)
        yield Finding(where.ref, "", "not-moved", path=path)
