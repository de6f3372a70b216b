"""The log as people and programs read it: lines and plain objects, made from the entries alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from kit.ground.base.cells import span
from kit.ground.base.clean import clean
from kit.ground.base.text import Text
from kit.ground.base.words import has, word
from kit.ground.journal.entry import Entry, Event, Unknown
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import person
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.timers import HAND, HAND_TITLE, PROMISE, PROMISE_TITLE, UPDATE
from kit.plans.checklists.rules.format import Step

HIDDEN = ("step-doing", "guide-left", "guide-resumed", "joined")
LATE_WRITTEN = timedelta(seconds=60)
_BLANK = re.compile(r"\{(?:(role|number|minutes|answer):([a-z0-9-]+)|(who))\}")


# ---- small parts -----------------------------------------------------------------------------


def say(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"timeline.{key}", **fill)


def plain_number(value: float | str) -> str:
    """A figure as people write it: no trailing ``.0``."""
    text = str(value)
    return text[:-2] if text.endswith(".0") else text


def local(incident: Incident, at: datetime) -> datetime:
    """``at`` in the offset the incident was opened with, so that times can be compared by eye."""
    if incident.opened is not None and incident.opened.tzinfo is not None and at.tzinfo is not None:
        return at.astimezone(incident.opened.tzinfo)
    return at


def clock(incident: Incident, at: datetime) -> str:
    """``21:04``, with the date in front where it is not the incident's first day."""
    at = local(incident, at)
    first = incident.opened
    if first is None or at.date() == first.date():
        return f"{at:%H:%M}"
    return f"{at:%m-%d %H:%M}" if at.year == first.year else f"{at:%Y-%m-%d %H:%M}"


def label(incident: Incident, who: str, lang: str) -> str:
    """A role id as its title here (with the name, where the profile has one); a name as it is."""
    if incident.profile is not None and who in incident.profile.roles:
        return clean(person(incident, who, lang), 120)
    return clean(who, 120)


def caller(incident: Incident, role: str, who: str, lang: str) -> str:
    """Who was called: the post, the person, or both."""
    if role and who:
        return f"{clean(incident.role_title(role).get(lang))} {clean(who, 100)}"
    return label(incident, role or who, lang)


def grade(incident: Incident, level: str, lang: str, prefix: str = "") -> str:
    """A level by its title in the plan with that prefix."""
    levels = next((p.checklist.levels for p in incident.plans if p.prefix == prefix), None)
    found = levels.get(level) if levels else None
    return found.title.get(lang) if found else clean(level, 40)


# ---- texts with blanks -----------------------------------------------------------------------


def fill(
    text: Text | str, incident: Incident, lang: str, who: str = "", prefix: str = ""
) -> str:
    """A checklist's text with its blanks filled from the profile and the answers so far.

    ``prefix`` is the plan's (``fire/``): its answers are looked up first there. ``who`` may be a
    role id or a name.
    """

    def put(found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        if kind is None:
            return label(incident, who, lang) or say(lang, "blank")
        if kind == "role":
            return clean(incident.role_title(name).get(lang), 120)
        if kind == "number":
            role = incident.profile.roles.get(name) if incident.profile else None
            return clean(role.phone, 40) if role and role.phone else say(lang, "no-number")
        if kind == "minutes":
            figure = incident.profile.minutes.get(name) if incident.profile else None
            return plain_number(figure.value) if figure else say(lang, "blank")
        return _answered(incident, f"{prefix}{name}", lang) or say(lang, "blank")

    return _BLANK.sub(put, text if isinstance(text, str) else text.get(lang))


def _answered(incident: Incident, key: str, lang: str) -> str:
    state = incident.steps.get(key)
    if state is None or not state.answered:
        return ""
    if not state.value:
        return label(incident, state.who, lang)
    return value_text(incident, key, state.value, lang, unit=False)


def step_of(incident: Incident, key: str) -> tuple[str, Step] | None:
    """(prefix, step) that a step key names; ``key`` may end in ``@WHO``."""
    for plan in incident.plans:
        if not key.startswith(plan.prefix):
            continue
        name = key[len(plan.prefix) :].partition("@")[0]
        step = plan.checklist.step(name) or next((s for _, s in plan.added if s.id == name), None)
        if step is not None:
            return plan.prefix, step
    return None


def _about(incident: Incident, key: str) -> str:
    """Whom a repeated step is about: a role id or a name."""
    about = key.partition("@")[2]
    if about in incident.callbacks:
        return incident.callbacks[about].name
    for told, name in incident.told():
        if told == about:
            return name or told
    return about.replace("_", " ")


def step_text(incident: Incident, key: str, lang: str) -> str:
    """What a step says to do, blanks filled; its key where this kit does not know it."""
    found = step_of(incident, key)
    if found is None:
        return clean(key, 80)
    prefix, step = found
    return clean(fill(step.do, incident, lang, _about(incident, key), prefix))


def value_text(incident: Incident, key: str, value: str, lang: str, unit: bool = True) -> str:
    """An answer as people read it: a choice in words, a time as HH:MM, a number with its unit."""
    found = step_of(incident, key)
    if found is None or not value:
        return clean(value)
    prefix, step = found
    if step.answer == "choice":
        named = next((c.get(lang) for c in step.choices if c.id == value), "")
        return fill(named, incident, lang, _about(incident, key), prefix) or clean(value)
    if step.answer == "time":
        try:
            return clock(incident, datetime.fromisoformat(value))
        except ValueError:
            return clean(value)
    if step.answer in ("number", "minutes"):
        figure = plain_number(clean(value))
        return f"{figure} {step.unit.get(lang)}" if unit and step.unit else figure
    return clean(value)


def timer_text(incident: Incident, key: str, lang: str, note: str = "") -> str:
    """A timer's title, blanks filled. ``note`` names the person of a handed step or a promise."""
    if not note and key in incident.timers:
        note = incident.timers[key].note
    if key.startswith(HAND):
        step = step_text(incident, key[len(HAND) :], lang)
        return fill(HAND_TITLE, incident, lang, note) + say(lang, "who", who=step)
    if key.startswith(PROMISE):
        return fill(PROMISE_TITLE, incident, lang, note)
    if key.startswith(UPDATE):
        return update_title(key, lang)
    rule = incident.rule(key)
    if rule is None:
        return clean(key, 80)
    plan = next((p for p in reversed(incident.plans) if key.startswith(p.prefix)), None)
    return fill(rule.title, incident, lang, prefix=plan.prefix if plan else "")


def update_title(key: str, lang: str) -> str:
    """``update:customers`` in words."""
    return say(lang, "update", to=audience(key[len(UPDATE) :], lang))


def audience(to: str, lang: str) -> str:
    return say(lang, f"to-{to}") if has(f"timeline.to-{to}") else clean(to, 40)


# ---- entries ---------------------------------------------------------------------------------


def number(
    entry: Entry, entries: Sequence[Entry] = (), several: bool | None = None
) -> str:
    """How people name an entry: ``#12``, or ``#12@JOURNAL`` where several laptops wrote (which who
    asks for every entry of a log finds out once)."""
    if several is None:
        several = any(e.journal != entry.journal for e in entries)
    return f"#{entry.n}@{entry.journal}" if several else f"#{entry.n}"


def entry_json(entry: Entry) -> dict[str, Any]:
    """One entry with stable keys; ``wrote`` is null when it was written as it happened."""
    event = entry.event
    return {
        "n": entry.n,
        "id": entry.id,
        "at": entry.at.isoformat(),
        "wrote": entry.wrote.isoformat() if entry.wrote else None,
        "by": entry.by,
        "kind": entry.kind,
        "data": event.data if isinstance(event, Unknown) else msgspec.to_builtins(event),
        "journal": entry.journal,
    }


def entry_line(
    incident: Incident,
    entry: Entry,
    lang: str,
    entries: Sequence[Entry] = (),
    hidden: bool = False,
    several: bool | None = None,
) -> str:
    """One line for people: number, time, who, what; a late entry says when it was written.

    "" for an entry that is of no interest to people, unless ``hidden`` are wanted. ``entries``:
    the log it stands in, for what a correction corrects.
    """
    if entry.kind in HIDDEN and not hidden:
        return ""
    mark = word(lang, "talk.drill") + " " if incident.is_drill else ""
    late = ""
    if entry.wrote is not None and entry.wrote - entry.at >= LATE_WRITTEN:
        late = say(lang, "written", at=clock(incident, entry.wrote))
    what = entry_text(incident, entry, lang, entries)
    who = clean(entry.by, 60)
    name = number(entry, entries, several)
    return f"{mark}{name}  {clock(incident, entry.at)}  {who}  {what}{late}"


def timeline(
    incident: Incident, entries: Sequence[Entry], lang: str, hidden: bool = False
) -> list[str]:
    """The log as lines for people. A corrected entry stays, and names its correction."""
    several = len({entry.journal for entry in entries}) > 1
    fixed: dict[str, list[str]] = {}
    for entry in entries:
        if isinstance(entry.event, ev.Amended):
            fixed.setdefault(entry.event.entry, []).append(number(entry, entries, several))
    out = []
    for entry in entries:
        line = entry_line(incident, entry, lang, entries, hidden, several)
        if line:
            for fix in fixed.get(entry.id, []):
                line += say(lang, "amended-by", entry=fix)
            out.append(line)
    return out


def entry_text(
    incident: Incident, entry: Entry, lang: str, entries: Sequence[Entry] = ()
) -> str:
    """What an entry says, without its time and author."""
    event = entry.event
    if isinstance(event, ev.Amended):
        return _amended(incident, event, lang, entries)
    if isinstance(event, Unknown):
        return say(lang, "unknown", word=clean(event.word, 40))
    if isinstance(event, ev.Joined):
        return say(lang, "joined", journal=entry.journal)
    if isinstance(event, ev.TimerAnswered):
        return _timer_answered(incident, entry, event, lang)
    tell = _TELL.get(type(event))
    return tell(incident, event, lang) if tell else clean(entry.kind, 40)


def _part(lang: str, key: str, text: str) -> str:
    """``, reason: TEXT`` and its like; nothing for nothing."""
    text = clean(text)
    return say(lang, key, text=text) if text else ""


def _opened(incident: Incident, event: ev.Opened, lang: str) -> str:
    site = incident.profile.title.get(lang) if incident.profile else "-"
    text = say(lang, "opened", type=event.checklist.title.get(lang), site=site)
    return text + _part(lang, "more", event.title) + _part(lang, "more", event.place)


def _plan_added(incident: Incident, event: ev.PlanAdded, lang: str) -> str:
    return say(lang, "plan-added", type=event.checklist.title.get(lang))


def _step_added(incident: Incident, event: ev.StepAdded, lang: str) -> str:
    return say(lang, "step-added", step=clean(event.step.do.get(lang)))


def _step_done(incident: Incident, event: ev.StepDone, lang: str) -> str:
    step = step_text(incident, event.step, lang)
    value = value_text(incident, event.step, event.value, lang)
    key = "step-done-value" if value else "step-done"
    who = label(incident, event.who, lang)
    tail = say(lang, "who", who=who) if who and who not in step else ""
    return say(lang, key, step=step, value=value) + tail


def _step_event(
    incident: Incident,
    event: ev.StepSkipped | ev.StepNotApplicable | ev.StepDeferred | ev.StepReopened | ev.StepDoing,
    lang: str,
) -> str:
    text = say(lang, event.kind, step=step_text(incident, event.step, lang))
    reason = getattr(event, "reason", "")
    if isinstance(event, ev.StepDeferred):  # a customer not reached: the choice is the reason
        reason = value_text(incident, event.step, reason, lang)
    return text + _part(lang, "reason", reason)


def _step_handed(incident: Incident, event: ev.StepHanded, lang: str) -> str:
    step = step_text(incident, event.step, lang)
    text = say(lang, "step-handed", who=label(incident, event.to, lang), step=step)
    if event.until is not None:
        text += say(lang, "until", until=clock(incident, event.until))
    return text + (say(lang, "repeated") if event.repeated else "")


def _noted(incident: Incident, event: ev.Noted, lang: str) -> str:
    return say(lang, "note", text=clean(event.text))


def _amended(
    incident: Incident, event: ev.Amended, lang: str, entries: Sequence[Entry]
) -> str:
    old = next((e for e in entries if e.id == event.entry), None)
    name = number(old, entries) if old else clean(event.entry, 40)
    text = say(lang, "amended", entry=name, text=clean(event.text))
    if old is None:
        return text
    was = old.event.text if isinstance(old.event, ev.Noted | ev.Amended) else ""
    return text + say(lang, "amended-old", old=clean(was) or entry_text(incident, old, lang))


def _called(incident: Incident, event: ev.Called, lang: str) -> str:
    key = "called-again" if event.attempt > 1 else "called"
    who = caller(incident, event.role, event.who, lang)
    if event.number:
        who += f" {clean(event.number, 40)}"
    text = say(lang, key, who=who, attempt=event.attempt, result=say(lang, event.result))
    text += _part(lang, "said", event.said)
    return text + (say(lang, "repeated") if event.repeated else "")


def _level_set(incident: Incident, event: ev.LevelSet, lang: str) -> str:
    new = grade(incident, event.level, lang, event.plan)
    old = grade(incident, event.before, lang, event.plan)
    key = "level-changed" if event.before else "level-set"
    return say(lang, key, level=new, before=old) + _part(lang, "reason", event.reason)


def _timer_started(incident: Incident, event: ev.TimerStarted, lang: str) -> str:
    title = timer_text(incident, event.timer, lang, event.note)
    return say(lang, "timer-started", due=clock(incident, event.due), timer=title)


def _timer_answered(
    incident: Incident, entry: Entry, event: ev.TimerAnswered, lang: str
) -> str:
    title = timer_text(incident, event.timer, lang)
    who = caller(incident, event.role, event.who, lang)
    how = event.how if event.how != "told" or who else "done"
    text = say(lang, f"timer-{how}", who=who, timer=title)
    for timer in incident.all_timers():
        if timer.key == event.timer and timer.answered == entry.at:
            over = (entry.at - timer.due).total_seconds()
            return text + (
                say(lang, "late", span=span(over, lang)) if over > 0 else say(lang, "in-time")
            )
    return text


def _timer_failed(incident: Incident, event: ev.TimerFailed, lang: str) -> str:
    title = timer_text(incident, event.timer, lang)
    return say(lang, "timer-failed", timer=title, again=clock(incident, event.again))


def _timer_snoozed(incident: Incident, event: ev.TimerSnoozed, lang: str) -> str:
    title = timer_text(incident, event.timer, lang)
    text = say(lang, "timer-snoozed", timer=title, until=clock(incident, event.until))
    return text + _part(lang, "reason", event.reason)


def cause(incident: Incident, text: str, lang: str) -> str:
    """Why a timer stopped by itself, or the reason that a person gave."""
    if text.startswith("step:"):
        return say(lang, "cause-step", step=step_text(incident, text[5:], lang))
    return say(lang, f"cause-{text}") if has(f"timeline.cause-{text}") else clean(text)


def _timer_ended(
    incident: Incident, event: ev.TimerCancelled | ev.TimerStopped, lang: str
) -> str:
    why = event.reason if isinstance(event, ev.TimerCancelled) else event.cause
    text = say(lang, event.kind, timer=timer_text(incident, event.timer, lang))
    return text + _part(lang, "reason", cause(incident, why, lang))


def _escalated(incident: Incident, event: ev.Escalated, lang: str) -> str:
    return say(
        lang,
        "escalated",
        before=label(incident, event.before, lang),
        role=label(incident, event.role, lang),
        timer=timer_text(incident, event.timer, lang),
    )


def _nobody(incident: Incident, event: ev.NobodyReachable, lang: str) -> str:
    return say(lang, "nobody-reachable", timer=timer_text(incident, event.timer, lang))


def _callback_added(incident: Incident, event: ev.CallbackAdded, lang: str) -> str:
    name, phone = clean(event.name, 100), clean(event.phone, 40)
    text = say(lang, "callback-added", id=clean(event.id, 20), name=name)
    text += f" {phone}" if phone and phone != name else ""
    text += _part(lang, "more", event.matter)
    if event.promised is not None:
        text += say(lang, "promised", at=clock(incident, event.promised))
    return text


def _callback_tried(incident: Incident, event: ev.CallbackTried, lang: str) -> str:
    back = incident.callbacks.get(event.id)
    name = clean(back.name if back else event.id, 100)
    part = "reason" if event.result == "given-up" else "more"
    return say(lang, f"callback-{event.result}", name=name) + _part(lang, part, event.note)


def _action_added(incident: Incident, event: ev.ActionAdded, lang: str) -> str:
    text = say(lang, "action-added", id=clean(event.id, 20), text=clean(event.text))
    text += say(lang, "owner", who=label(incident, event.owner, lang)) if event.owner else ""
    return text + (say(lang, "due-date", due=clean(event.due, 40)) if event.due else "")


def _action_done(incident: Incident, event: ev.ActionDone, lang: str) -> str:
    action = incident.actions.get(event.id)
    text = say(
        lang, "action-done", id=clean(event.id, 20), text=clean(action.text) if action else "-"
    )
    return text + _part(lang, "more", event.note)


def _fact(incident: Incident, event: ev.FactSet, lang: str) -> str:
    known = has(f"timeline.fact-{event.name}")
    name = say(lang, f"fact-{event.name}") if known else clean(event.name, 40)
    text = clean(event.text)
    if event.name == "control" and has(f"report.control-{text}"):
        text = word(lang, f"report.control-{text}")
    at = clock(incident, event.time) if event.time is not None else ""
    return say(lang, "fact", name=name, text=" ".join(part for part in (at, text) if part))


def _announced(incident: Incident, event: ev.Announced, lang: str) -> str:
    text = say(lang, "announced", to=audience(event.to, lang), text=clean(event.text))
    return text + (say(lang, "next", at=clock(incident, event.next)) if event.next else "")


def _clock_jumped(incident: Incident, event: ev.ClockJumped, lang: str) -> str:
    key = "clock-forward" if event.seconds > 0 else "clock-back"
    return say(lang, key, span=span(abs(event.seconds), lang))


def outcome(text: str, lang: str) -> str:
    key = f"screen.outcome-{text}"
    return word(lang, key) if has(key) else clean(text, 60)


def _closed(incident: Incident, event: ev.Closed, lang: str) -> str:
    text = say(lang, "closed", outcome=outcome(event.outcome, lang))
    if event.open_steps:
        text += say(lang, "closed-open", count=len(event.open_steps))
    return text + _part(lang, "more", event.note)


def _reopened(incident: Incident, event: ev.Reopened, lang: str) -> str:
    return say(lang, "reopened") + _part(lang, "reason", event.reason)


def _guide(incident: Incident, event: ev.Left | ev.Resumed, lang: str) -> str:
    return say(lang, event.kind)


_TELL: dict[type[Event], Callable[[Incident, Any, str], str]] = {
    ev.Opened: _opened,
    ev.PlanAdded: _plan_added,
    ev.StepAdded: _step_added,
    ev.StepDoing: _step_event,
    ev.StepDone: _step_done,
    ev.StepSkipped: _step_event,
    ev.StepNotApplicable: _step_event,
    ev.StepDeferred: _step_event,
    ev.StepHanded: _step_handed,
    ev.StepReopened: _step_event,
    ev.Noted: _noted,
    ev.Called: _called,
    ev.LevelSet: _level_set,
    ev.TimerStarted: _timer_started,
    ev.TimerFailed: _timer_failed,
    ev.TimerSnoozed: _timer_snoozed,
    ev.TimerCancelled: _timer_ended,
    ev.TimerStopped: _timer_ended,
    ev.Escalated: _escalated,
    ev.NobodyReachable: _nobody,
    ev.CallbackAdded: _callback_added,
    ev.CallbackTried: _callback_tried,
    ev.ActionAdded: _action_added,
    ev.ActionDone: _action_done,
    ev.FactSet: _fact,
    ev.Announced: _announced,
    ev.ClockJumped: _clock_jumped,
    ev.Left: _guide,
    ev.Resumed: _guide,
    ev.Closed: _closed,
    ev.Reopened: _reopened,
}


def find_entry(entries: Iterable[Entry], text: str, journal: str) -> Entry | None:
    """The entry that ``#12``, ``12``, ``12@JOURNAL`` or an id names; a bare number means
    ``journal``'s own before another's."""
    wanted = text.strip().removeprefix("#")
    digits, _, where = wanted.partition("@")
    found = [
        e
        for e in entries
        if e.id == wanted or (str(e.n) == digits and where in ("", e.journal))
    ]
    own = [e for e in found if e.journal == journal]
    return found[0] if len(found) == 1 else (own[0] if own else None)
