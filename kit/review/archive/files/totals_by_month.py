"""The totals of whole months and what is owed in them, kept so that a year is twelve sums and not
36,000 digests, and that no log is folded to say what is owed.

An incident belongs to the month in which it was opened, whenever it was closed: what is opened
again later does not leave the month that it was filed in. A folder of incidents closed in a month
keeps one total for each month of opening, and one list of what its incidents still owe.

One file, replaced whole, which may be deleted or spoiled at any time: its first line says which
kit wrote it and what its bytes hash to, and one that says otherwise is not read. What was kept of
a month counts while nothing in its folder has changed: the folder's own time (an incident came or
went), the time of every incident's folder (a journal was copied in; a recording into a closed
incident marks its folder), and the sizes of journals that other laptops wrote (copied over an
older copy). What that cannot see is a hand that edits this laptop's own journal in place; ``kit
verify`` sees it.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import TypeVar

import msgspec

from kit import __version__
from kit.ground.base.going import over
from kit.ground.base.months import month_of
from kit.ground.base.private import Plain
from kit.ground.console.context import Context
from kit.ground.journal import snapshot
from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import close, make_dir, open_private, read_laptop
from kit.ground.machine.full_disk import keep_cache
from kit.incidents.incident.files.log import Where
from kit.incidents.incident.files.store import Store
from kit.review.archive.rules.digest import EDITION, Digest, filed_digest
from kit.review.archive.rules.owing import Improving, Owing
from kit.review.archive.rules.totals import Totals, totals_of, united

FILE = "months"
COARSE = 2_000_000_000  # ns: the coarsest times of change that file systems keep


class Owes(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one closed incident still owes: calls to customers, and improvement actions.
    ``practice``: a drill, or a readiness check."""

    ref: Plain
    opened: datetime
    practice: bool = False
    owing: list[Owing] = []
    improving: list[Improving] = []


class Kept(msgspec.Struct):
    """One month's folder: its totals by month of opening and what its incidents owe, each decoded
    when it is asked for; and what they were made from. ``foreign``: sizes of other laptops'
    journals, by ``FOLDER/NAME``."""

    stamp: list[int]
    foreign: dict[str, int]
    figures: msgspec.Raw
    owes: msgspec.Raw


_decoder = msgspec.json.Decoder(dict[str, Kept])  # JSON keeps the offset of a time
_figures = msgspec.json.Decoder(dict[str, Totals])
_owes = msgspec.json.Decoder(list[Owes])
T = TypeVar("T")


class TotalsByMonth:
    """Totals by month."""

    def __init__(self, store: Store) -> None:
        self.store, self.veil = store.bare(), store.veil  # what is kept here hides nobody
        self.path = os.path.join(store.home, "cache", FILE)
        self.kept = self._load()
        self.made: list[str] = []
        self._current: dict[str, Kept] = {}
        self._again: list[Digest] | None = None
        self._strays: set[str] | None = None
        self._there: set[str] = set()

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
            month = month_of(digest.opened)
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
        found += [d for d in self._reopened() if month_of(d.opened) in months]
        return sorted(found, key=lambda digest: (digest.opened, digest.ref))

    def still_open(self) -> int:
        """Incidents that are open and were never filed."""
        return len(self.store.open_logs()) - len(self._reopened())

    def as_filed(self) -> set[str]:
        """Open incidents that count as they were filed, since they were opened again."""
        return {digest.ref for digest in self._reopened()}

    def owing(self) -> list[Owes]:
        """The closed incidents of all months that owe something, whatever they owe; as they may
        be shown."""
        months = over(self.store.closed_months())
        found = [one for month in months for one in self._part(month, "owes", _owes)]
        veil = self.veil
        return [veil.over(one) for one in found] if veil is not None else found

    def folder(self, month: str) -> dict[str, Totals]:
        """The totals of the incidents closed in ``YYYY-MM``, by month of opening."""
        return self._part(month, "figures", _figures)

    def _part(self, month: str, name: str, decoder: msgspec.json.Decoder[T]) -> T:
        kept = self._kept(month)
        try:
            return decoder.decode(getattr(kept, name))
        except msgspec.MsgspecError:  # of a kit that calls itself the same and is another
            self._current[month] = kept = self._make(month, kept.stamp)
            return decoder.decode(getattr(kept, name))

    def _kept(self, month: str) -> Kept:
        """What counts of the month, made anew where it has to be; looked at once."""
        if month not in self._current:
            self._current[month] = self._now(month)
        return self._current[month]

    def _now(self, month: str) -> Kept:
        folder = os.path.join(self.store.home, "closed", month)
        if self._astray(month):
            return self._counted(month, [])
        stamp = _stamp(folder)
        kept = self.kept.get(month)
        if kept is None or not stamp or kept.stamp != stamp or not _same(folder, kept.foreign):
            return self._make(month, stamp)
        return kept

    def _opened_in(self, folder: str, name: str) -> bool:
        """Whether an incident in another folder may have been opened then; in an earlier one where
        a hand moved it there."""
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
        if self._strays is None:
            store = self.store
            strays = {where.month for where in store.open_found()}
            strays |= {closed for _, closed in store.astray()}
            strays.update(*map(_months, store.doubled()))
            self._strays, self._there = strays, set(store.months())
        return month in self._strays or month not in self._there

    def save(self) -> None:
        """Keep what had to be made anew. A failure costs only time."""
        if not self.made:
            return
        there = set(self.store.months())
        months = {month: kept for month, kept in self.kept.items() if month in there}
        try:
            body = msgspec.json.encode(months)
            keep_cache(self.store.home, self.path, _head(body) + body)
        except OSError:
            pass
        self.made = []

    def _counted(self, month: str, stamp: list[int]) -> Kept:
        """Made from the digests of the incidents closed in ``YYYY-MM``."""
        from kit.review.archive.files.catalogue import Catalogue

        found = Catalogue(self.store).stamped(month)
        found.sort(key=lambda each: each[1].ref)
        closed = [digest for _, digest in found if digest.closed is not None]
        by_month: dict[str, list[Digest]] = {}
        for digest in closed:
            by_month.setdefault(month_of(digest.opened), []).append(digest)
        figures = {opened: totals_of(digests) for opened, digests in by_month.items()}
        left = [digest for digest in closed if digest.owing or digest.improving]
        owes = [
            Owes(d.ref, d.opened, d.drill or d.kind != "incident", d.owing, d.improving)
            for d in left
        ]
        laptop = self._laptop()
        foreign = {
            f"{digest.ref}.{digest.type}/{name}": size
            for seen, digest in found
            for name, size in seen["files"].items()
            if not _own(name, laptop)
        }
        return Kept(stamp, foreign, _raw(figures), _raw(owes))

    def _make(self, month: str, stamp: list[int]) -> Kept:
        settled = bool(stamp) and stamp[-1] < self._disk_time() - COARSE
        made = self._counted(month, stamp)
        self.kept.pop(month, None)
        if settled:  # else a change in the same tick of the disk's clock could go unseen
            self.kept[month] = made
            self.made.append(month)
        return made

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
            blob = read_part(self.path)
            body = blob[blob.find(b"\n") + 1 :]
            return _decoder.decode(body) if blob.startswith(_head(body)) else {}
        except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
            return {}


def _head(body: bytes) -> bytes:
    """Which kit wrote this, and what it hashes to."""
    return f"{__version__}/{EDITION} {snapshot.hasher(body).hexdigest()}\n".encode("ascii")


def drop(ctx: Context, where: Where) -> None:
    """Nothing that was kept of the incident's month stays, because something in it was withdrawn
    for good; where its place does not say which month it counts in, nothing of any. Never fails."""
    cache = os.path.join(ctx.home, "cache")
    month = where.month if not where.twins else ""
    try:
        for name in os.listdir(cache):
            if name.startswith(f"closed-{month}") and name.endswith(".json"):
                os.unlink(os.path.join(cache, name))
    except OSError:  # there is none
        pass
    totals = TotalsByMonth(ctx.of(Store))
    totals.made = [name for name in totals.kept if not month or name == month]
    for name in totals.made:
        del totals.kept[name]
    totals.save()


def _own(name: str, laptop: str) -> bool:
    """Whether only the kit on this laptop writes that journal. A ``~2`` is somebody's copy."""
    rest = name.removeprefix(laptop)
    return rest != name and rest[:1] in ".-" and "~" not in name


def _months(where: Where) -> set[str]:
    """The months in whose folders it lies."""
    paths = (where.path, *where.twins)
    return {os.path.basename(os.path.dirname(path)) for path in paths}


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


def _stamp(folder: str) -> list[int]:
    """What changes when a month's folder, or that of one of its incidents, does: a hash of their
    times, how many they are, and the newest, in ns. Empty where one cannot be read."""
    try:
        paths = [f"{folder}/{name}" for name in os.listdir(folder)]
        times = [found.st_mtime_ns for found in map(os.lstat, [*paths, folder])]
    except OSError:
        return []
    times.sort()
    return [hash(tuple(times)), len(times), times[-1]]


def _same(folder: str, foreign: dict[str, int]) -> bool:
    try:
        return all(
            os.stat(f"{folder}/{name}").st_size == size for name, size in foreign.items()
        )
    except OSError:
        return False
