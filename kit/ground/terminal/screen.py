"""Draws a session and asks its questions in a terminal: one prompt_toolkit application for the
whole run, so that timers count while a question is open and nothing typed is lost to a redraw.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Generator
from typing import Any, Protocol

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from kit.ground.base.cells import cut, width, wrap
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.terminal.ask import Due, Option, Question
from kit.ground.terminal.early import First
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.styles import COLORS, MONO
from kit.ground.terminal.waiting import Waiting

GUARD = 0.15  # keys that arrive sooner were meant for the question before
GUARD_DUE = 0.5  # the same where nobody asked for the question: a timer fell due
REST = 0.7  # a hand that types on is not answering: a digit of a number must not become "told"


class Ringing(Protocol):
    """What wants an answer first."""

    key: str


class Session(Protocol):
    """What can be drawn and asked."""

    lang: str

    @property
    def silent(self) -> bool: ...

    def flow(self) -> Generator[Question, str | Due | None, int]: ...
    def picture(self, cols: int, rows: int) -> list[Line]: ...
    def keys(self, cols: int) -> list[Line]: ...
    def title(self) -> str: ...
    def refresh(self) -> bool: ...
    def next_change(self) -> float: ...
    def places(self) -> list[str]: ...
    def ringing(self) -> Ringing | None: ...
    def new_rings(self) -> list[str]: ...
    def serves(self, timer: Any) -> bool: ...
    def ring_title(self, timer: Any) -> str: ...
    def put_aside(self) -> None: ...
    def asked(self, name: str) -> None: ...


class Screen:
    """Runs one session to its end."""

    def __init__(self, session: Session, find: Callable[[str], list[Option]] | None = None) -> None:
        self.session = session
        self.lang = session.lang
        self.find = find
        self.flow = session.flow()
        self.question = Question("", "")
        self.selected = 0
        self.pending: Ringing | None = None
        self.ready_at = 0.0
        self.resting: asyncio.TimerHandle | None = None
        self.waiting = Waiting()
        self.buffer = Buffer(multiline=False)
        self.app: Application[int] = self._application()

    # ---- life -------------------------------------------------------------------------------

    def run(self, first: First | None = None) -> int:
        """The session's exit code. Ctrl-C raises KeyboardInterrupt; signals raise SystemExit.
        ``first``: the picture that is on the screen already."""
        self._put(next(self.flow))
        if first is not None:
            # In one write with our own first picture, so that nothing flickers.
            self.app.before_render += lambda _: self.app.output.write_raw(first.clear())
            first.hand_over()
        return self.app.run(pre_run=self._start, handle_sigint=False)

    def _start(self) -> None:
        loop = asyncio.get_running_loop()
        self.ready_at = loop.time() + GUARD
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._leave, SystemExit(128 + int(number)))
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(signal.SIGINT, self._leave, KeyboardInterrupt())
        self._ring()  # what rang before we were there, ahead of the first picture
        self.app.create_background_task(self._tick())
        loop.call_later(GUARD + 0.01, self.app.invalidate)

    def _leave(self, error: BaseException) -> None:
        if not self.app.is_done:
            self.app.exit(exception=error)

    async def _tick(self) -> None:
        with self.waiting:
            while True:
                self._ring()
                self.waiting.changed.clear()
                await self.waiting.wait(self.session.next_change(), self.session.places())
                if self.session.refresh():
                    self.app.invalidate()

    def _ring(self) -> None:
        """Bell and window title for what has just fallen due; silent types do neither."""
        self.pending = self._wanting()
        rings = self.session.new_rings()
        if rings and not self.session.silent:
            self.app.output.bell()
            self.app.output.set_title(f"! {rings[0]}")
            self.app.output.flush()
        if rings:
            self.app.invalidate()

    def _wanting(self) -> Ringing | None:
        """The timer that the next key must answer; none while one is being answered."""
        if self.question.name.startswith(("due", "snooze")):
            return None
        return self.session.ringing()

    # ---- questions --------------------------------------------------------------------------

    def _put(self, question: Question) -> None:
        if self.resting is not None:
            self.resting.cancel()
            self.resting = None
        self.session.asked(question.name)
        self.question = question
        self.selected = -1 if question.name.startswith("due:") else 0
        self.buffer.text = question.typed
        self.buffer.cursor_position = len(self.buffer.text)
        self.pending = self._wanting()
        with contextlib.suppress(RuntimeError):
            loop = asyncio.get_running_loop()
            if question.kind != "text":
                guard = GUARD_DUE if question.name.startswith("due:") else GUARD
                self.ready_at = loop.time() + guard
                loop.call_later(guard + 0.01, self.app.invalidate)
            self.waiting.changed.set()
            self.app.invalidate()

    def _answer(self, answer: str | Due | None) -> None:
        if answer is None and self.question.name.startswith("due:"):
            self.session.put_aside()
        try:
            question = self.flow.send(answer)
        except StopIteration as stop:
            self.app.exit(result=int(stop.value or 0))
            return
        self._put(question)

    @property
    def _ready(self) -> bool:
        try:
            return asyncio.get_running_loop().time() >= self.ready_at
        except RuntimeError:
            return False

    def _options(self) -> list[Option]:
        if self.question.name == "find" and self.find is not None:
            return self.find(clean(self.buffer.text))
        return self.question.options

    def _due_first(self, typed: str) -> bool:
        """A ringing timer wants its answer before this key does anything."""
        if self.pending is None:
            return False
        timer, self.pending = self.pending, None
        self._answer(Due(timer.key, typed))
        return True

    def _due_at_rest(self) -> None:
        """Ask for the ringing timer once the hand rests; what is typed until then is text."""
        if self.resting is not None:
            self.resting.cancel()
        self.resting = asyncio.get_running_loop().call_later(
            REST, lambda: self._due_first(self.buffer.text)
        )

    # ---- keys -------------------------------------------------------------------------------

    def _application(self) -> Application[int]:
        typing = Condition(lambda: self.question.kind == "text")
        finding = Condition(lambda: self.question.name == "find")
        due = Condition(lambda: self.pending is not None)
        bindings = KeyBindings()

        @bindings.add("c-c", eager=True)
        @bindings.add("<sigint>")
        def _(event: KeyPressEvent) -> None:
            self._leave(KeyboardInterrupt())

        @bindings.add("c-z", eager=True)
        def _(event: KeyPressEvent) -> None:
            event.app.suspend_to_background()

        @bindings.add(Keys.Any, filter=typing & due, eager=True)
        def _(event: KeyPressEvent) -> None:
            if event.data.isprintable():
                self.buffer.insert_text(event.data)
            self._due_at_rest()

        @bindings.add("backspace", filter=typing & due, eager=True)
        def _(event: KeyPressEvent) -> None:
            self.buffer.delete_before_cursor()
            self._due_at_rest()

        @bindings.add(Keys.BracketedPaste, filter=typing, eager=True)
        def _(event: KeyPressEvent) -> None:
            self.buffer.insert_text(clean(event.data))  # as it will be recorded

        @bindings.add(Keys.BracketedPaste, filter=~typing, eager=True)
        def _(event: KeyPressEvent) -> None:
            pass  # pasted lines must never press keys

        @bindings.add("enter", filter=typing, eager=True)
        def _(event: KeyPressEvent) -> None:
            if self.question.name == "find":
                options = self._options()
                if options:
                    self._answer(options[min(self.selected, len(options) - 1)].name)
                return
            text = clean(self.buffer.text) or self.question.default
            if text or self.question.optional:
                self._answer(text)

        @bindings.add("escape", filter=typing, eager=True)
        def _(event: KeyPressEvent) -> None:
            self._answer(None)

        for digit in "123456789":

            @bindings.add(digit, filter=finding & ~due, eager=True)
            def _(event: KeyPressEvent, digit: str = digit) -> None:
                options = self._options()
                if not self.buffer.text and int(digit) <= len(options):
                    self._answer(options[int(digit) - 1].name)
                else:
                    self.buffer.insert_text(digit)

        @bindings.add("up", filter=finding, eager=True)
        @bindings.add("up", filter=~typing)
        def _(event: KeyPressEvent) -> None:
            self.selected = max(0, self.selected - 1)

        @bindings.add("down", filter=finding, eager=True)
        @bindings.add("down", filter=~typing)
        def _(event: KeyPressEvent) -> None:
            self.selected = min(len(self._options()) - 1, self.selected + 1)

        @bindings.add("enter", filter=~typing)
        def _(event: KeyPressEvent) -> None:
            self._key("enter")

        @bindings.add("escape", filter=~typing, eager=True)
        def _(event: KeyPressEvent) -> None:
            self._key("escape")

        @bindings.add(Keys.Any, filter=~typing)
        def _(event: KeyPressEvent) -> None:
            self._key(event.data)

        body = Window(FormattedTextControl(self._fragments, show_cursor=False), wrap_lines=False)
        prompt = Window(
            FormattedTextControl(lambda: [("class:mark", self._prompt())]),
            dont_extend_width=True,
            height=1,
        )
        entry = Window(BufferControl(self.buffer), height=1)
        layout = Layout(
            HSplit(
                [
                    body,
                    ConditionalContainer(VSplit([prompt, entry]), filter=typing),
                ]
            )
        )
        mono = bool(os.environ.get("NO_COLOR"))
        app: Application[int] = Application(
            layout=layout,
            key_bindings=bindings,
            full_screen=True,
            style=Style.from_dict(MONO if mono else COLORS),
            color_depth=ColorDepth.DEPTH_1_BIT if mono else ColorDepth.DEPTH_4_BIT,
            mouse_support=False,
            # Where the terminal tells of a new size nobody need wake twice a second to look.
            terminal_size_polling_interval=None if hasattr(signal, "SIGWINCH") else 0.5,
        )
        app.ttimeoutlen = 0.05
        app.timeoutlen = 0.05
        return app

    def _pasted(self) -> bool:
        """Several keys at once are a paste, not a hand: they press nothing (a terminal without
        bracketed paste sends them like typing)."""
        if len(self.app.key_processor.input_queue) < 2:
            return False
        loop = asyncio.get_running_loop()
        self.ready_at = loop.time() + GUARD
        loop.call_later(GUARD + 0.01, self.app.invalidate)
        return True

    def _key(self, key: str) -> None:
        if not self._ready or self.app.is_done or self._pasted():
            return
        if len(key) == 1 and "！" <= key <= "～":  # a Chinese input method set to full width
            key = chr(ord(key) - 0xFEE0)
        question = self.question
        calling = question.name == "step" and key in ("enter", "x")
        leaving = question.name == "step" and key in "qQ"  # leaving loses nothing; it rings again
        if leaving or (self.pending and calling and self.session.serves(self.pending)):
            self.pending = None
        if self._due_first(""):
            return
        if question.kind == "keys":
            for option in question.options:
                if option.key == key or (key.lower() == option.key and key.isalpha()):
                    name = f"pick:{key}" if option.name == "pick" else option.name
                    self._answer(name)
                    return
            return
        if key == "escape":
            self._answer(None)
            return
        options = self._options()
        if key == "enter":
            if options and self.selected >= 0:
                self._answer(options[min(self.selected, len(options) - 1)].name)
            return
        for option in options:
            if option.key and option.key == key.lower():
                self._answer(option.name)
                return
        if key in tuple("123456789"):
            index = self._page() + int(key) - 1
            if index < len(options):
                self._answer(options[index].name)

    def _page(self) -> int:
        return max(0, self.selected) // 9 * 9

    # ---- drawing ----------------------------------------------------------------------------

    def _prompt(self) -> str:
        text = self.question.text
        cols = self.app.output.get_size().columns
        return cut(text, max(12, cols - 24))

    def _fragments(self) -> StyleAndTextTuples:
        size = self.app.output.get_size()
        cols, rows = size.columns, size.rows
        if cols < 40 or rows < 12:
            return [("", word(self.lang, "screen.small"))]
        area = self._area(cols, rows)
        body_rows = rows - len(area) - (1 if self.question.kind == "text" else 0)
        lines = self.session.picture(cols, max(1, body_rows))
        lines += [[("", "")] for _ in range(body_rows - len(lines))]
        out: StyleAndTextTuples = []
        for line in [*lines[:body_rows], *area]:
            out += [(f"class:{style}" if style else "", text) for style, text in line]
            out.append(("", "\n"))
        return out[:-1]

    def _area(self, cols: int, rows: int) -> list[Line]:
        """What is below the picture: the question, its choices, the keys."""
        question = self.question
        rule: Line = [("rule", "-" * cols)]
        if self.pending is not None and not self.session.silent:
            rule = [("ring", f" {self._ring_text(cols - 2)} ")]
        elif self.pending is not None:
            rule = [("", f" {self._ring_text(cols - 2)}")]
        if question.kind == "keys":
            keys = self.session.keys(cols)
            return [rule, *(keys if self._ready else [[("", "")] for _ in keys])]
        lines: list[Line] = [rule]
        notes = [part for text in question.lines for part in wrap(text, cols - 2)]
        room = max(0, rows - 12)
        if question.kind == "text":
            lines += [[("", f" {line}")] for line in notes[:room]]
            if question.name == "find":
                lines += self._choices(self._options(), cols, room)
            lines.append([("keys", " " + word(self.lang, "screen.type-line"))])
            return lines
        lines += [[("phase", f" {line}")] for line in wrap(question.text, cols - 2)]
        lines += [[("", f" {line}")] for line in notes[: max(2, room - len(question.options))]]
        lines += self._choices(question.options, cols, max(4, rows - 10 - len(notes)))
        key = "screen.due-line" if question.name.startswith("due:") else "screen.pick-line"
        hint = word(self.lang, key) if self._ready else ""
        lines.append([("keys", f" {hint}")])
        return lines

    def _choices(self, options: list[Option], cols: int, room: int) -> list[Line]:
        start = self._page()
        out: list[Line] = []
        for offset, option in enumerate(options[start : start + 9][: max(1, room)]):
            index = start + offset
            mark = ">" if index == self.selected else " "
            style = "selected" if index == self.selected else ""
            out.append([(style, cut(f" {mark} {offset + 1}  {option.label}", cols))])
        if len(options) > start + 9:
            out.append([("", f"     +{len(options) - start - 9}")])
        return out

    def _ring_text(self, cols: int) -> str:
        """What rings, cut where it must be: how to answer stands whatever the title's length."""
        what = self.session.ring_title(self.pending) if self.pending else ""
        room = cols - width(word(self.lang, "screen.ring", what=""))
        return cut(word(self.lang, "screen.ring", what=cut(what, max(8, room))), cols)


def run(
    session: Session,
    find: Callable[[str], list[Option]] | None = None,
    first: First | None = None,
) -> int:
    """Draw and ask until the session ends. The terminal is left as it was."""
    return Screen(session, find).run(first)
