"""What ``kit forget`` asks of the contacts: personal data of who left leave book and exports."""

from __future__ import annotations

import os

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.machine.disk import take_away
from kit.people import CONTACTS, there
from kit.people.contacts.command.shared import record
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.book import Draft
from kit.people.contacts.rules.withdrawal import taken_out


def leaving(ctx: Context, item: str, kept: int) -> tuple[int, list[str]]:
    """For how many days they are kept, and the ids of those whose time is over, or of the ``item``.
    Raises ``Refused``."""
    if not there(ctx.home):
        return kept, []
    store = ctx.of(ContactStore)
    book, out = store.book(), taken_out(store.entries(), store.book())
    if not item:
        return kept, acts.forgettable(book, out, ctx.now().wall, kept)
    wanted = clean(item, 100).casefold()
    found = [each for each in book.contacts.values() if each.gone]
    found += [each for each, _ in out]
    ids = [e.id for e in found if wanted in (e.id, *(n.casefold() for n in e.names()))]
    if not ids:  # of those that count nothing is taken out
        contact = acts.find(book, item)
        raise Refused("contact-here", who=acts.which(contact))
    if len(ids) > 1:
        names = [acts.which(each) for each in found if each.id in ids]
        raise Refused("contact-which", Exit.USAGE, who=clean(item, 60), names=names)
    return kept, [id_ for id_ in ids if id_ not in book.forgotten]


def forget(ctx: Context, ids: list[str], by: str) -> None:
    """Take the personal data of these out of the book."""

    def act(draft: Draft) -> None:
        for id_ in ids:
            acts.forget(draft, id_)

    record(ctx, act, by)
    ending = ctx.of(ContactStore).document.ending
    # A state that was kept holds what was just forgotten; it is made anew.
    take_away(os.path.join(ctx.home, "cache", CONTACTS + ending))
