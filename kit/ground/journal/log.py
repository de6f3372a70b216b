"""One document in memory: its journals merged into one order, and the state they fold to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic

from kit.ground.journal import snapshot
from kit.ground.journal.append import Tail
from kit.ground.journal.document import ANEW, FAULTS, D, S, anew
from kit.ground.journal.entry import Entry, Event, Unknown
from kit.ground.journal.line import Damage
from kit.ground.journal.merge import merge
from kit.ground.journal.reader import Journal, Reader, why
from kit.ground.journal.writer import Writer

if TYPE_CHECKING:
    from kit.ground.journal.document import Where
    from kit.ground.journal.keeper import Keeper


class Order:
    """What is known of a log's entries, and so whether new ones simply come behind them all."""

    def __init__(self, touches: Callable[[Event], Iterable[str]] | None) -> None:
        self._touches = touches
        self.ids: set[str] = set()
        self.touched: set[str] = set()
        self.last: tuple[datetime, str, int] | None = None  # what the last one is ordered by

    def goes_on(self, journal: Journal, new: list[Entry], others: list[str]) -> bool:
        """Whether a whole fold would have the new entries of this journal last. ``others``: the
        heads of the other journals (``Reader.others``); only where the first new entry has seen
        all of them it comes behind them."""
        if others:
            late = {head for entry in new[1:] for head in entry.seen}
            if not {*others} <= ({*new[0].seen} | journal.told) - late:
                return False
        elif self.last is not None:
            high = max(new[0].written, journal.high or new[0].written)
            if (high, journal.ordered, new[0].n) <= self.last:
                return False
        ids = {entry.id for entry in new}
        return len(ids) == len(new) and self.ids.isdisjoint(ids)

    def stirs(self, new: list[Entry]) -> set[str] | None:
        """The ids that new entries change the standing of; ``None``: nothing changes, neither by
        them nor, by an entry that is here already, for them."""
        if self._touches is None:
            return None
        touched = self._touched_by(new)
        if anew(self.touched):
            return {ANEW}
        if not touched and self.touched.isdisjoint(entry.id for entry in new):
            return None
        return touched

    def go_on(self, journal: Journal, new: list[Entry]) -> None:
        """They were put behind all others."""
        self.ids.update(entry.id for entry in new)
        self.touched |= self._touched_by(new)
        newest = max(entry.written for entry in new)
        journal.high = newest if journal.high is None else max(journal.high, newest)
        key = (journal.high, journal.ordered, new[-1].n)
        self.last = key if self.last is None else max(self.last, key)

    def anew(self, journals: Iterable[Journal], entries: list[Entry]) -> None:
        """These are all entries, those of the journals."""
        self.ids = {entry.id for entry in entries}
        self.touched = self._touched_by(entries)
        self.last = None
        for journal in journals:
            journal.high = max((entry.written for entry in journal.entries), default=None)
            if journal.high is not None:
                key = (journal.high, journal.ordered, journal.entries[-1].n)
                self.last = key if self.last is None else max(self.last, key)

    def _touched_by(self, entries: Iterable[Entry]) -> set[str]:
        if self._touches is None:
            return set()
        return {id_ for entry in entries for id_ in self._touches(entry.event)}


class Log(Generic[S, D]):
    """A document's entries in working order, and its state. Who moves its folder sets ``where``."""

    def __init__(
        self,
        keeper: Keeper[S, D],
        where: Where,
        recalls: bool = True,
        keeps: bool = True,
    ) -> None:
        """Not ``recalls``: every byte is decoded; not ``keeps``: no state is kept for others."""
        self.keeper = keeper
        self.document = keeper.document
        self.where = where
        self.reader = Reader(where.ref, self.document.kinds)
        self.files: dict[str, Journal] = self.reader.files
        self.state: S = self.document.state()
        self.doubtful = False
        self.writer = Writer(keeper.home, where.ref)
        self._entries: list[Entry] = []
        self._recalls = recalls and not where.twins and keeper.veil is None
        self._keeps = self._recalls and keeps
        self._base: tuple[bytes, snapshot.Kept[S]] | None = None  # what ``_entries`` come behind
        self._valid = False
        self._kept_out = False  # content of some entries is withdrawn for good
        self._order = Order(self.document.touched)

    @property
    def ref(self) -> str:
        return self.where.ref

    def damages(self) -> list[tuple[str, Damage]]:
        """Damaged places with their journals; a torn tail, which no one was told is recorded,
        is none."""
        return [(f.stem, d) for f in self.files.values() for d in f.damages if not d.torn]

    def head(self) -> str:
        """The last entry's number and the first six digits of its hash, to be noted elsewhere."""
        return self.reader.head()

    # ---- reading ------------------------------------------------------------------------

    def refresh(self) -> S:
        """Read what is new on disk and fold it. Cheap when nothing is. Raises ``Refused``."""
        for attempt in range(5):
            try:
                return self._refresh()
            except FileNotFoundError:  # another process moved it
                if attempt == 4:
                    raise
                self.where = self.keeper.locate(self.ref)
            except FAULTS as error:
                self._valid = False
                raise self.document.unreadable(self.ref, "") from error
        raise AssertionError

    def _refresh(self, again: bool = False) -> S:
        names = _names(self)
        first = not self.files and not self._entries
        if first and self._recalls and not again:
            self._recall(names)
        fresh, whole = self.reader.news(self.where.path, names)
        whole = whole or not self._valid or (bool(fresh) and self.keeper.veil is not None)
        if whole or len(fresh) > 1 or (fresh and not self._goes_on(*fresh[0])):
            if self._base is not None:  # the state that was kept is of no use: all anew
                self.files.clear()
                self._entries, self._base = [], None
                return self._refresh(again=True)
            self._fold()
        elif fresh:
            journal, new = fresh[0]
            self._behind(journal, new, self._apply)
        if first and self._keeps:
            self._keep()
        return self.state

    def _behind(
        self, journal: Journal, new: list[Entry], take: Callable[[list[Entry]], object]
    ) -> None:
        """Put new entries behind all others; the state is to ``take`` them, or is folded again
        where they change the standing of earlier ones."""
        stirred = self._order.stirs(new)
        self._entries += new
        self._order.go_on(journal, new)
        if stirred is None:
            take(new)
            return
        kept = self._base[1] if self._base is not None else None
        if kept is not None and snapshot.reached(kept, stirred, new):
            self._decode(kept)
        _keep_out(self)
        self._anew()

    def _goes_on(self, journal: Journal, new: list[Entry]) -> bool:
        return self._order.goes_on(journal, new, self.reader.others(journal.stem))

    def _apply(self, entries: Iterable[Entry]) -> None:
        apply, state = self.document.apply, self.state
        for entry in entries:
            apply(state, entry)

    # ---- folding ------------------------------------------------------------------------

    def _fold(self) -> None:
        self._entries = merge([f.entries for f in self.files.values()])
        opening = next((e for e in self._entries if self.opens(e)), None)
        self.doubtful = opening is None
        self._entries = _seen(self, _led(opening or _without_opening(self), self._entries))
        self._order.anew(self.files.values(), self._entries)
        _keep_out(self)
        self._anew()
        self._valid = True

    def _anew(self) -> None:
        """The state after all entries known to be on disk."""
        if self._base is None:
            self.state = self.document.state()
            self._apply(self.document.counting(self._entries))
            return
        self.state = snapshot.decode(self.document, self._base[0]).state
        self._apply(self.document.counting(self._entries, self.state))

    def opens(self, entry: Entry) -> bool:
        return isinstance(entry.event, self.document.opening)

    def invalidate(self) -> None:
        """Drop what was only decided: the state is again that of the entries known to be on disk,
        and the next ``refresh`` reads what else is there."""
        self._valid = False
        self._anew()

    def begin(self) -> None:
        """A document that has no entries yet."""
        self._valid = True

    def wrote(self, stem: str, tail: Tail, made: list[Entry]) -> list[Entry]:
        """Our own new entries, which the state has already taken in: known without reading them
        back."""
        journal = self.files.setdefault(stem, Journal(stem, Tail()))
        goes_on = self._valid and self._goes_on(journal, made)
        journal.wrote(tail, made)
        if goes_on:
            self._behind(journal, made, lambda new: self.document.recorded(self.state, new))
        else:
            if self._base is not None:
                self._decode(self._base[1])
            self._fold()
        return made

    # ---- what was kept ------------------------------------------------------------------

    def _recall(self, names: dict[str, str]) -> None:
        """Take over the state that was kept, if every journal begins with the bytes that it was
        folded from."""
        base = snapshot.load(self.keeper.home, self.document, self.ref)
        if base is None:
            return
        path = self.where.path
        try:
            files = {
                part.stem: snapshot.restored(part, f"{path}{os.sep}{names[part.stem]}")
                for part in base[1].parts
            }
        except (KeyError, OSError, ValueError):
            return
        self.files.update(files)
        self._base, self.state = base, base[1].state
        self._order.ids, self._order.touched = set(base[1].ids), set(base[1].touched)
        self._order.last, self._valid = base[1].last, True

    def _keep(self) -> None:
        """Keep the state for the next reader, where much had to be folded for it."""
        journals = list(self.files.values())
        whole = len(self._entries) >= snapshot.ENOUGH and self._valid and not self.doubtful
        whole = whole and all(journal.clean for journal in journals)
        whole = whole and _known(self._entries, self.document.format) and not self._kept_out
        whole = whole and not anew(self._order.touched)
        order = self._order
        if whole and order.last is not None:
            kept = snapshot.Kept(
                [snapshot.part_of(journal) for journal in journals],
                list(order.ids),
                order.last,
                sorted(self._writers()),
                self.state,
                sorted(order.touched),
            )
            keeper = self.keeper
            snapshot.keep(keeper.home, self.document, self.ref, kept, keeper.refs)
        for journal in journals:
            journal.hasher, journal.read = None, b""

    def _writers(self) -> set[str]:
        kept = self._base[1].journals if self._base is not None else []
        return {*kept, *(entry.journal for entry in self._entries)}

    @property
    def several(self) -> bool:
        """Whether entries of more than one journal are in the log."""
        return len(self._writers()) > 1

    @property
    def entries(self) -> list[Entry]:
        """All entries in working order. Decodes those that the state that was kept is made of.
        Raises ``Refused`` when they cannot be read any more."""
        if self._base is not None:
            self._decode(self._base[1])
        return self._entries

    @property
    def newest(self) -> list[Entry]:
        """The entries that need not be decoded again: those behind a state that was kept."""
        return self._entries

    def before_newest(self) -> S | None:
        """The state that the newest entries come behind; ``None``: they are all."""
        return snapshot.decode(self.document, self._base[0]).state if self._base else None

    def _decode(self, kept: snapshot.Kept[S]) -> None:
        early = []
        for part in kept.parts:
            for attempt in range(5):
                try:
                    entries = self.reader.again(self.where.path, part.stem, part.size)
                    break
                except OSError as error:
                    if attempt == 4 or not isinstance(error, FileNotFoundError):
                        raise self.document.unreadable(self.ref, why(error)) from error
                    self.where = self.keeper.locate(self.ref)
            self.files[part.stem].entries[:0] = entries
            early.append(entries)
        merged = merge(early)
        first = next((e for e in merged if self.opens(e)), None)
        self._entries[:0] = _led(first, merged) if first is not None else merged
        self._base = None
        _keep_out(self)


def _known(entries: list[Entry], format: int) -> bool:
    """Whether nothing was written by a newer kit."""
    return not any(
        isinstance(entry.event, Unknown) or getattr(entry.event, "format", 0) > format
        for entry in entries
    )


def _names(log: Log[Any, Any]) -> dict[str, str]:
    """The journals as they lie now. Where one is missing another process may be moving them."""
    names = log.reader.names(log.where.path, log.where.twins)
    if not log.files.keys() <= names.keys():
        log.where = log.keeper.locate(log.ref)
        names = log.reader.names(log.where.path, log.where.twins)
    return names


def _seen(log: Log[Any, Any], entries: list[Entry]) -> list[Entry]:
    """As they may be read: with people hidden, where the keeper has a veil."""
    veil = log.keeper.veil
    if veil is None:
        return entries
    from kit.ground.journal.veiled import veiled  # few commands hide anybody

    return veiled(entries, *log.document.sorts(veil, log.ref, entries))


def _led(first: Entry, entries: list[Entry]) -> list[Entry]:
    """The opening, and then the others in their order."""
    return [first, *(e for e in entries if e is not first)]


def as_written(log: Log[S, D]) -> list[Entry]:
    """All entries in working order with all that was ever written in them, also what is withdrawn
    for good: to find out what else is to be."""
    here = log.entries
    merged = merge([f.entries for f in log.files.values()])
    return _led(next((e for e in merged if log.opens(e)), here[0]), merged)


def _keep_out(log: Log[S, D]) -> None:
    """Hold nothing in memory that is withdrawn for good, nor on disk beside the journals."""
    if not log._order.touched:
        return
    left = log.document.without(log._entries)
    if left is not log._entries:
        log._entries = left
        if not log._kept_out and log._recalls:
            snapshot.drop(log.keeper.home, log.document, log.ref)
        log._kept_out = True


def _without_opening(log: Log[S, D]) -> Entry:
    """The first line is damaged: another opening stands in."""
    errors = [f.error for f in log.files.values() if f.error]
    if errors and not log._entries:
        raise log.document.unreadable(log.ref, errors[0])
    if not log.files:
        raise log.document.unreadable(log.ref, "")
    event, at = log.keeper.stand_in(log)
    first = log._entries[0] if log._entries else None
    at, by = (first.at, first.by) if first else (at, "")
    return Entry(0, "stand-in", at, by, event, journal="?")
