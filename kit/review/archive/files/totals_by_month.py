"""The totals of whole months, kept so that a year is twelve sums and not 36,000 digests.

An incident belongs to the month in which it was opened, whenever it was closed: what is opened
again later does not leave the month that it was filed in. A folder of incidents closed in a month
keeps one total for each month of opening.

One file, replaced whole, which may be deleted or spoiled at any time. A month's totals count while
nothing in its folder has changed: the folder's own time (an incident came or went), the time of
every incident's folder (a journal was copied in; a recording into a closed incident marks its
folder), and the sizes of journals that other laptops wrote (copied over an older copy). What that
cannot see is a hand that edits this laptop's own journal in place; ``kit verify`` sees it.
"""

from __future__ import annotations

import os
from array import array
from hashlib import sha256
from typing import Any

import msgspec

from kit.ground.base.going import over
from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import close, make_dir, open_private, read_laptop, replace_file
from kit.incidents.incident.files.log import Where
from kit.incidents.incident.files.store import Store
from kit.review.archive.rules.digest import EDITION, Digest, filed_digest
from kit.review.archive.rules.totals import Totals, totals_of, united

FILE = "months"
COARSE = 2_000_000_000  # ns: the coarsest times of change that file systems keep


class Kept(msgspec.Struct, rename={"totals": "figures"}):
    """One month's folder: its totals by month of opening, what they were made from, and by which
    edition of the digest. ``foreign``: sizes of other laptops' journals, by ``FOLDER/NAME``."""

    edition: int
    stamp: bytes
    foreign: dict[str, int]
    totals: dict[str, Totals]


_decoder = msgspec.json.Decoder(dict[str, Kept])  # JSON keeps the offset of a time


class TotalsByMonth:
    """Totals by month."""

    def __init__(self, store: Store) -> None:
        self.store, self.veil = store.bare(), store.veil  # what is kept here hides nobody
        self.path = os.path.join(store.home, "cache", FILE)
        self.kept = self._load()
        self.made: list[str] = []
        self._again: list[Digest] | None = None

    def month(self, month: str) -> Totals:
        """The totals of the incidents opened in ``YYYY-MM``."""
        return self.opened(month).get(month, Totals())

    def opened(self, *names: str) -> dict[str, Totals]:
        """The totals of every month of opening in ``names`` (each ``YYYY`` or ``YYYY-MM``) that has
        any, in order. An incident that was opened again counts as it was filed."""
        out: dict[str, Totals] = {}
        for folder in over(self.store.closed_months()):
            if folder.startswith(names) or any(self._opened_in(folder, name) for name in names):
                for month, totals in self.folder(folder).items():
                    if month.startswith(names):
                        out.setdefault(month, Totals()).add(totals)
        for digest in self._reopened():
            month = f"{digest.opened:%Y-%m}"
            if month.startswith(names):
                out.setdefault(month, Totals()).take(digest)
        for totals in out.values():
            totals.sort()
        return {month: self.seen(totals) for month, totals in sorted(out.items())}

    def shown(self, digests: list[Digest]) -> list[Digest]:
        """As they may be shown."""
        veil = self.veil
        return [veil.over(digest) for digest in digests] if veil is not None else digests

    def seen(self, totals: Totals) -> Totals:
        """As they may be shown."""
        if self.veil is None:
            return totals
        leaders = united(totals.leaders, self.veil.name)
        return msgspec.structs.replace(self.veil.over(totals), leaders=leaders)

    def each(self, *months: str) -> list[Digest]:
        """The incidents opened in these months (``YYYY-MM``) and closed since, each by itself, the
        first opened first; one that was opened again as it was filed. Nobody is hidden in
        them: see ``seen`` and ``shown``."""
        from kit.review.archive.files.catalogue import Catalogue

        catalogue = Catalogue(self.store)
        found = [digest for month in months for digest in catalogue.opened_in(month)]
        found += [d for d in self._reopened() if f"{d.opened:%Y-%m}" in months]
        return sorted(found, key=lambda digest: (digest.opened, digest.ref))

    def still_open(self) -> int:
        """Incidents that are open and were never filed."""
        return len(self.store.open_logs()) - len(self._reopened())

    def folder(self, month: str) -> dict[str, Totals]:
        """The totals of the incidents closed in ``YYYY-MM``, by month of opening."""
        folder = os.path.join(self.store.home, "closed", month)
        if self._astray(month):
            return self._counted(month)[1]
        stamp, newest = _stamp(folder)
        kept = self.kept.get(month)
        if (
            kept is not None
            and (kept.edition, kept.stamp) == (EDITION, stamp)
            and _same(folder, kept.foreign)
        ):
            return kept.totals
        return self._make(month, stamp, newest)

    def _opened_in(self, folder: str, name: str) -> bool:
        """Whether an incident in a later folder may have been opened then."""
        if folder < name:
            return False
        return self.store.may_hold(folder, name) or self._astray(folder)

    def _reopened(self) -> list[Digest]:
        """Incidents that are open again, as they were filed."""
        if self._again is None:
            logs = self.store.open_logs()
            filed = (filed_digest(log.entries) for log in logs)
            self._again = [digest for digest in filed if digest is not None]
        return self._again

    def _astray(self, month: str) -> bool:
        """Whether one of the month lies elsewhere, or an open one in its folder: then what was
        kept says nothing."""
        there = self.store.months()
        if month not in there or any(where.month == month for where in self.store.open_found()):
            return True
        if any(month in _months(where) for where in self.store.doubled()):
            return True
        return any(closed == month for _, closed in self.store.astray())

    def save(self) -> None:
        """Keep what had to be made anew. A failure costs only time."""
        if not self.made:
            return
        there = set(self.store.months())
        months = {month: kept for month, kept in self.kept.items() if month in there}
        try:
            make_dir(os.path.dirname(self.path))
            replace_file(self.path, msgspec.json.encode(months))
        except OSError:
            pass
        self.made = []

    def _counted(
        self, month: str
    ) -> tuple[list[tuple[dict[str, Any], Digest]], dict[str, Totals]]:
        """The incidents closed in ``YYYY-MM``, and their totals by month of opening."""
        from kit.review.archive.files.catalogue import Catalogue

        found = Catalogue(self.store).stamped(month)
        found.sort(key=lambda each: each[1].ref)
        by_month: dict[str, list[Digest]] = {}
        for _, digest in found:
            if digest.closed is not None:
                by_month.setdefault(f"{digest.opened:%Y-%m}", []).append(digest)
        return found, {opened: totals_of(digests) for opened, digests in by_month.items()}

    def _make(self, month: str, stamp: bytes, newest: int) -> dict[str, Totals]:
        settled = newest < self._disk_time() - COARSE
        found, totals = self._counted(month)
        self.kept.pop(month, None)
        if settled:  # else a change in the same tick of the disk's clock could go unseen
            laptop = self._laptop()
            foreign = {
                f"{digest.ref}.{digest.type}/{name}": size
                for seen, digest in found
                for name, size in seen["files"].items()
                if not _own(name, laptop)
            }
            self.kept[month] = Kept(EDITION, stamp, foreign, totals)
            self.made.append(month)
        return totals

    def _laptop(self) -> str:
        try:
            return read_laptop(os.path.join(self.store.home, "laptop")) or "?"
        except OSError:  # every journal is another's
            return "?"

    def _disk_time(self) -> int:
        """Now by the disk's clock, in ns: what a new file gets; 0 when none can be made."""
        path = f"{self.path}.{os.getpid()}"
        try:
            make_dir(os.path.dirname(path))
            fd = open_private(path, os.O_WRONLY)
            try:
                return os.fstat(fd).st_mtime_ns
            finally:
                close(fd)
                os.unlink(path)
        except OSError:
            return 0

    def _load(self) -> dict[str, Kept]:
        try:
            return _decoder.decode(read_part(self.path))
        except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
            return {}


def _own(name: str, laptop: str) -> bool:
    """Whether only the kit on this laptop writes that journal. A ``~2`` is somebody's copy."""
    rest = name.removeprefix(laptop)
    return rest != name and rest[:1] in ".-" and "~" not in name


def _months(where: Where) -> set[str]:
    """The months in whose folders it lies."""
    paths = (where.path, *where.twins)
    return {os.path.basename(os.path.dirname(path)) for path in paths}


def _stamp(folder: str) -> tuple[bytes, int]:
    """What changes when a month's folder, or that of one of its incidents, does; and the newest
    of their times."""
    try:
        with os.scandir(folder) as found:
            times = array("q", [each.stat(follow_symlinks=False).st_mtime_ns for each in found])
        times.append(os.stat(folder).st_mtime_ns)
    except OSError:
        return b"", 0
    order = array("q", sorted(times))
    return sha256(order.tobytes()).digest(), order[-1]


def _same(folder: str, foreign: dict[str, int]) -> bool:
    try:
        return all(
            os.stat(f"{folder}/{name}").st_size == size for name, size in foreign.items()
        )
    except OSError:
        return False
