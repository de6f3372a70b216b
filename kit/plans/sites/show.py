"""Site profiles as pages."""

from __future__ import annotations

from collections.abc import Iterator

from kit.ground.base.cells import pad, width
from kit.ground.base.clean import clean
from kit.ground.base.words import has, word
from kit.ground.documents.page import Column, Line, Page, Row, Section, Table, block, cells, whole
from kit.plans.sites.rules import FigureOwner, Minutes, Profile, calendar

OWNERS: tuple[FigureOwner, ...] = ("plan", "site", "ours")


def whose(owner: FigureOwner, cites: list[str], lang: str) -> str:
    """Whose figure it is: the plan's with its clauses, the site's, or our own."""
    if owner == "plan":
        return ", ".join(cites) or word(lang, "sites.plan")
    return word(lang, f"sites.{owner}")


def brief(figure: Minutes, lang: str) -> str:
    """``10 min``, ``7 to 10 min``, ``1 workday``."""
    said = figure.text.get(lang)
    return said if figure.workdays is not None else word(lang, "sites.minutes", n=said)


def amount(figure: Minutes, site: Profile, lang: str) -> str:
    """The same, of working days by when: ``by 17:30 on the next working day``."""
    if figure.workdays is None:
        return brief(figure, lang)
    closes = f"{calendar(site).closes:%H:%M}"
    key = "sites.workday" if figure.workdays == 1 else "sites.workdays"
    return word(lang, key, n=figure.workdays, at=closes)


def listed(profiles: list[Profile], chosen: str, lang: str) -> Page:
    rows = [Row(cells([p.id, clean(p.title.get(lang)) + _mark(p, chosen, lang)])) for p in profiles]
    table = Table([Column(), Column(share=8)], rows)
    return Page(sections=[Section("profiles", table=table)])


def _mark(profile: Profile, chosen: str, lang: str) -> str:
    return f"  ({word(lang, 'sites.in-use')})" if profile.id == chosen else ""


def shown(
    profile: Profile, chosen: str, titles: dict[str, str], absent: list[str], lang: str
) -> Page:
    """``titles``: checklist id to its title, for the types that this kind of site meets;
    ``absent``: titles of the roles that it does not have."""
    title = f"{clean(profile.title.get(lang))}  [{profile.id}]{_mark(profile, chosen, lang)}"
    types = [clean(titles.get(t, t)) for t in profile.types]
    meets = Line(word(lang, "sites.types", types=types), hang=0)
    roles = [whole(word(lang, "sites.roles")), *map(whole, _roles(profile, lang))]
    if absent:
        roles.append(Line(word(lang, "sites.absent", roles=absent), hang=0))
    minutes = [whole(word(lang, "sites.figures")), *_minutes(profile, lang)]
    return Page(
        sections=[
            Section("site", lines=[whole(title), meets]),
            Section("roles", lines=roles),
            Section("minutes", lines=minutes),
        ]
    )


def _minutes(profile: Profile, lang: str) -> list[Line]:
    """The plan's figures, then the site's, then ours, then those that do not count here, each by
    its id; below a statutory one the law that sets it."""
    wide = max((width(name) for name in profile.minutes), default=0) + 2
    out = []
    for name, minutes in sorted(profile.minutes.items(), key=_place):
        source = whose(minutes.owner, minutes.cites, lang)
        if minutes.law is not None:
            source = word(lang, "sites.law-off" if minutes.off else "sites.law-on")
        what = word(lang, f"figures.{name}") if has(f"figures.{name}") else ""
        long = pad(brief(minutes, lang), 12)
        line = f"  {pad(name, wide)}{long}{pad(source, 18)}{what}"
        out.append(whole(line.rstrip()))
        if minutes.law is not None:
            out.append(block(minutes.law.get(lang), 4))
    return out


def _place(figure: tuple[str, Minutes]) -> tuple[bool, int, str]:
    name, minutes = figure
    return (minutes.off, OWNERS.index(minutes.owner), name)


def _roles(profile: Profile, lang: str) -> Iterator[str]:
    wide = max((width(name) for name in profile.roles), default=0) + 2
    titles = max((width(role.title.get(lang)) for role in profile.roles.values()), default=0) + 2
    for name, role in profile.roles.items():
        parts = [pad(clean(role.title.get(lang)), titles), clean(role.name), clean(role.phone)]
        parts.append(clean(role.phone2))
        if role.standin:
            other = profile.roles.get(role.standin)
            who = other.title.get(lang) if other else role.standin
            parts.append(word(lang, "sites.standin", role=clean(who)))
        yield f"  {pad(name, wide)}{'  '.join(part for part in parts if part)}".rstrip()
