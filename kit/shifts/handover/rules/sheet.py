"""What a hand-over hands over, under ten headings: made from the logs as they stand, pure values.

Five elements make a hand-over whole, after I-PASS (Starmer 2014, NEJM 371): how grave each open
incident is, its summary, what is to be done and by whom, what to do if …, and what the receiver
said back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from kit.incidents.incident.rules.call_news import can_have_told
from kit.incidents.incident.rules.events import IN_ERROR
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.calls import CallMade
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.rules.urgency import life_open
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.due import deadlines, due_of
from kit.people.registers.rules.state import Doc, Register
from kit.shifts.handover.rules.people import People
from kit.shifts.handover.rules.remark import Remark
from kit.shifts.handover.rules.unrung import unrung
from kit.shifts.shift.rules.handing import POINTS
from kit.shifts.shift.rules.state import Counted, Member, Outlook, Shift

AHEAD = timedelta(hours=12)  # how far off a timer still concerns the shift that follows
CARE = timedelta(days=7)  # so long after an incident that shakes people somebody is asked after
SHAKING = (
    "robbery", "armed-attack", "bomb-threat", "siege", "staff-accident", "customer-injured",
    "self-harm-caller", "self-harm-on-site", "caller-in-danger", "crowd-crush", "fire",
)  # fmt: skip
OLDER = "0.1."  # kits whose sheets named no call beside a deadline
NOTES = 2  # of an incident, on the sheet
HEADINGS = (
    "who", "incidents", "timers", "promises", "degraded", "property", "returning", "people",
    "watch", "questions",
)  # fmt: skip
SORTS = {
    "degraded": "degraded", "borrowed": "degraded", "lent": "degraded", "allowed": "degraded",
    "silence": "degraded", "returning": "returning", "welfare": "people", "watch": "watch",
    "owed": "promises", "question": "questions",
}  # fmt: skip


def as_it_read(shift: Shift, incident: Incident) -> bool:
    """Whether it stands on a sheet that was signed with an older kit, which reads as it did."""
    return shift.cut is not None and older(incident)


def older(incident: Incident) -> bool:
    """Whether a kit opened it whose sheets named no call beside a deadline, and no step that is in
    somebody's hands."""
    return not incident.kit or incident.kit.startswith(OLDER)


class Before(msgspec.Struct, frozen=True):
    """The shifts from which this one took over, the last one first."""

    shifts: list[Shift] = []

    def outlook(self, ref: str) -> Outlook | None:
        return next((s.outlooks[ref] for s in self.shifts if ref in s.outlooks), None)

    def counts(self) -> dict[str, Counted]:
        out: dict[str, Counted] = {}
        for shift in reversed(self.shifts):
            out.update(shift.counts)
        return out


class Held(msgspec.Struct, frozen=True):
    """An open incident; ``outlook``: how it was judged, ``None`` where nobody did yet; ``old``: an
    earlier shift judged it, and this one has not; ``people``: what of it concerns them; ``notes``:
    the last ones of the others, ``more_notes``: how many there are besides; ``led``: the other
    laptop that leads it, "" for this one; ``unrung``: notes of promises that ring at no time."""

    ref: str
    incident: Incident
    outlook: Outlook | None
    old: bool = False
    notes: list[Remark] = []
    more_notes: int = 0
    led: str = ""
    people: People = People()
    unrung: list[Remark] = []

    @property
    def critical(self) -> bool:
        """Whether a step on which a life hangs is open."""
        return bool(life_open(self.incident))


class Due(msgspec.Struct, frozen=True):
    """A timer of an incident that falls due within the next hours."""

    ref: str
    incident: Incident
    timer: TimerState

    @property
    def older(self) -> bool:
        return older(self.incident)

    def hands(self) -> str:
        """Who has the step of it that was handed over; "" where nobody was given it, or the line
        names that person already."""
        state = self.incident.steps.get(self.incident.timer_step(self.timer.key) or "")
        own = TimerKey(self.timer.key).sort == "hand"
        return state.who if state is not None and state.status == "handed" and not own else ""

    def call(self) -> CallMade | None:
        """The last one to a post that it tells, or for it; whatever it was made for, somebody who
        takes over must not take that post for one that nobody called."""
        tell, key = self.timer.tell, self.timer.key
        made = reversed(self.incident.calls)
        return next((m for m in made if m.call.role in tell or key in m.call.timers), None)

    def before(self, made: CallMade) -> bool:
        """Whether a call was made before there was anything of this deadline to tell: it told of
        the outage, or the round, before this one."""
        base = self.timer.base
        return made.at < base if self.timer.round > 1 else not can_have_told(made, base)


class Owed(msgspec.Struct, frozen=True):
    """A customer whom an incident owes a call."""

    ref: str
    back: Callback


class Thing(msgspec.Struct, frozen=True):
    """Something open in a register."""

    register: Register
    doc: Doc


class Orphan(msgspec.Struct, frozen=True):
    """What is in the hands of somebody who goes home: a thing of a register or a step of an
    incident."""

    who: str
    what: Thing | None = None
    ref: str = ""
    incident: Incident | None = None
    step: str = ""


class Sheet(msgspec.Struct, frozen=True):
    """``unasked``: incidents that shake people, after which nobody was asked about yet, each with
    its reference; ``entries``: how many belong to the shift; ``last``: the shift's own last
    number; ``lost``: lines that cannot be read, by register, incident or shift."""

    shift: Shift
    now: datetime
    incidents: list[Held]
    dues: list[Due]
    owed: list[Owed]
    things: dict[str, list[Thing]]
    orphans: list[Orphan]
    unasked: list[tuple[str, Incident]]
    entries: int
    last: int
    counts: list[Counted]
    lost: Mapping[str, int] = {}

    @property
    def here(self) -> list[Held]:
        """The incidents that are judged here: who leads one elsewhere judges it."""
        return [held for held in self.incidents if not held.led]

    @property
    def unjudged(self) -> list[Held]:
        """Of those, the ones that nobody judged in this shift."""
        return [held for held in self.here if held.outlook is None or held.old]

    def of(self, heading: str) -> list[Thing]:
        return self.things.get(heading, [])

    def thing_dues(self) -> list[tuple[datetime, list[Thing]]]:
        """What in registers is late, or falls due within the next hours: by time, and of one time
        by register."""
        out: dict[tuple[datetime, str], list[Thing]] = {}
        for things in self.things.values():
            for thing in things:
                due = due_of(thing.doc, BOOKS[thing.register.name], self.now)
                if due is not None and due.why != "quiet" and due.at <= self.now + AHEAD:
                    out.setdefault((due.at, thing.register.name), []).append(thing)
        return [(at, things) for (at, _), things in sorted(out.items(), key=lambda one: one[0])]

    @property
    def lost_count(self) -> int:
        return sum(self.lost.values())

    @property
    def missing(self) -> list[Member]:
        return self.shift.missing()

    @property
    def next_leader(self) -> str:
        """Who takes over, as far as it was said."""
        handing = self.shift.handing
        return self.shift.accepted_by or (handing.to if handing is not None else "")

    def elements(self) -> dict[str, bool]:
        """Which of the five elements the hand-over has."""
        held = self.incidents
        points = self.shift.handing.points if self.shift.handing is not None else []
        return {
            "state": all(one.outlook is not None and not one.old for one in held),
            "summary": self.shift.handing is not None,
            "actions": all(
                self.next_leader or (one.outlook is not None and one.outlook.owner) for one in held
            ),
            "if-then": all(one.outlook is not None and one.outlook.ready for one in held),
            "said-back": len(points) >= POINTS,
        }


def made(
    shift: Shift,
    now: datetime,
    incidents: Mapping[str, Incident],
    registers: Iterable[Register],
    entries: int,
    last: int,
    before: Before,
    notes: Mapping[str, list[Remark]],
    lost: Mapping[str, int],
    led: Mapping[str, str] | None = None,
    people: Mapping[str, People] | None = None,
) -> Sheet:
    """``incidents``: open ones, those of the last days, and whichever owes a call; ``notes``: those
    of each that count and do not stand in ``people``; ``lost``: how many lines of what cannot be
    read; ``led``: by incident the other laptop that leads it."""
    open_incidents = {ref: one for ref, one in incidents.items() if one.closed is None}
    held = [
        _held(ref, one, shift, before, notes.get(ref, []), (led or {}).get(ref, ""))
        for ref, one in open_incidents.items()
    ]
    held = [_about(one, people or {}, notes.get(one.ref, [])) for one in held]
    things = _things(registers, shift.drill)
    counts = {**before.counts(), **shift.counts}
    return Sheet(
        shift,
        now,
        sorted(held, key=_gravity),
        _dues(open_incidents, now),
        _owed(incidents),
        things,
        _orphans(shift, held, things),
        _unasked(incidents, things, now),
        entries,
        last,
        list(counts.values()),
        lost,
    )


def _held(
    ref: str, incident: Incident, shift: Shift, before: Before, notes: list[Remark], led: str
) -> Held:
    own = shift.outlooks.get(ref)
    told, more = notes[-NOTES:], max(0, len(notes) - NOTES)
    return Held(ref, incident, own or before.outlook(ref), own is None, told, more, led)


def _about(held: Held, people: Mapping[str, People], notes: list[Remark]) -> Held:
    about = people.get(held.ref, held.people)
    return replace(held, people=about, unrung=unrung(held.incident, notes, about))


def _gravity(held: Held) -> tuple[int, int, str]:
    """The worst on top: worsening, not judged, to watch, stable; then by danger."""
    order = {"worse": 0, "": 1, "watch": 2, "stable": 3}
    state = held.outlook.state if held.outlook is not None else ""
    return order.get(state, 1), held.incident.danger, held.ref


def _dues(incidents: Mapping[str, Incident], now: datetime) -> list[Due]:
    found = [
        Due(ref, incident, timer)
        for ref, incident in incidents.items()
        for timer in incident.running()
        if (timer.ring_at or timer.due) <= now + AHEAD
    ]
    return sorted(found, key=lambda due: (due.timer.ring_at or due.timer.due, due.ref))


def _owed(incidents: Mapping[str, Incident]) -> list[Owed]:
    found = [Owed(ref, back) for ref, incident in incidents.items() for back in incident.owed()]
    never = datetime.max.replace(tzinfo=None)
    return sorted(
        found,
        key=lambda one: (one.back.promised is None, _naive(one.back.promised, never), one.ref),
    )


def _naive(at: datetime | None, never: datetime) -> datetime:
    return at.astimezone().replace(tzinfo=None) if at is not None else never


def _things(registers: Iterable[Register], drill: bool) -> dict[str, list[Thing]]:
    out: dict[str, list[Thing]] = {}
    for register in registers:
        by_day = register.name in BOOKS and BOOKS[register.name].by_day  # goes to no shift
        for doc in () if by_day else register.docs.values():
            if doc.open and doc.drill == drill:
                out.setdefault(_heading(register.name, doc), []).append(Thing(register, doc))
    for things in out.values():
        things.sort(key=_soonest)
    return out


def _soonest(thing: Thing) -> tuple[bool, datetime, datetime, str]:
    """What has a time by that time, then the rest by when it was noted."""
    doc = thing.doc
    due = deadlines(doc, BOOKS[thing.register.name])
    return not due, due[0].at if due else doc.at, doc.at, doc.id


def _heading(name: str, doc: Doc) -> str:
    """Under which heading something open in a register stands."""
    if name == "item":
        return SORTS.get(doc.get("sort"), "returning")
    if name in ("callback", "complaint") or (name == "order" and doc.due is not None):
        return "promises"
    return "returning"


def _orphans(shift: Shift, held: Sequence[Held], things: Mapping[str, list[Thing]]) -> list[Orphan]:
    """What somebody of this crew holds, and who must own it when they go home."""
    going = {leading.leader for leading in shift.leaders} | {shift.second, *shift.crew} - {""}
    out = [
        Orphan(thing.doc.owner, thing)
        for each in things.values()
        for thing in each
        if thing.doc.owner in going
    ]
    for one in held:
        for view in one.incident.views():
            if view.state.status == "handed" and view.state.who in going:
                out.append(Orphan(view.state.who, None, one.ref, one.incident, view.key))
    return out


def _unasked(
    closed: Mapping[str, Incident], things: Mapping[str, list[Thing]], now: datetime
) -> list[tuple[str, Incident]]:
    """After what shakes people somebody looks after them; nobody noted yet that it was done."""
    asked = {t.doc.incident for t in things.get("people", [])}
    return [
        (ref, incident)
        for ref, incident in closed.items()
        if incident.checklist.id in SHAKING
        and ref not in asked
        and incident.closed is not None
        and incident.outcome != IN_ERROR
        and now - incident.closed <= CARE
    ]
