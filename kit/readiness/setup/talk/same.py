"""Whoever is named for a post and stands among the contacts already: one person, kept once."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Flow, Option, Question
from kit.people import there
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.acts import Fields
from kit.people.contacts.rules.book import Draft
from kit.people.contacts.rules.contact import SPOKEN, Contact
from kit.readiness.setup.rules import Site
from kit.readiness.setup.show import say

MOST = 6  # of one name that are offered


def namesakes(ctx: Context, role: str, name: str) -> list[Contact]:
    """Contacts of that name, none of whom is known to fill the post."""
    if not name or not there(ctx.home):
        return []
    found = acts.named(ctx.of(ContactStore).readable(), name)
    return [] if any(role in each.posts for each in found) else found[:MOST]


def ask_same(ctx: Context, key: str, name: str) -> Flow[str]:
    """Ask about whoever of that name is among the contacts; what is to be said of the answer, ""
    where nothing was asked or it is somebody else."""
    role, _, part = key.partition(".")
    found = namesakes(ctx, role, name) if part == "name" else []
    if not found:
        return ""
    lang = ctx.me.lang
    told = {each.id: say(lang, "same", who=acts.which(each)) for each in found}
    options = [Option(*one, key) for key, one in zip("abcdef", told.items(), strict=False)]
    options.append(Option("other", say(lang, "same-not"), "n"))
    asked = say(lang, "ask-same", name=clean(name, 60))
    picked = yield Question("same", asked, options=options, lettered=True)
    if picked not in told:
        return ""
    fill_post(ctx, str(picked), role)
    return say(lang, "same-kept", who=clean(name, 60))


def fill_post(ctx: Context, id_: str, role: str) -> None:
    """Somebody said that it is that one. Raises ``Refused`` where it cannot be recorded."""
    store = ctx.of(ContactStore)

    def act(draft: Draft) -> None:
        acts.edit(draft, id_, Fields(posts=[*draft.book.contacts[id_].posts, role]))

    store.record(ctx.now(), ctx.by, act)


def known_numbers(ctx: Context, site: Site, key: str) -> list[str]:
    """The numbers that the contacts have of whoever fills the post, for its questions."""
    role, _, part = key.partition(".")
    if part not in ("phone", "phone2") or role not in site.profile.roles or not there(ctx.home):
        return []
    held = ctx.of(ContactStore).readable().holders(role)
    name = site.profile.roles[role].name
    numbers = [
        clean(channel.number)
        for each in held
        if name in each.names()
        for channel in each.channels
        if channel.kind in SPOKEN
    ]
    return [say(ctx.me.lang, "in-contacts", numbers=" / ".join(numbers[:3]))] if numbers else []
