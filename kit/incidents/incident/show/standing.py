"""An incident as it stands, for ``show``, ``list``, ``timer`` and ``close``: lists of text and
the same as plain objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from kit.ground.base import spans
from kit.ground.base.cells import columns, hour, left, span
from kit.ground.base.clean import clean
from kit.ground.base.named import short
from kit.ground.base.words import word
from kit.incidents.incident.rules.action import Action
from kit.incidents.incident.rules.calls_in_order import calls_in_order
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.judged import answered_at
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.calls import CallMade
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.place import site_name
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.phases import phase_name
from kit.incidents.incident.show.texts import (
    about,
    caller,
    cause,
    clock,
    fill,
    grade,
    label,
    outcome,
    say,
    step_text,
    timer_text,
    value_text,
    writer,
)
from kit.plans.checklists.rules.format import PHASE_ORDER

Row = Sequence[str]
Hurt = tuple[str, int, int, int]  # journal, first and last entry lost (0: none certain), bytes


def drill_mark(incident: Incident, lang: str) -> str:
    return word(lang, "screen.drill-mark") + " " if incident.is_drill else ""


# ---- steps -----------------------------------------------------------------------------------


def step_word(view: StepView, lang: str) -> str:
    if view.step.answer == "know":
        return say(lang, "step-is-know")
    return word(lang, f"screen.status-{view.state.status}")


def step_note(incident: Incident, view: StepView, lang: str) -> str:
    """What is recorded of a step beside its state: the answer, who, when, why."""
    state = view.state
    parts = []
    if state.status == "done":
        value = value_text(incident, view.key, state.value, lang)
        parts = [value, label(incident, state.who, lang) if not view.role else ""]
    elif state.status == "handed":
        until = say(lang, "until", until=clock(incident, state.until)) if state.until else ""
        parts = [label(incident, state.who, lang) + until]
    elif state.status in ("skipped", "not-applicable", "deferred"):
        parts = [clean(state.reason)]
    if state.at is not None and state.status != "open":
        parts.append(clock(incident, state.at))
    comma = "，" if lang == "zh" else ", "
    return comma.join(part for part in parts if part)


def step_row(incident: Incident, view: StepView, lang: str) -> Row:
    note = step_note(incident, view, lang)
    text = step_text(incident, view.key, lang) + (f" [{note}]" if note else "")
    return (step_word(view, lang), view.key, text)


def steps(incident: Incident, lang: str, cells: int) -> list[str]:
    """Every step that applies, by phase, with its state and answer."""
    out: list[str] = []
    views = incident.views()
    for phase in PHASE_ORDER:
        here = [step_row(incident, v, lang) for v in views if v.phase == phase]
        if here:
            out += ["", phase_name(incident, phase, lang), *columns(here, cells, "  ")]
    return out


# ---- timers ----------------------------------------------------------------------------------


def timer_state(timer: TimerState, now: datetime) -> str:
    """One word for where a timer that runs stands."""
    if timer.nobody:
        return "nobody"
    if now >= timer.due:
        return "over" if timer.over(now).total_seconds() >= 60 else "due"
    if timer.snoozes and timer.ring_at is not None and timer.ring_at > now:
        return "snoozed"
    return "warning" if timer.warning(now) else "running"


def timer_row(incident: Incident, timer: TimerState, now: datetime, lang: str) -> Row:
    """Once it is over, answered and late as in every figure: its step's answer is one, too."""
    text = timer_text(incident, timer.key, lang, timer.note)
    if timer.status == "running":
        text += about(incident, timer)
        how_long, is_ = left(timer.due, now, lang), timer_state(timer, now)
        if timer.target():
            text += word(lang, "standing.tell-now", who=label(incident, timer.target(), lang))
    else:
        opened = incident.opened or timer.base
        over = spans.span(timer.due_now, timer.answered) if timer.answered else 0
        told = answered_at(timer, opened) is not None
        late = told and over > 0
        is_ = ("answered-late" if late else "answered") if told else timer.status
        how_long = word(lang, "standing.span-late", span=span(over, lang)) if late else "-"
        why = cause(incident, timer.reason, lang)
        text += say(lang, "reason", text=why) if why else ""
    state = say(lang, f"timer-is-{is_}")
    return (timer.key, state, clock(incident, timer.due), how_long, text)


def timers(
    incident: Incident, now: datetime, lang: str, cells: int, indent: str = ""
) -> list[str]:
    """Every timer: running ones first, the next to ring on top."""
    over = [t for t in incident.all_timers() if t.status != "running"]
    rows = [timer_row(incident, t, now, lang) for t in [*incident.running(), *over]]
    return columns(rows, cells, indent)


# ---- calls, customers, improvements, damage ---------------------------------------------------


def call_row(incident: Incident, made: CallMade, lang: str) -> Row:
    call = made.call
    who = caller(incident, call.role, call.whom, lang)
    text = who + (f" {clean(call.number, 40)}" if call.number else "")
    if call.attempt > 1:
        text += word(lang, "standing.attempt", attempt=call.attempt)
    text += say(lang, "said", text=clean(call.said)) if call.said else ""
    return (clock(incident, made.at), say(lang, call.result), text)


def callback_row(incident: Incident, back: Callback, lang: str) -> Row:
    text = clean(back.name, 100)
    text += f" {clean(back.phone, 40)}" if back.phone and back.phone != back.name else ""
    text += say(lang, "more", text=clean(back.matter)) if back.matter else ""
    if back.promised is not None:
        text += say(lang, "promised", at=clock(incident, back.promised))
    if back.unread:
        text += say(lang, "more", text=word(lang, "register.unread", text=clean(back.unread, 100)))
    for move in back.moves:
        was = clock(incident, move.before) if move.before else "-"
        text += say(lang, "moved-from", at=was)
        text += say(lang, "moved-agreed", who=label(incident, move.agreed, lang))
    if back.called:
        text += word(lang, "standing.tried", count=back.called)
    text += word(lang, "standing.not-settled") if back.unsettled else ""
    return (short(back.id), say(lang, back.settled or "owed"), text)


def action_row(incident: Incident, action: Action, lang: str) -> Row:
    text = clean(action.text)
    text += say(lang, "owner", who=label(incident, action.owner, lang)) if action.owner else ""
    text += say(lang, "due-date", due=clean(action.due, 40)) if action.due else ""
    return (action.id, action_standing(action, lang), text)


def action_standing(action: Action, lang: str) -> str:
    """Open, done, verified by another person, or dropped."""
    if action.dropped is not None:
        return word(lang, "improving.short-dropped")
    if action.verified is not None:
        return word(lang, "improving.short-verified")
    return word(lang, "screen.status-open" if action.done is None else "screen.status-done")


def callbacks(
    incident: Incident,
    lang: str,
    cells: int,
    indent: str = "",
    taken: Iterable[Callback] = (),
    every: bool = True,
) -> list[str]:
    """Customers of its log, and those whom the sheet ``taken`` down during it; not ``every``: those
    who are still owed a call."""
    backs = [b for b in (*incident.callbacks.values(), *taken) if every or not b.settled]
    return columns([callback_row(incident, b, lang) for b in backs], cells, indent)


def actions(incident: Incident, lang: str, cells: int, indent: str = "") -> list[str]:
    rows = [action_row(incident, a, lang) for a in incident.actions.values()]
    return columns(rows, cells, indent)


def damage_line(hurt: Hurt, lang: str) -> str:
    journal, first, last, size = hurt
    if first:
        return word(lang, "standing.damage", journal=journal, first=first, last=last, bytes=size)
    return word(lang, "standing.damage-bytes", journal=journal, bytes=size)


# ---- levels ----------------------------------------------------------------------------------


def levels(incident: Incident, plan: PlanRun, lang: str, cells: int) -> list[str]:
    """The levels of one plan: the current one marked, with criteria and what each adds."""
    found = plan.checklist.levels
    if found is None:
        return []
    current = incident.level_of(plan.prefix)
    who = label(incident, found.decides, lang)
    rows = []
    for grade_ in found.grades:
        text = fill(grade_.criteria, incident, lang, prefix=plan.prefix)
        if grade_.adds is not None:
            adds = fill(grade_.adds, incident, lang, prefix=plan.prefix)
            text += word(lang, "standing.adds", text=adds)
        mark = "*" if grade_.id == current else " "
        rows.append((mark, grade_.id, grade_.title.get(lang), text))
    title = f"{plan.checklist.title.get(lang)}{word(lang, 'standing.decides', who=who)}"
    return [title, *columns(rows, cells)]


# ---- whole incidents -------------------------------------------------------------------------


def title(incident: Incident, lang: str) -> str:
    """The types at work, the gravest plan's included, and the title that was typed."""
    names = " + ".join(p.checklist.title.get(lang) for p in incident.plans)
    return f"{names} ({clean(incident.title, 80)})" if incident.title else names


def level_words(incident: Incident, lang: str) -> str:
    """Where every plan with levels stands; "" when none has any."""
    out = []
    for plan in incident.plans:
        level = incident.level_of(plan.prefix)
        if plan.checklist.levels is not None and level:
            out.append(grade(incident, level, lang, plan.prefix))
    return " + ".join(out)


def header(incident: Incident, lang: str) -> list[str]:
    """Reference, type, site, when opened and by whom, level, and whether it is a drill."""
    site = site_name(incident, lang)
    mark = drill_mark(incident, lang)
    out = [f"{mark}{incident.ref}  {title(incident, lang)}" + (f"  {site}" if site else "")]
    if incident.opened is not None:
        at = f"{incident.opened:%Y-%m-%d} {hour(incident.opened)}"
        line = word(lang, "standing.head-opened", at=at, by=writer(incident, incident.by, lang))
        if incident.closed is not None:
            at = clock(incident, incident.closed)
            how = outcome(incident.outcome, lang)
            line += say(lang, "more", text=word(lang, "standing.head-closed", at=at, outcome=how))
        out.append(line)
    level = level_words(incident, lang)
    if level:
        out.append(word(lang, "standing.head-level", level=level))
    current = incident.current() if incident.closed is None else None
    if current is not None:
        text = step_text(incident, current.key, lang)
        out.append(word(lang, "standing.head-current", name=current.key, step=text))
    return out


def incident_screen(
    incident: Incident,
    now: datetime,
    lang: str,
    cells: int,
    hurt: Iterable[Hurt] = (),
    taken: Iterable[Callback] = (),
) -> list[str]:
    """Everything about one incident, as lines; with whom the sheet ``taken`` down during it."""
    out = header(incident, lang) + steps(incident, lang, cells)
    calls = columns([call_row(incident, c, lang) for c in calls_in_order(incident)], cells, "  ")
    damage = ["  " + damage_line(h, lang) for h in hurt]
    for name, lines in (
        ("timers", timers(incident, now, lang, cells, "  ")),
        ("calls", calls),
        ("callbacks", callbacks(incident, lang, cells, "  ", taken)),
        ("actions", actions(incident, lang, cells, "  ")),
        ("forecasts", _forecasts(incident, now, lang, cells)),
        ("conflicts", _conflicts(incident, lang, cells)),
        ("damage", damage),
    ):
        if lines:
            out += ["", word(lang, f"standing.title-{name}"), *lines]
    return out


def _forecasts(incident: Incident, now: datetime, lang: str, cells: int) -> list[str]:
    if not incident.forecasts:
        return []
    from kit.incidents.incident.show.forecasts import forecasts

    return forecasts(incident, now, lang, cells, "  ")


def _conflicts(incident: Incident, lang: str, cells: int) -> list[str]:
    if not incident.conflicts:
        return []
    from kit.incidents.incident.show.conflicts import conflict_lines  # few incidents have any

    return conflict_lines(incident, lang, cells, "  ")


def list_row(
    incident: Incident, now: datetime, lang: str, taken: Sequence[datetime | None] = ()
) -> Row:
    """One incident on one line: reference, when, type, level, and what wants attention. ``taken``:
    the times promised to callers whom the sheet took down during it, ``None`` for no time."""
    if incident.closed is not None:
        at, how = clock(incident, incident.closed), outcome(incident.outcome, lang)
        state = word(lang, "standing.head-closed", at=at, outcome=how)
    else:
        state = word(lang, "standing.list-open", steps=len(incident.open_views()))
        ringing = sum(t.ringing(now) for t in incident.running())
        state += word(lang, "standing.list-ringing", count=ringing) if ringing else ""
    owed = [*(back.promised for back in incident.owed()), *taken]
    state += word(lang, "standing.list-owed", count=len(owed)) if owed else ""
    late = sum(promised is not None and promised <= now for promised in owed)
    state += word(lang, "standing.list-owed-late", count=late) if late else ""
    opened = f"{incident.opened:%Y-%m-%d %H:%M}" if incident.opened else "-"
    level = level_words(incident, lang) or "-"
    return (incident.ref, opened, title(incident, lang), level, state)


def still_open(
    incident: Incident, now: datetime, lang: str, cells: int, taken: Iterable[Callback] = ()
) -> list[str]:
    """What closing would leave undone: steps, timers, customers owed a call (``taken``: those whom
    the sheet took down during it)."""
    views = incident.open_views()
    running = incident.running()
    owed = [b for b in (*incident.callbacks.values(), *taken) if not b.settled]
    step_rows = [step_row(incident, v, lang) for v in views]
    timer_rows = [timer_row(incident, t, now, lang) for t in running]
    back_rows = [callback_row(incident, b, lang) for b in owed]
    out: list[str] = []
    for name, rows in (("steps", step_rows), ("timers", timer_rows), ("callbacks", back_rows)):
        if rows:
            out.append(word(lang, f"standing.open-{name}", count=len(rows)))
            out += columns(rows, cells, "  ")
    return out or [word(lang, "standing.nothing-open")]
