"""People hidden in anything that is shown: in sentences, tables and answers, wherever a name, a
number or something written freely was taken over from what was recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.journal.entry import Entry, Unknown
from kit.people.contacts.rules.redact import Pseudonyms

# Fields of what is recorded, by what stands in them.
_PEOPLE = (
    "by", "name", "person", "number", "phone", "owner", "leader", "second", "paper", "who",
    "agreed", "agreed_by", "standin", "to", "kept_by", "about", "counted_by", "counted_with",
    "asked", "aliases", "channels", "finder", "handed_to", "doer", "done_by",
)  # fmt: skip
_FREE = (
    "matter", "note", "reason", "said", "comment", "call", "points", "text", "then", "when", "next",
    "told", "value", "was", "what", "remedy", "thing", "contents", "proof", "place",
    "gone", "unread", "measure", "problem", "evidence", "seen",
)  # fmt: skip
_NEITHER = ("checklist", "profile", "days", "drill", "minutes", "step", "heads", "kit", "source")
_OTHER = {"fact-set": ("name",), "announced": ("to", "name")}  # ids, and no people
CUT = 12  # characters by which a text is known again where it was cut
_PHONE = r"(?<![\w+:.-])\+?\d(?:[ -]?\d){6,17}(?![\w-])"
_TIME = r"\d{4}-\d{1,2}-\d{1,2}(?:\D.*)?"
Told = tuple[set[str], set[str]]


def told_by(entries: Iterable[Entry]) -> Told:
    """The people and numbers that stand in these entries, and what was written freely."""
    people: set[str] = set()
    free: set[str] = set()
    for entry in entries:
        people.add(entry.by)
        event = entry.event
        data = event.data if isinstance(event, Unknown) else msgspec.to_builtins(event)
        skip = (*_NEITHER, *_OTHER.get(entry.kind, ()))
        _sorted({key: each for key, each in data.items() if key not in skip}, "", people, free)
    return people, free


def _sorted(data: Any, key: str, people: set[str], free: set[str]) -> None:
    if isinstance(data, dict):
        for name, each in data.items():
            if name not in _NEITHER:
                _sorted(each, name, people, free)
    elif isinstance(data, list | tuple):
        for each in data:
            _sorted(each, key, people, free)
    elif isinstance(data, str) and key in _PEOPLE:
        people.add(data)
    elif isinstance(data, str) and key in _FREE:
        free.add(data)


class Hiding:
    """``people``: what gets a pseudonym, ``free``: what is hidden altogether, ``plain``: words that
    are nobody's name (the titles of posts), ``hidden``: what stands in place of free words."""

    def __init__(
        self, names: Pseudonyms, told: Told, plain: Iterable[str] = (), hidden: str = "***"
    ) -> None:
        self._names, self._hidden = names, hidden
        usual = {clean(text, 200) for text in plain}
        people = {clean(text, 200) for text in told[0]} - usual
        free = {clean(text, 4000) for text in told[1]} - usual - people
        self._people = {text for text in people if _telling(text)}
        self._free = {text for text in free if _telling(text) and _sentence(text)}
        self._by_start: dict[str, list[str]] = {}
        for text in sorted(self._people | self._free, key=lambda text: -len(text)):
            self._by_start.setdefault(text[:CUT], []).append(text)
        starts = sorted(self._by_start, key=lambda text: -len(text))
        self._any = re.compile("|".join([*(_bounded(text) for text in starts), _PHONE]))

    def __call__(self, text: str) -> str:
        out, at = [], 0
        while found := self._any.search(text, at):
            whole, end = self._meant(text, found.start(), found[0])
            out += [text[at : found.start()], whole]
            at = max(end, found.end())
        return "".join([*out, text[at:]])

    def _meant(self, text: str, start: int, begins: str) -> tuple[str, int]:
        """What stands for what begins there, and where that ends; it may have been cut."""
        known = self._by_start.get(begins, [])
        length = max((_same(each, text[start:]) for each in known), default=len(begins))
        each = next((one for one in known if _same(one, text[start:]) == length), begins)
        if each in self._free:
            return self._hidden, start + length
        if not known and re.fullmatch(_TIME, begins):
            return begins, start + length
        return self._names(each), start + length

    def data(self, value: Any) -> Any:
        """An answer in JSON: its texts, but no times, refs, or names of fields."""
        if isinstance(value, dict):
            return {key: self.data(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(each) for each in value]
        if isinstance(value, str) and not re.fullmatch(_TIME, value):
            return self(value)
        return value


def _telling(text: str) -> bool:
    """Whether it is long enough to be anybody's; ``-`` is nobody."""
    return len(text) > 1 and text != "--"


def _sentence(text: str) -> bool:
    """Whether it may name somebody: no number and no choice of a list (``yes``, ``power``)."""
    return not re.fullmatch(r"[a-z-]*|[\d.,:% ]*", text)


def _same(one: str, other: str) -> int:
    """How many characters they begin with alike."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _bounded(text: str) -> str:
    """A name of another script's letters is no part of a longer word."""
    left = r"(?<![A-Za-z0-9])" if text[0].isascii() and text[0].isalnum() else ""
    right = r"(?![A-Za-z0-9])" if text[-1].isascii() and text[-1].isalnum() else ""
    return left + re.escape(text) + (right if len(text) < CUT else "")
