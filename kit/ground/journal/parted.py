"""What several laptops said of one thing without knowing of each other.

Two entries about one thing are in conflict when neither one's writer had seen the other (``known``)
and they say something else. Both are kept and told. Which one counts is one rule, and follows from
the entries alone, so that it comes out the same on every laptop, whatever was merged first: of
answers the earlier (by when it was given), and of what corrects an answer that its writer had seen
the later. Whoever has seen all of it and says something, or takes one of them back, ends it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from kit.ground.journal.entry import Beside, Conflict, Entry, Parting, Side, encode, several
from kit.ground.journal.known import Known, base_of
from kit.ground.journal.withdrawal import Counted

Settled = tuple[str, str]  # what an event is about, and what it says of it
Settles = Callable[[Entry, Callable[[Entry], bool]], Settled | None]
"""What an entry settles, asked of all entries in their order; and whether its writer had seen an
earlier one."""


class _Said:
    __slots__ = ("corrects", "entry", "value")

    def __init__(self, entry: Entry, value: str, corrects: bool) -> None:
        self.entry = entry
        self.value = value
        self.corrects = corrects


class _Thing:
    """What was said about one thing so far."""

    def __init__(self, about: str) -> None:
        self.about = about
        self.every: list[Entry] = []
        self.standing: list[_Said] = []  # that nobody has seen who said anything later
        self.counts: Entry | None = None

    def say(self, entry: Entry, value: str, saw: Callable[[Entry], bool]) -> list[Entry]:
        """The entry as it counts, and what is to be known behind it."""
        new = _Said(entry, value, any(map(saw, self.every)))
        unseen = [said for said in self.standing if not saw(said.entry)]
        self.every.append(entry)
        self.standing = [*unseen, new]
        earlier = self.counts is None or entry.at < self.counts.at
        if not unseen or new.corrects or (earlier and not any(one.corrects for one in unseen)):
            self.counts = entry
        if not unseen:
            return [entry]
        return [entry if self.counts is entry else _beside(entry), self._parting(entry)]

    def _parting(self, entry: Entry) -> Entry:
        assert self.counts is not None
        apart = len({said.value for said in self.standing}) > 1
        sides = sorted((said.entry for said in self.standing), key=lambda e: (e.at, e.id))
        conflict = Conflict(
            self.about, tuple(map(_side, sides)) if apart else (), self.counts.id
        )
        return msgspec.structs.replace(entry, id=f"{entry.id}+", event=Parting(conflict))


def marked(force: list[Entry], merged: list[Entry], settles: Settles) -> list[Entry]:
    """Entries in force with what laptops disagree about. ``merged``: the whole log, what was taken
    back included."""
    if isinstance(force, Marked) or not several(merged):
        return force
    known, out = Known(merged), Marked()
    things: dict[str, _Thing] = {}
    for entry in force:

        def saw(earlier: Entry, entry: Entry = entry) -> bool:
            return known.saw(entry, earlier)

        found = settles(entry, saw)
        if found is None:
            out.append(entry)
            continue
        about, value = found
        out += things.setdefault(about, _Thing(about)).say(entry, value, saw)
    return out


class Marked(Counted):
    """Entries that are in force, with what laptops disagree about marked."""


def _beside(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, event=Beside(entry.event))


def _side(entry: Entry) -> Side:
    data = encode(entry.event).decode("utf-8")
    return Side(entry.id, entry.at, entry.by, base_of(entry), entry.kind, data)
