"""The observer's second terminal: the sheet keeps itself up to date; one letter and one key tick a
line, with the time. It says when the drill is over, and goes when nothing is left to judge."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime

from kit.ground.base.cells import cut, wrap
from kit.ground.base.clean import clean
from kit.ground.base.named import NOBODY
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Left, Question, yes_or_no
from kit.ground.terminal.fragments import Line, rule_line
from kit.ground.terminal.keyboard import Keyboard
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.lines import COLORS, ENTER, LEAVE, MONO, show_lines, window
from kit.ground.terminal.noting import ask_name
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.store import Book, Drills
from kit.readiness.drills.rules import acts
from kit.readiness.drills.rules.state import Drill
from kit.readiness.drills.rules.whole import Whole
from kit.readiness.drills.show import observing
from kit.readiness.drills.show.observing import INJECTS, Choice, choices, header, lines

JUDGED = ("expect", "never")
WHEN = "when"  # the time at which he saw it is asked for
LOOK = 1.0  # real seconds between two looks


class Observer:
    """What stands on the screen, and which line was chosen."""

    def __init__(self, ctx: Context, book: Book, by: str) -> None:
        self.ctx, self.ref, self.by = ctx, book.ref, by
        self.chosen: Choice | None = None
        self.said = ""
        self.before: list[str] = []
        self.waited = True  # whether something was still to come when it was looked at last

    def word(self, key: str, **fill: object) -> str:
        return self.ctx.out.word(f"drill.{key}", **fill)

    def whole(self) -> Whole:
        book = self.ctx.of(Drills).load(self.ref)
        desk.give_due(self.ctx, book)
        return desk.whole(self.ctx, book)

    def draw(self, whole: Whole) -> None:
        cols, rows = window()
        found = choices(whole, self.ctx.me.lang)
        head = list(wrap(header(whole, self.ctx.me.lang), cols - 1))[:3]
        said = [f" {text}" for text in wrap(self.said, cols - 2)][:3] or [""]
        keys = [f" {text}" for text in wrap(self._keys(whole), cols - 2)][:2]
        room = max(1, rows - len(head) - len(said) - len(keys) - 1)
        shown: list[Line] = [[("title", text)] for text in head]
        first = self._first(found, room)
        for each in found[first : first + room]:
            style = "late" if each.loud else ""
            shown.append([(style, cut(f" {each.letter or ' '} {each.text}", cols))])
        shown += [[("", "")] for _ in range(room + len(head) - len(shown))]
        shown.append(rule_line(cols))
        shown += [[("phase", text)] for text in said] + [[("keys", text)] for text in keys]
        show_lines(shown[:rows], COLORS if self.ctx.out.color else MONO, self.before)

    def _first(self, found: list[Choice], room: int) -> int:
        """What can be answered now stays in sight."""
        open_ = [n for n, each in enumerate(found) if each.loud or each.sort == "inject"]
        at = open_[0] if open_ else len(found)
        return max(0, min(at - 3, len(found) - room))

    def _keys(self, whole: Whole) -> str:
        if self.chosen is None:
            return self.word("observe-keys" if whole.drill.on else "observe-keys-over")
        return self.word(f"observe-{self.chosen.sort}", id=self.chosen.id)

    def note(
        self, act: acts.Act, said: Callable[[Whole], str], at: datetime | None = None
    ) -> None:
        """Record, and say what stands there now; what went wrong is said."""
        try:
            book = self.ctx.of(Drills).load(self.ref)
            desk.record(self.ctx, book, act, self.by, at)
            self.said = self.word("noted", text=said(self.whole()))
        except Refused as refused:
            self.refuse(refused)
        self.chosen = None

    def refuse(self, refused: Refused) -> None:
        self.said = self.ctx.out.word(f"refused.{refused.code}", **refused.fill)

    def answer(self, sort: str, id_: str, key: str, why: str = "") -> bool:
        """What a key means at the chosen line; whether it meant anything."""
        lang = self.ctx.me.lang
        if sort == "inject" and key == "g":
            given = self.word("noted-given", id=id_)
            self.note(lambda d: acts.give(d, id_, True), lambda _: given)
        elif sort in ("inject", "given") and key == "x":
            self.note(lambda d: acts.fail(d, id_, why), lambda w: observing.failed(w, id_, lang))
        elif sort == "failed" and key == "u":
            self.note(lambda d: acts.restore(d, id_, why), lambda w: self.word(
                "noted-restored", id=id_, state=observing.given_state(w, id_, lang)))  # fmt: skip
        elif sort in JUDGED and key in ("y", "n"):
            self.judge(id_, key == "y", why)
        else:
            return False
        return True

    def judge(self, id_: str, met: bool, why: str, at: datetime | None = None) -> None:
        lang = self.ctx.me.lang
        self.note(
            lambda d: acts.judge(d, id_, met, why), lambda w: observing.judged(w, id_, lang), at
        )

    def saw(self, id_: str, text: str) -> None:
        """Met, at the time that was typed."""
        if not text.strip():
            self.chosen = None
            return
        try:
            at = desk.seen_at(self.ctx, self.drill(), text)
        except Refused as refused:
            self.refuse(refused)
            self.chosen = None
        else:
            self.judge(id_, True, "", at)

    def drill(self) -> Drill:
        return self.ctx.of(Drills).load(self.ref).state

    def sure(self, id_: str) -> bool:
        """Whether one that was given is to be noted as not given, which takes its points."""
        at = self.drill().given.get(id_)
        if at is None:
            return True
        asked = self.word("observe-sure", id=id_, at=f"{at:%H:%M}")
        question = yes_or_no("failed-sure", asked, self.ctx.me.lang)
        return bool(self.ctx.ask.ask(question) == "yes")

    def named(self) -> None:
        """Who judges here; asked for where nobody is known."""
        if (self.by or self.ctx.recorder).strip() in NOBODY and self.drill().completed is None:
            asked = Question("observer", self.word("observe-who"), "text")
            by = ask_name(lambda: self.ctx.ask.ask(asked), self.ctx.err.say)
            self.by = clean(by, 60)

    def leaves(self, whole: Whole) -> bool:
        """Whether the drill came to its end here and nothing is left to judge."""
        drill = whole.drill
        waits = drill.completed is None and (drill.on or whole.score.unjudged > 0)
        was, self.waited = self.waited, waits
        return was and not waits

    def end(self) -> None:
        book = self.ctx.of(Drills).load(self.ref)
        ended = self.word("ended", drill=self.ref)
        self.note(lambda d: acts.end(d, "finished"), lambda _: ended)
        if self.said == self.word("noted", text=ended):
            self.said = ""  # what stands above says so, and how many are to be judged
        desk.close_all(self.ctx, book.state, self.word("ended-note"), self.by)


def observe(ctx: Context, book: Book, by: str) -> int:
    """Until it is left; the exit code."""
    watch = Observer(ctx, book, by or book.state.observer)
    watch.leaves(watch.whole())
    try:
        watch.named()
    except Left:
        return 0
    if ctx.me.plain:
        return _by_lines(watch)
    while True:
        asked = _screen(watch)
        if asked == "over":
            ctx.out.lines(wrap(watch.said, ctx.out.width))
            ctx.out.lines(wrap(observing.over(watch.whole(), ctx.me.lang), ctx.out.width))
        if asked in ("q", "over"):
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
            watch.note(lambda d: acts.remark(d, text), lambda _: text)
    elif asked == "e":
        if ask(yes_or_no("drill-end", watch.word("observe-end"), watch.ctx.me.lang)) == "yes":
            watch.end()
    elif watch.chosen is not None and asked == WHEN:
        when = ask(Question("seen-at", watch.word("observe-when"), "text"))
        watch.saw(watch.chosen.id, when or "")
    elif watch.chosen is not None:
        id_ = watch.chosen.id
        why = ask(Question("failed", watch.word("observe-why"), "text"))
        if watch.sure(id_):
            watch.answer("given", id_, "x", why or "")
        watch.chosen = None


def _screen(watch: Observer) -> str:
    """The live sheet, until a key asks for words (``t``, ``e``, ``x``, ``WHEN``) or leaves (``q``),
    or all is ``over``."""
    watch.before.clear()
    out = sys.stdout
    with Keyboard() as keys:
        out.write(ENTER)
        try:
            while True:
                whole = watch.whole()
                if watch.leaves(whole):
                    return "over"
                watch.draw(whole)
                key = half_width(keys.wait(wall() + LOOK))
                if keys.stopped:
                    keys.aside(out)
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
        if (key == "x" and chosen.sort in ("inject", "given")) or (
            key == "t" and chosen.sort == "expect"
        ):
            return WHEN if key == "t" else key
        if not watch.answer(chosen.sort, chosen.id, key):
            watch.chosen = None
        return ""
    if low in ("q", "t") or (low == "e" and whole.drill.on):
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
        if watch.leaves(whole):
            ctx.out.lines(wrap(observing.over(whole, ctx.me.lang), ctx.out.width))
            return 0
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
        try:
            if key == "e" and whole.drill.on:
                watch.end()
            elif key == "t":
                _remark(watch, rest)
            elif key:
                _line(watch, whole, key, rest)
        except Left:
            watch.chosen = None
        if watch.said:
            ctx.out.line(watch.said)
            watch.said = ""


def _remark(watch: Observer, text: str) -> None:
    watch.note(lambda d: acts.remark(d, text), lambda _: text)


def _line(watch: Observer, whole: Whole, letter: str, rest: str) -> None:
    """``c y``, ``c t 21:05``, ``b x reason``, ``b u``."""
    found = choices(whole, watch.ctx.me.lang)
    chosen = next((each for each in found if each.letter == letter), None)
    key, _, why = rest.partition(" ")
    key, why = half_width(key).lower(), why.strip()
    if chosen is not None and key == "t" and chosen.sort == "expect":
        watch.saw(chosen.id, why)
        return
    if chosen is not None and key == "x" and chosen.sort in INJECTS:
        asked = Question("failed", watch.word("observe-why"), "text")
        why = why or watch.ctx.ask.ask(asked) or ""
        if not watch.sure(chosen.id):
            return
    if chosen is None or not key or not watch.answer(chosen.sort, chosen.id, key, why):
        watch.said = watch.word("observe-not-understood", text=f"{letter} {rest}".strip()[:60])
