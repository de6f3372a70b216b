"""Questions are data; who asks them can be swapped.

A flow (the guide) is a generator: it yields a ``Question`` and is sent the answer. The screen
asker draws the incident above the question and keeps its timers counting; the plain asker prints
numbered lines; a test answers by the question's ``name``.
"""

from __future__ import annotations

import sys
from typing import Any, Literal, Protocol

import msgspec

from kit.ground.base.refusal import Refused


class Option(msgspec.Struct, frozen=True):
    """``key``: the single key on the screen; ``name``: what is sent back."""

    name: str
    label: str
    key: str = ""


class Question(msgspec.Struct, frozen=True):
    """``typed`` is what was already typed when the question was interrupted."""

    name: str
    text: str
    kind: Literal["keys", "choice", "text", "confirm"] = "choice"
    options: list[Option] = []
    default: str = ""
    typed: str = ""
    hint: str = ""
    lines: list[str] = []
    optional: bool = False
    first: int = 0  # plain mode lists only so many options until more are asked for


class Due(msgspec.Struct, frozen=True):
    """Sent instead of an answer: a timer wants one first. ``typed`` comes back later."""

    timer: str
    typed: str = ""


class Left(KeyboardInterrupt):
    """The person left (Ctrl-C, end of input, window closed)."""


class Asker(Protocol):
    def ask(self, question: Question) -> str:
        """One question outside the guide. Raises ``Left`` when it is not answered."""


def terminal() -> bool:
    """Both ends are a person's: a piped answer must never confirm anything."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def need_terminal(how: str) -> None:
    if not terminal():
        raise Refused("no-terminal", how=how)


def make_asker(lang: str, plain: bool) -> Any:
    if plain:
        from kit.ground.terminal.plain import PlainAsker

        return PlainAsker(lang)
    from kit.ground.terminal.prompts import PromptAsker

    return PromptAsker(lang)
