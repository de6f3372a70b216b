"""What other rooms ask of the contacts at this site; a home without any costs one look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kit.ground.base.named import alike
from kit.ground.console.context import Context
from kit.people import there
from kit.plans.sites.rules import Profile


def reached(ctx: Context, site: Profile, now: datetime, named: bool = True) -> Profile:
    """The profile with whom the contacts give for its posts; itself where there are none. Not
    ``named``: to be kept in a log."""
    if not there(ctx.home):
        return site
    from kit.people.contacts.files.store import ContactStore
    from kit.people.contacts.rules.ways import reached_by
    from kit.people.contacts.show import labelled

    book = ctx.of(ContactStore).readable()
    return reached_by(site, book, now, labelled(ctx.me.lang), named=named)


def one_name(ctx: Context) -> Callable[[str], str] | None:
    """The name that stands for another of the same person, by the contacts, also of who left;
    ``None`` where nobody has a second one."""
    if not there(ctx.home):
        return None
    from kit.people.contacts.files.store import ContactStore

    known = {
        alike(alias): contact.name
        for contact in ctx.of(ContactStore).readable().contacts.values()
        for alias in contact.names()
        if contact.aliases and not contact.body
    }
    return (lambda name: known.get(alike(name), name)) if known else None


def numbers_due(ctx: Context) -> str:
    """How many numbers want a test call and why, in words, of the contacts and of the site's own
    profile; "" for none. A home with neither costs a look for each."""
    from kit.plans.sites.files import Sites

    if not there(ctx.home) and not ctx.of(Sites).own_file(ctx.me.profile):
        return ""
    from kit.people.contacts.command.shared import readable_book
    from kit.people.contacts.rules.due import due
    from kit.people.contacts.show import how_many

    return how_many(due(readable_book(ctx), ctx.now().wall), ctx.me.lang)
