"""Whom the guide shows for a post: the person and the number of the contacts that are to be tried
now. The log keeps the profile as it stood at the opening; what is shown is laid over it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules.acts.draft import Dialled
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.calls import Called
from kit.incidents.incident.rules.ladder import (
    called_in_vain,
    own_numbers,
    standins_heard,
)
from kit.people import there

if TYPE_CHECKING:
    from kit.people.contacts.rules.book import Book
    from kit.people.contacts.rules.ways import Way


def contacts_of(ctx: Context) -> Book | None:
    """The contacts as they are on disk; ``None`` where there are none, for one look."""
    if not there(ctx.home):
        return None
    from kit.people.contacts.files.store import ContactStore

    return ctx.of(ContactStore).readable()


def with_numbers(
    ctx: Context, incident: Incident, book: Book | None, passed: dict[str, int] | None = None
) -> Incident:
    """The incident as it is to be shown, with whom and which number to call next at each post;
    itself where that is what the profile has."""
    incident = _own_in_turn(incident, book, passed or {})
    if book is None or incident.profile is None or not book.order:
        return incident
    from kit.people.contacts.rules.ways import Tries, reached_by
    from kit.people.contacts.show import labelled, named_way

    tries = Tries(passed or {}, called_in_vain(incident), standins_heard(incident))
    now, lang = desk.now(ctx, incident).wall, ctx.me.lang
    shown = reached_by(
        incident.profile, book, now, labelled(lang), tries, name=lambda way: named_way(way, lang)
    )
    return replace(incident, profile=shown)


def _own_in_turn(incident: Incident, book: Book | None, passed: dict[str, int]) -> Incident:
    """With the number to be tried now in front, at each post that no contact fills."""
    profile = incident.profile
    if profile is None:
        return incident
    turned = {}
    for role, held in profile.roles.items():
        if held.phone and held.phone2 and not (book is not None and book.order.get(role)):
            first, *others = _from(own_numbers(incident, role), passed.get(role, 0))
            if first != held.phone:
                turned[role] = replace(held, phone=first, phone2="".join(others))
    if not turned:
        return incident
    return replace(incident, profile=replace(profile, roles={**profile.roles, **turned}))


def _from(numbers: list[str], passed: int) -> list[str]:
    over = passed % len(numbers) if numbers else 0
    return numbers[over:] + numbers[:over]


class Reach:
    """``passed``: by post, how many ways somebody passed over in this session."""

    def __init__(self, ctx: Context, folder: Log) -> None:
        self.ctx = ctx
        self.folder = folder
        self.passed: dict[str, int] = {}
        self._book: Book | None = None
        self.refresh()

    def refresh(self) -> bool:
        """Take in what was entered since; whether there is anything new. One look at the disk
        where there are no contacts."""
        known = self._book.entries if self._book is not None else 0
        self._book = contacts_of(self.ctx) or self._book
        return self._book is not None and self._book.entries != known

    def shown(self) -> Incident:
        """The incident as it is to be shown; itself where no contacts are."""
        return with_numbers(self.ctx, self.folder.incident, self._book, self.passed)

    def ways(self, role: str) -> list[Way]:
        """The ways to a post that contacts fill, from the one to be tried now on."""
        incident = self.folder.incident
        book, profile = self._book, incident.profile
        if book is None or profile is None or not book.order.get(role):
            return []
        from kit.people.contacts.rules.ways import Tries, next_ways
        from kit.people.contacts.show import labelled

        now = desk.now(self.ctx, incident).wall
        tries = Tries(self.passed, called_in_vain(incident), standins_heard(incident))
        return next_ways(book, profile, role, now, labelled(self.ctx.me.lang), tries)

    def several(self, role: str) -> bool:
        """Whether there is another number to try at a post."""
        known = self._book is not None and self._book.order.get(role)
        return len(self.ways(role) if known else own_numbers(self.folder.incident, role)) > 1

    def dialled(self, role: str, name: str, number: str) -> Dialled | None:
        """The person and the number that are shown for a post, or that were named; ``None`` where
        no contact is and nobody passed over a number of the profile."""
        found, profile, book = self.ways(role), self.folder.incident.profile, self._book
        if book is None or profile is None or not book.order.get(role):
            own = _from(own_numbers(self.folder.incident, role), self.passed.get(role, 0))
            return Dialled(number=own[0]) if own and not (name or number) else None
        from kit.incidents.incident.show.dialled import dialled

        return dialled(book, profile, role, found, self.ctx.me.lang, name, number)

    def other_way(self, role: str) -> str:
        """Pass over the way to a post that was shown; what is shown now, in words."""
        from kit.people.contacts.show import way_line

        self.passed[role] = self.passed.get(role, 0) + 1
        found, shown = self.ways(role), self.shown().profile
        out, lang = self.ctx.out, self.ctx.me.lang
        if not found and shown is not None:
            held = shown.roles[role]
            way = "  ".join(clean(part) for part in (held.name, held.phone) if part)
            return out.word("screen.other-way", way=way, n=2)
        return out.word("screen.other-way", way=way_line(found[0], lang), n=len(found))

    def called(self, entries: Iterable[Entry]) -> None:
        """Where a call to a post was recorded the log says from now on what was tried."""
        for entry in entries:
            if isinstance(entry.event, Called):
                self.passed.pop(entry.event.role, None)
