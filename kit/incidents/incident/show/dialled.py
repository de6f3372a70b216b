"""Who is called at a post, and at which number, as the log says it."""

from __future__ import annotations

from kit.incidents.incident.rules.acts.draft import Dialled
from kit.people.contacts.rules.book import Book
from kit.people.contacts.rules.ways import Way, deputises, way_meant
from kit.people.contacts.show import label, labelled
from kit.plans.sites.rules import Profile


def dialled(
    book: Book, profile: Profile, role: str, found: list[Way], lang: str, name: str, number: str
) -> Dialled | None:
    """``found``: the ways to the post, from the one to be tried now on. ``name``, ``number``: as
    they were given, "" where the next way was meant. ``None``: the contacts know nobody there."""
    if name or number:
        way = way_meant(book, role, found, labelled(lang), name, number)
    elif found:
        way = found[0]
    else:
        return None
    text = label(way.channel, lang) if way.channel.number else ""
    return Dialled(way.name, text, way.standin, deputises(book, profile, role, way))
