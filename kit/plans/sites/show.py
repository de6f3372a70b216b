"""Site profiles as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from kit.ground.base.cells import pad, width, wrap
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.plans.sites.rules import Profile


def figure(value: float) -> str:
    """``5``, ``2.5``: minutes without a needless point."""
    return f"{value:g}"


def listed(profiles: list[Profile], chosen: str, lang: str) -> Iterator[str]:
    ids = max((width(p.id) for p in profiles), default=0) + 2
    for profile in profiles:
        mark = f"  ({word(lang, 'sites.in-use')})" if profile.id == chosen else ""
        yield f"{pad(profile.id, ids)}{clean(profile.title.get(lang))}{mark}"


def shown(
    profile: Profile,
    chosen: str,
    titles: dict[str, str],
    absent: list[str],
    lang: str,
    cells: int,
) -> Iterator[str]:
    """``titles``: checklist id to its title, for the types that this kind of site meets;
    ``absent``: titles of the roles that it does not have."""
    mark = f"  ({word(lang, 'sites.in-use')})" if profile.id == chosen else ""
    yield f"{clean(profile.title.get(lang))}  [{profile.id}]{mark}"
    types = [clean(titles.get(t, t)) for t in profile.types]
    yield from wrap(word(lang, "sites.types", types=types), cells)
    yield ""
    yield word(lang, "sites.roles")
    yield from _roles(profile, lang)
    if absent:
        yield from wrap(word(lang, "sites.absent", roles=absent), cells)
    yield ""
    yield word(lang, "sites.figures")
    wide = max((width(name) for name in profile.minutes), default=0) + 2
    for name, minutes in sorted(profile.minutes.items()):
        source = ", ".join(minutes.cites)
        if minutes.ours or not source:
            source = word(lang, "sites.ours")
        amount = word(lang, "sites.minutes", n=figure(minutes.value))
        yield f"  {pad(name, wide)}{pad(amount, 12)}{source}"


def _roles(profile: Profile, lang: str) -> Iterator[str]:
    wide = max((width(name) for name in profile.roles), default=0) + 2
    titles = max((width(role.title.get(lang)) for role in profile.roles.values()), default=0) + 2
    for name, role in profile.roles.items():
        parts = [pad(clean(role.title.get(lang)), titles), clean(role.name), clean(role.phone)]
        if role.standin:
            other = profile.roles.get(role.standin)
            who = other.title.get(lang) if other else role.standin
            parts.append(word(lang, "sites.standin", role=clean(who)))
        yield f"  {pad(name, wide)}{'  '.join(part for part in parts if part)}".rstrip()
