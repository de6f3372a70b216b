"""What hides people in anything that is shown of incidents, registers and contacts: by all that was
recorded of them in this home, under the pseudonyms of its registers."""

from __future__ import annotations

from collections.abc import Iterable

from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.incidents.incident.files.owed import owing
from kit.incidents.incident.files.store import Store
from kit.people import there
from kit.people.contacts.files.salt import salt
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules.hiding import Hiding, told_by
from kit.people.contacts.rules.redact import Pseudonyms
from kit.people.registers.files import desk
from kit.people.registers.files.store import Registers


def hiding(ctx: Context, entries: Iterable[Entry] = (), people: Iterable[str] = ()) -> Hiding:
    """``entries``, ``people``: whatever else is shown, of closed incidents and of shifts. Raises
    ``Refused``."""
    place, store = desk.site(ctx), ctx.of(Store)
    every = list(entries)
    for log in [*store.open_logs(), *owing(store)]:
        every += log.entries
    for book in ctx.of(Registers).all():
        every += book.entries
    if there(ctx.home):
        every += ctx.of(ContactStore).entries()
    told = told_by(every)
    told[0].update(people, [ctx.by])
    titles = place.titles if place is not None else {}
    roles = place.roles if place is not None else {}
    for role in roles.values():
        told[0].update((role.name, role.phone, role.phone2))
    plain = [word for each in titles.values() for word in (each.zh, each.en)]
    plain += [word for each in roles.values() for word in (each.title.zh, each.title.en)]
    plain += [*titles, *roles]
    names = Pseudonyms(salt(ctx.home), desk.one_name(ctx, place))
    return Hiding(names, told, plain, word(ctx.me.lang, "register.hidden"))
