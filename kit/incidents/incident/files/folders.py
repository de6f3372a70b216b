"""Where incidents lie: ``open/``, and ``closed/YYYY-MM/`` by the month of closing. The folder is
the list; nothing else needs to know.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.reader import why
from kit.ground.journal.refs import find, is_ref, normal
from kit.incidents.incident.files.log import Where

if TYPE_CHECKING:
    from kit.plans.checklists.files import Checklists
    from kit.plans.sites.files import Sites


class Folders:
    """The folders of one home, found by month and by reference."""

    def __init__(self, home: str) -> None:
        self.home = home

    @cached_property
    def checklists(self) -> Checklists:
        """What the kit ships and the user adds; an open incident carries its own."""
        from kit.plans.checklists.files import Checklists

        return Checklists(self.home)

    @cached_property
    def sites(self) -> Sites:
        from kit.plans.sites.files import Sites

        return Sites(self.home)

    def _folders(self, path: str, month: str = "") -> list[Where]:
        try:
            names = os.listdir(path)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise Refused("home", Exit.FAULT, path=path, why=why(error)) from error
        out = []
        for name in sorted(names):
            ref, _, type_ = name.partition(".")
            if is_ref(ref) and type_:
                out.append(Where(ref, os.path.join(path, name), type_, month))
        return out

    def open_found(self) -> list[Where]:
        return self._folders(os.path.join(self.home, "open"))

    def months(self) -> list[str]:
        try:
            names = os.listdir(os.path.join(self.home, "closed"))
        except FileNotFoundError:
            return []
        return sorted(n for n in names if len(n) == 7 and n[4] == "-")

    def closed_found(self, month: str) -> list[Where]:
        return self._folders(os.path.join(self.home, "closed", month), month)

    def all_found(self) -> list[Where]:
        out = self.open_found()
        for month in self.months():
            out += self.closed_found(month)
        return sorted(out, key=lambda f: f.ref)

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
        raise Refused("ref-unknown", Exit.NOT_FOUND, ref=text)

    def _whole(self, ref: str) -> Where | None:
        """The incident with exactly this reference, which says when it was opened: no month before
        that is looked into, so that a long history costs nothing."""
        if not is_ref(ref):
            return None
        found = [one for one in self.open_found() if one.ref == ref]
        opened = f"20{ref[:2]}-{ref[2:4]}"
        for month in self.months():
            if month >= opened:
                found += [one for one in self.closed_found(month) if one.ref == ref]
        return found[-1] if found else None

    def closed_twin(self, found: Where) -> Where | None:
        """The folder of the same incident in a month, if it lies there, too; the last month's. Asks
        for that name only: a listing of all closed ones would cost more with every year."""
        name = os.path.basename(found.path)
        for month in reversed(self.months()):
            path = os.path.join(self.home, "closed", month, name)
            if os.path.isdir(path):
                return Where(found.ref, path, found.type, month)
        return None
