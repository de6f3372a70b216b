"""The same questions without redrawing: numbered lines in, numbered lines out. For screen readers,
old consoles and ``TERM=dumb``."""

from __future__ import annotations

import os
import queue
import select
import signal
import sys
import threading

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.machine.alarm import LOOK, Alarm
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Left, Question
from kit.ground.terminal.keys import half_width

AT_ONCE = 0.03  # seconds between two lines of a paste


class Lines:
    """Lines typed by the person, read on a thread so that rings can be told while it waits."""

    def __init__(self) -> None:
        self.queue: queue.Queue[str | None] = queue.Queue()
        self.alarm = Alarm()
        self._told, self._tell = os.pipe() if self.alarm.fd >= 0 else (-1, -1)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                line = sys.stdin.readline()
            except (OSError, ValueError):
                line = ""
            self.queue.put(line or None)
            if self._tell >= 0:
                os.write(self._tell, b".")
            if not line:
                return

    def get(self, timeout: float | None) -> str | None:
        """The next line, ``None`` at the end of input. Raises ``queue.Empty`` after ``timeout``
        seconds by the wall clock, or sooner, so that a sleep or a set clock is told at once."""
        if timeout is None:
            return self.queue.get()
        if not self.alarm.set(wall() + timeout):
            return self.queue.get(timeout=min(timeout, LOOK))
        if self.queue.empty():
            ready, _, _ = select.select([self._told, self.alarm.fd], [], [], timeout + 1)
            self.alarm.clear()
            if self._told in ready:
                os.read(self._told, 4096)
        return self.queue.get_nowait()

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
            line = f"{line.rstrip()} {more}"
        return line

    def drop_typed_ahead(self) -> None:
        while not self.queue.empty():
            if self.queue.get_nowait() is None:
                self.queue.put(None)
                return


_lines: Lines | None = None


def lines() -> Lines:
    global _lines
    if _lines is None:
        if sys.stdin.isatty():  # whoever opened this terminal may have been deaf to Ctrl-C
            signal.signal(signal.SIGINT, signal.default_int_handler)
        _lines = Lines()
    return _lines


def write(text: str = "") -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def prompt(text: str) -> None:
    sys.stdout.write(text + " ")
    sys.stdout.flush()


class PlainAsker:
    """Single questions, one after another."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def ask(self, question: Question) -> str:
        while True:
            typed = lines()  # hears Ctrl-C from before the question stands there
            show(question, self.lang)
            line = typed.get(None)
            if line is None:
                raise Left
            if question.kind == "text":
                line = typed.joined(line)
            answer = understand(question, clean(line, len(line)))
            if answer is not None:
                return answer
            write(not_understood(question, self.lang))


def not_understood(question: Question, lang: str) -> str:
    """What is said of a line that answers nothing."""
    return word(lang, "screen.again-letter" if question.lettered else "screen.again")


def show(question: Question, lang: str) -> None:
    for line in question.lines:
        write(line)
    if question.kind == "text":
        prompt(question.text)
        return
    if question.text:
        write(question.text)
    if question.kind == "keys":
        return
    if question.lettered:
        for option in question.options:
            write(f"  {option.key}  {option.label}")
        prompt(word(lang, "screen.letter-prompt"))
        return
    shown = question.first or len(question.options)
    for number, option in enumerate(question.options[:shown], 1):
        write(f"  {number}  {option.label}")
    if shown < len(question.options):
        write(f"  0  {word(lang, 'screen.do-more')}")
    prompt(word(lang, "screen.number-prompt"))


def numbered(question: Question) -> Question:
    """Single keys as a list: where lines are typed, an empty one presses no Enter."""
    options = [
        msgspec.structs.replace(option, key="" if option.key == "enter" else option.key)
        for option in question.options
    ]
    return msgspec.structs.replace(question, kind="choice", options=options)


def understand(question: Question, text: str) -> str | None:
    """The answer that a typed line gives; ``None`` when it gives none."""
    if question.kind == "text":
        if text or question.optional:
            return text
        return question.default or None
    if text.isdecimal() and not question.lettered and 1 <= int(text) <= len(question.options):
        return question.options[int(text) - 1].name
    text = half_width(text)
    for option in question.options:
        if text and text.lower() in (option.key, option.also, option.name):
            return option.name
    if question.kind == "find" and question.seek is not None and text:
        found = question.seek(text)
        return found[0].name if len(found) == 1 else None
    return f"text:{text}" if question.spills and text and not text.isdecimal() else None
