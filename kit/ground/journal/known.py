"""What each laptop had read of the others when it wrote.

A journal's first line after another one has grown says how far it had read that one (``seen`` in
the line: ``STEM N SHA``, the head's number and the beginning of its hash). So of any two entries it
is known whether one's writer had seen the other, whatever their clocks said. A journal of which no
line says anything and that did not begin the document was written by an older kit: its entries are
taken to have seen what stands before them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.ground.journal.entry import Entry
from kit.ground.journal.merge import Key
from kit.ground.journal.reader import DIGITS

Head = tuple[str, int, str]  # a journal's base name, its last entry's number, that one's hash


def read_head(text: str) -> Head | None:
    """``None`` for what no kit writes."""
    parts = text.split(" ")
    if len(parts) != 3 or not parts[1].isdigit() or len(parts[1]) > 10:
        return None
    return parts[0], int(parts[1]), parts[2]


class _Heads:
    """Entries by what a line may call them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_sha: dict[str, list[Entry]] = {}
        self._by_base: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_sha.setdefault(entry.sha[:DIGITS], []).append(entry)
            self._by_base.setdefault(base_of(entry), []).append(entry)

    def named(self, text: str) -> list[Entry]:
        """The entry, once for each copy of it; where it is not here, the last one before it."""
        head = read_head(text)
        if head is None:
            return []
        base, n, sha = head
        found = [e for e in self._by_sha.get(sha, []) if e.n == n and base_of(e) == base]
        if found:
            return found
        before = [e for e in self._by_base.get(base, []) if e.n <= n]
        top = max((e.n for e in before), default=0)
        return [e for e in before if e.n == top]


def base_of(entry: Entry) -> str:
    return entry.journal.partition("~")[0]


def placed(files: list[list[Entry]]) -> list[tuple[Key, Entry]]:
    """Every entry with what it is ordered by: the latest time at which it, its journal's entries
    before it or what they had seen were written, and as which of those with that time."""
    heads = _Heads(entry for entries in files for entry in entries)
    needs = {
        id(e): [head for text in e.seen for head in heads.named(text)]
        for entries in files for e in entries if e.seen
    }  # fmt: skip
    known: dict[int, tuple[datetime, int]] = {}
    at = [0] * len(files)
    while True:
        moved = False
        for number, entries in enumerate(files):
            while at[number] < len(entries):
                entry = entries[at[number]]
                if any(id(head) not in known for head in needs.get(id(entry), ())):
                    break
                _take(entries, at[number], needs, known)
                at[number] += 1
                moved = True
        left = [
            (e.written, base_of(e), e.n, e.sha, number)
            for number, entries in enumerate(files) for e in entries[at[number] : at[number] + 1]
        ]  # fmt: skip
        if not left:
            break
        if not moved:  # each waits for the other: no kit wrote that
            number = min(left)[-1]
            _take(files[number], at[number], needs, known)
            at[number] += 1
    return [
        ((*known[id(e)], base_of(e), e.n, e.sha), e) for entries in files for e in entries
    ]  # fmt: skip


def _take(
    entries: list[Entry],
    at: int,
    needs: dict[int, list[Entry]],
    known: dict[int, tuple[datetime, int]],
) -> None:
    entry = entries[at]
    high, depth = known[id(entries[at - 1])] if at else (entry.written, 0)
    high = max(high, entry.written)
    for head in needs.get(id(entry), ()):
        found = known.get(id(head))
        if found is not None:
            high, depth = max(high, found[0]), max(depth, found[1] + 1)
    known[id(entry)] = high, depth


class Known:
    """Of merged entries: which one's writer had seen which others."""

    def __init__(self, entries: list[Entry]) -> None:
        self._heads = _Heads(entries)
        self._place: dict[str, tuple[int, int]] = {}  # by id: its chain, and its number in it
        self._seen: dict[str, dict[int, int]] = {}  # by id: how far it had seen other chains
        self._says: list[bool] = []  # by chain
        self._tips: dict[int, Entry] = {}
        by_sha: dict[str, Entry] = {}
        opening = entries[0].kind if entries else ""
        for entry in entries:
            before = by_sha.get(entry.prev) or self._nearest(entry)
            chain, seen = self._follow(before)
            if entry.n == 1 and entry.kind == opening:
                self._says[chain] = True
            if entry.seen:
                self._says[chain] = True
                seen = self._with(seen, entry)
            self._tips[chain] = entry
            self._place[entry.id] = chain, entry.n
            self._seen[entry.id] = seen
            by_sha[entry.sha] = entry

    def saw(self, later: Entry, earlier: Entry) -> bool:
        """Whether the writer of one entry had seen another that stands before it."""
        if later.id not in self._place or earlier.id not in self._place:
            return True
        mine, n = self._place[later.id]
        other, number = self._place[earlier.id]
        if mine == other:
            return number <= n
        return not self._says[mine] or self._seen[later.id].get(other, 0) >= number

    def _nearest(self, entry: Entry) -> Entry | None:
        """What it goes on from where the line before it is not here."""
        base = base_of(entry)
        tips = [tip for tip in self._tips.values() if base_of(tip) == base and tip.n < entry.n]
        return max(tips, key=lambda tip: (tip.n, tip.sha), default=None)

    def _follow(self, before: Entry | None) -> tuple[int, dict[int, int]]:
        """The chain of what comes behind ``before``, and what is seen there. Behind an entry that
        another has followed already a chain begins anew: a clone, a restored backup."""
        if before is None:
            return self._begin(False), {}
        chain, n = self._place[before.id]
        seen = self._seen[before.id]
        if self._tips[chain] is before:
            return chain, seen
        return self._begin(self._says[chain]), {**seen, chain: n}

    def _begin(self, says: bool) -> int:
        self._says.append(says)
        return len(self._says) - 1

    def _with(self, seen: dict[int, int], entry: Entry) -> dict[int, int]:
        out = dict(seen)
        for text in entry.seen:
            for head in self._heads.named(text):
                if head.id not in self._place:
                    continue
                chain, n = self._place[head.id]
                before = {c: k for c, k in self._seen[head.id].items() if self._same(c, chain)}
                for other, number in [*before.items(), (chain, n)]:
                    out[other] = max(out.get(other, 0), number)
        return out

    def _same(self, chain: int, other: int) -> bool:
        """Whether both are of one journal: who read a clone has read what it began with."""
        return base_of(self._tips[chain]) == base_of(self._tips[other])
