"""Signposts: empty files that name what is on, so that a home of many years is not searched for it.

Whether something is on, its log alone decides. So it is found without its signpost, too: a backup
has none, and a sync program may drop an empty file.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from kit.ground.machine.disk import close, make_dir, names_in, open_private, sync_dir, take_away

LATEST = 4  # desks that one home may have beside each other, or laptops whose bundles came


class Signposts:
    """Those of one sort of document. ``lies``: whether a name is a reference whose folder is
    there; ``latest``: references, oldest first, asked for where no signpost is left."""

    def __init__(
        self, path: str, lies: Callable[[str], bool], latest: Callable[[], list[str]]
    ) -> None:
        self.path = path
        self._lies = lies
        self._latest = latest

    def found(self) -> list[str]:
        """What may be on, oldest first."""
        standing = [name for name in names_in(self.path) if self._lies(name)]
        return standing or self._latest()[-LATEST:]

    def keep(self, ref: str, on: bool) -> None:
        """One stands as long as its document is on. Never fails."""
        if not on:
            self.take_down(ref)
        elif not os.path.exists(self._at(ref)):
            try:
                self.put_up(ref)
            except OSError:  # it is said by verify; the document itself must go on
                pass

    def put_up(self, ref: str) -> None:
        """Raises ``OSError``."""
        make_dir(self.path)
        put_up(self._at(ref))

    def take_down(self, ref: str) -> None:
        """Never fails."""
        take_away(self._at(ref))

    def _at(self, ref: str) -> str:
        return os.path.join(self.path, ref)


def put_up(path: str) -> None:
    """An empty file that survives a power cut. Raises ``OSError``."""
    close(open_private(path, os.O_WRONLY))
    sync_dir(os.path.dirname(path))
