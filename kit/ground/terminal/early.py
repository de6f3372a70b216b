"""The first picture, drawn before the prompts are loaded: who is in a hurry reads while the program
gets ready to take keys."""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import TYPE_CHECKING, Any

from kit.ground.terminal.styles import COLORS, MONO, sgr

if TYPE_CHECKING:
    from kit.ground.terminal.session import Session

ENTER = "\x1b[?1049h\x1b[?25l\x1b[H"
LEAVE = "\x1b[?25h\x1b[?1049l"


class First:
    """Shows the picture while inside, until the screen takes over (``hand_over``, ``clear``).
    Keys are not echoed over it; those that came before the screen takes them press nothing, and
    are ``ahead``, to be text together with what follows at once, or to be named.
    Silent sessions show nothing early, nor do consoles that must be told to understand escapes.
    ``behind``: another screen of ours led here, and what is typed on is kept."""

    def __init__(self, session: Session, behind: bool = False) -> None:
        self.session = session
        self.behind = behind
        self.ahead = ""
        self._saved: list[Any] = []
        self._shown = False

    def __enter__(self) -> First:
        if sys.platform != "win32" and not self.session.silent:
            size = os.get_terminal_size(sys.stdout.fileno())
            if size.columns >= 40 and size.lines >= 12:
                signals = __import__("_signal")  # without the names as enums: a fifth of a start
                for name in ("SIGTERM", "SIGHUP"):
                    signals.signal(getattr(signals, name), _end)
                self._quiet()
                self._shown = True
                sys.stdout.write(ENTER + self._drawn(size.columns, size.lines))
                sys.stdout.flush()
        return self

    def __exit__(self, *_: object) -> None:
        self.hand_over()
        sys.stdout.write(self.clear())
        sys.stdout.flush()

    def hand_over(self) -> None:
        """The terminal's settings as they were; keys that came too early are kept as text, but for
        those behind another screen, which counts them."""
        if sys.platform != "win32" and self._saved:
            import termios

            keys = sys.stdin.fileno()
            if not self.behind:
                self.ahead = _typed_by_now(keys)
            termios.tcsetattr(keys, termios.TCSANOW, self._saved)
            self._saved = []

    def clear(self) -> str:
        """What takes the picture away again; "" when that is done."""
        shown, self._shown = self._shown, False
        return LEAVE if shown else ""

    def _quiet(self) -> None:
        if sys.platform != "win32":
            import termios

            self._saved = termios.tcgetattr(sys.stdin.fileno())
            quiet = termios.tcgetattr(sys.stdin.fileno())
            quiet[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, quiet)

    def _drawn(self, cols: int, rows: int) -> str:
        """The picture as the screen will draw it; the line of keys comes when keys are taken."""
        styles = MONO if os.environ.get("NO_COLOR") else COLORS
        body = rows - 1 - len(self.session.key_lines(cols, rows))
        lines = self.session.picture(cols, body)[:body]
        lines += [[("", "")] for _ in range(body - len(lines))]
        lines.append([("rule", "-" * cols)])
        return "\r\n".join("".join(sgr(styles, style, text) for style, text in x) for x in lines)


def _typed_by_now(keys: int) -> str:
    """What was typed and not read; "" where it is no text (an arrow, a function key)."""
    import select

    data = b""
    while select.select([keys], [], [], 0)[0]:
        more = os.read(keys, 4096)
        data += more
        if not more:
            break
    text = data.decode("utf-8", "replace").replace("\r", "\n")
    return "" if "\x1b" in text or "\ufffd" in text else text


def _end(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
