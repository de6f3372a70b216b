"""Draws a session and asks its questions in a terminal: one prompt_toolkit application for the
whole run, so that time goes on while a question is open and nothing typed is lost to a redraw.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING

from prompt_toolkit.formatted_text import StyleAndTextTuples

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.terminal import draw
from kit.ground.terminal.ahead import begins
from kit.ground.terminal.application import application
from kit.ground.terminal.ask import Answer, Pressed, Question, TypedOn
from kit.ground.terminal.bindings import bindings
from kit.ground.terminal.cut_off import CutOff, cut_short, gone
from kit.ground.terminal.early import First
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.hand import LOOK, pause
from kit.ground.terminal.lapsed import said
from kit.ground.terminal.painting import Painting
from kit.ground.terminal.posed import GUARD, GUARD_CLOSED, TURN, Find, Posed
from kit.ground.terminal.prose import Prose
from kit.ground.terminal.remarks import newly_told
from kit.ground.terminal.spilling import Spilling
from kit.ground.terminal.standing import behind_a_form, still_open
from kit.ground.terminal.trail import unanswered
from kit.ground.terminal.waiting import Waiting
from kit.ground.terminal.ways import Aside

if TYPE_CHECKING:
    from kit.ground.terminal.session import Keyboard, Session

Asked = Generator[Question, Answer, int]


class Screen:
    """Runs one session's flow to its end."""

    def __init__(self, session: Session, flow: Asked, find: Find | None = None) -> None:
        self.session = session
        self.flow = flow
        self.posed = Posed(find)
        self.due = self.posed.question  # what the flow waits to hear the answer of
        self.prose = Prose(self.posed, session.lang, self)
        self.prose.lines.line.lost = getattr(session, "unsaid", [])  # also of the screen before
        self.word = ""  # said of the last key: it did nothing
        self.over = self.titled = False  # the flow has ended; the title says what is due
        self.first: First | None = None  # the picture that was there before this one took keys
        self.spilling, self.waiting = Spilling(self), Waiting()

        def prompt() -> str:
            return draw.prompt(self.posed, self.app.output.get_size().columns)

        self.app = application(self.posed, self._fragments, prompt, bindings(self))
        self.painting = Painting(self.app, session, self.waiting.changed.set, self.prose.breath)

    def run(self, first: First | None = None) -> int:
        """The flow's exit code. Ctrl-C raises KeyboardInterrupt; signals raise SystemExit.
        ``first``: the picture that is on the screen already."""
        self._go_on(lambda: next(self.flow))
        if first is not None:
            self.app.before_render += lambda _: self.app.output.write_raw(first.clear())
            first.hand_over()
            self.first = first
        try:
            return self.app.run(pre_run=self._start, handle_sigint=False)
        except (OSError, EOFError) as error:
            raise gone(error, self.posed, self.prose.breath) from error
        finally:
            self.prose.lines.line.over()

    def _start(self) -> None:
        loop = asyncio.get_running_loop()
        _listen(loop, self.leave)
        _ring(self)  # what rang before we were there, ahead of the first picture
        self.app.create_background_task(self._tick())
        self._guard(GUARD)
        begins(self.prose, self.first, bool(getattr(self.session, "came", "")))
        left = [] if self.session.silent else newly_told(self.prose.lines.line.lost)
        if left:
            self.prose.breath.remarks.left_elsewhere(left, loop.time())

    def leave(self, error: BaseException) -> None:
        """End the run by raising this; a second Ctrl-C may come when it has ended already."""
        if self.app.is_running and not self.app.is_done:
            cut_short(error, self.posed, self.prose.breath)
            self.app.exit(exception=error)

    async def _tick(self) -> None:
        with self.waiting:
            while True:
                _ring(self)
                self.waiting.changed.clear()
                await self.waiting.wait(self.painting.next_picture(), self.session.places())
                if self.session.refresh():
                    self.app.invalidate()
                else:
                    self.painting.beat()
                self._close_moot()

    def _close_moot(self) -> None:
        """Go back from a list of choices that is over; a text that is being typed stays."""
        question = self.posed.question
        if not self.posed.typing and not self.app.is_done and self.session.moot(question):
            self.answer(None)
            if not self.app.is_done:
                self._guard(GUARD_CLOSED)  # keys on their way were meant for what is gone
                if question.kind != "keys":
                    self.word = word(self.session.lang, f"screen.{question.over}")

    # ---- questions --------------------------------------------------------------------------

    def pose(self, question: Question, aside: Aside | None = None) -> None:
        """Ask it: what the flow asks, or what it knows nothing of."""
        self.word = ""
        question = behind_a_form(question) if self.prose.on else question
        question = self.prose.breath.as_notes.told(question, aside, self.session.lang)
        self.prose.asked(question, aside)
        self.posed.put(question)
        if question.rings:
            self.bell()
        with contextlib.suppress(RuntimeError):
            asyncio.get_running_loop()  # before the run nobody waits and no key comes
            to_read = question.spills and question.kind != "keys" and not question.safe
            if to_read or not self.posed.typing:
                self._guard(max(GUARD_CLOSED, LOOK * pause()) if to_read else GUARD)
            self.waiting.changed.set()
            self.app.invalidate()
        if aside is None:
            self.prose.standing.again(question)

    def bell(self) -> None:
        """Something did not count, or is asked unasked; unheard where somebody near must not."""
        if not getattr(self.session, "hushed", self.session.silent):
            self.app.output.bell()
            self.app.output.flush()

    def _guard(self, seconds: float) -> None:
        """No key counts for so long; then the line of keys comes."""
        self.posed.guard(seconds)
        asyncio.get_running_loop().call_later(seconds + 0.01, self.app.invalidate)

    def answer(self, answer: Answer) -> None:
        """Send it to the flow and pose what that asks next."""
        self.spilling.drop()
        if not self.prose.lines.turned(answer):
            heard = _same(self.posed.question, self.due)
            self._go_on(lambda: _heard(self, answer) if heard else self.due)

    def throw(self, error: Exception) -> None:
        """Into the flow, which then asks something else, unless it is over."""
        if self.over:
            return
        self._go_on(lambda: _led(self, error))

    def _go_on(self, step: Callable[[], Question]) -> None:
        try:
            question = step()
        except StopIteration as stop:
            self.over = True
            left = unanswered(*still_open(self.prose.standing), self.session.lang)
            getattr(self.session, "unanswered", [])[:] = left
            self.app.exit(result=int(stop.value or 0))
            return
        self.due = question
        self.pose(question)

    @property
    def unseen(self) -> bool:
        """Whether the window is too small to show what a key would do: it counts nowhere."""
        size = self.app.output.get_size()
        return draw.small(size.columns, size.rows)

    def entered(self) -> None:
        """Enter at a line that is typed into."""
        if self.posed.finding and self.unseen:
            self.bell()
            return
        if self.prose.standing.over is not None:
            self.prose.standing.note(self.posed.text())
            return
        if self.prose.on:
            self.prose.lines.entered()
            return
        answer = self.posed.entered()
        if answer is not None:
            self.answer(answer)
        elif self.posed.finding:
            self.say("find-first")

    def go_back(self) -> None:
        """Esc at a line that is typed into: what stood there is not lost."""
        if self.prose.standing.over is not None:
            self.prose.standing.note("", left=self.posed.text())
            return
        text = self.posed.text()
        if self.posed.question.aside is not None and text:
            self.posed.question.aside.emptied(text)
            self.posed.buffer.reset()
            self.say("text-dropped", text=text)
            return
        if self.posed.question.spills and text:
            self.answer(f"left:{text}")
            return
        out = self.prose.leaves()
        left = self.prose.lines.going_back(out)
        self.throw(Pressed("")) if out else self.answer(None)
        if left:
            self.prose.breath.remarks.left_text(left, asyncio.get_running_loop().time())
            self.app.invalidate()

    # ---- keys -------------------------------------------------------------------------------

    def recall(self) -> None:
        """The key that brings back what was left in lines."""
        self.prose.lines.recall()

    def press(self, key: str) -> None:
        """A single key: ``enter``, ``escape`` or one character. One that does nothing says so."""
        if self.app.is_done:
            return
        if self.unseen:
            self.bell()
            return
        self.word = ""
        if self.prose.on:
            self.prose.press(key, len(self.app.key_processor.input_queue))
            return
        self.spilling.press(key, len(self.app.key_processor.input_queue))

    def pasted(self, text: str) -> None:
        """Pasted lines press no keys; where what is typed is text they are that."""
        if self.prose.on:
            self.prose.pasted(clean(text, len(text)))
        elif self.posed.question.spills and clean(text):
            self.answer(f"text:{clean(text)}")

    def useless(self, key: str) -> None:
        """Say that this key does nothing here, but where it shows what there was no room for."""
        if key == TURN and self.posed.turn():
            self.app.invalidate()
            return
        name = {"enter": word(self.session.lang, "screen.enter"), "escape": "Esc"}.get(key, key)
        if len(key) == 1 and not key.isprintable():
            self.say("no-such-key")
        elif key == "enter" and self.posed.key_of(self.posed.question.enters):
            meant = self.posed.question.enters
            what, own = self.posed.option(meant).label, self.posed.key_of(meant)
            self.say("no-key-but", pressed=name, what=what, own=own)
        elif key == "escape" and self._just_recorded():
            self.say("no-key-undo", pressed=name, own=self.posed.question.undoes)
        else:
            self.say("no-key", pressed=name)
        if not self.prose.on:
            self.bell()

    def _just_recorded(self) -> bool:
        """Something that the key for that would take back."""
        question = self.posed.question
        return bool(question.undoes and question.written and {*question.written()})

    def say(self, name: str, **fill: object) -> None:
        """Said of the last key, until the next."""
        self.word = word(self.session.lang, f"screen.{name}", **fill)
        self.app.invalidate()

    def pasted_now(self) -> bool:
        """Several keys at once are a paste, not a hand: they press nothing (a terminal without
        bracketed paste sends them like typing)."""
        if len(self.app.key_processor.input_queue) < 2:
            return False
        self._guard(GUARD)
        return True

    def words_behind(self) -> bool:
        """Whether words come in one piece with a key: a slow computer reads what a hand typed on
        behind Esc together with it. The rest of a terminal's own sequence begins otherwise."""
        queue = self.app.key_processor.input_queue
        first = queue[0].data[:1] if queue else ""
        return first.isalnum() and first != "O"

    def _fragments(self) -> StyleAndTextTuples:
        return _pictured(self)


def _heard(screen: Screen, answer: Answer) -> Question:
    """What the flow asks behind its answer."""
    standing, written = screen.prose.standing, screen.prose.breath.written
    known = set(written())
    standing.trail.answered(screen.posed.question, answer)
    standing.figures.typed(answer if screen.posed.typing else None)
    question = screen.flow.send(answer)
    if set(written()) != known:
        standing.trail.recorded()
        standing.figures.recorded()
        screen.prose.lines.line.over_typed = []  # the form has what took their place
    return question


def _led(screen: Screen, error: Exception) -> Question:
    """What the flow asks where something led out of what it had asked."""
    standing, written = screen.prose.standing, screen.prose.breath.written
    known = set(written())
    left = standing.trail.pressed(error.key if isinstance(error, Pressed) else "")
    standing.figures.typed(error.text if isinstance(error, TypedOn) else None)
    question = screen.flow.throw(error)
    if set(written()) != known:
        standing.recorded(left)
        standing.figures.recorded()
    return question


def _ring(screen: Screen) -> None:
    """Bell and window title for what rings now; silent sessions have neither."""
    rings, output = screen.session.rings, screen.app.output
    if rings is None or screen.session.silent:
        return
    new = rings.new()
    if new:
        output.bell()
        screen.app.invalidate()
    loud = next((ring for ring in new if ring.loud), None)
    if loud is not None:
        output.set_title(f"! {loud.text}")
        screen.titled = True
    elif screen.titled and not rings.still():
        output.clear_title()
        screen.titled = False
    output.flush()


def _listen(
    loop: asyncio.AbstractEventLoop, leave: Callable[[BaseException], None]
) -> None:
    """Signals end the run."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, leave, CutOff(128 + int(number)))
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
        loop.add_signal_handler(signal.SIGINT, leave, KeyboardInterrupt())


def _styled(lines: Iterable[Line]) -> StyleAndTextTuples:
    out: StyleAndTextTuples = []
    for line in lines:
        out += [(f"class:{style}" if style else "", text) for style, text in line]
        out.append(("", "\n"))
    return out[:-1]


def _same(shown: Question, due: Question) -> bool:
    """Whether it is what the flow asks; another text may stand in its line by now. What answers
    anything else never comes to it: the name of an option would become the text of a note."""
    return (shown.name, shown.kind, shown.text) == (due.name, due.kind, due.text)


def run(session: Session, flow: Asked, find: Find | None = None, first: First | None = None) -> int:
    """Draw and ask until the flow ends. The terminal is left as it was."""
    return Screen(session, flow, find).run(first)


def _pictured(screen: Screen) -> StyleAndTextTuples:
    size = screen.app.output.get_size()
    with contextlib.suppress(RuntimeError):
        screen.prose.breath.remarks.fades(asyncio.get_running_loop().time())
    asked = screen.posed.question
    told = (screen.word, said(screen.prose.standing), screen.prose.breath.remarks.said(asked))
    parts = [part for part in told if part]
    keyboard: Keyboard | None = getattr(screen.session, "keyboard", None)
    if keyboard is not None:
        keyboard.stands(asked, screen.posed.typing)
    lines = draw.whole(screen.session, screen.posed, parts, size.columns, size.rows)
    screen.painting.drawn(lines)
    screen.posed.drawn = screen.posed.marked() if screen.posed.finding else None
    return _styled(lines)
