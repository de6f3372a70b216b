"""The same questions without redrawing: numbered lines in, numbered lines out. For screen readers,
old consoles and ``TERM=dumb``."""

from __future__ import annotations

import contextlib
import os
import queue
import select
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Protocol

import msgspec

from kit.ground.base.cells import width, wrap
from kit.ground.base.clean import clean
from kit.ground.base.phones import RESCUE
from kit.ground.base.words import word
from kit.ground.machine.alarm import LOOK, Alarm
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Left, Option, Question, sort_of
from kit.ground.terminal.commands import command_of, refused
from kit.ground.terminal.echo import ESCAPE, Echo
from kit.ground.terminal.noting import goes_back
from kit.ground.terminal.onward import hasty, within
from kit.ground.terminal.printed import LEAVE, MORE, Printed
from kit.ground.terminal.single import Single

WORDS = 6  # cells of a line that may be a word of a list mistyped; what is longer tells
NAME = 3  # cells of a name; a line as short as a key may be one pressed twice
AT_ONCE = 0.03  # seconds between two lines of a paste


class Told(Protocol):
    """What may fall due while a single question waits for its line."""

    def next_change(self) -> float:
        """Real seconds until it must be looked at."""

    def tell(self) -> bool:
        """Print what is new; whether there was anything. What it raises leaves the question."""

    def instead(self, text: str) -> str:
        """What does here what a command for the shell does; "" where nothing is known."""


class Lines:
    """Lines typed by the person, read on a thread so that rings can be told while it waits."""

    def __init__(self) -> None:
        self.queue: queue.Queue[tuple[str, float] | None] = queue.Queue()
        self.begun = 0.0  # when the first key of the line that was given last came
        self.echo = Echo()
        self.alarm = Alarm()
        self.told: Told | None = None
        self._told, self._tell = (-1, -1) if sys.platform == "win32" else os.pipe()
        for end in (self._told, self._tell):
            if sys.platform != "win32":
                os.set_blocking(end, False)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                line, begun = self.echo.readline()
            except (OSError, ValueError):
                line, begun = "", 0.0
            self.queue.put((line, begun) if line else None)
            if self._tell >= 0:
                with contextlib.suppress(BlockingIOError):  # full of what nobody read: told already
                    os.write(self._tell, b".")
            if not line:
                return

    def get(self, timeout: float | None) -> str | None:
        """The next line, ``None`` at the end of input. Raises ``queue.Empty`` after ``timeout``
        seconds by the wall clock, or sooner, so that a sleep or a set clock is told at once."""
        if self._tell < 0:
            most = None if timeout is None else min(timeout, LOOK)
            return self._given(self.queue.get(timeout=most))
        while self.queue.empty():
            self._wait(timeout)
            if timeout is not None:
                break
        return self._given(self.queue.get_nowait())

    def _wait(self, timeout: float | None) -> None:
        """Until a line came, a signal, or ``timeout`` is over. A signal that comes just before a
        wait, or to the thread that reads, ends none: the byte that Python writes for it does."""
        trusted = timeout is not None and self.alarm.set(wall() + timeout)
        most = None if timeout is None else timeout + 1 if trusted else min(timeout, LOOK)
        ends = [self._told, self.alarm.fd] if trusted else [self._told]
        before = signal.set_wakeup_fd(self._tell, warn_on_full_buffer=False)
        try:
            ready, _, _ = select.select(ends, [], [], most)
        finally:
            signal.set_wakeup_fd(before)
        if trusted:
            self.alarm.clear()
        if self._told in ready:
            os.read(self._told, 4096)

    def _given(self, line: tuple[str, float] | None) -> str | None:
        if line is None:
            return None
        self.begun = line[1]
        return line[0]

    @contextlib.contextmanager
    def telling(self, told: Told) -> Iterator[None]:
        """While inside, single questions tell what falls due as they wait."""
        before, self.told = self.told, told
        try:
            yield
        finally:
            self.told = before

    def joined(self, line: str) -> str:
        """The line with those that came in the same moment, as one: several were pasted."""
        while sys.stdin.isatty():
            try:
                more = self.queue.get(timeout=AT_ONCE)
            except queue.Empty:
                break
            if more is None:
                self.queue.put(None)
                break
            line = f"{line.rstrip()} {more[0]}"
        return line

    def typed_ahead(self) -> list[str]:
        """Lines that came before what is asked now stood there: they answer nothing."""
        ahead: list[str] = []
        while not self.queue.empty():
            line = self.queue.get_nowait()
            if line is None:
                self.queue.put(None)
                break
            ahead.append(line[0])
            self.begun = line[1]
        return ahead


_lines: Lines | None = None


def lines() -> Lines:
    global _lines
    if _lines is None:
        if sys.stdin.isatty():  # whoever opened this terminal may have been deaf to Ctrl-C
            signal.signal(signal.SIGINT, signal.default_int_handler)
        _lines = Lines()
    return _lines


def columns() -> int:
    """Cells of a line that is printed; 0 where nobody's window ends it."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns - 1
    except (OSError, ValueError):
        return 0


def write(text: str = "") -> None:
    """A line, parted between words where the window is narrower."""
    cols = columns()
    if cols > 0 and width(text) > cols:
        indent = " " * (len(text) - len(text.lstrip(" ")))
        text = "\n".join(part for line in text.split("\n") for part in wrap(line, cols, indent))
    with lines().echo.lock:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


class Bell:
    """``line``: when the line was begun that it told of last; ``silent``: nobody may hear it."""

    line = float("-inf")
    silent = False


def bell() -> str:
    """What rings, once for each line that was typed: who does not look hears that it did not count,
    or that something is asked unasked."""
    begun = lines().begun
    if Bell.silent or begun == Bell.line:
        return ""
    Bell.line = begun
    return "\a"


def not_taken(text: str) -> None:
    """Say that a line did not count, was not understood or recorded nothing."""
    write(f"{bell()}{text}")


def prompt(text: str) -> None:
    """What is asked, and behind it what is half typed already."""
    echo = lines().echo
    with echo.lock:
        sys.stdout.write(f"{text.rstrip()} {echo.typing.shown}")
        sys.stdout.flush()


class PlainAsker(Single):
    """Single questions, one after another."""

    def ask(self, question: Question) -> str:
        typed = lines()  # hears Ctrl-C from before the question stands there
        held = typed.echo.held
        typed.echo.hold()
        asked, self.form = within(question, self.form), ""
        try:
            answer = self._asked(typed, asked)
            self.form = question.form
            return answer
        finally:
            if not held:
                typed.echo.give_back()

    def _asked(self, typed: Lines, question: Question) -> str:
        shown = Printed(question)
        show(shown, self.lang)
        since, self.early = wall(), False
        while True:
            line = self._line(typed, shown)
            if line is None:
                typed.queue.put(None)  # whoever asks next has nobody to ask, either
                raise Left
            if question.kind == "text":
                line = typed.joined(line)
            text = clean(line, len(line))
            if ESCAPE in line:
                if LEAVE not in shown.numbers:
                    raise Left
                ask_again(shown, self.lang)
                continue
            if command_of(text) and not question.commands:  # the question was not seen
                how = typed.told.instead(text) if typed.told else ""
                not_taken(refused(self.lang, text, how))
                show(shown, self.lang)
                since = wall()
                continue
            answer = understand(shown, text)
            if answer is not None:
                if not text and hasty(question, typed.begun - since):
                    self.early = True
                    not_taken(word(self.lang, "screen.enter-early"))
                    ask_again(shown, self.lang)  # it has stood there since
                    continue
                if self._is_meant(typed, question, text, since):
                    return answer
                show(shown, self.lang)
                since = wall()
                continue
            if goes_back(text) and question.kind != "text":
                raise Left
            if len(text.split()) > 1 or width(text) > WORDS:  # nobody types it again
                not_taken(word(self.lang, "screen.line-left", text=text))
            turned(shown, text, self.lang)

    def _is_meant(self, typed: Lines, question: Question, text: str, since: float) -> bool:
        """Whether a line answers what stands there ``since`` then: one begun sooner than anybody
        reads may be meant for what was asked the last time in its place."""
        if not text or question.onward or not hasty(question, typed.begun - since):
            return True
        if question.named and width(text) >= NAME:  # no letter that was meant for a list
            return True
        lang = self.lang
        options = [Option("yes", word(lang, "screen.read-back-yes"), "y")]
        options.append(Option("no", word(lang, "screen.no"), "n"))
        asked = word(lang, "screen.unseen-sure", asked=question.text.strip(), text=text)
        sure = Question("unread", asked, options=options, lettered=True, rings=True, spills=True)
        got = "no"
        try:
            got = self._asked(typed, sure)
        finally:
            more = got[5:] if got.startswith("text:") else ""
            lost = [text, more] if more and not goes_back(more) else [text]
            texts = [] if got == "yes" else lost
            for each in texts:
                not_taken(word(lang, "screen.line-left", text=each))
            self.dropped += texts
        if more and goes_back(more):  # out of what was asked, as everywhere
            raise Left
        return got == "yes"

    def _line(self, typed: Lines, shown: Printed) -> str | None:
        """The next line, ``None`` at the end of input; what falls due before it is told, and where
        one types stands below that again."""
        while True:
            try:
                return typed.get(typed.told.next_change() if typed.told else None)
            except queue.Empty:
                if typed.told and typed.told.tell():
                    ask_again(shown, self.lang)


def show(shown: Printed, lang: str) -> None:
    """The question from its beginning."""
    question = shown.question
    if question.lines and question.typed:  # what was typed does not fit
        not_taken(question.lines[0])
    elif question.lines:
        write(question.lines[0])
    for line in question.lines[1:]:
        write(line)
    if question.rings:
        not_taken(question.text)
    elif question.text and question.kind != "text":
        write(question.text)
    if question.kind not in ("keys", "text"):
        for line in shown.first(lang):
            write(line)
    if shown.above:
        write(shown.above)
    ask_again(shown, lang)


def ask_again(shown: Printed, lang: str) -> None:
    """Its last line, where one types."""
    question = shown.question
    if question.kind == "text":
        prompt(question.text)
    elif question.kind != "keys":
        sort = sort_of(o.key for o in question.options) if question.lettered else "number"
        prompt(f"{shown.before}{word(lang, f'screen.{sort}-prompt')}")


def turned(shown: Printed, text: str, lang: str) -> None:
    """A line that answers nothing turns the page, narrows a long list, or is said to be nothing."""
    question = shown.question
    if question.kind == "text":
        prompt(f"{bell()}{question.text}")
        return
    if text in MORE or text == "？":
        for line in shown.turn(lang):
            write(line)
    elif shown.long and text and (not text.isdecimal() or text in RESCUE):
        if shown.narrow(text):
            for line in shown.first(lang):
                write(line)
        else:
            not_taken(word(lang, "screen.list-none", text=text))
    elif question.lettered:
        letters = " ".join(o.key for o in question.options)
        not_taken(word(lang, "screen.again-letter", letters=letters))
    else:
        not_taken(word(lang, "screen.again"))
    ask_again(shown, lang)


def numbered(question: Question) -> Question:
    """Single keys as a list: where lines are typed, an empty one presses no Enter."""
    options = [
        msgspec.structs.replace(option, key="" if option.key == "enter" else option.key)
        for option in question.options
    ]
    return msgspec.structs.replace(question, kind="choice", options=options)


def understand(shown: Printed, text: str) -> str | None:
    """The answer that a typed line gives; ``None`` when it gives none."""
    question = shown.question
    if question.kind == "text":
        if text in ("?", "？"):
            return None
        if text or question.optional:
            return text
        return question.default or None
    found = shown.meant(text)
    if found is None and question.spills and text and not text.isdecimal() and text not in MORE:
        return f"text:{text}"
    return found
