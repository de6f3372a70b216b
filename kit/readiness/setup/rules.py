"""What is asked of a site, what of it is missing and how much hangs on it, and what an answer
changes in the site's own profile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.kept import kept
from kit.ground.base.named import no_name
from kit.ground.base.phones import RESCUE, is_phone, is_words, phone_text
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.ground.base.typed.amounts import Amount, read_minutes
from kit.plans.checklists.rules.amounts import EVERYWHERE
from kit.plans.checklists.rules.at_site import EMERGENCY, allows, meets
from kit.plans.checklists.rules.format import DANGER_ORDER, Checklist, Danger
from kit.plans.checklists.rules.texts import PLACEHOLDER, texts
from kit.plans.sites.rules import (
    CALENDAR,
    FACTS,
    MOST_WORKDAYS,
    CalendarFact,
    FactName,
    Minutes,
    Profile,
    Role,
    misread,
    readable,
)

PARTS = ("title", "name", "phone", "phone2")  # what is asked of a post
# Whoever answers there says who it is: nobody holds such a post.
COMPANIES = frozenset((
    "power-company", "gas-company", "lift-company", "cleaning", "telecom", "backup-centre",
    "health", "psych-helpline", *EMERGENCY,
))  # fmt: skip
NUMBERS = ("phone", "other-line")  # facts that are numbers to ring
PLACES = ("address", "floor", "entrance", "muster")  # where something is: no number to ring
LONGEST = {"title": 40, "name": 60, "phone": 40, "phone2": 40}
MOST_MINUTES = 24 * 60.0
DEFAULTED = ("uniform",)  # facts that are known anywhere
SAVING = ("address", "phone", "floor", "entrance", "muster", "hospital")  # what a life may hang on


def parts(role: str) -> list[str]:
    """The keys that are asked of a post: a company has no one person, and what the post is called
    is asked for by its own key alone."""
    asked = [p for p in PARTS if p != "title" and not (p == "name" and role in COMPANIES)]
    return [f"{role}.{part}" for part in asked]


class Post(msgspec.Struct, frozen=True):
    """A post that this site's lists call. ``danger``: the gravest of them, ``first`` is its id."""

    role: str
    held: Role
    danger: Danger
    first: str

    @property
    def reachable(self) -> bool:
        return any(re.search(r"\d", number) for number in (self.held.phone, self.held.phone2))


class Missing(msgspec.Struct, frozen=True):
    """Nobody knows it. ``key`` is what ``kit setup`` takes; ``first``: the gravest list that wants
    it."""

    key: str
    danger: Danger
    first: str


class Site(msgspec.Struct, frozen=True):
    """``profile`` as it counts, ``own``: what the site's own file says, ``shipped``: the profiles
    it may extend, ``lists``: the checklists that it meets, with what of them comes up there,
    ``all_lists``: every one there is."""

    profile: Profile
    own: Profile | None
    shipped: Mapping[str, Profile]
    lists: Sequence[Checklist]
    all_lists: Sequence[Checklist]

    @property
    def kind(self) -> str:
        """The shipped profile that it is or extends."""
        return next((k for k in self.profile.kinds() if k in self.shipped), "hotline")

    def posts(self) -> list[Post]:
        """In the order of what hangs on them."""
        return posts(self.lists, self.profile)

    def facts(self) -> list[FactName]:
        """Its name, and what its lists say of the place; which ones the UPS feeds only where a plan
        says so."""
        wanted = {"name", *wanted_facts(self.lists), *self.profile.site}
        return [name for name in FACTS if name in wanted]

    def calendar(self) -> list[CalendarFact]:
        """What working days are counted by, where one of its figures is in working days."""
        days = any(figure.workdays is not None for figure in self.figures().values())
        return list(CALENDAR) if days else []

    def figures(self) -> dict[str, Minutes]:
        """The minutes that its lists use, and those that count everywhere."""
        used: dict[str, None] = {}
        for checklist in self.lists:
            for timer in checklist.timers:
                for _, name in timer.figures():
                    used.setdefault(name)
            for kind, name in _blanks(checklist):
                if kind in ("minutes", "span"):
                    used.setdefault(name)
        used |= dict.fromkeys(EVERYWHERE)
        found = {name: self.profile.minutes.get(name) for name in used}
        return {name: figure for name, figure in found.items() if figure is not None}

    def _by_days(self) -> tuple[Danger, str]:
        """The gravest list that counts in working days."""
        figures = self.profile.minutes
        return next(
            (checklist.danger, checklist.id)
            for checklist in _gravest_first(self.lists)
            for timer in checklist.timers
            for _, name in timer.figures()
            if name in figures and figures[name].workdays is not None
        )

    def missing(self) -> list[Missing]:
        """The most dangerous first; where two are equally so, what is said of the place comes
        before a number. In front of all what stands there and cannot be read: somebody believes
        that it counts."""
        out = [
            Missing(name, *hangs)
            for name, hangs in wanted_facts(self.lists).items()
            if name not in DEFAULTED and not self.profile.fact(name, "zh")
        ]
        out += [Missing(p.role, p.danger, p.first) for p in self.posts() if not p.reachable]
        out.sort(key=lambda one: DANGER_ORDER.index(one.danger))
        wrong = [name for name in self.calendar() if misread(self.profile, name)]
        return [*(Missing(name, *self._by_days()) for name in wrong), *out]


def posts(lists: Sequence[Checklist], profile: Profile) -> list[Post]:
    """Who is called by these lists, or whose number they show. Whoever is in charge does not call
    himself, and everybody knows the emergency numbers."""
    found: dict[str, tuple[Danger, str]] = {}
    for checklist in _gravest_first(lists):
        for role in called(checklist):
            if role in profile.roles and role not in ("leader", *EMERGENCY):
                found.setdefault(role, (checklist.danger, checklist.id))
    return [Post(role, profile.roles[role], *hangs) for role, hangs in found.items()]


def called(checklist: Checklist) -> list[str]:
    """The posts that the list calls, in its order, then those it tells when time is up and those
    whose number it shows."""
    names = [step.call for _, step in checklist.steps() if step.call]
    names += [role for timer in checklist.timers for role in timer.tell]
    names += [name for kind, name in _blanks(checklist) if kind == "number"]
    return list(dict.fromkeys(names))


def here(checklist: Checklist, site: Profile) -> Checklist:
    """What of the list ever comes up at the site."""
    phases = [
        msgspec.structs.replace(phase, steps=[step for step in phase.steps if meets(site, step)])
        for phase in checklist.phases
    ]
    timers = [timer for timer in checklist.timers if allows(site, timer.when)]
    return msgspec.structs.replace(checklist, phases=phases, timers=timers)


def wanted_facts(lists: Sequence[Checklist]) -> dict[FactName, tuple[Danger, str]]:
    """What the lists say of the place, with the gravest list that does."""
    found: dict[str, tuple[Danger, str]] = {}
    for checklist in _gravest_first(lists):
        for kind, name in _blanks(checklist):
            if kind == "site" and name in FACTS:
                grave = name in SAVING or checklist.danger == "admin"
                danger = checklist.danger if grave else "service"
                found.setdefault(name, (danger, checklist.id))
    return {name: found[name] for name in FACTS if name in found}


MOST_LISTS = 128


def _all_blanks(checklist: Checklist) -> list[tuple[str, str]]:
    each = [text.zh for _, text in texts(checklist) if "{" in text.zh]
    return [blank for text in each for blank in PLACEHOLDER.findall(text)]


_blanks = kept(_all_blanks, MOST_LISTS)  # asked of every list several times


def _gravest_first(lists: Sequence[Checklist]) -> list[Checklist]:
    return sorted(lists, key=lambda checklist: DANGER_ORDER.index(checklist.danger))


# ---- what an answer changes ------------------------------------------------------------------

Changes = dict[Any, Any]  # see plans/sites/files/own_profile


def changes(site: Site, key: str, text: str, lang: str) -> Changes:
    """What ``key`` becomes by what was typed; empty text takes the site's own out. Raises
    ``Refused`` for a key that there is not and a value that it does not take."""
    head, _, part = key.partition(".")
    text = _whole(key, text, part if head in site.profile.roles else "")
    if key == "kind":
        return _kind(site, text)
    if key == "types":
        return _types(site, text)
    if head == "minutes" and part in site.profile.minutes:
        return _figure(site, part, text)
    if key in CALENDAR:
        if text and not readable(key, text):
            raise Refused(f"setup-{key}", Exit.USAGE, text=clean(text, 60))
        return {("site", key): text or None}
    if head in FACTS and part in ("", "en"):
        if head in NUMBERS:
            _number(text)
        if head in PLACES and is_phone(text):
            raise Refused("setup-place", Exit.USAGE, text=clean(text, 40), where="phone")
        if part and text and not site.profile.fact(head, "zh"):
            raise Refused("setup-zh-first", Exit.USAGE, setting=head)
        return _told(site, head, part, text)
    if head in site.profile.roles and part in PARTS:
        return _post(site.profile.roles[head], head, part, text, lang)
    raise Refused("setup-key", Exit.USAGE, setting=clean(key, 40), names=list(keys(site)))


def _whole(key: str, text: str, part: str) -> str:
    """A value as it is kept, ``part`` of a post; one that does not fit is not cut, because half a
    number calls somebody else. Raises ``Refused``."""
    most = 4000 if key == "types" else 1000 if key in CALENDAR else LONGEST.get(part, 300)
    number = key in NUMBERS or part.startswith("phone")
    text = (phone_text if number else clean)(text, max(1, len(text)))
    if len(text) > most:
        raise Refused("field-long", Exit.USAGE, names=[clean(key, 40)], most=most)
    return text


def keys(site: Site) -> Iterator[str]:
    """Every key there is, shortest form first."""
    yield from ("kind", *FACTS, *CALENDAR)
    for post in site.posts():
        yield from (f"{post.role}.{part}" for part in PARTS)
    yield from (f"minutes.{name}" for name in site.figures())
    yield "types"


def _kind(site: Site, text: str) -> Changes:
    if text not in site.shipped:
        raise Refused("profile-unknown", Exit.NOT_FOUND, profile=text, names=list(site.shipped))
    return {("extends",): text, **_moved(site, text)}


def _told(site: Site, name: str, part: str, text: str) -> Changes:
    """A fact of the place; empty text takes it out, in both languages where it is the Chinese."""
    told: Changes = {("site", name, "en") if part else ("site", name): text or None}
    if name != "name":
        return told
    moved = _moved(site, site.kind)
    if not text and not part:
        moved.pop(("site", "name", "en"), None)
    return {**moved, **dict.fromkeys(told, text[: LONGEST[name]] or None)}


def _moved(site: Site, kind: str) -> Changes:
    """Titled as its kind is; a name that an older kit kept as the title, where names are now."""
    title = site.shipped[kind].title
    out: Changes = {("title", "zh"): title.zh, ("title", "en"): title.en}
    zh, en = (site.profile.fact("name", lang) for lang in ("zh", "en"))
    if zh:
        out["site", "name"] = zh
    if zh and en != zh:
        out["site", "name", "en"] = en
    return out


def _types(site: Site, text: str) -> Changes:
    names = [name for name in re.split(r"[\s,，、;；]+", text) if name]
    known = [checklist.id for checklist in site.all_lists]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Refused("setup-types", Exit.NOT_FOUND, names=unknown, known=known)
    return {("types",): list(dict.fromkeys(names)) or None}


def _figure(site: Site, name: str, text: str) -> Changes:
    """A figure that our profiles give in working days is taken in these or in minutes."""
    usual = site.shipped[site.kind].minutes.get(name)
    by_days = usual is not None and usual.workdays is not None
    found = re.fullmatch(r"(\d{1,3})\s*(?:个?工作日|work(?:ing)? ?days?|wd)", text, re.IGNORECASE)
    if found and by_days:
        days = int(found[1])
        if not 0 < days <= MOST_WORKDAYS:
            raise Refused("setup-workdays", Exit.USAGE, name=name, most=MOST_WORKDAYS)
        return {("minutes", name, "value"): None, ("minutes", name, "workdays"): days}
    value = _minutes(name, text)
    if value is None:
        return {("minutes", name): None}
    days_out: Changes = {("minutes", name, "workdays"): None} if by_days else {}
    return days_out | {("minutes", name, "value"): value}


def _minutes(name: str, text: str) -> float | None:
    """The site's figure, one and not a range; ``None`` for the plan's or ours again."""
    if not text:
        return None
    try:
        read = read_minutes(text, MOST_MINUTES)
    except Refused:
        read = Amount(0)
    value = read.value if isinstance(read, Amount) and not read.lower else 0.0
    if not 0 < value <= MOST_MINUTES:
        most = f"{MOST_MINUTES:g}"
        raise Refused("setup-minutes", Exit.USAGE, name=name, text=clean(text, 40), most=most)
    return value


def _number(text: str) -> None:
    """Raises ``Refused`` for what is plainly none."""
    if text and (not re.search(r"\d", text) or is_words(text)):
        raise Refused("setup-phone", Exit.USAGE, text=clean(text, 40))


def _post(held: Role, role: str, part: str, text: str, lang: str) -> Changes:
    if part.startswith("phone"):
        _number(text)
    elif is_phone(text):
        raise Refused("setup-place", Exit.USAGE, text=clean(text, 40), where=f"{role}.phone")
    elif text and text not in RESCUE and (no_name(text) or not any(map(str.isalpha, text))):
        raise Refused("setup-name", Exit.USAGE, text=clean(text, 40), where=f"{role}.phone")
    if part != "title":
        return {("roles", role, part): text or None}
    if not text:
        return {("roles", role, "title"): None}
    title = Text(text, held.title.en) if lang == "zh" else Text(held.title.zh, text)
    return {("roles", role, "title", name): title.get(name) for name in ("zh", "en")}


def value(site: Site, key: str, lang: str) -> str:
    """What stands at the key now, as it would be typed."""
    head, _, part = key.partition(".")
    profile = site.profile
    if key == "kind":
        return site.kind
    if key == "types":
        return ",".join(profile.types)
    if head == "minutes":
        figure = profile.minutes[part]
        return f"{figure.value:g}" if figure.workdays is None else figure.text.get(lang)
    if head in FACTS or head in CALENDAR:
        return profile.fact(head, "en" if part else lang)
    held = profile.roles[head]
    return held.title.get(lang) if part == "title" else cast(str, getattr(held, part))
