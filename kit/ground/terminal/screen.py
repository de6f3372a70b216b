"""Draws a session and asks its questions in a terminal: one prompt_toolkit application for the
whole run, so that time goes on while a question is open and nothing typed is lost to a redraw.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Generator

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from kit.ground.terminal import draw
from kit.ground.terminal.ask import Answer, Due, Question
from kit.ground.terminal.bindings import bindings
from kit.ground.terminal.early import First
from kit.ground.terminal.posed import GUARD, GUARD_UNCALLED, Find, Posed
from kit.ground.terminal.session import Ringing, Session
from kit.ground.terminal.styles import COLORS, MONO
from kit.ground.terminal.waiting import Waiting

REST = 0.7  # a hand that types on is not answering: a digit of a number must not become "told"

Asked = Generator[Question, Answer, int]


class Screen:
    """Runs one session's flow to its end."""

    def __init__(self, session: Session, flow: Asked, find: Find | None = None) -> None:
        self.session = session
        self.flow = flow
        self.posed = Posed(find)
        self.pending: Ringing | None = None
        self.resting: asyncio.TimerHandle | None = None
        self.waiting = Waiting()
        self.app = _application(self.posed, self._fragments, self._prompt, bindings(self))

    # ---- life -------------------------------------------------------------------------------

    def run(self, first: First | None = None) -> int:
        """The flow's exit code. Ctrl-C raises KeyboardInterrupt; signals raise SystemExit.
        ``first``: the picture that is on the screen already."""
        self._put(next(self.flow))
        if first is not None:
            # In one write with our own first picture, so that nothing flickers.
            self.app.before_render += lambda _: self.app.output.write_raw(first.clear())
            first.hand_over()
        return self.app.run(pre_run=self._start, handle_sigint=False)

    def _start(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.leave, SystemExit(128 + int(number)))
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(signal.SIGINT, self.leave, KeyboardInterrupt())
        self._ring()  # what rang before we were there, ahead of the first picture
        self.app.create_background_task(self._tick())
        self._guard(GUARD)

    def leave(self, error: BaseException) -> None:
        """End the run by raising this."""
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
        """Bell and window title for what has just begun to ring; silent sessions do neither."""
        self.pending = self._wanting()
        new = self.session.rings.new() if self.session.rings is not None else []
        if new and not self.session.silent:
            self.app.output.bell()
            self.app.output.set_title(f"! {new[0]}")
            self.app.output.flush()
        if new:
            self.app.invalidate()

    def _wanting(self) -> Ringing | None:
        """What the next key must answer; nothing while that is being done."""
        if self.session.rings is None or self.posed.question.undisturbed:
            return None
        return self.session.rings.first()

    # ---- questions --------------------------------------------------------------------------

    def _put(self, question: Question) -> None:
        if self.resting is not None:
            self.resting.cancel()
            self.resting = None
        self.posed.put(question)
        self.pending = self._wanting()
        with contextlib.suppress(RuntimeError):
            asyncio.get_running_loop()  # before the run nobody waits and no key comes
            if not self.posed.typing:
                self._guard(GUARD_UNCALLED if question.uncalled else GUARD)
            self.waiting.changed.set()
            self.app.invalidate()

    def _guard(self, seconds: float) -> None:
        """No key counts for so long; then the line of keys comes."""
        self.posed.guard(seconds)
        asyncio.get_running_loop().call_later(seconds + 0.01, self.app.invalidate)

    def answer(self, answer: Answer) -> None:
        """Send it to the flow and pose what that asks next."""
        try:
            question = self.flow.send(answer)
        except StopIteration as stop:
            self.app.exit(result=int(stop.value or 0))
            return
        self._put(question)

    @property
    def rings(self) -> bool:
        """Whether something that rings wants its answer first."""
        return self.pending is not None

    def _due_first(self, typed: str) -> bool:
        """What rings wants its answer before this key does anything."""
        if self.pending is None:
            return False
        ringing, self.pending = self.pending, None
        self.answer(Due(ringing.key, typed))
        return True

    def ask_at_rest(self) -> None:
        """Ask for what rings once the hand rests; what is typed until then is text."""
        if self.resting is not None:
            self.resting.cancel()
        self.resting = asyncio.get_running_loop().call_later(
            REST, lambda: self._due_first(self.posed.buffer.text)
        )

    # ---- keys -------------------------------------------------------------------------------

    def press(self, key: str) -> None:
        """A single key: ``enter``, ``escape`` or one character."""
        if not self.posed.ready or self.app.is_done or self._pasted():
            return
        if len(key) == 1 and "！" <= key <= "～":  # a Chinese input method set to full width
            key = chr(ord(key) - 0xFEE0)
        question, answer = self.posed.question, self.posed.meant(key)
        if answer is not None and self._waits(question.name, answer):
            self.pending = None
        if self._due_first(""):
            return
        if answer is not None or (key == "escape" and question.kind != "keys"):
            self.answer(answer)

    def _waits(self, question: str, answer: str) -> bool:
        """Whether what rings lets this answer go first."""
        rings = self.session.rings
        if rings is None or self.pending is None:
            return False
        return rings.waits_for(self.pending, question, answer)

    def _pasted(self) -> bool:
        """Several keys at once are a paste, not a hand: they press nothing (a terminal without
        bracketed paste sends them like typing)."""
        if len(self.app.key_processor.input_queue) < 2:
            return False
        self._guard(GUARD)
        return True

    # ---- drawing ----------------------------------------------------------------------------

    def _prompt(self) -> str:
        return draw.prompt(self.posed, self.app.output.get_size().columns)

    def _fragments(self) -> StyleAndTextTuples:
        size = self.app.output.get_size()
        out: StyleAndTextTuples = []
        for line in draw.whole(self.session, self.posed, self.pending, size.columns, size.rows):
            out += [(f"class:{style}" if style else "", text) for style, text in line]
            out.append(("", "\n"))
        return out[:-1]


def _application(
    posed: Posed,
    fragments: Callable[[], StyleAndTextTuples],
    prompt: Callable[[], str],
    keys: KeyBindings,
) -> Application[int]:
    """A picture over the whole terminal; its last line is typed into while a question is a text."""
    body = Window(FormattedTextControl(fragments, show_cursor=False), wrap_lines=False)
    before = Window(
        FormattedTextControl(lambda: [("class:mark", prompt())]),
        dont_extend_width=True,
        height=1,
    )
    typed = VSplit([before, Window(BufferControl(posed.buffer), height=1)])
    entry = ConditionalContainer(typed, filter=Condition(lambda: posed.typing))
    mono = bool(os.environ.get("NO_COLOR"))
    app: Application[int] = Application(
        layout=Layout(HSplit([body, entry])),
        key_bindings=keys,
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


def run(session: Session, flow: Asked, find: Find | None = None, first: First | None = None) -> int:
    """Draw and ask until the flow ends. The terminal is left as it was."""
    return Screen(session, flow, find).run(first)
