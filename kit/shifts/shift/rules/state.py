"""A shift as it stands: the fold of its entries."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec

from kit.ground.journal.entry import Beside, Conflict, Entry, Event, Parting, Unknown, worked_out

PRESENT = ("here", "late")  # states in which somebody is on the floor


class Member(msgspec.Struct, frozen=True):
    """One of the crew. ``state``: a word of ``kinds.floor.STATES``; ``since``: when that was."""

    name: str
    state: str
    since: datetime
    reason: str = ""

    @property
    def present(self) -> bool:
        return self.state in PRESENT


class Leading(msgspec.Struct, frozen=True):
    """Who leads from ``at`` on, and who is second ("" for nobody)."""

    at: datetime
    leader: str
    second: str = ""


class Said(msgspec.Struct, frozen=True):
    """A note; ``id`` is its entry's."""

    at: datetime
    by: str
    text: str


class Floor(msgspec.Struct, frozen=True):
    """Figures of the floor at one time; ``None``: nobody said. ``offered`` and ``answered`` are
    calls since the figures before, ``queue`` callers waiting now, ``seats`` agents who take calls,
    ``needed`` how many there should be."""

    at: datetime
    by: str
    offered: int | None = None
    answered: int | None = None
    queue: int | None = None
    seats: int | None = None
    needed: int | None = None

    @property
    def rate(self) -> float | None:
        """The share of calls that were answered, 0 to 1; ``None`` where it is not known."""
        if not self.offered or self.answered is None:
            return None
        return self.answered / self.offered

    @property
    def short(self) -> int:
        """Agents who are missing."""
        if self.seats is None or self.needed is None:
            return 0
        return max(0, self.needed - self.seats)


class Counted(msgspec.Struct, frozen=True):
    """Common property counted: ``should`` be so many, ``found`` so many; ``before``: another count
    in the same shift found another number."""

    at: datetime
    by: str
    thing: str
    found: int
    should: int | None = None
    note: str = ""
    before: int | None = None

    @property
    def differs(self) -> bool:
        return self.should is not None and self.should != self.found


class Signed(msgspec.Struct, frozen=True):
    """A supervisor has seen the shift."""

    at: datetime
    name: str
    comment: str = ""


class Outlook(msgspec.Struct, frozen=True):
    """How an open incident stands: ``state`` a word of ``kinds.handing.STATES``; the next step,
    whose it is, and what to do if …"""

    at: datetime
    by: str
    state: str
    next: str = ""
    owner: str = ""
    when: str = ""
    then: str = ""
    call: str = ""

    @property
    def ready(self) -> bool:
        """Whether it says what to do if things change."""
        return bool(self.when and self.then)


class Handing(msgspec.Struct):
    """A hand-over that was begun. ``points``: what was said back; ``refused``: when last;
    ``agreed``: who agreed to it in the middle of what is about life."""

    begun: datetime
    to: str = ""
    points: list[str] = []
    refused: datetime | None = None
    agreed: str = ""


class Refusal(msgspec.Struct, frozen=True):
    at: datetime
    who: str
    reason: str
    told: str = ""


class Cut(msgspec.Struct, frozen=True):
    """Where the shift ends: ``heads``: for each journal (``REF/STEM``) the number of its last entry
    that was seen; ``laptop``: which made it."""

    at: datetime
    laptop: str
    heads: dict[str, int]


class Shift(msgspec.Struct):
    """``quiet``: nobody opened it, an act did. ``crew`` by name, in the order of the roll call;
    ``laptops``: that wrote in it; ``outlooks``: by the references of open incidents; ``nobody``:
    since when nobody came to take over; ``follows``: the shift whose hand-over began it; ``every``:
    minutes after which figures are wanted again (0: nobody asked), ``asked`` since when. ``began``:
    the earliest time that a clock gave for ``since``, where one was far off; ``None`` for most."""

    ref: str = ""
    site: str = ""
    team: str = ""
    since: datetime | None = None
    began: datetime | None = None
    planned: datetime | None = None
    quiet: bool = False
    drill: bool = False
    leaders: list[Leading] = []
    crew: dict[str, Member] = {}
    notes: list[Said] = []
    figures: list[Floor] = []
    every: int = 0
    asked: datetime | None = None
    counts: dict[str, Counted] = {}
    outlooks: dict[str, Outlook] = {}
    handing: Handing | None = None
    refusals: list[Refusal] = []
    nobody: datetime | None = None
    accepted_by: str = ""
    accepted: datetime | None = None
    follows: str = ""
    cut: Cut | None = None
    ended: datetime | None = None
    signed: list[Signed] = []
    laptops: list[str] = []
    entries: int = 0
    taken_back: int = 0
    unknown: dict[str, int] = {}
    conflicts: dict[str, Conflict] = {}  # what laptops recorded differently

    def apply(self, entry: Entry) -> None:
        self.entries += not worked_out(entry)
        self.join(entry.journal)
        self.take(entry.event, entry.at, entry.by, entry.written)

    def join(self, journal: str) -> None:
        """A laptop wrote in it."""
        laptop = laptop_of(journal)
        if laptop and laptop != "?" and laptop not in self.laptops:
            self.laptops = sorted({*self.laptops, laptop})

    def take(self, event: Event, at: datetime, by: str, written: datetime) -> None:
        from kit.shifts.shift.rules.kinds.kind import Kind

        if isinstance(event, Kind):
            event.apply(self, at, by, written)
        elif isinstance(event, Beside | Parting):
            from kit.shifts.shift.rules.parted import take_parted  # few shifts have any

            take_parted(self, event)
        elif isinstance(event, Unknown):
            self.unknown[event.word] = self.unknown.get(event.word, 0) + 1

    @property
    def open(self) -> bool:
        return self.ended is None

    @property
    def leader(self) -> str:
        return self.leaders[-1].leader if self.leaders else ""

    @property
    def second(self) -> str:
        return self.leaders[-1].second if self.leaders else ""

    @property
    def day(self) -> date | None:
        """The one date of a shift: the local day on which it began."""
        return self.since.date() if self.since is not None else None

    @property
    def figures_due(self) -> datetime | None:
        """When figures of the floor are wanted next; ``None`` where nobody asked for them."""
        if not (self.open and self.every and self.asked):
            return None
        last = max((self.asked, *(figure.at for figure in self.figures)))
        return last + timedelta(minutes=self.every)

    def present(self) -> list[Member]:
        return [member for member in self.crew.values() if member.present]

    def missing(self) -> list[Member]:
        return [member for member in self.crew.values() if not member.present]


def laptop_of(stem: str) -> str:
    """The laptop that writes a journal: its name without what tells further journals apart."""
    return stem.partition("-")[0]
