"""The stage on which ``flows`` are played: the real program in a terminal, and acts that are data.

Texts to wait for are named, so that one flow plays in both languages: ``ask-note`` is a sentence
of the word tables (``ring~`` its beginning, where a long title cuts the rest off), ``>tell-tech``
this step as the current one, ``=text`` the text itself. Every act waits for what it wants to see; none sleeps, none is tried twice.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pexpect
import pyte

from kit.ground.base.words import word
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.show.step_lines import step_text
from kit.plans.checklists.rules.format import Step
from kit.review.verify.files.verify import examine
from tests.support.constants import ROOT, TEN
from tests.support.kit import closed, opened
from tests.support.play import seen, still
from tests.support.run import PATIENCE, ClockFile, environment, program, run
from tests.support.terminal import CTRL_C, ENTER, Terminal, settings, untouched

Act = Callable[["Stage"], None]
LONGEST = 24  # characters of a sentence that are looked for: the rest may stand on the next line
SHELL = "$> "
ON_AND_OFF = ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?2004h", b"\x1b[?2004l"), (b"\x1b[?25l", b"\x1b[?25h"))


class Flow(NamedTuple):
    """``type``: a drill of it is open before; "" for none. ``kinds``: what the flow must leave in
    the log, in this order (other entries may stand between)."""

    name: str
    args: str
    acts: list[Act]
    kinds: str = ""
    type: str = "application-outage"
    clock: bool = True
    cols: int = 80
    rows: int = 24
    env: dict[str, str] = {}
    closed: bool = False
    shell: bool = False
    absent: str = ""  # kinds that must not stand in the log


class Shell(Terminal):
    """A job-control shell, in which the kit can be stopped and brought back."""

    alone = False

    def __init__(self, env: dict[str, str], cols: int, rows: int) -> None:
        self.cols, self.rows = cols, rows
        self.vt = pyte.Screen(cols, rows)
        self.stream = pyte.ByteStream(self.vt)
        self.bells, self.raw = 0, b""
        self.child = pexpect.spawn(
            shutil.which("bash") or "", ["--norc", "--noprofile", "--noediting", "-i"],
            env=env | {"PS1": SHELL, "PYTHON": sys.executable}, dimensions=(rows, cols), cwd=str(ROOT),
        )  # fmt: skip
        self.vt.write_process_input = lambda data: self.child.send(data)


class Stage:
    """One flow being played in ``lang``, in a folder of its own."""

    def __init__(self, flow: Flow, lang: str, folder: Path) -> None:
        self.flow, self.lang, self.dir = flow, lang, folder
        self.home = folder / "home"
        self.clock = ClockFile(folder / "clock") if flow.clock else None
        self.env = environment(self.home, lang, self.clock) | flow.env
        self.mark = 0
        if flow.type:
            begun = opened(self.home, flow.type, "hotline", drill=True)
            if flow.closed:
                closed(begun, TEN)
        self.before = len(self.kinds())
        self.t: Terminal = (
            Shell(self.env, flow.cols, flow.rows)
            if flow.shell
            else Terminal(flow.args.split(), self.env, flow.cols, flow.rows)
        )

        self.t.child.delaybeforesend = None  # pexpect's own fixed sleep

    def play(self) -> None:
        """All acts, then what must be true after any flow."""
        try:
            for act in self.flow.acts:
                act(self)
        finally:
            self.t.close()
        assert examine(Store(str(self.home))).whole
        left = iter(self.kinds()[self.before :])
        for kind in self.flow.kinds.split():
            assert kind in left, (kind, self.kinds())
        for kind in self.flow.absent.split():
            assert kind not in self.kinds()[self.before :], kind

    def given_back(self) -> None:
        """What a program that has ended leaves: the terminal as it was, and no traceback."""
        said = seen(self.t)
        assert "Traceback" not in said and "Exception" not in said, said[-2000:]
        assert settings(self.t.child.child_fd) == untouched(), "the terminal is not as it was"
        for on, off in ON_AND_OFF:
            assert self.t.raw.rfind(off) >= self.t.raw.rfind(on), (on, "was left on")

    # ---- the incident as it is on the disk ------------------------------------------------------

    def folder(self) -> Log | None:
        store = Store(str(self.home))
        found = store.all_found()
        return store.load(found[0]) if found else None

    def kinds(self) -> list[str]:
        folder = self.folder()
        return [entry.kind for entry in folder.entries] if folder else []

    # ---- texts -----------------------------------------------------------------------------------

    def texts(self, *named: str) -> list[str]:
        """What must stand on the screen for these names."""
        return [text for name in named for text in self._texts(name)]

    def _texts(self, name: str) -> list[str]:
        if name.startswith("="):
            return [name[1:]]
        if name.startswith(">"):
            return [f"> {self._step(name[1:])}"[:LONGEST]]
        head = name.endswith("~")
        name = name.rstrip("~")
        sentence = word(self.lang, name if "." in name else f"screen.{name}")
        parts = [part.strip()[:LONGEST] for part in re.split(r"\{\w*\}", sentence)]
        parts = [part for part in parts if len(part) > 1]
        return parts[:1] if head else parts

    def _step(self, key: str) -> str:
        folder = self.folder()
        view = folder.incident.view(key) if folder else None
        assert view is not None and folder is not None, key
        return step_text(folder.incident, view, self.lang)


# ---- acts ------------------------------------------------------------------------------------------


def see(*names: str, gone: str = "") -> Act:
    return lambda s: void(s.t.see(*s.texts(*names), gone="".join(s.texts(gone)[:1]) if gone else ""))


def gone(name: str) -> Act:
    """It stands on the screen no more: the last words of the sentence, the first may be others'."""
    return lambda s: void(s.t.see(gone=s.texts(name)[-1]))


def press(keys: str, *names: str) -> Act:
    """One key once the screen takes it, then wait for what follows and for the keys."""

    def act(s: Stage) -> None:
        still(s.t)
        key(s, keys, s.texts(*names))
        still(s.t)

    return act


def key(s: Stage, keys: str, texts: list[str] | None = None) -> None:
    """Send a key and wait until the screen is another one that shows the texts: what it showed
    before must not be taken for the answer."""
    before = s.t.text()
    s.t.child.send(keys)

    def answered() -> bool:
        shown = s.t.text()
        flat = shown.replace("\n", "")
        return shown != before and all(text in shown or text in flat for text in texts or [])

    wait_for(s, answered, f"{texts} after {keys!r}")


def send(raw: str | bytes, *names: str) -> Act:
    """Bytes as they are, whatever the screen shows."""

    def act(s: Stage) -> None:
        s.mark = len(s.t.raw)
        s.t.child.send(raw)
        s.t.see(*s.texts(*names))

    return act


def types(text: str, *names: str) -> Act:
    """A text into the open input, and Enter."""

    def act(s: Stage) -> None:
        still(s.t)
        s.t.child.send(text)
        if text:
            s.t.see(text[-12:])
            still(s.t)  # a list takes what its last picture marked
        key(s, ENTER)
        s.t.see(*s.texts(*names))

    return act


def types_code(*names: str) -> Act:
    """The end of the incident's reference, by which it is closed."""

    def act(s: Stage) -> None:
        folder = s.folder()
        assert folder is not None
        types(folder.ref[-4:], *names)(s)

    return act


def half(text: str) -> Act:
    """A text into the open input, and no Enter."""

    def act(s: Stage) -> None:
        still(s.t)
        s.t.child.send(text)
        s.t.see(text[-12:])

    return act


def ready() -> Act:
    return lambda s: still(s.t)


def at(minutes: float) -> Act:
    """The clock goes on to this minute of the incident, and the screen shows it."""

    def act(s: Stage) -> None:
        assert s.clock is not None
        s.t.see(f"{s.clock.at(minutes):%H:%M}  ")

    return act


def clock(minutes: float) -> Act:
    """The same where the screen does not show the time."""

    def act(s: Stage) -> None:
        assert s.clock is not None
        s.clock.at(minutes)

    return act


def bells(count: int) -> Act:
    """So many bells have rung, and no more."""

    def act(s: Stage) -> None:
        wait_for(s, lambda: s.t.bells >= count, f"{count} bells")
        assert s.t.bells == count

    return act


def recorded(kind: str) -> Act:
    """It is on the disk now."""
    return lambda s: wait_for(s, lambda: kind in s.kinds()[s.before :], kind)


def size(cols: int, rows: int) -> Act:
    return lambda s: s.t.resize(cols, rows)


def stop(name: str) -> Act:
    """A signal to the program."""
    return lambda s: os.kill(s.t.child.pid, getattr(signal, name))


def ends(code: int, *names: str) -> Act:
    """The program ends by itself with this exit code, and these are its last words."""

    def act(s: Stage) -> None:
        found = s.t.end()
        assert found == code, (found, s.t.text())
        s.t.see(*s.texts(*names))
        s.given_back()

    return act


def torn_away() -> Act:
    """``kill -9``; no last words."""
    return lambda s: s.t.kill()


def window_closed() -> Act:
    """The terminal's window goes away under the program, which then ends by itself."""

    def act(s: Stage) -> None:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, s.t.child.child_fd)  # the last that held the other end
        os.close(nothing)
        wait_for(s, lambda: not s.t.child.isalive(), "the end", read=False)

    return act


def stop_inside(name: str) -> Act:
    """A signal to the program that runs in the shell."""

    def act(s: Stage) -> None:
        listed = program(["ps", "-A", "-o", "pid=,ppid="]).stdout
        pairs = [line.split() for line in listed.splitlines()]
        (inside,) = [int(pid) for pid, parent in pairs if int(parent) == s.t.child.pid]
        os.kill(inside, getattr(signal, name))

    return act


def waiting_bytes(fd: int) -> int:
    return int.from_bytes(fcntl.ioctl(fd, termios.FIONREAD, bytes(4)), sys.byteorder)


def anew(args: str, *names: str) -> Act:
    """Another program in another terminal on the same home; the first has ended."""

    def act(s: Stage) -> None:
        s.t.child.close(force=True)
        s.t = Terminal(args.split(), s.env, s.flow.cols, s.flow.rows)
        s.t.child.delaybeforesend = None
        s.mark = 0
        s.t.see(*s.texts(*names))

    return act


def beside(args: str, *names: str, code: int = 0) -> Act:
    """A command without a terminal, while the flow goes on; what it says on either stream."""

    def act(s: Stage) -> None:
        done = run(s.env, *args.split())
        assert done.returncode == code, (args, done.stderr)
        flat = (done.stdout + done.stderr).replace("\n", "")
        missing = [text for text in s.texts(*names) if text not in flat]
        assert not missing, (missing, flat)

    return act


def says(*names: str) -> Act:
    """Plain mode: what was written since the last line that was typed."""

    def act(s: Stage) -> None:
        wanted = s.texts(*names)

        def there() -> bool:
            new = seen_since(s)
            return all(text in new for text in wanted)

        wait_for(s, there, str(wanted))

    return act


def line(text: str, *names: str) -> Act:
    """Plain mode: a line, then what is said to it."""

    def act(s: Stage) -> None:
        s.mark = len(s.t.raw)
        s.t.child.send(text + "\n")
        says(*names)(s)

    return act


def shell(command: str, *names: str) -> Act:
    """A command line in the shell; the prompt comes back unless something else is waited for."""

    def act(s: Stage) -> None:
        says("=" + SHELL)(s)
        line(command, *names)(s)

    return act


def same(one: str, other: str) -> Act:
    """Two files that the shell wrote are equal, and say something."""

    def act(s: Stage) -> None:
        before, after = (s.dir / one).read_bytes(), (s.dir / other).read_bytes()
        assert before and before == after, (before, after)

    return act


def no_bytes(pattern: bytes) -> Act:
    """The program has written nothing like it."""
    return lambda s: void(_absent(pattern, s.t.raw))


def _absent(pattern: bytes, raw: bytes) -> None:
    found = re.search(pattern, raw)
    assert found is None, found


def seen_since(s: Stage) -> str:
    return re.sub(r"\s*\n\s*", "", seen_of(s.t.raw[s.mark :]))


def seen_of(raw: bytes) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", raw.decode("utf-8", "replace")).replace("\r", "")


def wait_for(s: Stage, true: Callable[[], bool], what: str, read: bool = True) -> None:
    """Read what the program writes until something is true."""
    deadline = time.monotonic() + PATIENCE
    alive = True
    while not true():
        if time.monotonic() > deadline or not alive:
            raise AssertionError(f"never came: {what}\n{s.t.text()}")
        if read:
            alive = s.t.read(0.05)
        else:
            time.sleep(0.01)  # between two looks


def through() -> Act:
    """Answer step after step, whatever it asks, until the checklist is complete."""

    def act(s: Stage) -> None:
        s.t.child.send(".")  # the steps of other plans, too
        for _ in range(60):
            folder = s.folder()
            assert folder is not None
            view = folder.incident.current(unfolded=True)
            if view is None:
                s.t.see(*s.texts("all-done"))
                return
            done = len(folder.entries)
            s.t.see(f"> {step_text(folder.incident, view, s.lang)}"[:LONGEST])
            answer_step(s, view.step)
            wait_for(s, lambda done=done: len(s.kinds()) > done, view.key)  # type: ignore[misc]
        raise AssertionError("no end")

    return act


ANSWERS = {"number": "12", "minutes": "27", "text": "seven", "name": "Li Na", "time": ""}


def answer_step(s: Stage, step: Step) -> None:
    if step.answer == "choice":
        press("1")(s)
    elif step.answer in ANSWERS:
        asked = {"number": "type-line", "text": "ask-value"}.get(step.answer, f"ask-{step.answer}")
        asked = "ask-began" if step.milestone == "detected" else asked
        press(ENTER, asked)(s)
        types(ANSWERS[step.answer])(s)
    elif step.answer in ("callback", "action"):
        press(ENTER, "ask-customer" if step.answer == "callback" else "ask-action")(s)
        types("")(s)
    else:
        press(ENTER)(s)


def void(_: object) -> None:
    """Drop a result: an act has none."""


def interrupt() -> Act:
    return lambda s: void(s.t.child.send(CTRL_C))
