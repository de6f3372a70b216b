"""Whom to call for a post, at which number, and what to try next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.people.contacts.rules.book import Book
from kit.people.contacts.rules.contact import Channel, Contact, in_hours, same_number
from kit.plans.checklists.rules.at_site import EMERGENCY
from kit.plans.sites.rules import Person, Profile, Role

Label = Callable[[Channel], str]  # how a channel reads: ``WeChat zhang01``


class Way(msgspec.Struct, frozen=True):
    """One number to try. ``contact``: its id, "" for the profile's own number; ``standin``: for
    whom it stands in, "" for who fills the post; ``now``: is this its hour? ``heard``: who stands
    in was reached already, and the post was not."""

    contact: str
    name: str
    channel: Channel
    standin: str = ""
    now: bool = True
    heard: bool = False


def ways_to(contact: Contact, at: datetime, standin: str = "") -> list[Way]:
    """The channels of one contact: those whose hour it is first, each in the order entered; mail
    comes after what somebody hears. A number that is known to be wrong is no way."""
    found = [
        Way(contact.id, contact.name, channel, standin, in_hours(channel.hours, at))
        for channel in contact.channels
        if channel.number not in contact.wrong
    ]
    return sorted(found, key=lambda way: (way.channel.kind == "email", not way.now))


def ways(book: Book, post: str, at: datetime, named: str = "") -> list[Way]:
    """All ways to a post in the order to be tried: everybody who fills it, then who stands in for
    each; whoever has no number of which this is the hour comes behind those who have one.
    ``named``: its holder by the profile."""
    people: dict[str, tuple[Contact, str]] = {}
    holders = book.holders(post, named)
    for holder in holders:
        people.setdefault(holder.id, (holder, ""))
    for holder in holders:
        for id_ in holder.standins:
            standin = book.contacts.get(id_)
            if standin is not None and not standin.gone:
                people.setdefault(id_, (standin, holder.name))
    each = [ways_to(contact, at, standin) for contact, standin in people.values()]
    return [way for theirs in sorted(each, key=_away) for way in theirs]


def _away(theirs: list[Way]) -> bool:
    """Whether none of somebody's numbers is to be tried now; who has mail alone is never away."""
    heard = [way for way in theirs if way.channel.kind != "email"]
    return bool(heard) and not any(way.now for way in heard)


def way_meant(
    book: Book, post: str, found: list[Way], label: Label, name: str, number: str
) -> Way:
    """Who was called at a post by this name (else at this number), and where: who fills the post
    before who stands in there. A number that is not given is the first of theirs in ``found``;
    whoever nobody knows has the number that was given, and no other."""
    holders = book.holders(post)
    people = [(each, "") for each in holders]
    for each in holders:
        known = (book.contacts.get(id_) for id_ in each.standins)
        people += [(one, each.name) for one in known if one is not None and not one.gone]
    wanted = clean(name, 100)

    def called(who: Contact) -> bool:
        return bool(wanted) and who.called(wanted)

    def has(who: Contact) -> bool:
        return bool(number) and any(
            same_number(number, each.number) or number == label(each) for each in who.channels
        )

    own = [each for each in people if called(each[0])] or [each for each in people if has(each[0])]
    if not own:
        known_here = (way for way in found if not way.contact)
        same = (way for way in known_here if same_number(number, way.channel.number))
        named = next(same, None) if number and not name else None
        return named or Way("", clean(name, 100), Channel(number))
    who, standin = own[0]
    theirs = next((way.channel for way in found if way.contact == who.id), Channel(""))
    return Way(who.id, who.name, Channel(number) if number else theirs, standin)


def role_ways(book: Book, role_id: str, role: Role | None, at: datetime) -> list[Way]:
    """The same, with the profile's number for the post behind them where it is another; before
    them where it is of somebody whom the profile names and who is not among them, unless one of
    them was said to stand first. The number of the fire brigade, the police or the ambulance comes
    before any station's."""
    found = ways(book, role_id, at, role.name if role is not None else "")
    known = [way.channel for way in found]
    known += [c for h in book.holders(role_id) for c in h.channels if c.number in h.wrong]
    own = [
        Way("", role.name, Channel(number))
        for number in (role.phone, role.phone2)
        if number and not any(same_number(number, each.number) for each in known)
    ] if role is not None else []  # fmt: skip
    if role_id in EMERGENCY or (own and _leads(book, role_id, own[0].name)):
        return [*own, *found]
    return [*found, *own]


def _leads(book: Book, post: str, name: str) -> bool:
    """Whether the profile's holder comes before all whom the contacts have at the post."""
    there = any(each.called(name) for each in book.holders(post))
    return bool(name) and not there and not book.led_at(post)


class Tries(msgspec.Struct):
    """How far one has come at each post. ``passed``: ways that somebody passed over; ``vain``: the
    numbers, as they are read out, that were called in vain since the post was last reached;
    ``heard``: those at which somebody who stands in was reached."""

    passed: dict[str, int] = {}
    vain: dict[str, list[str]] = {}
    heard: dict[str, list[str]] = {}


def next_ways(
    book: Book, profile: Profile, role_id: str, at: datetime, label: Label, tries: Tries
) -> list[Way]:
    """The ways to a post from the one to be tried now on: what was called in vain comes last, and
    behind it who was reached, but only stands in."""
    found = role_ways(book, role_id, profile.roles.get(role_id), at)
    vain = tries.vain.get(role_id, ())
    numbers = tries.heard.get(role_id, ())
    told = {way.contact for way in found if way.standin and label(way.channel) in numbers}
    found = [replace(way, heard=way.contact in told) for way in found]
    found.sort(key=lambda way: (way.heard, label(way.channel) in vain))
    passed = tries.passed.get(role_id, 0) % len(found) if found else 0
    return found[passed:] + found[:passed]


def reached_by(
    profile: Profile,
    book: Book,
    at: datetime,
    label: Label,
    tries: Tries | None = None,
    named: bool = True,
    name: Callable[[Way], str] = lambda way: way.name,
) -> Profile:
    """The profile with, at every post that somebody fills, the person and the number to try now,
    and behind it the next. Not ``named``: to be kept in a log, whose later readers must not take
    who filled the post at the opening for who was called. ``name``: how a person reads there."""
    roles = dict(profile.roles)
    for role_id, role in profile.roles.items():
        if not book.order.get(role_id):
            continue
        found = next_ways(book, profile, role_id, at, label, tries or Tries())
        if not named and role.name and (role.phone or role.phone2):
            continue  # the log keeps whom the profile itself names; contacts are laid over that
        roles[role_id] = _dressed(role, found, label, name, named) if found else replace(
            role, name=role.name if named else "", phone="", phone2=""
        )  # fmt: skip
    people = [
        Person(clean(c.name, 60), c.aliases) for c in book.here() if c.aliases and not c.body
    ]
    if people:
        known = {name for person in people for name in (person.name, *person.also)}
        people += [each for each in profile.people if each.name not in known]
    return replace(profile, roles=roles, people=people or profile.people)


def deputises(book: Book, profile: Profile, role_id: str, way: Way) -> bool:
    """Whether the site's profile lets whoever is reached there be told in place of the post: it
    names a post that stands in, and that person fills it."""
    role, contact = profile.roles.get(role_id), book.contacts.get(way.contact)
    if role is None or contact is None or not way.standin:
        return False
    return role.standin is not None and role.standin in contact.posts


def _dressed(
    role: Role, found: list[Way], label: Label, name: Callable[[Way], str], named: bool
) -> Role:
    way = found[0]
    following = found[1] if len(found) > 1 else None
    phone2 = ""
    if following is not None:
        phone2 = label(following.channel)
        if named and following.name and following.name != way.name:
            phone2 = f"{clean(name(following), 80)} {phone2}"
    who = clean(name(way), 80) if named else ""
    return Role(role.title, who, label(way.channel), phone2, role.standin, role.cites)
