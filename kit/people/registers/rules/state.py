"""A register as it stands: the fold of its entries."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kit.ground.journal.entry import Beside, Conflict, Entry, Event, Parting, Unknown, worked_out
from kit.people.registers.rules.kept import Status, kept

CARRIED_OUT = "carried-out"
UNDONE = ("given-up", "withdrawn")  # ends with which nobody was reached
LIFE = "life"  # of an order's urgencies
SENT_BACK = "sent-back"  # the stage with which all before it is open again


class Move(msgspec.Struct, frozen=True):
    """A promise that was moved by agreement; ``before`` is None where no time was named."""

    at: datetime
    before: datetime | None
    to: datetime
    reason: str
    agreed: str


class Try(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    result: str
    note: str = ""


class Counted(msgspec.Struct, frozen=True):
    """A time that is so many working days behind ``start``; ``unentered``: the year whose days off
    were not entered when it was counted (0: it stands)."""

    start: datetime
    days: int
    unentered: int = 0


class Step(msgspec.Struct, frozen=True):
    """A stage that was reached; ``contents``: what two people counted then, ``said``: all that was
    given with it."""

    at: datetime
    by: str
    stage: str
    note: str = ""
    contents: str = ""
    said: dict[str, str] = {}


class Doc(msgspec.Struct):
    """One thing in a register: a call owed, a complaint, an order, a caller, a found umbrella.

    ``at``: when it began; ``due``: the time that a person was named; ``next``: when the next stage
    is due; ``latest``: when anything last happened to it; ``entered``: when it was ticked off as
    entered in the system, under ``number``; ``paper``: who typed it in, where ``by`` noted it on
    paper; ``forgotten``: its personal data are gone since then."""

    id: str
    at: datetime
    by: str
    fields: dict[str, str]
    latest: datetime
    due: datetime | None = None
    next: datetime | None = None
    counted: Counted | None = None  # how ``due`` was counted, and
    counted_next: Counted | None = None
    owner: str = ""
    incident: str = ""
    drill: bool = False
    paper: str = ""
    typed: datetime | None = None
    tries: list[Try] = []
    moves: list[Move] = []
    steps: list[Step] = []
    notes: list[Step] = []
    waits: datetime | None = None
    waiting: str = ""
    entered: datetime | None = None
    number: str = ""
    ended: datetime | None = None
    end: str = ""
    forgotten: datetime | None = None
    unread: str = ""  # what looked like a time that was promised, and was not read
    personal: list[str] = []  # fields that were forgotten, and stay so
    conflicts: dict[str, Conflict] = {}  # what laptops recorded differently

    def forget(self) -> None:
        """Take out what is personal, also what another laptop noted meanwhile."""
        self.fields = self._kept(self.fields)
        self.tries = [Try(t.at, t.by, t.result) for t in self.tries]
        self.steps = [Step(s.at, s.by, s.stage, said=self._emptied(s.said)) for s in self.steps]
        self.moves = [Move(m.at, m.before, m.to, "", "") for m in self.moves]
        self.notes, self.waiting, self.unread, self.conflicts = [], "", "", {}

    def _kept(self, fields: dict[str, str]) -> dict[str, str]:
        return {name: text for name, text in fields.items() if name not in self.personal}

    def _emptied(self, said: dict[str, str]) -> dict[str, str]:
        """That something personal was given stays known: nobody else is taken for it."""
        return {name: "" if name in self.personal else text for name, text in said.items()}

    @property
    def lacking(self) -> bool:
        """Whether something of it was counted through a year whose days off were not entered."""
        return any(c is not None and c.unentered for c in (self.counted, self.counted_next))

    @property
    def late_by(self) -> int | None:
        """Whole seconds by which a promise was answered late, 0 in time; ``None`` where none was
        made or it is not answered yet. A promise is counted here, or in its incident, never in
        both."""
        return self.kept(self.ended)[1] if self.due is not None and self.ended else None

    def kept(self, until: datetime) -> tuple[Status, int]:
        """What became by ``until`` of the time that was promised; one must have been."""
        assert self.due is not None
        moves, reached = [(move.before, move.at) for move in self.moves], self.end not in UNDONE
        return kept(self.due, self.ended, reached, moves, until)

    @property
    def life(self) -> bool:
        """Whether a life hangs on it."""
        return self.fields.get("urgency") == LIFE

    @property
    def open(self) -> bool:
        return self.ended is None

    def get(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def doer(self) -> str:
        """Who did what was to be done, as it was named, else who recorded that; "" while it is to
        be done, and where the name was forgotten."""
        done = [step for step in self.steps if step.stage == CARRIED_OUT]
        return done[-1].said.get("done_by", done[-1].by) if done else ""

    def reached(self, stage: str) -> bool:
        """Whether it stands: what was reached before somebody sent the thing back does not."""
        back = max((n for n, step in enumerate(self.steps) if step.stage == SENT_BACK), default=0)
        return any(step.stage == stage for step in self.steps[back:])


class Register(msgspec.Struct):
    """``docs`` by id, in the order in which they were noted."""

    name: str = ""
    since: datetime | None = None
    docs: dict[str, Doc] = {}
    entries: int = 0
    taken_back: int = 0
    unknown: dict[str, int] = {}

    def apply(self, entry: Entry) -> None:
        self.entries += not worked_out(entry)
        self.take(entry.event, entry.at, entry.by, entry.written)

    def take(self, event: Event, at: datetime, by: str, written: datetime) -> None:
        from kit.people.registers.rules.kind import Kind

        if isinstance(event, Kind):
            event.apply(self, at, by, written)
        elif isinstance(event, Beside | Parting):
            from kit.people.registers.rules.parted import take_parted  # few registers have any

            take_parted(self, event, at, by)
        elif isinstance(event, Unknown):
            self.unknown[event.word] = self.unknown.get(event.word, 0) + 1

    def open_docs(self) -> list[Doc]:
        return [doc for doc in self.docs.values() if doc.open]

    def touch(self, id_: str, at: datetime) -> Doc | None:
        """The thing to which something happened ``at`` that time."""
        doc = self.docs.get(id_)
        if doc is not None:
            doc.latest = max(doc.latest, at)
        return doc


