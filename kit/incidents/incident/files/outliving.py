"""Which closed incidents still have something to do, so that nobody looks through all of them.

A folder holds one small file for each, named like the incident's folder, its month in the first
line and whatever its keeper wants to know behind it. It says where to look and no more: the truth
stands in the logs. Any of these files, and the whole folder, may be deleted: it is made anew from
the journals.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kit.ground.journal.append import ENDING
from kit.ground.journal.reader import read_part
from kit.ground.journal.refs import is_ref
from kit.ground.machine.disk import make_dir, replace_file
from kit.incidents.incident.files.log import Where

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.incidents.incident.files.store import Store


class Outliving:
    """``folder``: its name in the home; ``may``: whether a closed incident has something left, by
    the bytes of its journals (more than there are costs only a look)."""

    def __init__(self, folder: str, may: Callable[[list[bytes]], bool]) -> None:
        self.folder = folder
        self.may = may

    def keep(
        self, home: str, where: Where, left: bool, more: str = "", durable: bool = True
    ) -> None:
        """Note that a closed incident has something left, or nothing. A failure costs nothing but
        that it is found later. Not ``durable``: whoever keeps many syncs the folder behind them; a
        name without what it says is looked up again."""
        path = os.path.join(home, self.folder, os.path.basename(where.path))
        try:
            make_dir(os.path.dirname(path))
            if left:
                text = "\n".join([where.month, *more.splitlines()]).encode("ascii")
                if _says(path) != text:  # a flush for each of a year's would take minutes
                    replace_file(path, text, durable)
            elif os.path.exists(path):
                os.unlink(path)
        except OSError:
            pass

    def places(self, store: Store) -> list[tuple[Where, str]]:
        """Where they lie, each with what its keeper wrote behind the month."""
        folder = os.path.join(store.home, self.folder)
        try:
            names = sorted(os.listdir(folder))
        except FileNotFoundError:
            names = self._made_anew(store)
        except OSError:
            return []
        out = []
        for name in names:
            ref, _, type_ = name.partition(".")
            try:
                text = read_part(os.path.join(folder, name)).decode("ascii", "replace")
            except OSError:
                continue
            month, _, more = text.partition("\n")
            where = Where(ref, os.path.join(store.home, "closed", month, name), type_, month)
            if len(month) == 7 and is_ref(ref) and os.path.isdir(where.path):
                out.append((where, more))
                continue
            twin = _elsewhere(store, where)  # reopened, or closed again in another month
            self.keep(store.home, twin or where, twin is not None)
            out += [(twin, "")] if twin is not None else []
        return out

    @staticmethod
    def journals(where: Where) -> list[bytes]:
        """The bytes of an incident's journals; nothing where they cannot be read."""
        try:
            names = [name for name in os.listdir(where.path) if name.endswith(ENDING)]
            return [read_part(os.path.join(where.path, name)) for name in names]
        except OSError:
            return []

    def _made_anew(self, store: Store) -> list[str]:
        """Look through every closed journal once. A home that cannot be written is not looked
        through at every start."""
        try:
            make_dir(os.path.join(store.home, self.folder))
        except OSError:
            return []
        names = []
        for month in store.months():
            for where in store.closed_found(month):
                if self.may(self.journals(where)):
                    self.keep(store.home, where, True)
                    names.append(os.path.basename(where.path))
        return names


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
