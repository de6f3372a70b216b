"""What was read of a foreign file: one card or row, or why one could not be read."""

from __future__ import annotations

import msgspec

from kit.ground.base.phones import digits
from kit.people.contacts.rules.acts import guessed_kind
from kit.people.contacts.rules.contact import NUMBER, Channel, ChannelKind

MOST = 2000  # cards or rows of one file; no site has so many people to call
MOST_BAD = 100  # that are named one by one


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """``where``: its place in the file, counted from 1; ``posts``: as they were written, titles or
    ids; ``hints``: what of it could not be read, though the rest could; ``sheet``: the sheet of its
    file, "" for the first."""

    where: int
    name: str
    org: str = ""
    channels: list[Channel] = []
    aliases: list[str] = []
    posts: list[str] = []
    note: str = ""
    hints: list[str] = []
    sheet: str = ""


class Bad(msgspec.Struct, frozen=True):
    """One that costs only itself. ``why``: ``no-name``, ``no-number``, ``unreadable``, ``long``,
    ``letters`` (which no encoding fits), ``ruined`` (a number that the sheet rounded), ``early``
    (above the row of titles), ``no-titles`` (a whole sheet)."""

    where: int
    why: str
    what: str = ""
    sheet: str = ""


class ReadFile(msgspec.Struct):
    """``sort``: card or row; ``left_out``: how many came behind the most that are read; ``unused``:
    columns, or lines of cards, in which something stood and of which nothing was taken."""

    sort: str
    cards: list[Card] = []
    bad: list[Bad] = []
    left_out: int = 0
    more_bad: int = 0
    unused: list[str] = []

    def take(self, found: Card | Bad) -> None:
        if isinstance(found, Card):
            self.cards.append(found)
        elif len(self.bad) < MOST_BAD:
            self.bad.append(found)
        else:
            self.more_bad += 1

    @property
    def full(self) -> bool:
        return len(self.cards) + len(self.bad) + self.more_bad >= MOST


def telephone(number: str, kind: ChannelKind | None = None, note: str = "") -> Channel | None:
    """A channel of what stands in a telephone's field; ``None`` where nothing can be dialled, which
    is to be named."""
    text = number.strip().removeprefix("tel:").replace(";ext=", "-")
    text = "".join(char for char in text if char not in "\u202a\u202c\u200e\u200f\u00a0\u2011")
    if not digits(text) or len(text) > NUMBER:
        return None
    guess = guessed_kind(text)
    if kind is None or (kind == "phone" and guess == "mobile"):
        kind = guess  # type: ignore[assignment]
    return Channel(text, kind or "phone", note=note)
