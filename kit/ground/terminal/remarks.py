"""What did not count: it is said until somebody can have read it, because who types without looking
goes on at once, and would never know that an act is missing."""

from __future__ import annotations

from kit.ground.base.cells import cut
from kit.ground.base.words import word
from kit.ground.terminal.hand import LOOK, pause

MOST = 4  # keys that are named
ASKED = 24  # cells of a question that was left


class Remarks:
    """``now``: keys that did not count while the hand went on; ``keys`` and ``asked``: those before
    it rested, and the question that was left without an answer; ``at``: since when that stands
    where it can be read."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.now: list[str] = []
        self.keys: list[str] = []
        self.asked = ""
        self.at = float("-inf")

    def missed(self, key: str) -> None:
        """This key did not count; the sentence that says so goes with the next one."""
        self.now.append({"enter": word(self.lang, "screen.enter"), "escape": "Esc"}.get(key, key))

    def left(self, asked: str, now: float) -> None:
        """This question was left without an answer."""
        self.asked = cut(asked.strip().rstrip(":："), ASKED)
        self.at = now

    def goes_on(self, since: float, now: float, note: bool) -> None:
        """Something else is typed, so long after what was missed was said. The key for a ``note``
        and what is typed behind it is typed without looking."""
        self._keep(since)
        if not note and now - self.at >= LOOK * pause():
            self.keys, self.asked = [], ""

    def said_again(self, now: float) -> None:
        """It stands beside what was just recorded, to be read now."""
        self._keep(now)
        if self.keys or self.asked:
            self.at = now

    def _keep(self, since: float) -> None:
        if self.now:
            self.keys = list(dict.fromkeys([*self.keys, *self.now]))[-MOST:]
            self.now, self.at = [], since

    def was_text(self, before: bool = False) -> None:
        """What was missed is part of a sentence; ``before``: what was missed before it rested."""
        self.now = []
        if before:
            self.keys = []

    def text(self) -> str:
        """In one sentence; "" where all counted."""
        said = []
        if self.keys:
            keys = ("、" if self.lang == "zh" else ", ").join(self.keys)
            said.append(word(self.lang, "screen.not-counted", keys=keys))
        if self.asked:
            said.append(word(self.lang, "screen.not-answered", asked=self.asked))
        return ("；" if self.lang == "zh" else "; ").join(said)
