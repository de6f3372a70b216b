"""Which lists fit what was typed, the likeliest first, and why.

The model knows the shipped lists; the words in a checklist's own ``[find]`` know a user's lists,
keys and half a word. Then danger overtakes equipment, and what the site meets wins where the words
alone do not decide.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from kit.plans.checklists.rules.find import exact, normal, scores
from kit.plans.checklists.rules.format import DANGER_ORDER, Checklist
from kit.plans.finder.rules.danger import dangers, leaks, wet
from kit.plans.finder.rules.folding import folded
from kit.plans.finder.rules.model import NONE, Model

GRAVE = ("life", "security")
FLOOD = "flood"  # the list for water at this place
ORDER = "urgent-order"  # the list for water at a customer's
EXACT = 97.0  # by the checklists' own words: a whole phrase, a key, the id
SHORT = 3  # so few letters are the beginning of a word or initials
FLOOR = 2.0  # points below which a list is not shown
LEAST = 3  # lists that are shown whatever their points
DOUBT = 1.5  # how much likelier a list of life and security: the other mistake costs more
NAMED = 3.0  # how much likelier a list is whose danger the text names
IDLE = 85.0  # points of "no incident" that outweigh a named danger: "knife cut fruit video"
MET = 1.25  # how much likelier a list is that this kind of site meets
GUESS = 40.0  # points up to which a list that saves life is a guess beside one that the text names
SURE = 55.0  # points from which on the first is taken without asking
CLOSE = 0.6  # a second list with this part of the first one's points: it is a choice


class Hit(msgspec.Struct, frozen=True):
    """``score``: 0 to 100. ``why``: the words that told."""

    id: str
    score: float
    why: str = ""


class Found(msgspec.Struct, frozen=True):
    """``nothing``: what was typed is no incident that a list is there for. ``choice``: the first
    so many hits are about equally likely."""

    hits: list[Hit]
    nothing: bool = False
    choice: int = 1


def find(
    text: str, checklists: Sequence[Checklist], model: Model | None, met: Collection[str] = ()
) -> Found:
    """The ranking. An empty text matches all with 0, so that a picker can show the whole list."""
    bare = normal(text)
    if not bare or model is None:
        return Found(_plain(_own(text, checklists), checklists, met))
    plain = folded(text)
    shares = here(plain, model.shares(text))
    brief = bare.isascii() and len(bare) <= SHORT
    own = None if brief else [c.id for c in checklists if c.id not in shares]
    told = {**exact(text, checklists), **_own(text, checklists, own)}
    if plain != text:
        told |= exact(plain, checklists)
    known = {c.id: c for c in checklists}
    points = {id_: _points(id_, brief, shares, told.get(id_, 0.0)) for id_ in known}
    named = {i: words for lists, words in dangers(plain) for i in lists if i in known}
    likelier = {*named, *((FLOOD,) if wet(plain) else ())}
    points = {i: min(p * NAMED, 100.0) if i in likelier else p for i, p in points.items()}
    weighed = {
        i: _weighed(p, (MET if i in met else 1.0) * (DOUBT if known[i].danger in GRAVE else 1.0))
        for i, p in points.items()
    }
    order = sorted(known, key=lambda i: (-weighed[i], DANGER_ORDER.index(known[i].danger), i))
    order, why = _danger_first(named, order, known, points)
    hits = [Hit(i, round(min(points[i], 100.0), 1), why.get(i, "")) for i in order]
    hits = [h for n, h in enumerate(hits) if h.score >= FLOOR or h.why or (n < LEAST and h.score)]
    most = IDLE if why else max(weighed.values(), default=0.0)
    nothing = shares.get(NONE, 0.0) * 100 > most and bare not in map(normal, why.values())
    nothing |= _drummed(bare) and known[order[0]].danger not in GRAVE  # ``sss`` may be a hiss
    return Found(hits, nothing, _choice(hits) if not why else 1)


def here(text: str, shares: Mapping[str, float]) -> dict[str, float]:
    """Water that is said of nobody's home is this place's before a customer's: what speaks for an
    order speaks for the flood, and half of it stays with the order."""
    order = shares.get(ORDER, 0.0)
    if not leaks(text):
        return dict(shares)
    return {**shares, FLOOD: shares.get(FLOOD, 0.0) + order, ORDER: order / 2}


def _drummed(bare: str) -> bool:
    """A key pressed again and again, which says nothing."""
    return bare.isascii() and len(bare) >= SHORT and len(set(bare)) == 1


def clear(found: Found) -> bool:
    """Is there no doubt which list is meant? Named in so many words, or far ahead of the next."""
    if found.nothing or not found.hits:
        return False
    best = found.hits[0].score
    second = found.hits[1].score if len(found.hits) > 1 else 0.0
    if best >= EXACT:
        return best >= second + 3 or second < EXACT
    return best >= SURE and best >= 3 * second


def _own(
    text: str, checklists: Sequence[Checklist], only: Collection[str] | None = None
) -> dict[str, float]:
    """Points by the checklists' own words."""
    return {index.id: score for index, score in scores(text, checklists, only)}


def _points(id_: str, brief: bool, shares: dict[str, float], told: float) -> float:
    share = shares.get(id_)
    if share is None:
        return told if told >= EXACT else told * 0.8  # a list of the user's own
    points = 100 * share
    if told >= EXACT or brief:
        points = max(points, told)
    return points


def _weighed(points: float, times: float) -> float:
    """What is named in so many words stays before what is only likely."""
    return points if points >= EXACT else min(points * times, EXACT - 0.5)


def _danger_first(
    named: dict[str, str],
    order: list[str],
    known: dict[str, Checklist],
    points: dict[str, float],
) -> tuple[list[str], dict[str, str]]:
    """The order with a list that saves life before all equipment, before a list of security that
    is not sure, and before another that saves life for which less speaks; and the words that said
    so."""
    if not named:
        return order, {}
    first = next(i for i in order if i in named)
    leads, sure = known[order[0]].danger, points[order[0]] >= SURE
    ahead = leads == "life" and points[order[0]] > max(points[first], GUESS)
    if order[0] in named or ahead or (leads in GRAVE and leads != "life" and sure):
        return order, {i: words for i, words in named.items() if i in order[:3]}
    return [first, *(i for i in order if i != first)], {first: named[first]}


def _choice(hits: list[Hit]) -> int:
    """How many of the first hits are about as likely as the first."""
    if not hits or hits[0].score >= EXACT:
        return 1
    return sum(hit.score >= CLOSE * hits[0].score for hit in hits[:3])


def _plain(
    told: dict[str, float], checklists: Sequence[Checklist], met: Collection[str]
) -> list[Hit]:
    """By the checklists' own words alone."""
    danger = {c.id: DANGER_ORDER.index(c.danger) for c in checklists}

    def rank(id_: str) -> tuple[float, int, str]:
        ahead = 8.0 if id_ in met and 0 < told[id_] < 100 else 0.0
        return -told[id_] - ahead, danger[id_], id_

    return [Hit(id_, told[id_]) for id_ in sorted(told, key=rank)]
