"""Where incidents lie: ``open/``, and ``closed/YYYY-MM/`` by the month of closing. The folder is
the list; whether one is closed, its log alone decides.

An open incident that lies in a month (an older copy was laid over it, or it cannot be moved back)
has a signpost in ``open/``, an empty file ``REF.TYPE.in-YYYY-MM``. Two folders of one reference are
one incident: read together, named by ``kit verify``, and never made one by deleting.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.append import ENDING
from kit.ground.journal.line import sha_of
from kit.ground.journal.reader import read_part, why
from kit.ground.journal.refs import find, is_ref, normal
from kit.ground.journal.signposts import put_up
from kit.ground.machine.disk import names_in, take_away
from kit.incidents.incident.files.log import Where

if TYPE_CHECKING:
    from kit.ground.base.veil import Veil
    from kit.plans.checklists.files import Checklists
    from kit.plans.sites.files import Sites

SIGNPOST = ".in-"
GLANCE = 4096  # bytes of a journal's end that tell whether its last entry closed it


class Folders:
    """The folders of one home, found by month and by reference."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.veil: Veil | None = None
        self.warnings: list[tuple[str, dict[str, object]]] = []
        self.unread: list[str] = []  # what ``open_logs`` could not read: open ones, for all we know
        self.closed_unread: list[str] = []  # what of the closed ones could not be read
        self._unread: set[str] = set()
        self._doubled: tuple[list[tuple[str, int]], list[Where]] | None = None
        self._begun: dict[str, tuple[int, set[str]]] = {}

    @cached_property
    def checklists(self) -> Checklists:
        """What the kit ships and the user adds; an open incident carries its own."""
        from kit.plans.checklists.files import Checklists

        return Checklists(self.home)

    @cached_property
    def sites(self) -> Sites:
        from kit.plans.sites.files import Sites

        sites = Sites(self.home)
        sites.veil = self.veil
        return sites

    def _names(self, path: str) -> list[str]:
        """What lies in a folder, in no order. One that cannot be read is named once, and the others
        go on."""
        try:
            return os.listdir(path)
        except FileNotFoundError:
            return []
        except OSError as error:
            if path not in self._unread:
                self._unread.add(path)
                fill: dict[str, object] = {"path": clean(path, 500), "why": clean(why(error))}
                self.warnings.append(("folder-unread", fill))
                if path.startswith(os.path.join(self.home, "closed")):
                    self.closed_unread.append(os.path.basename(path))
            return []

    def _lying(self, path: str, month: str = "") -> list[Where]:
        out = []
        for name in sorted(self._names(path)):
            ref, _, type_ = name.partition(".")
            if not (is_ref(ref) and type_):
                continue
            type_, post, there = type_.partition(SIGNPOST)
            if post:
                lies = os.path.join(self.home, "closed", there, f"{ref}.{type_}")
                if os.path.isdir(lies):
                    out.append(Where(ref, lies, type_, there))
            else:
                out.append(Where(ref, os.path.join(path, name), type_, month))
        return out

    def open_found(self) -> list[Where]:
        """What lies in ``open/`` or has a signpost there, each once, whatever its state."""
        here = self._lying(os.path.join(self.home, "open"))
        months = self.months() if here else []
        twins = [twin for found in here for twin in self._in_months(found, months)]
        return together([*here, *twins])

    def look_for_home(self) -> None:
        """Where nothing is open: a data folder that is not there at all may have been moved or
        unplugged, with what is open in it. Warned of once."""
        if self.home not in self._unread and not os.path.isdir(self.home):
            self._unread.add(self.home)
            self.warnings.append(("home-away", {"path": clean(self.home, 500)}))

    def strangers(self) -> list[str]:
        """Folders in ``open/`` that hold journals under a name that says no incident (renamed by
        hand, written small by a sync program), and ``open`` itself where it cannot be listed: an
        incident may be in them. Each is warned of once."""
        path = os.path.join(self.home, "open")
        out = []
        for name in self._names(path):
            ref, _, type_ = name.partition(".")
            if name.startswith(".") or (is_ref(ref) and type_):
                continue
            lies = os.path.join(path, name)
            if any(each.endswith(ENDING) for each in names_in(lies)):
                out.append(clean(name, 60))
                if lies not in self._unread:
                    self._unread.add(lies)
                    self.warnings.append(("folder-strange", {"name": clean(name, 60)}))
        return out if path not in self._unread else [*out, "open"]

    def months(self) -> list[str]:
        """The folders of months."""
        names = self._names(os.path.join(self.home, "closed"))
        return sorted(n for n in names if len(n) == 7 and n[4] == "-")

    def beside_months(self) -> list[str]:
        """Folders of incidents that a hand laid into ``closed/`` itself: in no month, so that no
        list has them."""
        path = os.path.join(self.home, "closed")
        names = (n for n in sorted(self._names(path)) if is_ref(n[:15]) and n[15:16] == ".")
        return [clean(n, 60) for n in names if os.path.isdir(os.path.join(path, n))]

    def in_month(self, month: str) -> list[Where]:
        """What lies in the month's folder, each once, whatever its state."""
        return together(self._lying(os.path.join(self.home, "closed", month), month))

    def doubled(self) -> list[Where]:
        """Incidents that lie in several months' folders (a copy was laid there), each once, all its
        folders together. Listed anew where a month's folder changed."""
        months = self.months()
        stamp = [(month, _changed(os.path.join(self.home, "closed", month))) for month in months]
        if self._doubled is None or self._doubled[0] != stamp:
            there = [{n[:15] for n in self._names(self._closed(month))} for month in months]
            few = len(set().union(*there)) < sum(map(len, there))
            twice = {ref for ref, n in Counter(chain(*there)).items() if n > 1} if few else set()
            lying = (self._lying(self._closed(m), m) for m, refs in zip(months, there, strict=True)
                     if twice & refs)
            places = [where for found in lying for where in found if where.ref in twice]
            self._doubled = stamp, together(places)
        return self._doubled[1]

    def may_hold(self, folder: str, name: str) -> bool:
        """Whether something in a month's folder may have been opened in ``name`` (``YYYY`` or
        ``YYYY-MM``): by its reference, which may be of the month that follows where the opening was
        typed in later."""
        year, month = int(name[:4]), int(name[5:] or 12)
        after = f"{year + month // 12}-{month % 12 + 1:02}"
        there = self._refs_of(folder)
        return after in there or any(each.startswith(name) for each in there)

    def _refs_of(self, folder: str) -> set[str]:
        """The months (``YYYY-MM``) by which the references in a month's folder begin."""
        path = self._closed(folder)
        stamp = _changed(path)
        kept = self._begun.get(folder)
        if kept is None or kept[0] != stamp:
            begins = {name[:4] for name in self._names(path)}
            kept = stamp, {f"20{b[:2]}-{b[2:]}" for b in begins if len(b) == 4 and b.isdigit()}
            self._begun[folder] = kept
        return kept[1]

    def _closed(self, month: str) -> str:
        return os.path.join(self.home, "closed", month)

    def all_found(self) -> list[Where]:
        """Every incident once, by reference."""
        out = self._lying(os.path.join(self.home, "open"))
        for month in self.months():
            out += self.in_month(month)
        return together(out)

    def locate(self, text: str) -> Where:
        """The incident that ``text`` names. Raises ``Refused``: none, or more than one."""
        whole = self._whole(normal(text))
        if whole is not None:
            return whole
        every = {found.ref: found for found in self.all_found()}
        refs = find(text, list(every))
        if len(refs) == 1:
            return every[refs[0]]
        if refs:
            raise Refused("ref-ambiguous", Exit.USAGE, ref=text, names=refs[:6])
        drill = text[:1] in "Dd" and is_ref(normal(text[1:]))
        raise Refused("ref-of-drill" if drill else "ref-unknown", Exit.NOT_FOUND, ref=text)

    def _whole(self, ref: str) -> Where | None:
        """The incident with exactly this reference, which says when it was opened: no month before
        that is looked into, so that a long history costs nothing."""
        if not is_ref(ref):
            return None
        found = [w for w in self._lying(os.path.join(self.home, "open")) if w.ref == ref]
        for month in self._since(ref, self.months()):
            found += [w for w in self.in_month(month) if w.ref == ref]
        return together(found)[0] if found else None

    def _in_months(self, found: Where, months: list[str]) -> list[Where]:
        """Folders of the same name in a month. Asks for that name only: a listing of all closed
        ones would cost more with every year."""
        name = f"{found.ref}.{found.type}"
        out = []
        for month in self._since(found.ref, months):
            path = os.path.join(self.home, "closed", month, name)
            if os.path.isdir(path):
                out.append(Where(found.ref, path, found.type, month))
        return out

    @staticmethod
    def _since(ref: str, months: list[str]) -> list[str]:
        return [month for month in months if month >= f"20{ref[:2]}-{ref[2:4]}"]

    # ---- signposts ----------------------------------------------------------------------

    def point_to(self, where: Where) -> None:
        """Keep an open incident that lies in a month in the list of open ones. Never fails."""
        try:
            put_up(self._signpost(where))
        except OSError:  # nothing can be written here: verify and doctor still name it
            pass

    def forget_pointer(self, where: Where) -> None:
        """Never fails."""
        take_away(self._signpost(where))

    def _signpost(self, where: Where) -> str:
        name = f"{where.ref}.{where.type}{SIGNPOST}{where.month}"
        return os.path.join(self.home, "open", name)


def together(found: Iterable[Where]) -> list[Where]:
    """Folders of one reference become one place, by reference: the one whose journals hold most
    (of equals the one in a month), with the others as its twins."""
    by_ref: dict[str, dict[str, Where]] = {}
    for where in found:
        for path in (where.path, *where.twins):
            one = msgspec.structs.replace(where, path=path, twins=())
            by_ref.setdefault(where.ref, {})[path] = one
    out = []
    for ref in sorted(by_ref):
        places = list(by_ref[ref].values())
        if len(places) > 1:
            places.sort(key=lambda w: (-_bytes(w.path), not w.month, len(w.type), w.path))
        twins = tuple(where.path for where in places[1:])
        out.append(msgspec.structs.replace(places[0], twins=twins) if twins else places[0])
    return out


def _changed(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0


def _bytes(folder: str) -> int:
    """How much its journals hold."""
    try:
        with os.scandir(folder) as files:
            return sum(file.stat().st_size for file in files if file.name.endswith(ENDING))
    except OSError:
        return 0

def ends_closed(where: Where) -> bool:
    """Whether a glance at the only journal of an incident tells that it is closed. Where it does
    not, the log has to be read."""
    try:
        names = [name for name in os.listdir(where.path) if name.endswith(ENDING)]
        if len(names) != 1 or where.twins:
            return False
        whole = os.path.join(where.path, names[0])
        blob = read_part(whole, max(0, os.lstat(whole).st_size - GLANCE))
    except OSError:
        return False
    last = blob.rstrip(b"\n").rpartition(b"\n")[2]
    if not blob.endswith(b"\n") or b',"kind":"closed","data":{' not in last:
        return False
    identity = f"{where.ref}/{names[0].removesuffix(ENDING).partition('~')[0]}"
    return sha_of(last, identity) is not None
