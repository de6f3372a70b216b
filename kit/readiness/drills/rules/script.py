"""A drill's scenario: modules at clock times, injects in them, what is expected after each.

``data/drills/*.toml``, and a site's own in ``drills/`` of its home. Minutes are the drill's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

from kit.ground.base.text import Id, Text

LogKind = Literal[
    "step", "call", "level", "note", "opened", "callback", "forecast", "announced"
]
InjectKind = Literal[
    "said",
    "no-answer",
    "unreachable",
    "second-incident",
    "laptop-dies",
    "equipment",
    "worse",
    "people",
    "outside",
]
KINDS: tuple[InjectKind, ...] = get_args(InjectKind)
ONCE = ("step", "level", "opened")  # what is done once, and perhaps before the inject


class Auto(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the log must show: a ``step`` done (with that ``value``), ``who``, or somebody with one
    of the ``words`` in the name, called and reached (``tried``: at least called), where one of the
    words in ``said`` was written down, a ``level`` set ("" any), a ``note`` with one of the
    ``words``, an incident ``opened`` (or its list added) of a ``type``, a ``callback`` owed to a
    customer, a ``forecast`` of somebody outside (of whoever has one of the ``words`` in the name),
    words ``announced`` to customers. ``since``: ``start`` where it need not be done again if it was
    done before the inject, ``inject`` where it must."""

    log: LogKind
    step: str = ""
    value: str = ""
    who: str = ""
    result: Literal["reached", "tried"] = "reached"
    level: str = ""
    words: list[str] = []
    said: list[str] = []
    type: str = ""
    since: Literal["", "start", "inject"] = ""

    @property
    def once(self) -> bool:
        """Whether it need not be done again where it was done before the inject."""
        return (self.since or ("start" if self.log in ONCE else "inject")) == "start"


class Expect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is expected within ``by`` minutes of the inject. Without ``auto`` the observer says
    whether it was done; ``also``: further ways in which a log may show it, whichever was first;
    ``hint``: what the observer is shown of the log, who alone can tell whether it is that.
    ``never``: what must not happen, which has no ``by``: judged when the drill is over. ``item``:
    to which item of the evaluation it belongs."""

    id: Id
    do: Text
    by: float = 0
    points: int = 1
    auto: Auto | None = None
    also: list[Auto] = []
    hint: list[Auto] = []
    never: bool = False
    item: str = ""

    @property
    def ways(self) -> list[Auto]:
        """Each with its own beginning, or that of the first."""
        if self.auto is None:
            return []
        since = self.auto.since
        more = [msgspec.structs.replace(way, since=way.since or since) for way in self.also]
        return [self.auto, *more]


class Inject(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``after``: minutes after its module's time; ``text``: what the player hears or reads;
    ``how``: how it is played by whoever gives it; ``to``: to whom."""

    id: Id
    after: float
    kind: InjectKind
    text: Text
    to: Text | None = None
    how: Text | None = None
    expect: list[Expect] = []


class Module(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``at``: the story's clock, ``21:05``."""

    id: Id
    at: str
    title: Text
    injects: list[Inject] = []


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``start``: the story's clock at the beginning; ``story``: what the player is told then;
    ``level``: 1 easy to 3 hard; ``profile``: the kind of site, "" for any."""

    format: Literal[1]
    id: Id
    title: Text
    goal: Text
    type: Id
    start: str
    minutes: int
    story: Text
    level: Literal[1, 2, 3] = 2
    profile: str = ""
    safety: Text | None = None
    source: str = ""
    modules: list[Module] = []

    def injects(self) -> list[tuple[float, Module, Inject]]:
        """Each with the minute at which it is due, in the order of those minutes."""
        begin = clock_minutes(self.start)
        out = [
            ((clock_minutes(module.at) - begin) % DAY + inject.after, module, inject)
            for module in self.modules
            for inject in module.injects
        ]
        return sorted(out, key=lambda each: each[0])

    def injects_unsorted(self) -> list[Inject]:
        """Also of a scenario whose times cannot be read."""
        return [inject for module in self.modules for inject in module.injects]

    def expects_unsorted(self) -> Iterator[Expect]:
        return (expect for inject in self.injects_unsorted() for expect in inject.expect)

    def inject(self, id_: str) -> Inject | None:
        return next((inject for _, _, inject in self.injects() if inject.id == id_), None)

    def expects(self) -> Iterator[tuple[Inject, Expect]]:
        for _, _, inject in self.injects():
            for expect in inject.expect:
                yield inject, expect

    @property
    def points(self) -> int:
        return sum(expect.points for _, expect in self.expects())


def named_types(scenario: Scenario) -> set[str]:
    """The types whose lists it names: its own, those of steps of a second list, those opened."""
    autos = [way for e in scenario.expects_unsorted() for way in (*e.ways, *e.hint)]
    plans = {auto.step.rpartition("/")[0] for auto in autos}
    return {scenario.type, *plans, *(auto.type for auto in autos)} - {""}


DAY = 24 * 60


def clock_minutes(text: str) -> int:
    """``21:05`` as minutes of the day. Raises ``ValueError``."""
    hour, colon, minute = text.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2):
        raise ValueError(text)
    if len(hour) > 2 or int(hour) > 23 or int(minute) > 59:
        raise ValueError(text)
    return int(hour) * 60 + int(minute)
