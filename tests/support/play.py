"""Playing an incident through: commands, keys that wait for their screen, and what was seen."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

from tests.support.run import PATIENCE, ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal

CJK = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
ESCAPES = re.compile(r"\x1b\][^\x07]*\x07|\x1b[\[(][0-9;?<>=]*[A-Za-z]|\x1b[=>78]")
COLOR = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38|48)(?:;[0-9]+)*m")
REF = re.compile(r"\d{6}-[A-Z]{3}-[A-Z0-9]{4}")
CODE = re.compile(r"收尾码 [\w-]+|(?:待回电|改进措施) \w{4}：")
WORD = re.compile(r"[A-Za-z]{2,}")
NOT_ENGLISH = {"kit", "guide", "summary", "review", "Esc", "UPS", "tester"}  # the last: who records


class Played:
    """A home with a drill in it, and its clock."""

    def __init__(self, folder: Path, lang: str = "zh", type_: str = "application-outage") -> None:
        self.clock = ClockFile(folder / "clock")
        self.env = environment(folder / "home", lang, self.clock)
        self.ref = self.start(type_)

    def start(self, type_: str) -> str:
        answer = kit(self.env, "start", type_, "--drill", "--profile", "hotline", "--json")
        return str(json.loads(answer)["ref"])

    def log(self) -> list[dict[str, Any]]:
        return [json.loads(x) for x in kit(self.env, "log", self.ref, "--json").splitlines()]

    def kinds(self) -> list[str]:
        return [str(entry["kind"]) for entry in self.log()]


def ref_of(env: dict[str, str]) -> str:
    """The reference of the only incident there is, open or closed."""
    found = json.loads(kit(env, "list", "--all", "--json"))["incidents"]
    assert len(found) == 1, found
    return str(found[0]["ref"])


def summary(env: dict[str, str], ref: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(kit(env, "summary", ref, "--json"))
    return found


def still(t: Terminal) -> None:
    """Take in the rest of the picture: a key sent while it is drawn could come too early."""
    t.ready()
    end = time.monotonic() + PATIENCE
    while not t.rests():
        assert time.monotonic() < end, f"it never rests\n{t.text()}"
    t.ready()


def press(t: Terminal, keys: str, *after: str, gone: str = "") -> str:
    """Press a key once the screen takes it, then wait for what follows and until it takes keys."""
    still(t)
    t.child.send(keys)
    shown = t.see(*after, gone=gone)
    if after or gone:
        still(t)
        shown = t.text()
    return shown


def due_letter(t: Terminal, what: str) -> str:
    """The letter that leads to a timer in the list of what is due."""
    found = re.search(rf"(?m)^\s*>?\s*([a-z])  \d\d:\d\d  {re.escape(what)}", t.text())
    assert found, t.text()
    return found[1]


HOME = ("b 计时总览", "b board")  # keys of the home screen
EARLY = ("按得太快", "Too quick")


def leave(t: Terminal) -> int:
    """``q`` of a drawn guide, which leads home, and ``q`` there; the exit code. A slow computer may
    not have let the first one count."""
    press(t, "q")
    end = time.monotonic() + PATIENCE
    while not any(mark in t.text() for mark in HOME):
        assert time.monotonic() < end and t.read(0.05), f"not at home\n{t.text()}"
        if any(mark in t.text() for mark in EARLY):
            press(t, "q", gone=next(mark for mark in EARLY if mark in t.text()))
    press(t, "q")
    return t.end()


def lifted(t: Terminal) -> None:
    """Let as long pass as a hand needs to press Enter again: sooner it is the same key, held."""
    end = time.monotonic() + 0.25
    while (left := end - time.monotonic()) > 0:
        t.read(left)


def answer(t: Terminal, text: str, *after: str, gone: str = "") -> str:
    """Type a line into the open input, press Enter, wait for what follows."""
    still(t)
    t.child.send(text)
    if text:
        t.see(text[-12:])
        still(t)  # a list takes what its last picture marked
    else:
        lifted(t)
    t.child.send(ENTER)
    return t.see(*after, gone=gone)


def at(t: Terminal, clock: ClockFile, minutes: float) -> None:
    """Move the clock and wait until the screen's header shows it."""
    now = clock.at(minutes)
    t.see(f"{now:%H:%M}  ")


def rung(t: Terminal, count: int) -> None:
    """So many bells and no more: the picture may be there a moment before its bell."""
    end = time.monotonic() + PATIENCE
    while t.bells < count and time.monotonic() < end:
        t.read(0.05)
    assert t.bells == count


PLANS = {"HL", "CA", "CB", "OP", "PO", "SA", "SH", "FL", "GD", "MI"}  # what clauses begin with


def seen(t: Terminal) -> str:
    """Everything that was ever written to the screen, without escape sequences."""
    return ESCAPES.sub(" ", t.raw.decode("utf-8", "replace"))


def english_in(text: str, *names: str) -> set[str]:
    """English words in a Chinese screen, references, clauses and ``names`` apart."""
    for name in names:
        text = text.replace(name, " ")
    return set(WORD.findall(CODE.sub(" ", REF.sub(" ", text)))) - NOT_ENGLISH - PLANS


def code_in(ref: str) -> list[str]:
    """The letters of a reference's end, by which an incident is closed: they are no words."""
    return [ref, ref[-4:], *WORD.findall(ref[-4:])]


def say(t: Terminal, text: str, *after: str) -> None:
    """Plain mode: a line, and what must be the newest that follows it."""
    t.see("Number:")
    before = len(t.raw)
    t.child.send(text + "\n")
    t.see(*after)
    end = time.monotonic() + PATIENCE
    while not t.raw[before:].rstrip(b" ").endswith(b":"):
        assert time.monotonic() < end and t.read(0.05), f"no question after {text}\n{t.text()}"


class Lines:
    """A plain run: a line is typed once its question stands, and only new text counts."""

    def __init__(self, t: Terminal) -> None:
        self.t = t
        self.mark = 0

    def see(self, *texts: str) -> None:
        """Wait for all ``texts`` in what was written since the last line."""
        end = time.monotonic() + PATIENCE
        while True:
            new = seen_since(self.t, self.mark)
            if all(text in new for text in texts):
                return
            if time.monotonic() > end or not self.t.read(0.05):
                missing = [text for text in texts if text not in new]
                raise AssertionError(f"not said: {missing}\n{new}")

    def asked(self) -> None:
        """Wait until a question is the last thing written: a line typed before it stands there has
        no echo behind it, and what is said next goes on in the question's line."""
        end, before = time.monotonic() + PATIENCE, -1
        while True:
            new = self.t.raw[self.mark :].decode("utf-8", "replace").rstrip(" ")
            if new.endswith((":", "：")) and len(self.t.raw) == before:
                return
            before = len(self.t.raw)
            assert time.monotonic() < end and self.t.read(0.05), f"no question\n{new}"

    def say(self, line: str, *texts: str, ask: str = "Number:") -> None:
        """Type a line; then ``texts`` must be said and ``ask`` be the last question."""
        self.mark = len(self.t.raw)
        self.t.child.send(line + "\n")
        self.see(*texts, ask)


def seen_since(t: Terminal, mark: int) -> str:
    text = ESCAPES.sub(" ", t.raw[mark:].decode("utf-8", "replace"))
    return " ".join(text.split())
