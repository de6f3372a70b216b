"""A hand that presses everything at the numbered home and at the guides it leads to, by a seed and a clock of its
own; what was asked when each line came, and what stood printed, is kept for who judges it."""

from __future__ import annotations

import queue
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.ground.terminal import plain as ground
from kit.incidents.incident.files.store import Store
from kit.live.guide.talk import plain
from tests.support.numbered import PACE
from tests.support.numbered_home import NumberedHome

SHIFT = "53"  # leads to forms of another room


class Typed(msgspec.Struct):
    """A line: what was asked when its first key came (``name`` "" for nothing), what was printed since that
    stood there, after how many seconds, and the entries that came of it, by the incident's reference."""

    line: str
    question: Any
    shown: str
    rested: float
    new: list[tuple[str, Any]] = []


class Presser(NumberedHome):
    """``lines`` are chosen from, with pauses; ``most`` of them, then the input ends."""

    listed = False

    def __init__(self, home: Path, lang: str, monkeypatch: pytest.MonkeyPatch, seed: str, lines: tuple[str, ...], most: int) -> None:
        super().__init__(home, lang, monkeypatch)
        self.rng, self.choices, self.most = random.Random(seed), lines, most
        self.typed: list[Typed] = []
        self.asked: list[Any] = []
        self.known: dict[str, int] = {}
        self.pasted: list[str] = []
        self.breath: list[str] = []
        self.printed, self.stood = "", 0.0
        self.everything = ""
        run_ask, asks = plain.Run.ask, ground.PlainAsker._asked

        def ask(run: Any, question: Any) -> Any:
            return self._while(question, lambda: run_ask(run, question))

        def asks_one(asker: Any, typed: Any, question: Any) -> Any:
            return self._while(question, lambda: asks(asker, typed, question))

        monkeypatch.setattr(plain.Run, "ask", ask)
        monkeypatch.setattr(ground.PlainAsker, "_asked", asks_one)

    def _while(self, question: Any, asking: Any) -> Any:
        self.asked.append(question)
        self.printed, self.stood = "", self.real
        try:
            return asking()
        finally:
            self.asked.pop()

    def write(self, text: str = "") -> None:
        super().write(text)
        self.printed += text + "\n"
        self.everything += text + "\n"

    def every(self) -> list[Any]:
        """All incidents there are, closed ones, too."""
        store = self.ctx.of(Store)
        return [store.pick(ref) for ref in store.refs()]

    def settle(self) -> None:
        """What came of the line before."""
        said = self.out.getvalue()
        self.printed += said
        self.everything += said
        for log in self.every():
            new = log.entries[self.known.get(log.ref, 0) :]
            self.known[log.ref] = len(log.entries)
            if self.typed:
                self.typed[-1].new += [(log.ref, entry) for entry in new]

    def typed_ahead(self) -> list[str]:
        ahead, self.pasted = self.pasted, []
        return [f"{line}\n" for line in ahead]

    def joined(self, line: str) -> str:
        return " ".join([line.rstrip("\n"), *(each.rstrip("\n") for each in self.typed_ahead())])

    def get(self, timeout: float | None) -> str | None:
        self.settle()
        self.out.seek(0)
        self.out.truncate()
        if not (self.pasted or self.breath) and self.rng.random() < 0.12:  # something may fall due
            self.real += self.rng.choice((20, 90, 240, 600))
            raise queue.Empty
        if len(self.typed) >= self.most:
            return None
        if self.pasted:
            pause, line = 0.0, self.pasted.pop(0)
        elif self.breath:
            pause, line = 0.25, self.breath.pop(0)
        else:
            pause, line = self.rng.choice((0.25, 0.6, 1.2, 2.2, 3.5, 12.0)), self._choose()
            if self.rng.random() < 0.15:
                more = [self._choose() for _ in range(self.rng.choice((1, 2, 3)))]
                self.breath = more
        question = self.asked[-1] if self.asked else None
        begun = self.real + pause
        self.typed.append(Typed(line, question, self.printed, begun - self.stood))
        self.begun, self.real = begun, begun + PACE * (len(line) + 1)
        return f"{line}\n"

    def _choose(self) -> str:
        """Any line; a third of the time the number or letter of something that stands there."""
        there = [line.split()[0].split("/")[0] for line in self.printed.splitlines() if line[:2] == "  " and line[2:3].strip()]
        there = [each for each in there if each != SHIFT]
        if there and self.rng.random() < 0.4:
            return self.rng.choice(there)
        return self.rng.choice(self.choices)

    def presses(self) -> None:
        """Home, again whenever it was left, until there are no more lines."""
        while len(self.typed) < self.most:
            self.rest = []
            from kit.live.home.command import go_home

            try:
                go_home(self.ctx)
            except KeyboardInterrupt:
                pass
            self.settle()
            if self.typed and len(self.typed) >= self.most:
                break
