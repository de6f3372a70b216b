"""Sentences typed at home that stand in no log: kept as long as the terminal runs, until they are
notes or somebody leaves without them."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Sentence(msgspec.Struct, eq=False):
    """``at``: when it was typed; ``held``: it may have scrolled away since, and is read again
    before it is recorded."""

    text: str
    at: datetime
    held: bool = False


class Unrecorded:
    """Of one home, in the order in which they were typed."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.lines: list[Sentence] = []

    def add(self, text: str, at: datetime) -> Sentence:
        """Another one: no two are one note."""
        self.lines.append(Sentence(text, at))
        return self.lines[-1]

    def hold(self, held: bool = True) -> None:
        for line in self.lines:
            line.held = held

    def fresh(self) -> list[Sentence]:
        """Those that stand where somebody looks."""
        return [line for line in self.lines if not line.held]

    def recorded(self, line: Sentence) -> None:
        self.lines = [each for each in self.lines if each is not line]
