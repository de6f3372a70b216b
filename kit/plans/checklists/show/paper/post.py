"""A post's card on A4: what it is called for, does and is told, in each incident of the site."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import ceil

from kit.ground.base import blanks
from kit.ground.base.cells import width
from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.text import Text
from kit.plans.checklists.rules.at_site import counts, for_site, meets
from kit.plans.checklists.rules.format import Checklist, Step
from kit.plans.checklists.show.paper import Card, Paper, Printed, shell

SIZES = ((9.0, 2), (8.2, 2), (7.5, 2))  # points, columns; no smaller, as it is read by a torch
PAGE, COLUMNS = 660.0, 539.0  # points of an A4 page below the heading, and across
GAP, AROUND = 12.0, 1.9  # between columns, and above and below a line


def document(checklists: list[Checklist], printed: Printed, post: str) -> str:
    """``post``: one of the site's posts, by its id."""
    paper = Paper(printed)
    found = [(card, list(_items(card, post))) for card in _cards(checklists, printed)]
    told = [(card, items) for card, items in found if items]
    texts = [text for card, items in told for text in (card.c.title.get(paper.lang), *items)]
    inside = [*_head(paper, post), *_body(paper, told)]
    parts = [paper.section(f"post size-{size_of(texts)}", inside)]
    title = clean(printed.profile.title_of(post).get(printed.lang))
    return shell(paper.say("post-card", post=title), printed.lang, parts)


def size_of(texts: list[str]) -> int:
    """The largest of the sizes with which all of it stands on one page; the last for what never
    does, which goes on overleaf."""
    cells = [width(re.sub(r"<[^>]*>", "", text)) for text in texts]
    for n, (points, columns) in enumerate(SIZES):
        across = COLUMNS / columns - GAP
        lines = sum(ceil(one * points / 2 / across) for one in cells)
        if lines * points * 1.2 + AROUND * len(cells) <= PAGE * columns:
            return n
    return len(SIZES) - 1


def _cards(checklists: list[Checklist], printed: Printed) -> Iterator[Card]:
    for checklist in checklists:
        yield Card(printed, for_site(checklist, printed.profile))


def _head(paper: Paper, post: str) -> Iterator[str]:
    """Whose card it is, with room for the pen where name and number are not on file."""
    site, role = paper.profile, paper.profile.roles[post]
    title = clean(role.title.get(paper.lang))
    other = site.roles.get(role.standin or "")
    numbers = "  ".join(clean(number) for number in (role.phone, role.phone2) if number)
    told = [("name", clean(role.name)), ("phone", numbers)]
    told.append(("standin", clean(other.title.get(paper.lang)) if other else ""))
    yield f"<header><h1>{escape(paper.say('post-card', post=title))}</h1>{paper.made()}</header>"
    cells = "".join(f"<span>{escape(paper.say(key))} {escape(text)}</span>" for key, text in told)
    yield f'<div class="blanks">{cells}</div>'
    yield f'<p class="small">{escape(paper.say("post-note"))}</p>'


def _body(paper: Paper, told: list[tuple[Card, list[str]]]) -> Iterator[str]:
    if not told:
        yield f"<p>{escape(paper.say('post-none'))}</p>"
        return
    yield '<div class="columns">'
    for card, items in told:
        lines = "".join(f"<p>{item}</p>" for item in items)
        yield f'<div class="in"><h2>{card.text(card.c.title)}</h2>{lines}</div>'
    yield "</div>"


def _items(card: Card, post: str) -> Iterator[str]:
    """What of a list has to do with the post: steps by their numbers, then deadlines, levels."""
    for step in (step for phase in card.c.phases for step in phase.steps):
        sort = _sort(step, post)
        if sort and meets(card.profile, step):
            number, what = card.numbers[step.id], card.text(step.do)
            mark = escape(card.say("critical")) if step.critical else ""
            critical = f' <span class="mark">{mark}</span>' if mark else ""
            text = escape(card.say(f"post-{sort}"))
            yield f"<b>{number}</b> {text}{what}{critical}"
    for rule in card.c.timers:
        if post in rule.tell and counts(card.profile, rule):
            what = card.text(rule.title)
            place = rule.tell.index(post)
            text = escape(card.say("post-told" if place == 0 else "post-then"))
            begins = escape(card.say("post-from")) + card.start(rule.counts_from)
            yield f'{text}{what} <span class="small">{begins}</span>'
    levels = card.c.levels
    if levels is not None and levels.decides == post:
        yield escape(card.say("post-decides"))


def _sort(step: Step, post: str) -> str:
    """How the step concerns the post: it is called, or the words name it; "" for not at all."""
    if step.call == post:
        return "called"
    texts = [text for text in (step.do, step.detail) if text is not None]
    return "named" if any(_names(text, post) for text in texts) else ""


def _names(text: Text, post: str) -> bool:
    return any((found[1], found[2]) == ("role", post) for found in blanks.found(text.zh))
