"""Which numbers nobody has reached for long, and which contacts have one channel only."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kit.people.contacts.rules.book import Book
from kit.people.contacts.rules.contact import SPOKEN, Channel, Contact

ENOUGH_CHANNELS = 2


class Due(msgspec.Struct, frozen=True):
    """A number that wants a test call since ``since``; ``last``: when it was last reached, ``None``
    for never; ``failed``: the last test call did not reach it."""

    contact: Contact
    channel: Channel
    since: datetime
    last: datetime | None
    failed: bool


def due(book: Book, now: datetime) -> list[Due]:
    """Numbers to be tested now, those that failed first, then those due longest. What is not
    telephoned (mail, a chat) is not asked for."""
    out = []
    for contact in book.here():
        for channel in contact.channels:
            since = contact.due(channel) if channel.kind in SPOKEN else None
            if since is not None and since <= now:
                last = contact.verified.get(channel.number)
                failed = contact.failed.get(channel.number)
                bad = failed is not None and (last is None or failed > last)
                out.append(Due(contact, channel, since, last, bad))
    return sorted(out, key=lambda one: (not one.failed, one.since, one.contact.id))


def thin(book: Book) -> list[Contact]:
    """Who fills a post and can be reached one way only."""
    return [c for c in book.here() if c.posts and len(c.channels) < ENOUGH_CHANNELS]


def last_verified(contact: Contact) -> datetime | None:
    """When somebody was last reached at any of its numbers."""
    return max(contact.verified.values(), default=None)
