"""A sort of document: the kinds of event its journals are made of, and what they fold to.

A room that owns one describes it here once (``Document``) and says where it lies (``Keeper``); to
read, merge, fold, keep, prove and append is the same for all of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

if TYPE_CHECKING:  # every command reads this file
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from kit.ground.base.refusal import Refused
    from kit.ground.base.veil import Sorts, Veil
    from kit.ground.journal.entry import Entry, Event, Kinds
    from kit.ground.journal.keeper import Draft

S = TypeVar("S")

# What lines of another laptop, together with ours, may run the fold into: one log that cannot be
# told must not keep all others from being told.
FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)

ANEW = "anew:"  # begins what is touched where each later entry stirs all earlier ones


def anew(touched: Iterable[str]) -> bool:
    return any(id_.startswith(ANEW) for id_ in touched)


class Place(msgspec.Struct, frozen=True):
    """One document's folder: a reference that no other has, and where the folder lies."""

    ref: str
    path: str


class Where(Place, frozen=True, kw_only=True):
    """``twins``: further folders of the same document, which are read as one with it."""

    twins: tuple[str, ...] = ()


D = TypeVar("D", bound="Draft")


class Document(ABC, Generic[S, D]):
    """What one sort of document is; a sort that leaves out what must be said cannot be made. The
    state is made empty by calling its type, and is such that msgspec can write it as JSON and read
    it back the same."""

    kinds: Kinds
    format: int  # what this kit writes; a higher one is a newer kit's
    state: type[S]
    opening: type[Event]  # what it begins with, once
    joining: type[Event]  # the first line of each further journal
    rooms: tuple[str, ...]  # folders below ``kit/`` whose code decides what it folds to
    ending: str  # of the file of a state that was kept; no other sort may have the same

    @abstractmethod
    def apply(self, state: S, entry: Entry, /) -> None:
        """Take one entry into the state."""

    @abstractmethod
    def recorded(self, state: S, entries: list[Entry]) -> None:
        """Count as entries what the state has taken in already, when it was decided."""

    @abstractmethod
    def draft(self, state: S, now: datetime, by: str, at: datetime | None) -> D:
        """An act in the making, written down ``now``, about what happened ``at``."""

    @abstractmethod
    def joined(self, where: Where, state: S, why: str) -> Event:
        """The first line of a further journal; ``why``: "" for another laptop's, ``lock-held`` or
        ``damage`` where this one's could not be used."""

    @abstractmethod
    def jumped(self, seconds: float, restart: bool) -> Event:
        """The clock shows ``seconds`` more than it would have; ``restart``: at least, because the
        machine was off in between."""

    @abstractmethod
    def unreadable(self, ref: str, why: str) -> Refused:
        """The refusal to go on with a log that cannot be read; ``why``: what the system said, ""
        when not one journal is there."""

    # What an entry may do to earlier ones is said here and nowhere else.

    touched: Callable[[Event], Iterable[str]] | None = None
    """The ids of the entries whose standing an event changes (``ANEW``: of any); ``None``: no event
    does."""

    def counting(self, entries: list[Entry], start: S | None = None) -> list[Entry]:
        """What the state is folded from, made of all merged entries in their order, so that the
        order of merging cannot matter. ``start``: the state that they come behind, when none of
        them touches an entry before it."""
        return entries

    def sorts(self, veil: Veil, ref: str, entries: list[Entry]) -> tuple[Veil, Sorts]:
        """What becomes of each sort of field where people are hidden (``base/veil``), and the veil
        with what these entries say of posts. A document with sorts of its own adds them."""
        return veil, veil.sorts()

    def without(self, entries: list[Entry]) -> list[Entry]:
        """The same entries without the content that some of them withdraw for good; the very list
        where none does. Asked only of a log in which something is ``touched``."""
        return entries
