"""The site as it stands on disk."""

from __future__ import annotations

from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.files import Sites, read_profile
from kit.readiness.setup.rules import Site, here


def site(checklists: Checklists, sites: Sites, named: str = "") -> Site:
    """Raises ``Refused`` where the profile in use cannot be read."""
    profile = sites.in_use(named)
    path = sites.own_file(named)
    shipped = {}
    for name, file in sites.files().items():
        if name != "base" and not sites.library.is_own(file):
            shipped[name] = sites.profile(name)
    there = {checklist.id: checklist for checklist in checklists.readable()[0]}
    own = read_profile(path) if path else None
    lists = [here(checklist, profile) for checklist in met(there, profile.types)]
    return Site(profile, own, shipped, lists, list(there.values()))


def met(there: dict[str, Checklist], types: list[str]) -> list[Checklist]:
    """The lists of these types, in their order; all of them where none is named."""
    found = [there[name] for name in types if name in there]
    return found or list(there.values())
