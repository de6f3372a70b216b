"""How far long work has come: loops say it, and whoever watches hears it. Nobody does unless a
command asked, and then a loop is the loop it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

WATCHERS: list[Callable[[float], None]] = []
_inside: list[tuple[int, int]] = []  # done, many of each loop at work, the outermost first


def over(things: Iterable[T]) -> Iterable[T]:
    """The things themselves, one by one. A loop within a loop is a part of its step."""
    return _told(things if isinstance(things, Sequence) else list(things)) if WATCHERS else things


def _told(things: Sequence[T]) -> Iterator[T]:
    level = len(_inside)
    try:
        for done, thing in enumerate(things):
            _inside[level:] = [(done, len(things))]
            share = _share()
            for watcher in WATCHERS:
                watcher(share)
            yield thing
    finally:
        del _inside[level:]


def _share() -> float:
    """The part that is done of all, from 0 to 1."""
    share, part = 0.0, 1.0
    for done, many in _inside:
        part /= many
        share += done * part
    return share
