"""The observer's second terminal: the sheet keeps itself up to date; one letter and one key tick a
line, with the time."""

from __future__ import annotations

import os
import sys

from kit.ground.base.cells import cut
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Left, Question, yes_or_no
from kit.ground.terminal.fragments import Line, rule_line
from kit.ground.terminal.keyboard import Keyboard
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.lines import COLORS, ENTER, LEAVE, MONO, show_lines
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.store import Book, Drills
from kit.readiness.drills.rules import acts
from kit.readiness.drills.rules.whole import Whole
from kit.readiness.drills.show.observing import Choice, choices, header, lines

LOOK = 1.0  # real seconds between two looks


class Observer:
    """What stands on the screen, and which line was chosen."""

    def __init__(self, ctx: Context, book: Book, by: str) -> None:
        self.ctx, self.ref, self.by = ctx, book.ref, by
        self.chosen: Choice | None = None
        self.said = ""
        self.top = 0
        self.before: list[str] = []

    def word(self, key: str, **fill: object) -> str:
        return self.ctx.out.word(f"drill.{key}", **fill)

    def whole(self) -> Whole:
        book = self.ctx.of(Drills).load(self.ref)
        desk.give_due(self.ctx, book)
        return desk.whole(self.ctx, book)

    def draw(self, whole: Whole) -> None:
        size = os.get_terminal_size(sys.stdout.fileno())
        cols, rows = size.columns, size.lines
        found = choices(whole, self.ctx.me.lang)
        room = max(1, rows - 4)
        first = self._first(found, room)
        shown: list[Line] = [[("title", cut(header(whole, self.ctx.me.lang), cols))]]
        for each in found[first : first + room]:
            style = "late" if each.loud else ""
            shown.append([(style, cut(f" {each.letter or ' '} {each.text}", cols))])
        shown += [[("", "")] for _ in range(rows - 3 - len(shown))]
        shown.append(rule_line(cols))
        shown.append([("phase", cut(f" {self.said}", cols))])
        shown.append([("keys", cut(" " + self._keys(), cols))])
        show_lines(shown[:rows], COLORS if self.ctx.out.color else MONO, self.before)

    def _first(self, found: list[Choice], room: int) -> int:
        """What can be answered now stays in sight."""
        open_ = [n for n, each in enumerate(found) if each.loud or each.sort == "inject"]
        at = open_[0] if open_ else len(found)
        return max(0, min(at - 3, len(found) - room))

    def _keys(self) -> str:
        if self.chosen is None:
            return self.word("observe-keys")
        return self.word(f"observe-{self.chosen.sort}", id=self.chosen.id)

    def note(self, act: acts.Act, said: str) -> None:
        """Record; what went wrong is said."""
        try:
            desk.record(self.ctx, self.ctx.of(Drills).load(self.ref), act, self.by)
            self.said = self.word("noted", text=said)
        except Refused as refused:
            self.said = self.ctx.out.word(f"refused.{refused.code}", **refused.fill)
        self.chosen = None

    def answer(self, sort: str, id_: str, key: str, why: str = "") -> bool:
        """What a key means at the chosen line; whether it meant anything."""
        if sort == "inject" and key == "g":
            self.note(lambda d: acts.give(d, id_, True), self.word("noted-given", id=id_))
        elif sort == "inject" and key == "x":
            self.note(lambda d: acts.fail(d, id_, why), self.word("noted-failed", id=id_))
        elif sort == "expect" and key in "yn":
            met = key == "y"
            said = self.word("noted-yes" if met else "noted-no", id=id_)
            self.note(lambda d: acts.judge(d, id_, met, why), said)
        else:
            return False
        return True

    def end(self) -> None:
        book = self.ctx.of(Drills).load(self.ref)
        desk.close_all(self.ctx, book.state, self.word("ended-note"), self.by)
        self.note(lambda d: acts.end(d, "finished"), self.word("ended", drill=self.ref))


def observe(ctx: Context, book: Book, by: str) -> int:
    """Until it is left; the exit code."""
    watch = Observer(ctx, book, by or book.state.observer)
    if ctx.me.plain:
        return _by_lines(watch)
    while True:
        asked = _screen(watch)
        if asked == "q":
            return 0
        try:
            _ask(watch, asked)
        except Left:
            watch.chosen = None


def _ask(watch: Observer, asked: str) -> None:
    """What needs words, below the picture."""
    ask = watch.ctx.ask.ask
    if asked == "t":
        text = ask(Question("remark", watch.word("observe-text"), "text"))
        if text and text.strip():
            watch.note(lambda d: acts.remark(d, text), text)
    elif asked == "e":
        if ask(yes_or_no("drill-end", watch.word("observe-end"), watch.ctx.me.lang)) == "yes":
            watch.end()
    elif watch.chosen is not None:
        why = ask(Question("failed", watch.word("observe-why"), "text"))
        watch.answer("inject", watch.chosen.id, "x", why or "")


def _screen(watch: Observer) -> str:
    """The live sheet, until a key asks for words (``t``, ``e``, ``x``) or leaves (``q``)."""
    watch.before.clear()
    out = sys.stdout
    with Keyboard() as keys:
        out.write(ENTER)
        try:
            while True:
                whole = watch.whole()
                watch.draw(whole)
                key = half_width(keys.wait(wall() + LOOK))
                if keys.resized:
                    keys.resized, watch.before = False, []
                asked = _pressed(watch, whole, key)
                if asked:
                    return asked
        finally:
            out.write(LEAVE)
            out.flush()


def _pressed(watch: Observer, whole: Whole, key: str) -> str:
    """Take the key; what needs more than it."""
    if not key:
        return ""
    chosen, low = watch.chosen, key.lower()
    if chosen is not None:
        key = low
        if key == "x" and chosen.sort == "inject":
            return "x"
        if not watch.answer(chosen.sort, chosen.id, key):
            watch.chosen = None
        return ""
    if low in ("q", "t", "e"):
        return low
    found = choices(whole, watch.ctx.me.lang)
    watch.chosen = next((each for each in found if each.letter == key), None)
    watch.said = watch.chosen.text.strip() if watch.chosen is not None else ""
    return ""


def _by_lines(watch: Observer) -> int:
    """The same for numbered lines and screen readers: the sheet, and one line that is typed."""
    ctx = watch.ctx
    while True:
        whole = watch.whole()
        ctx.out.lines(lines(whole, ctx.me.lang, ctx.out.width))
        try:
            typed = ctx.ask.ask(
                Question("observe", watch.word("observe-line"), "text", optional=True)
            )
        except Left:
            return 0
        first, _, rest = (typed or "").strip().partition(" ")
        key, rest = half_width(first), rest.strip()
        if key == "q":
            return 0
        if key == "e":
            watch.end()
        elif key == "t":
            watch.note(lambda d, text=rest: acts.remark(d, text), rest)  # type: ignore[misc]
        elif key:
            _line(watch, whole, key, rest)
        if watch.said:
            ctx.out.line(watch.said)
            watch.said = ""


def _line(watch: Observer, whole: Whole, letter: str, rest: str) -> None:
    """``c y``, ``b x reason``."""
    found = choices(whole, watch.ctx.me.lang)
    chosen = next((each for each in found if each.letter == letter), None)
    key, _, why = rest.partition(" ")
    if (
        chosen is None
        or not key
        or not watch.answer(chosen.sort, chosen.id, half_width(key).lower(), why.strip())
    ):
        watch.said = watch.word("observe-not-understood", text=f"{letter} {rest}".strip()[:60])
