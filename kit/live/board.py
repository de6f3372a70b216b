"""``kit board`` live: wakes only when something visible changes, writes only lines that did."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from kit.context import Context
from kit.core.refusal import Refused
from kit.live.pace import Pace
from kit.render.board import board
from kit.render.frame import Line, text_of
from kit.store.folder import Folder
from kit.store.incidents import Store

ENTER = "\x1b[?1049h\x1b[?25l"
LEAVE = "\x1b[?25h\x1b[?1049l"
LOOKS = {"title": "\x1b[7m", "phase": "\x1b[1m", "late": "\x1b[1;31m", "warn": "\x1b[1m"}
MONO = {"title": "\x1b[7m", "phase": "\x1b[1m", "late": "\x1b[7m", "warn": "\x1b[1m"}


class Keys:
    """Single keys from the terminal, without echo, restored afterwards."""

    def __enter__(self) -> Keys:
        if sys.platform != "win32":
            import termios
            import tty

            self.fd = sys.stdin.fileno()
            self.saved = termios.tcgetattr(self.fd)
            tty.setcbreak(self.fd)
        return self

    def __exit__(self, *_: object) -> None:
        if sys.platform != "win32":
            import termios

            termios.tcsetattr(self.fd, termios.TCSADRAIN, self.saved)

    def wait(self, seconds: float) -> str:
        """The next key, or "" when none comes in time."""
        if sys.platform == "win32":
            import msvcrt
            import time

            for _ in range(max(1, int(seconds / 0.2))):
                if msvcrt.kbhit():
                    return msvcrt.getwch()
                time.sleep(0.2)
            return ""
        import select

        try:
            ready, _, _ = select.select([self.fd], [], [], seconds)
        except InterruptedError:
            return ""
        return os.read(self.fd, 64).decode("utf-8", "replace")[:1] if ready else ""


class Watch:
    """The open incidents, gravest first; of those it knows only what is new on disk is read."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._known: dict[str, Folder] = {}
        self._told: set[str] = set()

    def folders(self) -> list[Folder]:
        seen: dict[str, Folder] = {}
        for found in self.store.open_found():
            try:
                folder = self._known.get(found.path) or self.store.load(found)
                folder.refresh()
            except OSError:  # moved just now: the next look knows more
                continue
            except Refused as refused:
                if found.path not in self._told:
                    self._told.add(found.path)
                    self.store.talk.append((refused.code, {**refused.fill}))
                continue
            seen[found.path] = folder
        self._known = seen
        running = [f for f in seen.values() if f.incident.closed is None]
        return sorted(running, key=lambda f: (f.incident.danger, f.ref))


def draw(ctx: Context, folders: list[Folder]) -> tuple[list[Line], float]:
    """The board now, and after how many seconds it must be drawn anew."""
    size = os.get_terminal_size(sys.stdout.fileno())
    now = ctx.clock.now().wall
    shown = [(f.incident, ctx.now(f.incident).wall) for f in folders]
    waits = [
        Pace(ctx.clock_of(incident).speed).until_change(at, incident.running())
        for incident, at in shown
    ]
    waits.append(Pace(ctx.clock.speed).until_change(now, []))
    return board(shown, now, ctx.me.lang, size.columns, size.lines), min(waits)


def run_board(ctx: Context) -> int:
    """Until q or Ctrl-C."""
    looks = LOOKS if ctx.out.color else MONO
    watch = Watch(ctx.store)
    rung: set[tuple[str, str]] = set()
    before: list[str] = []

    def stop(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    def resized(number: int, _: FrameType | None) -> None:
        before.clear()

    for name, handler in (("SIGTERM", stop), ("SIGHUP", stop), ("SIGWINCH", resized)):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), handler)
    out = sys.stdout
    with Keys() as keys:
        out.write(ENTER)
        try:
            while True:
                folders = watch.folders()
                lines, wait = draw(ctx, folders)
                show_lines(lines, looks, before)
                _ring(ctx, folders, rung)
                key = keys.wait(wait)
                if key in ("q", "Q", "\x1b"):
                    return 0
        finally:
            out.write(LEAVE)
            out.flush()


def show_lines(lines: list[Line], looks: dict[str, str], before: list[str]) -> None:
    """Write the lines that differ from what is on the screen."""
    ready = [
        "".join(
            f"{looks.get(style, '')}{text}\x1b[0m" if style in looks else text
            for style, text in line
        )
        for line in lines
    ]
    if len(before) != len(ready):
        sys.stdout.write("\x1b[2J")
        before[:] = [""] * len(ready)
    for row, text in enumerate(ready):
        if before[row] != text:
            sys.stdout.write(f"\x1b[{row + 1};1H{text}\x1b[K")
            before[row] = text
    sys.stdout.flush()


def _ring(ctx: Context, folders: list[Folder], rung: set[tuple[str, str]]) -> None:
    """One bell for each timer that falls due, but none for silent types."""
    for folder in folders:
        if folder.incident.silent:
            continue
        now = ctx.now(folder.incident).wall
        for timer in folder.incident.running():
            mark = (f"{folder.ref}/{timer.key}", str(timer.ring_at or timer.due))
            if timer.ringing(now) and mark not in rung:
                rung.add(mark)
                sys.stdout.write("\a")
    sys.stdout.flush()


def plain_board(ctx: Context) -> list[str]:
    """The board once, as text."""
    folders = ctx.store.open_folders()
    shown = [(f.incident, ctx.now(f.incident).wall) for f in folders]
    most = max((len(f.incident.running()) for f in folders), default=0)
    rows = 4 + len(folders) * (4 + most)
    lines = text_of(board(shown, ctx.clock.now().wall, ctx.me.lang, 100, rows))
    return [line for line in lines[:-1] if line.strip()]
