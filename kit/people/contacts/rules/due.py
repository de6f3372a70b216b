"""Which numbers nobody knows to be right, and which contacts have one channel only."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kit.people.contacts.rules.book import Book
from kit.people.contacts.rules.contact import STANDINGS, Channel, Contact, Standing

ENOUGH_CHANNELS = 2


class Due(msgspec.Struct, frozen=True):
    """A number that wants a test call, and why; ``since``: from when on, ``None`` where nobody
    knows since when it stands there; ``last``: when it was last reached, ``None`` for never."""

    contact: Contact
    channel: Channel
    standing: Standing
    since: datetime | None
    last: datetime | None


def due(book: Book, now: datetime) -> list[Due]:
    """Numbers to be tested now: those that are wrong, those not reached, those never tested, then
    those due longest. What is not telephoned (mail, a chat) is not asked for."""
    out = []
    for contact in book.here():
        for channel in contact.channels:
            standing = contact.standing(channel, now)
            if standing != "good":
                last = contact.verified.get(channel.number)
                out.append(Due(contact, channel, standing, contact.due(channel), last))
    return sorted(out, key=_gravest)


def _gravest(one: Due) -> tuple[int, float, str]:
    since = one.since.timestamp() if one.since is not None else 0.0
    return STANDINGS.index(one.standing), since, one.contact.id


def counts(waiting: list[Due]) -> dict[Standing, int]:
    """How many there are of each sort, the gravest first; none of those without any."""
    found = [one.standing for one in waiting]
    return {each: found.count(each) for each in STANDINGS if each in found}


def thin(book: Book) -> list[Contact]:
    """Who fills a post and can be reached one way only; a wrong number is none."""
    return [
        c
        for c in book.here()
        if c.posts and sum(each.number not in c.wrong for each in c.channels) < ENOUGH_CHANNELS
    ]


def last_verified(contact: Contact) -> datetime | None:
    """When somebody was last reached at any of its numbers."""
    return max(contact.verified.values(), default=None)
