"""The reports to superiors: the first, further ones, the final one. Seven headings (SH-3.3) filled
from the log, without words.

What nobody has recorded stays ``None`` and is said to be unknown; nothing is guessed. A report
after the first holds only what the one before it could not say: both are made, and what is the
same is left out.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec
from msgspec.structs import replace

from kit.ground.base.spans import lasting
from kit.ground.journal.entry import Entry, act_of
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.calls_in_order import calls_in_order
from kit.incidents.incident.rules.fold import Incident, fold
from kit.incidents.incident.rules.kinds.speech import Fact
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.notes_now import notes_now
from kit.incidents.incident.rules.older import older
from kit.incidents.incident.rules.place import site_fact
from kit.incidents.incident.rules.stands import stands
from kit.incidents.incident.rules.stretches import apart
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.rules.withdrawal import in_force
from kit.incidents.say.rules.deeds import is_next
from kit.incidents.say.rules.known import Expected, expected, place, place_step
from kit.plans.checklists.rules.at_site import EMERGENCY
from kit.plans.checklists.rules.format import PHASE_ORDER

Part = Literal["first", "further", "final"]
PARTS: tuple[Part, ...] = ("first", "further", "final")
SCRIPTS: dict[Part, str] = {
    "first": "first-report",
    "further": "further-report",
    "final": "final-report",
}
Control = Literal["none", "partly", "full", "restored", "closed"]
CONTROLS: tuple[Control, ...] = ("none", "partly", "full")
OBSERVED = ("number", "minutes", "choice", "name", "text")
MEASURES = ("immediate", "respond", "continue")
RECENT_NOTES = 3
NEXT_STEPS = 3


class Call(msgspec.Struct, frozen=True):
    """Somebody who was reached: ``role`` or, for a person without a post, ``who``; ``text``: what
    was said, where it was written down; ``standin``: for whom that person only stood in."""

    at: datetime
    role: str
    who: str
    text: str = ""
    standin: str = ""


class Said(msgspec.Struct, frozen=True):
    """Words that were said to an audience (``to``) or a post; ``script``: which, if any."""

    at: datetime
    to: str = msgspec.field(name="audience")
    role: str
    script: str
    text: str


class Report(msgspec.Struct, frozen=True):
    """Values only. Step lists hold keys of steps, in the order they were done or are to do.

    ``number`` counts the reports of one part. ``previous``: when the one before was given; then the
    lists hold what is new since, and ``changed`` names the headings that read otherwise now.
    ``restore_passed``: the time of recovery that was said last is past, and no newer one is known.
    """

    ref: str
    drill: bool
    at: datetime
    part: Part
    number: int = msgspec.field(name="report_number")
    previous: datetime | None
    changed: list[str]
    leader: str
    phone: str | None
    place: str | None
    since: datetime | None
    opened: datetime | None
    levels: list[tuple[str, str]]
    effect: str | None
    observed: list[str] = msgspec.field(name="steps_observed")
    customers_owed: int = msgspec.field(name="callbacks_owed")
    control: Control | None
    control_text: str
    restored: datetime | None
    closed: datetime | None
    emergency: list[Call]
    told: list[Call]
    said: list[Said] = msgspec.field(name="words_said")
    measures: list[str] = msgspec.field(name="steps_done")
    outlook: str | None
    restore: datetime | None
    restore_text: str
    restore_passed: bool
    further: list[str] = msgspec.field(name="steps_next")
    notes: list[str] = msgspec.field(name="recent_notes")
    other: str | None
    next_update: datetime | None
    lasted: int | None = msgspec.field(name="lasted_seconds")
    unknown: list[str]
    known_by: dict[str, datetime]


def report(
    incident: Incident,
    entries: list[Entry],
    now: datetime,
    part: Part | None = None,
    whole: bool = False,
) -> Report:
    """The report as it can be given at ``now``: the ``part`` that is due, unless it is named.
    ``whole``: all there is, also what an earlier one has said."""
    given = _given(entries)
    if part is None:
        part = "final" if incident.closed is not None else "further" if given else "first"
    made = _everything(incident, in_force(entries), now)
    number = 1 + sum(1 for _, said in given if said == part)
    made = replace(made, part=part, number=number)
    if not given or part == "first":
        return made
    last = given[-1][0]
    made = replace(made, previous=last.at)
    if whole:
        return made
    # What counts may hold entries that no line has: places in it are none in the log.
    place = next(n for n, entry in enumerate(entries) if entry.id == last.id)
    then = in_force(entries[: _end_of_act(entries, place)])
    before = fold(then)
    return _news(made, incident, _everything(before, then, last.at), before)


def _end_of_act(entries: list[Entry], place: int) -> int:
    """Behind the last entry of the act: the call that told it is no news to who was called. An
    older kit gave every entry a name of its own: there one instant of one laptop is one act."""
    first = entries[place]

    def same(entry: Entry) -> bool:
        if act_of(entry.id) == act_of(first.id):
            return True
        return (entry.journal, entry.written) == (first.journal, first.written)

    return next((n for n in range(place, len(entries)) if not same(entries[n])), len(entries))


def unknown_until(text: str) -> str:
    """What stands behind ``?``: when something will be known that nobody knows yet."""
    text = text.strip()
    return text[1:].strip() if text[:1] in ("?", "？") else ""


def _given(entries: list[Entry]) -> list[tuple[Entry, Part]]:
    """(entry, part) of every report that was given and stands."""
    parts = {script: part for part, script in SCRIPTS.items()}
    return [
        (entry, parts[entry.event.script])
        for entry in in_force(entries)
        if isinstance(entry.event, ev.Announced) and entry.event.script in parts
    ]


def _news(made: Report, now: Incident, before: Report, then: Incident) -> Report:
    """``made`` without what ``before`` said already."""

    def new(keys: list[str], old: list[str]) -> list[str]:
        return [key for key in keys if key not in old or _value(now, key) != _value(then, key)]

    headings = ("place", "levels", "effect", "control", "outlook", "restore", "other")
    changed = [name for name in headings if _heading(made, name) != _heading(before, name)]
    return replace(
        made,
        changed=changed,
        observed=new(made.observed, before.observed),
        measures=new(made.measures, before.measures),
        emergency=[call for call in made.emergency if call not in before.emergency],
        told=[call for call in made.told if call not in before.told],
        said=[said for said in made.said if said not in before.said],
        notes=[note for note in made.notes if note not in before.notes],
    )


def _value(incident: Incident, key: str) -> str:
    state = incident.steps.get(key)
    return state.value if state is not None else ""


def _heading(report: Report, name: str) -> object:
    restore = (report.restore_text, report.restore_passed)
    extra = {"control": report.control_text, "restore": restore}.get(name, "")
    return getattr(report, name), extra, report.known_by.get(name)


def _recorder(incident: Incident, entries: list[Entry]) -> str:
    """Who records by now; at first it is who opened it."""
    named = (e.event.name for e in reversed(entries) if isinstance(e.event, ev.RecorderSet))
    return next(named, incident.by)


def _everything(incident: Incident, entries: list[Entry], now: datetime) -> Report:
    """All that the log says by ``now``, as a first report."""
    reached = milestones(incident)
    facts = incident.facts
    where, until = place(incident, "zh"), expected(incident)
    control, control_text = _control(incident, reached.get("restored"))
    effect, outlook = _text(facts.get("effect")), _text(facts.get("outlook"))
    restore = until if until and (until.time or until.text) else None
    passed = restore is not None and restore.passed(now)
    gaps = {
        "place": where,
        "effect": effect,
        "control": control or control_text,
        "outlook": outlook or (restore and not passed),
    }
    over = reached.get("restored") is not None or incident.closed is not None
    if over:
        gaps.pop("outlook")
    unknown = [name for name, value in gaps.items() if not value]
    calls = _calls(incident)
    return Report(
        ref=incident.ref,
        drill=incident.is_drill,
        at=now,
        part="first",
        number=1,
        previous=None,
        changed=[],
        leader=incident.one_name(_recorder(incident, entries)),
        phone=site_fact(incident, "phone", "zh") or None,
        place=where,
        since=reached.get("detected", incident.opened),
        opened=incident.opened,
        levels=_levels(incident),
        effect=effect,
        observed=_observed(incident),
        customers_owed=sum(1 for c in incident.callbacks.values() if not c.settled),
        control=control,
        control_text=control_text,
        restored=reached.get("restored"),
        closed=incident.closed,
        emergency=[c for c in calls if c.role in EMERGENCY],
        told=[c for c in calls if c.role not in EMERGENCY],
        said=[
            Said(a.at, a.said.to, a.said.role, a.said.script, a.said.text)
            for a in incident.announced
        ],
        measures=[v.key for v in _done(incident) if v.phase in MEASURES],
        outlook=outlook,
        restore=restore.time if restore and not over else None,
        restore_text=restore.text if restore and not over else "",
        restore_passed=passed and not over,
        further=[v.key for v in _open(incident)][:NEXT_STEPS],
        notes=_notes(incident, entries),
        other=_text(facts.get("other")),
        next_update=_promised(incident),
        lasted=_lasted(incident, reached),
        unknown=unknown,
        known_by=_known_by(incident, until),
    )


def _calls(incident: Incident) -> list[Call]:
    return [
        Call(c.at, c.call.role, c.call.whom, c.call.said, c.call.standin)
        for c in calls_in_order(incident)
        if _reached(c.call)
    ]


def _known_by(incident: Incident, until: Expected | None) -> dict[str, datetime]:
    """Headings that nobody can say yet, and by when they will be known."""
    found = {n: f.known_by for n, f in incident.facts.items() if f.known_by and not _text(f)}
    if until is not None and until.known_by is None:
        found.pop("restore", None)  # it has been answered since
    return found


def _lasted(incident: Incident, reached: dict[str, datetime]) -> int | None:
    """How long it went on: closed, all its spells, as the summary adds them, from when it was
    detected; else to when it was back; ``None`` while it goes on."""
    since, back = reached.get("detected", incident.opened), reached.get("restored")
    if since is None or incident.opened is None:
        return None
    if incident.closed is None:
        return None if back is None else lasting(since, back)
    if older(incident):
        return lasting(since, incident.closed)
    before = lasting(since, incident.opened)
    spells = apart(incident.spells)
    return before + sum(lasting(one.start, one.end or incident.closed) for one in spells)


def _text(fact: Fact | None) -> str | None:
    return fact.text if fact is not None and fact.text else None


def _reached(call: ev.Called) -> bool:
    return call.result == "reached" and not StepKey(call.step).about


def _levels(incident: Incident) -> list[tuple[str, str]]:
    """(plan's prefix, level) of every plan that stands at one."""
    return [
        (plan.prefix, incident.level_of(plan.prefix))
        for plan in incident.plans
        if plan.checklist.levels is not None and incident.level_of(plan.prefix)
    ]


def _control(incident: Incident, restored: datetime | None) -> tuple[Control | None, str]:
    """What was said of it last; an incident that is over is under control."""
    if incident.closed is not None:
        return "closed", ""
    if restored is not None:
        return "restored", ""
    fact = incident.facts.get("control")
    if fact is None:
        return None, ""
    known = next((c for c in CONTROLS if c == fact.text), None)
    return known, "" if known else fact.text


def _done(incident: Incident) -> list[StepView]:
    done = [v for v in incident.views() if v.state.status == "done" and v.step.answer != "know"]
    return sorted(done, key=lambda v: (v.state.done_at or v.state.at or datetime.min, v.key))


def _open(incident: Incident) -> list[StepView]:
    """What is to be done next: deeds from where it stands, this phase first; those of the end only
    when it is over. What an earlier phase has left open is past."""
    first = PHASE_ORDER.index(stands(incident, incident.current()))
    last = PHASE_ORDER.index("recover" if first >= PHASE_ORDER.index("recover") else "continue")
    ahead = PHASE_ORDER[first : last + 1]
    waiting = [v for v in incident.open_views() if v.phase in ahead and is_next(v)]
    return sorted(waiting, key=lambda v: PHASE_ORDER.index(v.phase))


def _observed(incident: Incident) -> list[str]:
    """Steps whose answer says how far it reaches: asked before anything was done about it. Not the
    level, the place and the time of recovery: each is said by itself, as it is now."""
    where, until = place_step(incident), expected(incident)
    elsewhere = (where.key if where else "", until.step if until else "")
    return [
        v.key
        for v in _done(incident)
        if v.phase == "report"
        and v.step.answer in OBSERVED
        and v.state.value
        and not v.step.sets_level
        and v.key not in elsewhere
    ]


def _notes(incident: Incident, entries: list[Entry]) -> list[str]:
    if older(incident):
        notes = [entry.event.text for entry in entries if isinstance(entry.event, ev.Noted)]
    else:
        notes = [text for _, text, _ in notes_now(entries)]
    return notes[-RECENT_NOTES:]


def _promised(incident: Incident) -> datetime | None:
    """When the leaders were promised the next update, if that is still to come."""
    said = [a.said for a in incident.announced if a.said.to == "leaders"]
    return said[-1].next if said else None
