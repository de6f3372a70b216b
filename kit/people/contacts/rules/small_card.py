"""A contact as a card that fits into one QR code: who it is and how to reach them, as much of it as
there is room for. A card cannot be read in parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kit.people.contacts.rules.contact import Contact
from kit.people.contacts.rules.exports import TYPES, escaped

Titles = Callable[[str], str]


def small_card(contact: Contact, room: int, titles: Titles) -> str:
    """At most ``room`` bytes of UTF-8; the name and one number stay longest. "" where not even
    they fit."""
    for card in _smaller(contact, titles):
        if len(card.encode("utf-8")) <= room:
            return card
    return ""


def _smaller(contact: Contact, titles: Titles) -> Iterator[str]:
    """The posts go first, then sorts of numbers, the firm, the last numbers."""
    name = escaped(contact.name)
    head = ["BEGIN:VCARD", "VERSION:3.0", f"N:{name};;;;", f"FN:{name}"]
    org = [f"ORG:{escaped(contact.org)}"] if contact.org else []
    posts = "、".join(titles(post) for post in contact.posts)
    title = [f"TITLE:{escaped(posts)}"] if posts else []
    sorted_ways, plain = list(_ways(contact, True)), list(_ways(contact, False))
    for body in (
        [*org, *title, *sorted_ways],
        [*org, *sorted_ways],
        [*org, *plain],
        *(plain[:most] for most in range(len(plain), 0, -1)),
    ):
        yield "\n".join([*head, *body, "END:VCARD"])
    yield "\n".join([*head[:-1], *plain[:1], "END:VCARD"])  # a long name is not said twice


def _ways(contact: Contact, sorts: bool) -> Iterator[str]:
    """Telephones have no field for a radio or for WeChat: these stand in the note."""
    beside = []
    for channel in contact.channels:
        number = escaped(channel.number)
        if channel.kind == "email":
            yield f"EMAIL:{number}"
        elif channel.kind in TYPES:
            yield f"TEL;TYPE={TYPES[channel.kind]}:{number}" if sorts else f"TEL:{number}"
        else:
            beside.append(f"{channel.kind} {number}")
    if beside:
        yield f"NOTE:{'  '.join(beside)}"
