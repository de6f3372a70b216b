"""What was typed in a run and stands in no log, with the time at which that was so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

TOLD = timedelta(minutes=5)  # by then whoever left it has read that, and went on without it


class Unsaid(list[str]):
    """``since``: from when each of them waits; ``by``: who led and who signed then; ``of``: what
    was led through then, which ``place`` names now; ``told``: those that were said where they led;
    ``sought``: words by which something was looked for, and what was taken back on purpose: they
    wait nowhere else; ``dropped``: what was left in a line, which was said there at once."""

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
        self.dropped: set[str] = set()
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

    def long_told(self, text: str) -> bool:
        """Whether it was left somewhere so long ago that nobody has to be asked about it."""
        since = self.since.get(text)
        return text in self.dropped and since is not None and self.now() - since >= TOLD

    def of_elsewhere(self, text: str) -> bool:
        """The same of what was typed for something else than what is led through now."""
        of = self.of.get(text, "")
        return bool(of) and of != self.place and self.long_told(text)

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
