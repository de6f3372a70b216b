"""Lines typed at the numbered guide by a clock of their own: no terminal, no waiting."""

from __future__ import annotations

import importlib
import pkgutil
import queue
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal import plain as ground
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.live.guide import talk
from kit.live.guide.talk import plain
from kit.live.guide.talk.figure import WANT
from kit.live.guide.talk.flow import flow, guide
from tests.support.constants import TEN
from tests.support.hands import Hands

PACE = 0.25  # seconds a key
# All of the guide, lest a file that is new among them asked the machine for the time.
TALK = [importlib.import_module(f"{talk.__name__}.{each.name}") for each in pkgutil.iter_modules(talk.__path__)]


def by_its_clock(monkeypatch: pytest.MonkeyPatch, hand: Any, wall: Callable[[], float], *more: ModuleType) -> None:
    """The lines of the guide, and of ``more``, come from that hand and by its time; what is printed goes to it."""
    for module in (*TALK, ground, *more):
        for name, mine in (("lines", lambda: hand), ("wall", wall), ("write", hand.write)):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, mine)
    monkeypatch.setattr(ground, "prompt", hand.write)


def reads_the_whole_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """At every step, as by ``?``, and means by a number the act that it names there."""
    lists = plain.printed

    def printed(session: Any, question: Any) -> Any:
        shown = lists(session, question)
        wants = session.step is not None and session.step.step.answer in WANT  # asks by itself
        if question.name == "step" and not wants:
            shown.always = {option.name for option in question.options}
        return shown

    monkeypatch.setattr(plain, "printed", printed)


class Echo:
    def hold(self) -> None:
        pass

    def give_back(self) -> None:
        pass


class Numbered:
    """``home``'s guide. ``says`` is asked for each line, with what was printed since the last; it
    gives the seconds before its first key and the line, ``None`` at the end. ``begun``: the home has its
    incident already. ``listed``: the hand has read the whole list of ``?`` at every step, so that no number
    is asked about for not being printed."""

    def __init__(
        self, home: Path, lang: str, type_: str, monkeypatch: pytest.MonkeyPatch, says: Callable[[str], Any],
        begun: bool = False, listed: bool = True,
    ) -> None:  # fmt: skip
        hands = Hands(home, lang, type_, begun)
        hands.flow.close()
        self.hands, self.says = hands, says
        self.session = guide(hands.ctx, hands.session.folder, False)
        self.now, self.begun, self.screen = 1000.0, 0.0, ""
        self.echo = Echo()
        self.question = ""
        self.chosen = False
        self.asked: Any = None
        self.screens: list[str] = []  # what ``typed`` saw before each line
        self.known = 0  # entries that were there before the first line
        monkeypatch.delenv("KIT_PAUSE", raising=False)
        by_its_clock(monkeypatch, self, lambda: self.now)
        if listed:
            reads_the_whole_list(monkeypatch)
        monkeypatch.setattr(plain, "flow", self.watched)

    def watched(self, session: Any) -> Any:
        """The flow; which question stands is remembered."""
        asked = flow(session)
        question = next(asked)
        while True:
            self.question, self.asked = question.name, question
            try:
                try:
                    answer = yield question
                except Exception as error:
                    question = asked.throw(error)
                else:
                    question = asked.send(answer)
            except StopIteration as stop:
                return stop.value

    def write(self, text: str = "") -> None:
        self.screen += text + "\n"

    def typed_ahead(self) -> list[str]:
        return []

    def joined(self, line: str) -> str:
        return line

    def get(self, timeout: float | None) -> str | None:
        screen, self.screen = self.screen, ""
        typed = self.says(screen)
        if typed is None:
            return None
        if typed == "":
            raise queue.Empty
        pause, line = typed
        self.begun = self.now + pause
        self.now = self.begun + PACE * (len(line) + 1)
        return f"{line}\n"

    def run(self) -> None:
        try:
            plain.run_plain(self.session, self.chosen)
        except KeyboardInterrupt:
            pass

    def entries(self) -> list[Any]:
        return list(self.session.folder.entries)

    def kinds(self) -> list[str]:
        return [entry.event.kind for entry in self.entries()]

    def texts(self) -> str:
        return " ".join(repr(entry.event) for entry in self.entries())


Line = str | tuple[float, str]
Play = Callable[..., Numbered]  # a test's fixture over ``typed``
CODE = "CODE"  # a line: the incident's closing code


def fresh(folder: Path) -> Path:
    """Another home in it, for one more guide of the same test."""
    return folder / f"{len([*folder.iterdir()])}"


def typed(
    home: Path, monkeypatch: pytest.MonkeyPatch, *lines: Line, lang: str = "en", type_: str = "fire", pause: float = 12.0,
    at: Callable[[Numbered], object] | None = None, listed: bool = True, as_printed: bool = False,
) -> Numbered:  # fmt: skip
    """Lines at an incident that is opened now, ``pause`` seconds before each or as many as stand before it.
    ``at`` brings the guide to where they are typed. ``screens`` is what was printed before each, one line of
    words unless it is wanted ``as_printed``."""
    rest, found = iter(lines), list[str]()

    def says(screen: str) -> Any:
        found.append(screen if as_printed else " ".join(screen.split()))
        line = next(rest, None)
        line = guide.session.incident.ref[-4:] if line == CODE else line
        return (pause, line) if isinstance(line, str) else line

    guide = Numbered(home, lang, type_, monkeypatch, says, listed=listed)
    if at is not None:
        at(guide)
    guide.known = len(guide.entries())
    guide.run()
    guide.screens = found
    return guide


def take_up(step: str) -> Callable[[Numbered], object]:
    """To that step, with all before it open."""
    return lambda guide: guide.session.moved(lambda d: acts.take_up(d, step))


def up_to(wanted: Callable[[Any], bool]) -> Callable[[Numbered], object]:
    """To the first step of that kind; none before it applies."""

    def at(guide: Numbered) -> None:
        for view in list(guide.session.incident.views()):
            if wanted(view):
                break
            guide.session.moved(lambda d, view=view: acts.not_applicable(d, view.key, "drill"))

    return at


def minutes_on(minutes: float) -> Callable[[Numbered], object]:
    """So long after the opening; what is due by then rings."""

    def at(guide: Numbered) -> None:
        guide.hands.now = lambda: Now(TEN + timedelta(minutes=minutes))  # type: ignore[method-assign]
        guide.session.refresh()

    return at


def new(guide: Numbered) -> list[str]:
    """Kinds of what the lines recorded."""
    return [e.event.kind for e in guide.entries()[guide.known :]]


def notes(guide: Numbered) -> list[str]:
    return [e.event.text for e in guide.entries() if isinstance(e.event, ev.Noted)]


def values(guide: Numbered) -> list[str]:
    return [e.event.value for e in guide.entries() if isinstance(e.event, ev.StepDone)]


def when_a_report_is_due(
    home: Path, lang: str, monkeypatch: pytest.MonkeyPatch, lines: Iterable[Line], pause: float
) -> Numbered:
    """Lines typed at an outage, six minutes after it began."""
    return typed(home, monkeypatch, *lines, lang=lang, type_="application-outage", pause=pause, at=minutes_on(6))
