"""What was typed in a run and stands in no log, with the time at which that was so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any


class Unsaid(list[str]):
    """``since``: from when each of them waits; ``by``: who led and who signed then; ``told``: those
    that were said where they led."""

    def __init__(
        self, now: Callable[[], datetime], signs: Callable[[], tuple[str, str]] = lambda: ("", "")
    ) -> None:
        super().__init__()
        self.now, self.signs = now, signs
        self.since: dict[str, datetime] = {}
        self.by: dict[str, tuple[str, str]] = {}
        self.told: set[str] = set()

    def _stamp(self) -> None:
        before, self.since = self.since, {}
        signed, self.by = self.by, {}
        for text in self:
            self.since[text] = before.get(text) or self.now()
            self.by[text] = signed.get(text) or self.signs()
        self.told &= self.since.keys()

    def append(self, text: str) -> None:
        super().append(text)
        self._stamp()

    def insert(self, at: Any, text: str) -> None:
        super().insert(at, text)
        self._stamp()

    def extend(self, texts: Iterable[str]) -> None:
        super().extend(texts)
        self._stamp()

    def remove(self, text: str) -> None:
        super().remove(text)
        self._stamp()

    def clear(self) -> None:
        super().clear()
        self._stamp()

    def __iadd__(self, texts: Iterable[str]) -> Unsaid:  # type: ignore[override, misc]
        self.extend(texts)
        return self

    def __setitem__(self, at: Any, text: Any) -> None:
        super().__setitem__(at, text)
        self._stamp()
