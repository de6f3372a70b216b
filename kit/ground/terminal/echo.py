"""The line that is being typed where nothing is drawn: kept and echoed by us, so that it can stand
again below what was said meanwhile."""

from __future__ import annotations

import codecs
import os
import re
import select
import signal
import sys
import threading
from types import FrameType
from typing import Any

from kit.ground.base.cells import width
from kit.ground.base.clean import as_typed
from kit.ground.machine.here import wall

ERASE = ("\x7f", "\b")
ERASE_ALL = "\x15"
END_OF_INPUT = "\x04"
ESCAPE = "\x1b"
STARTS_SEQUENCE = "[O"
UNKNOWN = re.compile("[\udc80-\udcff]")  # a byte that is read once the line is whole
ALONE = 0.1  # seconds behind Esc within which the rest of an arrow's sequence comes


class Typing:
    """What a hand typed so far, key by key; ``take`` gives what to echo. ``begun``: when its first
    key came, by the wall clock; 0 before there is one."""

    def __init__(self) -> None:
        self.text = ""
        self.begun = 0.0
        self._escape = ""

    def take(self, key: str) -> str:
        """One character that is no end of a line."""
        self.begun = self.begun or wall()
        if (self._escape or key == ESCAPE) and self._sequence(key):
            return ""
        if key in ERASE or key == ERASE_ALL:
            gone = self.text if key == ERASE_ALL else self.text[-1:]
            self.text = self.text[: len(self.text) - len(gone)]
            return "\b \b" * width(UNKNOWN.sub("?", gone))
        key = " " if key == "\t" else key
        unknown = UNKNOWN.match(key) is not None
        if not key.isprintable() and not unknown:
            return ""
        self.text += key
        return "?" if unknown else key

    def _sequence(self, key: str) -> bool:
        """Whether the key belongs to what an arrow or a function key sends."""
        if key == ESCAPE:
            self._escape = key
            return True
        inside = len(self._escape) > 1
        if not inside and key in STARTS_SEQUENCE:
            self._escape += key
            return True
        ends = key.isalpha() or key == "~"
        self._escape = self._escape if inside and not ends else ""
        return inside

    @property
    def shown(self) -> str:
        """What was typed, as it was echoed."""
        return UNKNOWN.sub("?", self.text)

    @property
    def escaped(self) -> bool:
        """Whether Esc came last."""
        return self._escape == ESCAPE

    def end(self) -> str:
        """The whole line; the next one begins. Esc just before its end stays at the end of it."""
        text = as_typed(self.text) + (ESCAPE if self.escaped else "")
        self.text = self._escape = ""
        self.begun = 0.0
        return text


class Echo:
    """A terminal's keys as lines. While it is not ``held``, and where nobody can hold it, lines
    come as the system gives them."""

    def __init__(self) -> None:
        self.typing = Typing()
        self.lock = threading.RLock()
        self._saved: list[Any] = []
        self._ends: list[int] = []  # signals that nobody else answers while the line is held
        self._ready: list[tuple[str, float]] = []
        self._decoder = codecs.getincrementaldecoder(sys.stdin.encoding or "utf-8")(
            "surrogateescape"
        )

    @property
    def held(self) -> bool:
        return bool(self._saved)

    def hold(self) -> None:
        """Keys come one by one and are echoed here, from now on."""
        if sys.platform == "win32" or self.held or not sys.stdin.isatty():
            return
        import termios

        self._saved = termios.tcgetattr(sys.stdin.fileno())
        signal.signal(signal.SIGCONT, lambda *_: self._quiet())
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            # Ended by the system itself, nobody would give the terminal back.
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _end)
                self._ends.append(number)
        self._quiet()

    def give_back(self) -> None:
        """The terminal as it was. What is being echoed just now is finished first: a process that
        ends meanwhile dies of the half written line."""
        if sys.platform != "win32" and self.held:
            import termios

            with self.lock:
                saved, self._saved = self._saved, []
            signal.signal(signal.SIGCONT, signal.SIG_DFL)
            for number in self._ends:
                if signal.getsignal(number) is _end:
                    signal.signal(number, signal.SIG_DFL)
            self._ends = []
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, saved)

    def _quiet(self) -> None:
        if sys.platform != "win32" and self.held:
            import termios

            quiet = termios.tcgetattr(sys.stdin.fileno())
            quiet[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, quiet)

    def readline(self) -> tuple[str, float]:
        """The next line, with its end, and when its first key came; "" at the end of input. Raises
        ``OSError`` and ``ValueError``."""
        if sys.platform == "win32" or not sys.stdin.isatty():
            return sys.stdin.readline(), wall()
        while not self._ready:
            if self.typing.escaped and not select.select([sys.stdin], [], [], ALONE)[0]:
                self._left()
                continue
            data = os.read(sys.stdin.fileno(), 1024)
            if not data:
                return "", wall()
            if not self._take(self._decoder.decode(data)):
                return "", wall()
        return self._ready.pop(0)

    def _left(self) -> None:
        """Esc alone ends a line as Enter does: whoever pressed it waits for nothing more."""
        with self.lock:
            begun = self.typing.begun or wall()
            self._ready.append((self.typing.end() + "\n", begun))
            if self.held:
                sys.stdout.write("\n")
                sys.stdout.flush()

    def _take(self, keys: str) -> bool:
        """Take keys in; False at the end of input."""
        with self.lock:
            echo = ""
            for key in keys:
                if key in "\r\n" or (self.typing.escaped and key not in STARTS_SEQUENCE):
                    echo += "\n"
                    begun = self.typing.begun or wall()
                    self._ready.append((self.typing.end() + "\n", begun))
                    if key not in "\r\n":
                        echo += self.typing.take(key)
                elif key == END_OF_INPUT:
                    if not self.typing.text and not self._ready:
                        return False
                else:
                    echo += self.typing.take(key)
            if echo and self.held:
                sys.stdout.write(echo)
                sys.stdout.flush()
        return True


def _end(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
