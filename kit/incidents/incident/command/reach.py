"""Whom the contacts give for what a command names; a home without contacts costs one look."""

from __future__ import annotations

import msgspec

from kit.ground.console.context import Context
from kit.incidents.incident.rules.acts.draft import Act, Dialled, Draft, Reach, find_role
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.ladder import called_in_vain, standins_heard
from kit.people import there


class Meant(msgspec.Struct, frozen=True):
    """Who is called: a post or a name, the person at it, and the number."""

    whom: str
    person: str = ""
    number: str = ""


def dials(ctx: Context, incident: Incident) -> Reach | None:
    """For an act: the person and the number to be called now for a post."""
    profile = incident.profile
    if profile is None or not there(ctx.home):
        return None
    from kit.incidents.incident.show.dialled import dialled
    from kit.people.contacts.files.store import ContactStore
    from kit.people.contacts.rules.ways import Tries, next_ways
    from kit.people.contacts.show import labelled

    book, now, lang = ctx.of(ContactStore).readable(), ctx.now().wall, ctx.me.lang

    def known(role: str, name: str, number: str) -> Dialled | None:
        if not book.order.get(role):
            return None
        tries = Tries({}, called_in_vain(incident), standins_heard(incident))
        found = next_ways(book, profile, role, now, labelled(lang), tries)
        return dialled(book, profile, role, found, lang, name, number)

    return known


def meant(ctx: Context, incident: Incident, whom: str) -> Meant:
    """Whom the words name: a post as they are, else the one contact of that name."""
    if not there(ctx.home) or find_role(incident, whom):
        return Meant(whom)
    from kit.people.contacts.files.store import ContactStore
    from kit.people.contacts.rules import acts, ways
    from kit.people.contacts.show import label

    found = acts.meant(ctx.of(ContactStore).readable(), whom)
    if len(found) != 1:
        return Meant(whom)
    (contact,) = found
    roles = incident.profile.roles if incident.profile is not None else {}
    post = next((post for post in contact.posts if post in roles), "")
    tries = ways.ways_to(contact, ctx.now().wall)
    number = label(tries[0].channel, ctx.me.lang) if tries else ""
    return Meant(post or contact.name, contact.name if post else "", number)


def told_by_name(ctx: Context, incident: Incident, whom: str) -> str:
    """The words, or the name of the one contact that they name by a number."""
    found = meant(ctx, incident, whom) if whom else Meant("")
    return found.person or found.whom


def reaching(ctx: Context, incident: Incident, act: Act, vain: bool = False) -> Act:
    """The act, with the contacts at hand. ``vain``: nobody was reached; then a call for which
    nobody was named is booked on no stand-in, whom perhaps nobody dialled."""
    known = dials(ctx, incident)

    def who(role: str, name: str, number: str) -> Dialled | None:
        found = known(role, name, number) if known is not None else None
        unsaid = found is not None and found.standin and not (name or number)
        return Dialled() if vain and unsaid else found

    def decide(draft: Draft) -> None:
        draft.reach = who
        act(draft)

    return decide if known is not None else act
