"""What differs between sites: role titles, minutes, numbers, which types they meet, and what every
text needs to know of the place itself."""


from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.kept import kept
from kit.ground.base.named import alike
from kit.ground.base.private import PLAIN, Name, Number, Plain
from kit.ground.base.text import Id, Text

if TYPE_CHECKING:
    from kit.ground.base.days import Due, Public
    from kit.ground.base.workdays import Calendar

FigureOwner = Literal["plan", "site", "ours"]
StepsShown = Literal["all", "own", "own+ours"]
UNSAID = float("nan")
MOST_WORKDAYS = 60
# What is kept for so many days after its end: each register, and contacts who left.
Kept = Literal[
    "callback", "complaint", "order", "caller", "property", "item", "action", "contact"
]  # fmt: skip
KeptDays = Annotated[int, msgspec.Meta(ge=1, le=36500)]


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A post. ``name`` and ``phone`` are the user's own, or an emergency number; ``phone2``: rung
    where that one is dead."""

    title: Text = Text("", "")
    name: Name = ""
    phone: Number = ""
    phone2: Number = ""
    standin: Id | None = None
    cites: list[Plain] = []

    def over(self, base: "Role | None") -> "Role":
        """What this says of the post, and the base's title and number where it says nothing."""
        if base is None:
            return self
        return Role(
            self.title if self.title.zh or self.title.en else base.title,
            self.name or base.name,
            self.phone or base.phone,
            self.phone2 or base.phone2,
            self.standin or base.standin,
            self.cites or base.cites,
        )


class Minutes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A figure in minutes (``value``), or in ``workdays``: until the site closes on the so-many-th
    working day. ``ours`` marks one of this program's that no plan gives, ``cites`` the clauses of
    the plan that does. Neither: the site has set it itself. ``least``: the lower end, where the
    plan gives a range of which ``value`` is the upper one. ``law``: what document of the state sets
    such a time; it counts at no site that has not set it itself (``off``)."""

    value: float = UNSAID
    ours: bool = False
    cites: list[str] = []
    least: float | None = None
    law: Text | None = None
    off: bool = False
    workdays: Annotated[int, msgspec.Meta(ge=1, le=MOST_WORKDAYS)] | None = None

    def __post_init__(self) -> None:
        said = self.value == self.value  # all but what nobody said is equal to itself
        if self.workdays is None and not said:
            raise ValueError("Expected one of `value` and `workdays`")
        if self.workdays is not None:
            if said and self.value:
                raise ValueError("Expected one of `value` and `workdays`")
            msgspec.structs.force_setattr(self, "value", 0.0)

    def over(self, base: "Minutes | None") -> "Minutes":
        """This figure, with the law that the base names for it."""
        law = base.law if base is not None else None
        return msgspec.structs.replace(self, law=law) if law and self.law is None else self

    @property
    def text(self) -> Text:
        """As it stands in a sentence: a range where the plan gives one (7 to 10)."""
        if self.workdays is not None:
            many = "s" if self.workdays > 1 else ""
            return Text(f"{self.workdays}个工作日", f"{self.workdays} workday{many}")
        if self.least is None:
            return Text(f"{self.value:g}", f"{self.value:g}")
        return Text(f"{self.least:g}至{self.value:g}", f"{self.least:g} to {self.value:g}")

    @property
    def span(self) -> Text:
        """With its unit, as people say it: whole hours and whole days by their own names."""
        text = self.text
        if self.workdays is not None:
            return text
        for size, zh, en in ((1440, "天", "day"), (60, "小时", "hour")):
            if self.least is None and self.value and not self.value % size:
                n = f"{self.value / size:g}"
                return Text(n + zh, f"{n} {en}" if n == "1" else f"{n} {en}s")
        return Text(f"{text.zh}分钟", f"{text.en} min")

    @property
    def owner(self) -> FigureOwner:
        if self.ours:
            return "ours"
        return "plan" if self.cites else "site"


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who writes under several names (``zhangmin`` and 张敏): counted as one."""

    name: Name
    also: list[Name] = []


class SiteGrade(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One level of a site that grades whatever happens."""

    id: str
    title: Text
    criteria: Text
    adds: Text | None = None


class SiteStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a level adds in every list that the site grades: asked at these levels, in the first
    phase with room for it; a list that has a step of that id keeps its own."""

    id: Id
    level: list[str]
    do: Text
    answer: Literal["done", "text", "name", "call"] = "done"
    call: Id | None = None
    detail: Text | None = None
    say: Text | None = None
    cites: list[str] = []


class SiteLevels(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The levels of a site whose plan has every incident graded, lightest first: lists that have
    none of their own take them, with a step that asks for the level (``ask``, ``detail``) and a
    deadline for it (``title``, ``late``; the figure ``within``), and the ``steps`` that a level
    adds. ``ungraded``: types that are no emergency to that plan."""

    decides: Id
    grades: list[SiteGrade]
    ask: Text
    title: Text
    late: Text
    within: Id
    detail: Text | None = None
    ungraded: list[Id] = []
    steps: list[SiteStep] = []
    cites: list[str] = []


FactName = Literal[  # what is asked for first where somebody is in danger comes first
    "name",  # its own, beside its kind's title
    "address",  # street, number, building: as it is read out to 119, 110, 120
    "phone",  # on which this place is called back
    "floor",
    "entrance",  # which gate or door rescuers take
    "muster",  # where people gather outside
    "hospital",  # the nearest
    "uniform",  # what is read out to a caller who harasses or abuses
    "other-line",  # which number customers ring when the lines are down
    "elsewhere",  # where customers are served when this place is closed
    "seats",  # how many there are, and where
    "ups-seats",  # which of them keep on working on the UPS
]
FACTS: tuple[FactName, ...] = get_args(FactName)


CalendarFact = Literal[  # what working days are counted by; no text says it
    "work-days",  # of the week: 1-5
    "work-hours",  # from when to when: 09:00-17:30
    "holidays",  # dates and spells of them beside the state's: 2026-10-01..2026-10-07; or none
    "make-up-days",  # dates that are worked all the same
]
CALENDAR: tuple[CalendarFact, ...] = get_args(CalendarFact)
NONE = ("none", "无", "-")  # said of holidays: the state's do not count here


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something of the place; ``en`` where it is said otherwise in English."""

    zh: str
    en: str = ""
    cites: list[str] = []


def joined(name: str, post: str) -> str:
    """A site's name with a post's behind it, without saying twice what ends the one and begins the
    other: 示例居民组 and 居民组值班领导 are 示例居民组值班领导."""
    same = next((n for n in range(min(len(name), len(post)), 1, -1) if name[-n:] == post[:n]), 0)
    return name + post[same:]


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A kind of site, or one. ``plans``: the plans that it follows, by what their clauses begin
    with (``HL``); ``steps``: which steps the guide opens: ``all``, those of its ``own`` plans, or
    those and the ones that no plan asks for (``own+ours``); the others are folded. ``words``: what
    the lists call by one Chinese word and this site by another (座席: 坐席). ``levels``: those that
    every incident is graded by where its list has none. ``titles``: what a post is called that this
    site has not got, where a text names it all the same. ``decides``: who sets the level here,
    whatever post a list names. ``approves``: the posts that its plan has approve a
    list, any where it names none. ``common``: clauses that its plan asks of any event; where a list
    answers no others, the plan says nothing of that type and nothing is folded.
    ``retention``: for how many days after its end personal data of each register, and of contacts
    who left, stay here."""

    format: Literal[1]
    id: Id
    title: Text
    extends: Id | None = None
    types: list[Id] = []
    roles: dict[Plain, Role] = {}
    absent: list[Id] = []
    minutes: Annotated[dict[str, Minutes], PLAIN] = {}
    cites: list[Plain] = []
    family: list[Plain] = []
    people: list[Person] = []
    site: Annotated[dict[FactName | CalendarFact, str | Fact], PLAIN] = {}
    plans: list[Plain] = []
    steps: StepsShown | None = None
    words: dict[Plain, Plain] = {}
    levels: Annotated[SiteLevels | None, PLAIN] = None
    titles: dict[Id, Text] = {}
    decides: Id | None = None
    approves: list[Id] = []
    common: list[Plain] = []
    retention: dict[Kept, KeptDays] = {}

    def over(self, base: "Profile") -> "Profile":
        """This profile laid over the one it extends; absent roles are taken out."""
        roles = {**base.roles, **{i: r.over(base.roles.get(i)) for i, r in self.roles.items()}}
        titles = {**base.titles, **self.titles}
        for gone in self.absent:
            if gone in roles:
                titles.setdefault(gone, roles.pop(gone).title)
        lacking = [id_ for id_ in base.absent if id_ not in roles and base.id != "base"]
        site = {**base.site, **self.site}
        if "name" not in site and base.id != "base" and self.title != base.title:
            site["name"] = Fact(self.title.zh, self.title.en)  # an older kit kept the name there
        return Profile(
            format=1,
            id=self.id,
            title=self.title,
            extends=self.extends,
            types=self.types or base.types,
            roles=roles,
            absent=[*dict.fromkeys([*self.absent, *lacking])],
            minutes={
                **base.minutes,
                **{name: each.over(base.minutes.get(name)) for name, each in self.minutes.items()},
            },
            cites=self.cites,
            family=[self.id, *(base.family or [base.id])],
            people=self.people or base.people,
            site=site,
            plans=self.plans or base.plans,
            steps=self.steps or base.steps,
            words={**base.words, **self.words},
            levels=self.levels or base.levels,
            titles=titles,
            decides=self.decides or base.decides,
            approves=self.approves or base.approves,
            common=self.common or base.common,
            retention={**base.retention, **self.retention},
        )

    def title_of(self, post: str) -> Text:
        """What a post is called here, also one that this site has not got; an id that no profile
        knows as it is."""
        role = self.roles.get(post)
        return role.title if role is not None else self.titles.get(post) or Text(post, post)

    def posts(self) -> list[str]:
        """What posts are called here, by id and in both languages."""
        titles = [*(role.title for role in self.roles.values()), *self.titles.values()]
        words = [word for title in titles for word in (title.zh, title.en)]
        return [*self.roles, *self.titles, *words]

    def knowing(self, facts: "dict[FactName, str]") -> "Profile":
        """With what was told of the place beside it, where it says nothing itself."""
        return msgspec.structs.replace(self, site={**facts, **self.site}) if facts else self

    def fact(self, name: str, lang: str) -> str:
        """What the place says of itself: one of ``FACTS``; "" for not known."""
        found = self.site.get(name)  # type: ignore[call-overload]
        if isinstance(found, Fact):
            found = found.en or found.zh if lang == "en" else found.zh
        return clean(found or "", 1000 if name in CALENDAR else 200)

    def named(self, lang: str) -> str:
        """What stands at the head of a page: the site's own name, else the title of its kind."""
        return self.fact("name", lang) or clean(self.title.get(lang), 200)

    def worded(self, text: str) -> str:
        """A Chinese text in the site's own words, the longest first."""
        for word in sorted(self.words, key=len, reverse=True):
            text = text.replace(word, self.words[word])
        return text

    def one_name(self, name: str) -> str:
        """The name that stands for this one among the people of the site; else itself."""
        return _one_names(self).get(alike(name), name) if self.people else name

    def kinds(self) -> list[str]:
        """This profile's id and those it extends."""
        return self.family or [self.id]


def _names_of(site: Profile) -> dict[str, str]:
    """By each name of somebody who has several the one that stands for it."""
    found: dict[str, str] = {}
    for person in site.people:
        for name in (person.name, *person.also):
            found.setdefault(alike(name), person.name)
    return found


_one_names = kept(_names_of)  # asked for every entry that is shown


# ---- working days ----------------------------------------------------------------------------


def working_due(base: datetime, days: int, site: Profile, public: "Public | None" = None) -> "Due":
    """When the site closes on the ``days``-th working day after ``base``. What it says of its
    calendar and cannot be read counts as not said: a deadline must ring."""
    from kit.ground.base.workdays import due

    return due(base, days, calendar(site, public))


def calendar(site: Profile, public: "Public | None" = None) -> "Calendar":
    """Its working days, as far as it says them and they can be read; else the usual ones.
    ``public``: the state's days, which count unless its ``holidays`` are said to be none."""
    from kit.ground.base import workdays

    said = {name: site.fact(name, "zh") for name in CALENDAR if not misread(site, name)}
    if said.get("holidays", "").strip().lower() in NONE:
        said["holidays"], public = "", None
    _, closes = workdays.read_hours(said.get("work-hours") or workdays.HOURS)
    return workdays.Calendar(
        workdays.read_days(said.get("work-days") or workdays.DAYS),
        closes,
        workdays.read_dates(said.get("holidays", "")),
        workdays.read_dates(said.get("make-up-days", "")),
        public,
    )


def misread(site: Profile, name: CalendarFact) -> bool:
    """Does the site say something there that cannot be read?"""
    text = site.fact(name, "zh")
    return bool(text) and not readable(name, text)


def readable(name: CalendarFact, text: str) -> bool:
    from kit.ground.base import workdays

    readers: dict[CalendarFact, Callable[[str], object]] = {
        "work-days": workdays.read_days,
        "work-hours": workdays.read_hours,
    }
    if name == "holidays" and text.strip().lower() in NONE:
        return True
    try:
        readers.get(name, workdays.read_dates)(text)
    except ValueError:
        return False
    return True
