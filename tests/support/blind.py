"""A hand that types without looking, by a clock of its own: the guide's screen with no terminal
behind it, key after key at the pace of somebody with a telephone at his ear."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from prompt_toolkit.application import application, create_app_session
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.key_binding.key_bindings import KeyBindingsBase
from prompt_toolkit.output import DummyOutput

from kit.ground.terminal.screen import Screen
from kit.live.guide.talk import session as talk
from tests.support.hands import Hands

PACE = 0.25  # seconds a key
REST = 1.0


class Loop:
    """An event loop whose time only the test moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.count = itertools.count()
        self.calls: list[tuple[float, int, Any]] = []

    def time(self) -> float:
        return self.now

    def call_later(self, seconds: float, call: Callable[..., None], *given: object) -> Any:
        handle = Call(call, given)
        heapq.heappush(self.calls, (self.now + seconds, next(self.count), handle))
        return handle

    def pass_(self, seconds: float) -> None:
        end = self.now + seconds
        while self.calls and self.calls[0][0] <= end:
            self.now, _, handle = heapq.heappop(self.calls)
            handle.run()
        self.now = end


class Call:
    def __init__(self, call: Callable[..., None], given: tuple[object, ...]) -> None:
        self.call, self.given, self.off = call, given, False

    def cancel(self) -> None:
        self.off = True

    def run(self) -> None:
        if not self.off:
            self.call(*self.given)


DRAWN: set[tuple[object, ...]] = set()  # places of which a picture was made in this process


@contextmanager
def unread() -> Iterator[None]:
    """Inside, the guide's picture, a pure function, is not worked out: nobody reads it."""
    picture = talk.picture
    talk.picture = lambda *_: []
    try:
        yield
    finally:
        talk.picture = picture


class Blind:
    """``home``'s guide; ``minute`` moves its clock."""

    def __init__(self, home: Path, lang: str, type_: str, loop: Loop, begun: bool = False) -> None:
        self.loop = loop
        self.hands = Hands(home, lang, type_, begun)
        self.session = self.hands.session
        self.hands.ctx.me = msgspec.structs.replace(self.hands.ctx.me, plain=False)
        self.hands.flow.close()
        from kit.live.guide.talk.flow import flow

        self.screen = Screen(self.session, flow(self.session))
        self.screen._go_on(lambda: next(self.screen.flow))
        self.loop.pass_(REST)

    def key(self, key: str, seconds: float = PACE) -> None:
        """``enter``, ``escape`` or a character, so long after the one before."""
        self.loop.pass_(seconds)
        self._arrives(key)

    def _arrives(self, key: str, behind: bool = False) -> None:
        posed = self.screen.posed
        if not behind:
            self._draws()
        if posed.typing and key == "enter":
            self.screen.entered()
        elif posed.typing and key == "escape":
            self.screen.go_back()
        elif posed.typing and key == "up":
            self.screen.recall()
        elif posed.typing:
            posed.buffer.insert_text(key)
        else:
            self.screen.press(key)

    def _draws(self) -> None:
        """The screen, between two keys of a hand that does not look: all that the guide keeps of what it
        showed; the picture itself, which nothing is kept of, only where none was made before."""
        session = self.screen.session
        if isinstance(session, talk.Session):  # not home
            incident, step = session.incident, session.step
            place = (session.lang, incident.type, incident.entries, step and step.key, self.asked)
            if place in DRAWN:
                with unread():
                    self.screen._fragments()
                return
            DRAWN.add(place)
        self.screen._fragments()

    def types(self, text: str) -> None:
        """A sentence and Enter."""
        for char in text:
            self.key(char)
        self.key("enter")

    def words(self, text: str) -> None:
        """Words that an input method sends in one piece."""
        self.loop.pass_(PACE)
        queue = self.screen.app.key_processor.input_queue
        for place, char in enumerate(text):
            queue.extend([None] * (len(text) - place - 1))  # type: ignore[list-item]
            self._arrives(char, place > 0)
            queue.clear()

    def entered_in(self, lang: str, words: str) -> None:
        """Words by an input method or key by key, Enter, and a rest."""
        if lang == "zh":
            self.words(words)
        else:
            for char in words:
                self.key(char)
        self.key("enter", 0.6)
        self.rests()

    def rests(self) -> None:
        self.loop.pass_(REST)

    @property
    def asked(self) -> str:
        return self.screen.posed.question.name

    def line(self) -> str:
        """What is typed and not answered yet."""
        return self.screen.posed.buffer.text if self.screen.posed.typing else ""

    def kinds(self) -> list[str]:
        return self.hands.kinds()

    def notes(self) -> list[str]:
        entries = self.session.folder.entries
        return [e.event.text for e in entries if e.event.kind == "note"]  # type: ignore[attr-defined]


@cache
def bindings() -> KeyBindingsBase:
    """Those of the line editor, which ask for the application at work whenever a key comes: made
    once, not for each of thousands of screens."""
    return load_key_bindings()


@contextmanager
def typing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    """Inside, what asks for the running loop gets the test's; hands rest as they really do."""
    loop = Loop()
    monkeypatch.delenv("KIT_PAUSE", raising=False)
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: loop)
    monkeypatch.setattr(application, "load_key_bindings", bindings)
    with create_app_session(output=DummyOutput()):
        yield loop
