"""What is set of a site and what is missing: as lines, as a page and as data."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.words import has, word
from kit.ground.documents.page import Column, Line, Page, Row, Section, Table, cells, whole
from kit.plans.sites.rules import CALENDAR, FACTS, Minutes
from kit.plans.sites.show import amount
from kit.readiness.setup.rules import MOST_MINUTES, NUMBERS, Missing, Post, Site, value

WORTH = 6  # so many of what is missing stand on a page


def say(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"setup.{key}", **fill)


def label(site: Site, key: str, lang: str) -> str:
    """What a key is called."""
    head, _, part = key.partition(".")
    if head in FACTS or head in CALENDAR:
        name = site.profile.worded(word(lang, f"sites.fact-{head}"))
        return f"{name} (en)" if part else name
    if head in ("kind", "types"):
        return say(lang, head)
    if head == "minutes":
        return figure_name(site, part, lang)
    post = clean(site.profile.roles[head].title.get(lang))
    parts = {"title": "title-of", "name": "person-of", "phone": "phone-of", "phone2": "phone2-of"}
    return f"{post} · {say(lang, parts[part])}" if part else post


def figure_name(site: Site, name: str, lang: str) -> str:
    """A figure by the first deadline that runs by it; else by what it is for, or its id."""
    from kit.plans.checklists.show.checklists import filled

    for checklist in site.lists:
        for timer in checklist.timers:
            if timer.minutes_of == name:
                title = filled(timer.title.get(lang), site.profile, lang)
                return f"{clean(checklist.title.get(lang))}: {title}"
    return word(lang, f"figures.{name}") if has(f"figures.{name}") else name


def figure_hint(site: Site, name: str, lang: str) -> str:
    """What stands there now, whose it is, and what is taken."""
    figure, usual = site.profile.minutes[name], site.shipped[site.kind].minutes.get(name)
    now, owner = amount(figure, site.profile, lang), whose(site, name, figure, lang)
    hint = say(lang, "hint-minutes", now=now, whose=owner, most=f"{MOST_MINUTES:g}")
    by_days = usual is not None and usual.workdays is not None
    return f"{say(lang, 'hint-workdays')}  {hint}" if by_days else hint


def hint(site: Site, key: str, lang: str) -> str:
    """What is wanted there, and by which list."""
    head, _, part = key.partition(".")
    if part == "en":
        return say(lang, "hint-en")
    if head in FACTS or head in CALENDAR:
        return word(lang, f"sites.hint-{head}")
    if head == "minutes":
        return figure_hint(site, part, lang)
    if not part:
        return say(lang, f"hint-{head}")
    hint = say(lang, f"hint-{'person' if part == 'name' else part}")
    first = next((post.first for post in site.posts() if post.role == head), "")
    if not first:
        return hint
    return f"{hint}  {say(lang, 'wanted-by', list=list_title(site, first, lang))}"


def standing(site: Site, key: str, lang: str) -> str:
    """What is there, where nothing was put in."""
    text, name = value(site, key, lang), label(site, key, lang)
    return say(lang, "stays" if text else "unfilled", name=name, text=clean(text, 60))


def list_title(site: Site, type_: str, lang: str) -> str:
    found = next((c for c in site.all_lists if c.id == type_), None)
    return clean(found.title.get(lang)) if found else type_


def known(site: Site) -> list[str]:
    """What is asked of the place itself, and of its working days where they are counted."""
    return [*site.facts(), *site.calendar()]


def post_value(post: Post, lang: str) -> str:
    """Who has it, and the numbers."""
    parts = [post.held.name, post.held.phone, post.held.phone2]
    return "  ".join(clean(part) for part in parts if part) or say(lang, "no-number")


def odd_number(key: str, text: str, lang: str) -> str:
    """Why what was typed for a number looks wrong; "" where it does not, or is none."""
    from kit.people.contacts.rules.doubts import doubted
    from kit.people.contacts.show import odd_text

    head, _, part = key.partition(".")
    wanted = part in ("phone", "phone2") or (head in NUMBERS and not part)
    why = doubted(text) if wanted and any(map(str.isdigit, text)) else None
    return odd_text(text, why, lang) if why else ""


def whose(site: Site, name: str, figure: Minutes, lang: str) -> str:
    """Whose figure it is: the plan's, the site's, or ours."""
    if site.own is not None and name in site.own.minutes:
        return say(lang, "whose-site")
    if figure.law is not None:
        return word(lang, "sites.law-off")
    if figure.cites:
        return say(lang, "whose-plan", cites=figure.cites)
    return say(lang, "whose-ours")


def missing_name(site: Site, key: str, lang: str) -> str:
    """Of a post it is the number that is missing."""
    name = label(site, key, lang)
    if key in CALENDAR:
        return say(lang, "misread", name=name)
    return name if key in FACTS else say(lang, "number-of", post=name)


def mended(site: Site, one: Missing, lang: str) -> str:
    """What is missing, which list wants it, and the command that mends it."""
    name, title = missing_name(site, one.key, lang), list_title(site, one.first, lang)
    return say(lang, "mend", name=name, list=title, command=f"kit setup {one.key}")


def still(site: Site, lang: str, most: int = WORTH) -> list[str]:
    """What is missing, the most dangerous first, each with its command."""
    missing = site.missing()
    if not missing:
        return [say(lang, "all-filled")]
    lines = [say(lang, "still", n=len(missing))]
    lines += [f"  {mended(site, one, lang)}" for one in missing[:most]]
    return [*lines, *([f"  {say(lang, 'more', n=len(missing) - most)}"] if missing[most:] else [])]


def page(site: Site, file: str, lang: str, short: bool = False) -> Page:
    """What is set, and below it what is missing; ``short``: only where it is kept and that."""
    missing = Section("missing", lines=[Line(line, hang=2) for line in still(site, lang)])
    if short:
        return Page(sections=[Section("site", lines=[_where(file, lang)]), missing])
    title = site.shipped[site.kind].title.get(lang)
    head = [whole(f"{say(lang, 'kind')}  {title} [{site.kind}]")]
    head.append(_where(file, lang))
    empty = say(lang, "empty")
    facts = [[label(site, n, lang), n, value(site, n, lang) or empty] for n in known(site)]
    posts = [[label(site, p.role, lang), p.role, post_value(p, lang)] for p in site.posts()]

    def table(rows: list[list[str]]) -> Table:
        return Table([Column(), Column(), Column(share=8)], [Row(cells(row)) for row in rows])

    return Page(
        sections=[
            Section("site", lines=head),
            Section("facts", title=say(lang, "facts"), table=table(facts)),
            Section("posts", title=say(lang, "posts"), table=table(posts)),
            missing,
        ]
    )


def _where(file: str, lang: str) -> Line:
    return Line(say(lang, "file", file=file) if file else say(lang, "no-file"), hang=0)


def as_data(site: Site, file: str, lang: str) -> dict[str, Any]:
    """What is set, field by field as ``data/README.md`` has them."""
    own = site.own.minutes if site.own else {}
    return {
        "site": {"id": site.profile.id, "title": site.profile.named(lang)},
        "extends": site.kind,
        "file": file,
        "site_facts": {name: value(site, name, lang) for name in known(site)},
        "posts": [
            {
                "role": post.role,
                "title": post.held.title.get(lang),
                "who": post.held.name,
                "phone": post.held.phone or None,
                "phone2": post.held.phone2 or None,
                "danger": post.danger,
            }
            for post in site.posts()
        ],
        "own_minutes": {n: m.value for n, m in own.items() if m.workdays is None},
        "own_workdays": {n: m.workdays for n, m in own.items() if m.workdays is not None},
        "types": list(site.profile.types),
        "missing": [
            {
                "setting": one.key,
                "danger": one.danger,
                "type": one.first,
                "fix": f"kit setup {one.key}",
            }
            for one in site.missing()
        ],
    }
