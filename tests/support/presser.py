"""A hand that presses everything: random bursts of keys at the drawn guide while timers fall due, watched
by a plain model that knows nothing of how the guide tells keys from words.

What it holds: a line comes into the log by a key or at the end of the rest that a key waits for, at a
question that had stood for 0.15 s; Esc records nothing that was done; two presses of the key that takes
back take the newest entry back, three where the key before them did nothing, which is said first; a sentence
stands in the log, is asked about, or can be brought back.
"""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from kit.ground.journal.entry import Entry
from kit.ground.machine.clock import Now
from kit.ground.terminal.ask import Question
from kit.incidents.incident.files.taking_back import newest
from kit.incidents.incident.rules.acts.undo import last_act
from kit.plans.checklists.files import Checklists
from tests.support.blind import Blind, Loop
from tests.support.constants import TEN
from tests.support.shipped import LISTS

GUARD = 0.15
BOUNCE = 0.15  # seconds: the same key twice, by one press
# What somebody did; all else is a word, a promise, or what follows by itself.
ACTS = {
    "called", "step-done", "step-skipped", "step-deferred", "step-not-applicable", "step-handed", "timer-answered",
    "timer-failed", "timer-snoozed", "level-set", "undone", "closed", "callback-tried", "forecast-given", "forecast-ended",
    "announced", "outage-down", "plan-added",
}  # fmt: skip
SENTENCES = (
    "li ming is at the gate now", "nobody is hurt on floor two", "the lift is stuck with two people",
    "dian ti li you san ge ren", "ke hu dou zai wen zen me ban", "rescue has been here since noon",
    "dou hao le mei you ren shou shang", "up to now no answer from them", "xiao wang qu jie che le",
)  # fmt: skip
WORDS = ("电梯里有三个人被困", "客户都在问怎么办", "二楼的门打不开了", "保安到了三个人都在")
SHORT = ("ok", "li", "12", "5", "15:30", "+10", "3点10", "li ming 5550177 refund 20", "CRM")
KEYS = "abcdefghijklmnopqrstuvwxyz" + "0123456789" + "+-.>/@#!"
USUAL = "d" * 6 + "rny" * 4 + "u" * 4 + "xfslhackjit" + "123b#" + "o"
TYPES = ("application-outage", "power-outage", "fire", "group-disturbance", "flood", "lift")


class Presser:
    """One hand at one incident; ``wrong``: what did not hold, each with the last keys."""

    def __init__(self, home: Path, loop: Loop, seed: int) -> None:
        self.dice, self.loop, self.home = random.Random(seed), loop, home
        self.lang = self.dice.choice(("zh", "en"))
        self.type_ = self.dice.choice([t for t in TYPES if t in LISTS.types()])
        self.start = loop.now
        self.trail: list[str] = []
        self.wrong: list[str] = []
        self.posed = loop.now
        self.idle = False  # the last key did nothing at all, and was no second press of one that did
        self.begins(False)

    # ---- the guide ------------------------------------------------------------------------------

    def begins(self, begun: bool) -> None:
        self.over = False
        self.blind = blind = Blind(self.home, self.lang, self.type_, self.loop, begun)
        blind.hands.ctx._kept[Checklists] = LISTS
        blind.hands.now = lambda: Now(TEN + timedelta(seconds=self.loop.now - self.start))  # type: ignore[method-assign]
        blind.screen.app.exit = lambda **_: setattr(self, "over", True)  # type: ignore[method-assign]
        pose = blind.screen.pose

        def posed(question: Question, *rest: Any) -> None:
            self.posed = self.loop.now
            pose(question, *rest)

        blind.screen.pose = posed  # type: ignore[method-assign]
        self.looks()

    def looks(self) -> None:
        self.blind.session.refresh()
        self.blind.screen._close_moot()
        self.blind.screen._fragments()

    @property
    def entries(self) -> list[Entry]:
        return self.blind.session.folder.entries

    def shown(self) -> str:
        question = self.blind.screen.posed.question
        return f"{question.name}({self.blind.line()!r})"

    # ---- keys -----------------------------------------------------------------------------------

    def passes(self, seconds: float) -> None:
        """Time alone: only a key that waits for the hand's rest may record in it."""
        held, before = self.blind.screen.prose.breath.held, len(self.entries)
        self.loop.pass_(seconds)
        if self.over:
            return
        new = self._new(before)
        self.idle = self.idle and not new
        if new and held is None:
            self._fails(f"{new} came by itself")

    def key(self, key: str, seconds: float) -> None:
        if self.over:
            return
        self.passes(seconds)
        if self.over:
            return
        twice = seconds <= BOUNCE and bool(self.trail) and self.trail[-1].split(" ")[1] == key and not self.idle
        self.trail.append(f"{seconds:.2f} {key} @{self.shown()}")
        before, stood = len(self.entries), self.loop.now - self.posed
        held = self.blind.screen.prose.breath.held
        question, step = self.blind.screen.posed.question, self.blind.session.step
        self.blind._arrives(key)
        if self.over:
            return
        new = self._new(before)
        self.idle = not (new or twice) and self.blind.asked == question.name and question.kind != "text"
        if new & ACTS and key == "escape":
            self._fails(f"Esc recorded {new}")
        if new & ACTS and stood < GUARD and held is None and question.kind != "text":
            self._fails(f"{new} at {question.name}, which had stood for {stood:.2f} s")
        if question.name == "step" and held is None:
            for entry in self.entries[before:]:
                of = getattr(entry.event, "step", "")
                if entry.event.kind in ("called", "step-skipped", "step-deferred") and of and (step is None or of != step.key):
                    self._fails(f"{entry.event.kind} of {of} at another step")

    def _new(self, before: int) -> set[str]:
        return {entry.event.kind for entry in self.entries[before:]}

    def _fails(self, what: str) -> None:
        self.wrong.append(f"{what}\n    " + "\n    ".join(self.trail[-14:]))

    def rests(self, seconds: float = 1.2) -> None:
        if not self.over:
            self.passes(seconds)
        if not self.over:
            self.looks()

    # ---- what a hand does -----------------------------------------------------------------------

    def gap(self) -> float:
        return self.dice.choice((0.05, 0.1, 0.16, 0.25, 0.25, 0.25, 0.4, 0.6, 0.9, 1.2, 1.65, 2.0))

    def burst(self) -> None:
        """A few keys."""
        for _ in range(self.dice.randint(1, 5)):
            roll = self.dice.random()
            key = "enter" if roll < 0.18 else "escape" if roll < 0.26 else "up" if roll < 0.28 else ""
            pool = USUAL if self.dice.random() < 0.6 else KEYS
            self.key(key or self.dice.choice(pool), self.gap())

    def sentence(self) -> None:
        """Words and Enter; afterwards they stand somewhere."""
        self.rests(self.dice.choice((0.2, 1.2, 1.2, 4)))
        if self.over:
            return
        foreign = self.lang == "zh" and self.dice.random() < 0.4
        text = self.dice.choice(WORDS if foreign else SENTENCES)
        if self.dice.random() < 0.3:
            self.key("n", 0.3)
        if self.over:
            return
        if foreign:
            self.trail.append(f"words {text} @{self.shown()}")
            self.blind.words(text)
        else:
            for char in text:
                self.key(char, 0.25)
        if self.over:
            return
        self.key("enter", 0.3)
        self.rests(0.6)
        if not self.over:
            told = text[1:] if foreign else text.split(" ", 1)[1]
            if told not in self._everything():
                self._fails(f"lost: {text}")

    def _everything(self) -> str:
        """All that stands in the log, is asked, or can be brought back."""
        blind, session = self.blind, self.blind.session
        prose, question = blind.screen.prose, blind.screen.posed.question
        over, left = prose.standing.over, prose.standing.pending
        asides = [prose.breath.aside, *([over[1]] if over else []), *(each.aside for each in left)]
        texts = [
            *(repr(entry.event) for entry in self.entries), question.text, question.typed, question.holds, *question.lines,
            *(option.label for option in question.options), blind.line(), prose.hand.run, *(a.whole + " " + a.text for a in asides if a),
            prose.breath.remarks.said(), *prose.lines.line.waiting(), *prose.lines.line.texts, *blind.hands.ctx.unsaid, *session.unsaid,
            *(note.text for note in session.carried), session.message, session.alert, blind.screen.word, session.earlier.front,
        ]  # fmt: skip
        return "\n".join(texts)

    def takes_back(self) -> None:
        """``u`` ``u`` at the step takes back the newest entry, whatever was pressed before; where that did
        nothing it is named, and only ``u`` once more leads on to the entry."""
        self.rests(4)
        if self.over or self.blind.asked != "step":
            return
        last, idle = last_act(newest(self.blind.session.folder)), self.idle
        self.key("u", 0.3)
        if not self.over and idle and last is not None and self.blind.asked == "undo-void":
            self.rests(2)
            self.key("u", 0.3)
            if not self.over and last.id in newest(self.blind.session.folder).gone():
                self._fails(f"u u took back {last.event.kind} behind a key that did nothing")
            self.rests(2)
        if self.over or last is None:
            return
        if self.blind.asked == "withdraw":
            self.key("escape", 1)
            return
        if self.blind.asked != "undo":
            self._fails(f"u asked {self.blind.asked}")
            return
        self.key("u", self.dice.choice((0.25, 0.6, 1.5)))
        self.rests()
        if not self.over and last.id not in newest(self.blind.session.folder).gone():
            self._fails(f"u u did not take back {last.event.kind}")

    def line(self) -> None:
        """Something short, and Enter."""
        for char in self.dice.choice(SHORT):
            self.key(char, 0.25)
        self.key("enter", 0.3)

    def looks_away(self) -> None:
        """Minutes pass, and timers fall due."""
        for _ in range(self.dice.randint(1, 3)):
            self.rests(self.dice.choice((20, 60, 120)))

    def comes_back(self) -> None:
        """The hand leaves whatever is asked."""
        for _ in range(6):
            if self.over or self.blind.asked == "step":
                return
            self.key("escape", 1.3)
            self.rests()

    def plays(self, many: int) -> list[str]:
        """So many things; what did not hold."""
        ways = [self.burst] * 8 + [self.sentence] * 3 + [self.takes_back] * 2 + [self.line, self.looks_away, self.comes_back]
        for _ in range(many):
            if self.over:
                if self.blind.session.incident.closed is not None:
                    break
                self.begins(True)
            self.dice.choice(ways)()
        return self.wrong
