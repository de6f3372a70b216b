"""What was typed in a run and stands in no log, with the time at which that was so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any


class Unsaid(list[str]):
    """``since``: from when each of them waits; ``by``: who led and who signed then; ``of``: what
    was led through then, which ``place`` names now; ``told``: those that were said where they led;
    ``sought``: words by which something was looked for."""

    def __init__(
        self, now: Callable[[], datetime], signs: Callable[[], tuple[str, str]] = lambda: ("", "")
    ) -> None:
        super().__init__()
        self.now, self.signs = now, signs
        self.since: dict[str, datetime] = {}
        self.by: dict[str, tuple[str, str]] = {}
        self.place = ""
        self.of: dict[str, str] = {}
        self.told: set[str] = set()
        self.sought: set[str] = set()
        self.gone: dict[str, tuple[datetime, tuple[str, str], str]] = {}  # to be put back as it was

    def _stamp(self) -> None:
        before, self.since = self.since, {}
        signed, self.by = self.by, {}
        of, self.of = self.of, {}
        for text in self:
            self.since[text] = before.get(text) or self.now()
            self.by[text] = signed.get(text) or self.signs()
            self.of[text] = of.get(text, self.place)
        self.told &= self.since.keys() | self.gone.keys()

    def append(self, text: str) -> None:
        self.gone.pop(text, None)
        super().append(text)
        self._stamp()

    def insert(self, at: Any, text: str) -> None:
        """One that was brought back and not wanted waits as before."""
        super().insert(at, text)
        self._stamp()
        self._as_before(text)

    def _as_before(self, text: str) -> None:
        if text in self.gone:
            self.since[text], self.by[text], self.of[text] = self.gone.pop(text)

    def extend(self, texts: Iterable[str]) -> None:
        """What another incident was given to read, and left, is still of the one before; it waits
        since now, as it may have been recorded before it was typed once more."""
        more = [*texts]
        super().extend(more)
        self._stamp()
        for text in more:
            if text in self.gone:
                _, self.by[text], self.of[text] = self.gone.pop(text)

    def remove(self, text: str) -> None:
        super().remove(text)
        self.gone[text] = self.since[text], self.by[text], self.of[text]
        self._stamp()

    def clear(self) -> None:
        self.gone |= {text: (self.since[text], self.by[text], self.of[text]) for text in self}
        super().clear()
        self._stamp()

    def __iadd__(self, texts: Iterable[str]) -> Unsaid:  # type: ignore[override, misc]
        self.extend(texts)
        return self

    def __setitem__(self, at: Any, text: Any) -> None:
        super().__setitem__(at, text)
        self._stamp()
