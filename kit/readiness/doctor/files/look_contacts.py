"""Contacts: how many, how many numbers want a test call, who has one only; and whose data are past
their time."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.people.contacts.command import at_site
from kit.people.contacts.command.shared import whole_book
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules.due import counts, due, thin
from kit.people.registers.files.keeping import over
from kit.plans.sites.rules import Profile
from kit.readiness.doctor.files.look_home import tried
from kit.readiness.doctor.rules.facts import Contacts, Kept

MOST_NAMED = 5


def contacts(ctx: Context) -> Contacts:
    return tried(lambda: _contacts(ctx), lambda error: Contacts(error=error))


def _contacts(ctx: Context) -> Contacts:
    try:
        ctx.of(ContactStore).book()
        book = whole_book(ctx)
    except Refused as refused:
        return Contacts(error=clean(str(refused.fill.get("why", refused.code)), 200))
    names = [clean(each.name, 40) for each in thin(book)]
    sorts = {str(name): n for name, n in counts(due(book, ctx.now().wall)).items()}
    return Contacts(len(book.here()), sum(sorts.values()), names[:MOST_NAMED], sorts=sorts)


def kept(ctx: Context) -> Kept:
    return tried(lambda: _kept(ctx), lambda error: Kept(error=error))


def _kept(ctx: Context) -> Kept:
    try:
        return Kept(over(ctx))
    except Refused as refused:
        return Kept(error=clean(str(refused.fill.get("why", refused.code)), 200))


def reached(ctx: Context, site: Profile) -> Profile:
    return at_site.reached(ctx, site, ctx.now().wall)
