"""Which closed incidents still have something to do, so that nobody looks through all of them.

A folder holds one small file for each, named like the incident's folder, its month in the first
line and whatever its keeper wants to know behind it. It says where to look and no more: the truth
stands in the logs. The whole folder may be deleted: it is made anew from the journals. So it is
laid aside where a file that it needs cannot be made: one that lacks a name hides an incident.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kit.ground.journal.append import ENDING
from kit.ground.journal.left_over import ASIDE
from kit.ground.journal.reader import read_part
from kit.ground.journal.refs import is_ref
from kit.ground.machine.disk import make_dir, names_in, replace_file, sync_dir
from kit.ground.machine.full_disk import with_reserve
from kit.incidents.incident.files.log import Where

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.incidents.incident.files.store import Store

MOST = 2_000  # closed incidents that are looked through at every start while nothing can be kept


class Outliving:
    """``folder``: its name in the home; ``may``: whether a closed incident has something left, by
    the bytes of its journals (more than there are costs only a look)."""

    def __init__(self, folder: str, may: Callable[[list[bytes]], bool]) -> None:
        self.folder = folder
        self.may = may

    def keep(
        self, home: str, where: Where, left: bool, more: str = "", durable: bool = True
    ) -> bool:
        """Note that a closed incident has something left, or nothing; whether it will be found. Not
        ``durable``: whoever keeps many syncs the folder behind them; a name without what it says is
        looked up again. Never fails."""
        path = os.path.join(home, self.folder, os.path.basename(where.path))
        if not where.month or not self.begin(home):
            return True  # it lies in ``open/``, or all closed ones are looked through
        try:
            if left:
                text = "\n".join([where.month, *more.splitlines()]).encode("ascii")
                if _says(path) != text:  # a flush for each of a year's would take minutes
                    with_reserve(home, lambda: replace_file(path, text, durable))
            elif os.path.exists(path):
                os.unlink(path)
        except OSError:
            return not left  # one too many costs a look
        return True

    def must(self, home: str, where: Where, more: str = "", durable: bool = True) -> None:
        """The same for what lies in a month and may have something left: where it cannot be noted
        all are looked for anew. Never fails."""
        if self.keep(home, where, True, more, durable):
            return
        aside = self._aside(home)
        try:  # at once, and only then away: no cut leaves a folder that looks whole
            os.rename(os.path.join(home, self.folder), aside)
        except OSError:  # no entry goes in either
            return
        _clear(aside)

    def begin(self, home: str) -> bool:
        """Make the folder where nothing was closed yet; whether it is there. One made later would
        lack what was closed before. Never fails."""
        folder, closed = os.path.join(home, self.folder), os.path.join(home, "closed")
        if os.path.isdir(folder):
            return True
        if any(names_in(os.path.join(closed, month)) for month in names_in(closed)):
            return False
        try:
            make_dir(folder)
        except OSError:
            return False
        return True

    def places(self, store: Store) -> list[tuple[Where, str]]:
        """Where they lie, each with what its keeper wrote behind the month."""
        here = self.here(store)
        refs = {where.ref for where in here}
        noted = [(where, more) for where, more in self.noted(store) if where.ref not in refs]
        return [*((where, "") for where in here), *noted]

    def here(self, store: Store) -> list[Where]:
        """Closed ones of which a folder lies in ``open/`` as yet, whatever was noted."""
        return [
            where
            for where, _ in store.astray()
            if where.twins or self.may(self.journals(where))
        ]

    def noted(self, store: Store) -> list[tuple[Where, str]]:
        """Those that lie in a month and nowhere else."""
        folder = os.path.join(store.home, self.folder)
        try:
            names = sorted(os.listdir(folder))
        except FileNotFoundError:
            return [(where, "") for where in self._made_anew(store)]
        except OSError:
            return []
        out, opened = [], {where.ref for where, _ in store.astray()}
        for name in names:
            ref, _, type_ = name.partition(".")
            try:
                text = read_part(os.path.join(folder, name)).decode("ascii", "replace")
            except OSError:
                continue
            if ref in opened:  # noted before its folder was moved: ``here``
                continue
            month, _, more = text.partition("\n")
            where = Where(ref, os.path.join(store.home, "closed", month, name), type_, month)
            if len(month) == 7 and is_ref(ref) and os.path.isdir(where.path):
                out.append((where, more))
                continue
            twin = _elsewhere(store, where)  # reopened, or closed again in another month
            if twin is not None:
                self.keep(store.home, twin, True)
                out.append((twin, ""))
            else:
                self.keep(store.home, where, False)
        return out

    @staticmethod
    def journals(where: Where) -> list[bytes]:
        """The bytes of an incident's journals; nothing where they cannot be read."""
        try:
            names = [name for name in os.listdir(where.path) if name.endswith(ENDING)]
            return [read_part(os.path.join(where.path, name)) for name in names]
        except OSError:
            return []

    def _made_anew(self, store: Store) -> list[Where]:
        """Look through closed journals, the latest first. The folder gets its name when all that
        was found is noted in it; where that cannot be done, no more than ``MOST`` are looked
        through."""
        made: str | None = self._aside(store.home)
        out: list[Where] = []
        count, opened = 0, {where.ref for where, _ in store.astray()}
        try:
            os.mkdir(str(made), 0o700)
        except OSError:
            made = None
        for month in reversed(store.months()):
            for where in reversed(store.closed_found(month)):
                count += 1
                if made is None and count > MOST:
                    return out
                if where.ref not in opened and self.may(self.journals(where)):
                    out.append(where)
                    made = made and _laid(made, where)
        if made is not None:
            try:
                sync_dir(made)
                os.rename(made, os.path.join(store.home, self.folder))
            except OSError:  # another terminal was first
                _clear(made)
        return out

    def _aside(self, home: str) -> str:
        return os.path.join(home, f"{ASIDE}{self.folder}-{os.urandom(3).hex()}")


def _laid(folder: str, where: Where) -> str | None:
    """The folder with the incident's name in it; ``None``, and none, where that cannot be made."""
    try:
        replace_file(
            os.path.join(folder, os.path.basename(where.path)), where.month.encode("ascii"), False
        )
    except OSError:
        _clear(folder)
        return None
    return folder


def _clear(folder: str) -> None:
    import shutil  # with its packers the dearest thing that a start could read

    shutil.rmtree(folder, ignore_errors=True)


def _says(path: str) -> bytes:
    """What a note says; nothing where there is none that can be read."""
    try:
        return read_part(path)
    except OSError:
        return b""


def _elsewhere(store: Store, where: Where) -> Where | None:
    """The last month in which the incident's folder lies, if it lies in one."""
    for month in reversed(store.months()):
        path = os.path.join(store.home, "closed", month, os.path.basename(where.path))
        if os.path.isdir(path):
            return Where(where.ref, path, where.type, month)
    return None
