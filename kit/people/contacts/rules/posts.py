"""Posts whose numbers stand in the site's own profile, read as contacts: one book of both, in which
nobody and no number stands twice. Whom the profile names as the holder comes first at the post."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from kit.ground.base.phones import digits
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.acts import POST, Fields, guessed_kind
from kit.people.contacts.rules.book import Book, Draft
from kit.people.contacts.rules.contact import Channel, Contact, tidy_channels
from kit.plans.checklists.rules.at_site import EMERGENCY
from kit.plans.sites.rules import Role

SETUP = "kit setup"  # where such a contact came from, once something was recorded of it

Titles = Callable[[str], str]  # a post's title by its id


def with_posts(book: Book, roles: Mapping[str, Role], titles: Titles) -> Book:
    """The book, and behind its contacts whoever the profile names at a post with numbers that
    nobody there has: added to the holder of that name, or to who has that name and one of the
    numbers, else as a contact of its own. The book itself is not changed."""
    found = replace(book, contacts=dict(book.contacts), order=dict(book.order))
    for post, role in roles.items():
        if post in EMERGENCY:
            continue
        _merged(found, post, role, titles)
        if role.name and post in found.order:
            held = [each.id for each in found.holders(post, role.name)]
            found.order[post] = [*dict.fromkeys([*held, *found.order[post]])]
    return found


def _merged(found: Book, post: str, role: Role, titles: Titles) -> None:
    """What the profile says of one post, put into the book."""
    held = found.holders(post)
    new = [c for c in own_channels(role) if not any(acts.shares([c], h.channels) for h in held)]
    if not new:
        return
    named = next((h for h in held if role.name and h.called(role.name)), None)
    named = named or _same(found, role)
    if named is not None:
        _added(found, named, post, own_channels(role))
        return
    id_ = f"{POST}{post}"
    name = role.name or titles(post)
    found.contacts[id_] = Contact(id_, name, posts=[post], channels=new, source=SETUP)
    found.order[post] = [*found.order.get(post, ()), id_]


def _same(book: Book, role: Role) -> Contact | None:
    """Who has the name that the profile gives, and one of its numbers or none at all."""
    own = own_channels(role)
    named = [each for each in book.here() if role.name and each.called(role.name)]
    same = [each for each in named if acts.shares(each.channels, own)]
    bare = [each for each in named if len(named) == 1 and not each.channels]
    return next(iter([*same, *bare]), None)


def _added(book: Book, contact: Contact, post: str, own: list[Channel]) -> None:
    """The contact fills the post, too, and has those numbers."""
    more = [each for each in own if not acts.shares([each], contact.channels)]
    posts = [*dict.fromkeys([*contact.posts, post])]
    channels = tidy_channels([*contact.channels, *more])
    book.contacts[contact.id] = replace(contact, posts=posts, channels=channels)
    if contact.id not in book.order.get(post, ()):
        book.order[post] = [*book.order.get(post, ()), contact.id]


def own_channels(role: Role) -> list[Channel]:
    """The numbers that the profile gives for a post."""
    numbers = (number for number in (role.phone, role.phone2) if digits(number))
    kinds = ((number, guessed_kind(number)) for number in numbers)
    return tidy_channels(Channel(number, kind) for number, kind in kinds)  # type: ignore[arg-type]


def settled(draft: Draft, contact: Contact, fresh: Callable[[Book], str]) -> str:
    """The id of the contact in the book of which something is to be recorded: one that only the
    profile knew is entered first, and what only the profile knew of another. ``fresh``: gives an
    id that no contact has."""
    there = entered(draft.book, contact)
    if there is None:
        id_ = fresh(draft.book)
        said = Fields(contact.name, posts=contact.posts, channels=contact.channels)
        acts.add(draft, id_, said, source=contact.source)
        return id_
    new = [c for c in contact.channels if not acts.shares([c], there.channels)]
    posts = [*dict.fromkeys([*there.posts, *contact.posts])]
    if new or posts != there.posts:
        said = Fields(posts=posts, channels=[*there.channels, *new])
        acts.edit(draft, there.id, said, source=SETUP)
    return there.id


def entered(book: Book, contact: Contact) -> Contact | None:
    """The same person as the book has it now: one that only the profile knew may have been entered
    meanwhile, under an id of its own."""
    there = book.contacts.get(contact.id)
    if there is not None or not contact.id.startswith(POST):
        return there
    named = [each for each in book.here() if each.called(contact.name)]
    held = [each for each in named if not {*each.posts}.isdisjoint(contact.posts)]
    same = [each for each in named if acts.shares(each.channels, contact.channels)]
    return next(iter([*same, *held]), None)
