"""Somebody who was just entered has the name of whoever set-up put in for a post: one person or
two is never guessed. A person is asked; elsewhere it is said how the two are made one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from kit.ground.base.clean import clean
from kit.ground.console.context import Context
from kit.people.contacts.command.shared import record, titles
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.acts import Fields
from kit.people.contacts.rules.book import Draft
from kit.people.contacts.rules.contact import Contact
from kit.plans.sites.files import Sites

MOST = 20  # that are told of at once


def namesakes(ctx: Context, ids: Iterable[str]) -> list[tuple[Contact, str]]:
    """Which of these contacts has the name of whoever fills a post in the site's profile, without
    being entered for it; each with the post's id."""
    profile, book = ctx.of(Sites).readable(ctx.me.profile), ctx.of(ContactStore).book()
    roles = profile.roles if profile is not None else {}
    return [
        (book.contacts[id_], role)
        for id_ in ids
        if id_ in book.contacts
        for role, each in roles.items()
        if each.name
        and role not in book.contacts[id_].posts
        and book.contacts[id_].called(each.name)
    ][:MOST]


def settle_namesakes(ctx: Context, ids: Iterable[str], by: str, asks: bool) -> None:
    """``asks``: somebody can be asked. Leaving says no to the rest."""
    from kit.ground.terminal.ask import Left, terminal, yes_or_no

    asks = asks and terminal()
    for contact, role in namesakes(ctx, ids):
        name, post = clean(contact.name, 60), titles(ctx)(role)
        how = f"kit contact edit {contact.id} --post {role}"
        told = {"name": name, "post": post, "who": acts.which(contact)}
        picked = ""
        if asks:
            question = yes_or_no("same-post", ctx.out.word("contacts.ask-post-same", **told),
                                 ctx.me.lang)  # fmt: skip
            try:
                picked = ctx.ask.ask(question)
            except Left:
                asks = False
        if picked == "yes":
            record(ctx, partial(_fill, contact=contact, role=role), by)
            ctx.err.say("contacts.post-same-kept", **told)
        elif not picked:
            ctx.err.say("contacts.post-same-how", **told, how=how)


def _fill(draft: Draft, contact: Contact, role: str) -> None:
    acts.edit(draft, contact.id, Fields(posts=[*draft.book.contacts[contact.id].posts, role]))
