"""Decisions: an act on an incident becomes events, or is refused with a reason.

Every act takes a ``Draft``: the state, who acts and when. ``draft.add`` applies an event to the
state at once, so that what follows from it (timers, the ladder) is decided on the state it led to.
If the events cannot be recorded the state is thrown away and read again from disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from kit.core import events as ev
from kit.core.checklist import Checklist, Choice, Step, Text
from kit.core.deadlines import settle
from kit.core.incident import Incident, StepView, TimerState
from kit.core.profile import Profile
from kit.core.refusal import Exit, Refused
from kit.core.times import parse_when

ATTEMPTS_PER_RUNG = 2
MAX_TEXT = 2000
UNDONE = ("open", "doing", "deferred", "handed")
OUTCOMES = ("resolved", "handed-over", "false-alarm", "stood-down", "other")


class Draft:
    """An act in the making. ``at`` is when it happened, ``now`` when it is written down."""

    def __init__(
        self, incident: Incident, now: datetime, by: str, at: datetime | None = None
    ) -> None:
        self.incident = incident
        self.now = _whole(now)
        self.at = _whole(at or now)
        self.by = by
        self.events: list[tuple[ev.Event, datetime]] = []

    def add(self, event: ev.Event, at: datetime | None = None) -> None:
        when = _whole(at or self.at)
        self.events.append((event, when))
        self.incident.take(event, when, self.by, self.now)

    def settle(self) -> None:
        for _ in range(20):
            events = settle(self.incident, self.at)
            if not events:
                return
            for event in events:
                self.add(event, self._time_of(event))

    def _time_of(self, event: ev.Event) -> datetime:
        """A timer that was stopped by a step was stopped when that step was done."""
        if isinstance(event, ev.TimerAnswered | ev.TimerCancelled):
            key = self.incident.timer_step(event.timer)
            state = self.incident.steps.get(key)
            if state is not None and state.at is not None:
                return state.at
        if isinstance(event, ev.TimerStopped) and event.cause.startswith("step:"):
            state = self.incident.steps.get(event.cause[5:])
            if state is not None and state.status == "done" and state.done_at is not None:
                return state.done_at
        return self.at


Act = Callable[[Draft], None]


def _whole(at: datetime) -> datetime:
    """To the millisecond, as the log keeps it: the state now is the state read back."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Typed text as one safe line: no control characters, escapes, direction marks or lone
    surrogates, at most ``limit`` characters."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = re.sub(r"[\r\n\t\v\f\x85\u2028\u2029]+", " ", text)
    text = re.sub("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text)
    return text.strip()[:limit]


def _live(draft: Draft) -> Incident:
    incident = draft.incident
    if incident.closed is not None:
        raise Refused("closed", ref=incident.ref)
    return incident


def find_step(incident: Incident, text: str) -> StepView:
    """The step that ``text`` names: its key, its id, or the unique beginning of one."""
    views = incident.views()
    exact = [v for v in views if text in (v.key, v.step.id)]
    if len(exact) == 1 or (exact and exact[0].key == text):
        return exact[0]
    starts = exact or [v for v in views if v.key.startswith(text) or v.step.id.startswith(text)]
    if len(starts) == 1:
        return starts[0]
    if starts:
        raise Refused("step-ambiguous", Exit.USAGE, step=text, names=[v.key for v in starts][:6])
    for plan in incident.plans:
        step = plan.checklist.step(text.removeprefix(plan.prefix))
        if step is not None:
            raise Refused("step-hidden", step=text)
    raise Refused("step-unknown", Exit.NOT_FOUND, step=text)


def find_timer(incident: Incident, text: str) -> TimerState:
    if text in incident.timers:
        return incident.timers[text]
    starts = [t for key, t in incident.timers.items() if key.startswith(text)]
    if len(starts) == 1:
        return starts[0]
    if starts:
        raise Refused("timer-ambiguous", Exit.USAGE, timer=text, names=[t.key for t in starts][:6])
    raise Refused("timer-unknown", Exit.NOT_FOUND, timer=text)


def find_role(incident: Incident, text: str) -> str:
    """Role id for an id, a title in either language, or "" when it names a person."""
    if incident.profile is None:
        return ""
    wanted = text.strip().lower()
    for role_id, role in incident.profile.roles.items():
        if wanted in (role_id, role.title.zh.lower(), role.title.en.lower()) or (
            role.name and wanted == role.name.lower()
        ):
            return role_id
    return ""


def person(incident: Incident, role: str, lang: str) -> str:
    """Who is called for a role: the post, and the person's name where the profile has it."""
    title = incident.role_title(role).get(lang)
    found = incident.profile.roles.get(role) if incident.profile else None
    return f"{title} {found.name}" if found and found.name else title


# ---- opening ---------------------------------------------------------------------------------


def open_incident(
    draft: Draft,
    ref: str,
    checklist: Checklist,
    profile: Profile,
    profile_data: dict[str, object],
    kit: str,
    drill: ev.Drill | None = None,
    title: str = "",
) -> None:
    draft.add(
        ev.Opened(
            ev.FORMAT, ref, checklist.id, checklist, profile_data, kit, drill, clean(title, 200)
        )
    )
    if checklist.levels and checklist.levels.start:
        draft.add(ev.LevelSet(checklist.levels.start))
    draft.settle()


def add_plan(draft: Draft, checklist: Checklist) -> None:
    incident = _live(draft)
    if checklist.id in {p.checklist.id for p in incident.plans}:
        raise Refused("plan-there", type=checklist.id)
    draft.add(ev.PlanAdded(checklist.id, checklist))
    if checklist.levels and checklist.levels.start:
        draft.add(ev.LevelSet(checklist.levels.start, plan=f"{checklist.id}/"))
    draft.settle()


def add_step(draft: Draft, phase: str, text: str) -> None:
    """A step of one's own, in this incident only."""
    incident = _live(draft)
    text = clean(text, 200)
    if not text:
        raise Refused("empty", Exit.USAGE)
    number = 1 + sum(len(p.added) for p in incident.plans)
    draft.add(ev.StepAdded(phase, Step(f"own-{number}", Text(text, text))))
    draft.settle()


# ---- steps -----------------------------------------------------------------------------------


def choice_for(step: Step, text: str) -> Choice | None:
    """The choice that ``text`` names: its number from 1, its id, or its words."""
    wanted = text.strip().lower()
    if wanted.isdigit() and 1 <= int(wanted) <= len(step.choices):
        return step.choices[int(wanted) - 1]
    for choice in step.choices:
        if wanted in (choice.id, choice.zh.lower(), choice.en.lower()):
            return choice
    return None


def checked_value(step: Step, text: str, now: datetime) -> str:
    """``text`` as this step's answer is recorded. Raises ``Refused`` with what is wanted."""
    text = clean(text)
    kind = step.answer
    if kind in ("done", "know", "callback", "action", "call"):
        return text
    if not text:
        raise Refused("value-needed", Exit.USAGE, step=step.id)
    if kind in ("number", "minutes"):
        plain = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        match = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)\s*[^\d\s]{0,8}", plain)
        if match is None:
            raise Refused("value-number", Exit.USAGE, text=text)
        return match[1]
    if kind == "choice":
        choice = choice_for(step, text)
        if choice is None:
            names = [f"{i} {c.id}" for i, c in enumerate(step.choices, 1)]
            raise Refused("value-choice", Exit.USAGE, text=text, names=names)
        return choice.id
    if kind == "time":
        return parse_when(text, now).isoformat(timespec="seconds")
    return text


def tick(draft: Draft, step: str, value: str = "", who: str = "") -> StepView:
    """Done. A step that asks for a value needs it (a time: now, if none is given); a call step
    means that the person was reached."""
    incident = _live(draft)
    view = find_step(incident, step)
    if view.step.answer == "call":
        call(draft, who or view.role or view.who, "reached", step=view.key, said=value)
        return view
    if view.step.answer == "time" and not value.strip():
        value = draft.at.isoformat(timespec="seconds")
    value = checked_value(view.step, value, draft.now)
    at = draft.at
    if view.step.answer == "time":
        at = min(datetime.fromisoformat(value), draft.now)
    if view.step.each == "callbacks":
        _customer_called(draft, view, value)
    else:
        draft.add(ev.StepDone(view.key, value, clean(who, 100)), at)
        if any(choice.again for choice in view.step.choices if choice.id == value):
            draft.add(ev.StepReopened(view.key), at)
    if view.step.sets_level and value in _level_ids(incident, view.plan):
        before = incident.level_of(view.plan)
        if value != before:
            draft.add(ev.LevelSet(value, before, plan=view.plan), at)
    draft.settle()
    return view


def _customer_called(draft: Draft, view: StepView, value: str) -> None:
    """A customer who was not reached stays owed: the step comes back before its phase closes."""
    back = view.key.rsplit("@", 1)[1]
    if value in ("done", "reached"):
        draft.add(ev.CallbackTried(back, "reached"))
    elif value in ("given-up", "gave-up"):
        draft.add(ev.CallbackTried(back, "given-up"))
    else:
        draft.add(ev.CallbackTried(back, "no-answer"))
        draft.add(ev.StepDeferred(view.key, value))
        return
    draft.add(ev.StepDone(view.key, value))


def _level_ids(incident: Incident, prefix: str) -> list[str]:
    levels = next((p.checklist.levels for p in incident.plans if p.prefix == prefix), None)
    return levels.ids() if levels else []


def skip(draft: Draft, step: str, reason: str) -> StepView:
    view = find_step(_live(draft), step)
    reason = clean(reason, 500)
    if not reason:
        raise Refused("reason-needed", Exit.USAGE, step=view.key)
    draft.add(ev.StepSkipped(view.key, reason))
    draft.settle()
    return view


def not_applicable(draft: Draft, step: str, reason: str = "") -> StepView:
    view = find_step(_live(draft), step)
    draft.add(ev.StepNotApplicable(view.key, clean(reason, 500)))
    draft.settle()
    return view


def defer(draft: Draft, step: str, reason: str = "") -> StepView:
    view = find_step(_live(draft), step)
    draft.add(ev.StepDeferred(view.key, clean(reason, 500)))
    draft.settle()
    return view


def hand(
    draft: Draft, step: str, to: str, until: datetime | None = None, repeated: bool = False
) -> StepView:
    view = find_step(_live(draft), step)
    to = clean(to, 100)
    if not to:
        raise Refused("name-needed", Exit.USAGE, step=view.key)
    draft.add(ev.StepHanded(view.key, to, until, repeated))
    draft.settle()
    return view


def take_up(draft: Draft, step: str) -> StepView:
    """Go to a step; one that was dealt with is opened again (the old entry stays)."""
    view = find_step(_live(draft), step)
    if view.state.status in ("open", "doing", "deferred"):
        draft.add(ev.StepDoing(view.key))
    else:
        draft.add(ev.StepReopened(view.key))
    draft.settle()
    return view


def note(draft: Draft, text: str) -> None:
    text = clean(text)
    if not text:
        raise Refused("empty", Exit.USAGE)
    draft.add(ev.Noted(text))


def amend(draft: Draft, entry: str, text: str) -> None:
    """Correct an earlier entry: a new line that names it."""
    text = clean(text)
    if not text:
        raise Refused("empty", Exit.USAGE)
    draft.add(ev.Amended(entry, text))


# ---- calls and the ladder ---------------------------------------------------------------------


def call(
    draft: Draft,
    whom: str,
    result: ev.CallResult,
    *,
    step: str = "",
    number: str = "",
    said: str = "",
    repeated: bool = False,
    name: str = "",
) -> None:
    """One telephone call. Reached: the open step and the timers that wanted this person are
    answered. Not reached: counted; after two the ladder goes one rung up."""
    incident = _live(draft)
    view = find_step(incident, step) if step else None
    role = find_role(incident, whom)
    who = clean(name or ("" if role else whom), 100)
    if view is not None and not role:
        role = view.role
    if view is None and role:
        view = _call_step(incident, role)
    if not who and not role:
        raise Refused("name-needed", Exit.USAGE, step=step)
    waiting = _wanted(incident, role, view, draft.at)
    attempt = 1 + sum(
        1
        for made in incident.calls
        if made.call.role == role
        and made.call.who == who
        and made.call.step == (view.key if view else "")
    )
    found = incident.profile.roles.get(role) if incident.profile else None
    draft.add(
        ev.Called(
            who,
            result,
            role,
            clean(number, 40) or (found.phone if found else ""),
            attempt,
            clean(said, 500),
            repeated,
            view.key if view else "",
            [t.key for t in waiting],
        )
    )
    if result == "reached":
        if view is not None and view.step.answer == "call":
            draft.add(ev.StepDone(view.key, "", who or role))
        for timer in waiting:
            if timer.status == "running":
                draft.add(ev.TimerAnswered(timer.key, "told", who, role))
                linked = incident.timer_step(timer.key)
                if linked and incident.step_state(linked).status in UNDONE:
                    draft.add(ev.StepDone(linked, "", who or role))
    else:
        for timer in waiting:
            _climb(draft, timer, role)
    draft.settle()


def _call_step(incident: Incident, role: str) -> StepView | None:
    """The first call step for this role that is still open."""
    for view in incident.views():
        if view.role == role and view.step.answer == "call" and view.state.status in UNDONE:
            return view
    return None


def _wanted(
    incident: Incident, role: str, view: StepView | None, at: datetime, asked: str = ""
) -> list[TimerState]:
    """Running timers that a call to this role (or for this step) serves: those of the step or the
    question, those that ring or are about to, else the one due first. What is due much later (the
    60-minute report) is not settled by an early call. A recovery call, which repeats an earlier
    one, serves none but its own."""
    if view is not None and "@" in view.key:
        return [t for t in incident.running() if incident.timer_step(t.key) == view.key]
    own: list[TimerState] = []
    near: list[TimerState] = []
    later: list[TimerState] = []
    for timer in incident.running():
        if not timer.tell:
            continue
        linked = view is not None and incident.timer_step(timer.key) == view.key
        if linked or timer.key == asked:
            own.append(timer)
        elif role and role in timer.tell[: timer.rung + 1]:
            (near if timer.ringing(at) or timer.warning(at) else later).append(timer)
    return own + near or later[:1]


def _climb(draft: Draft, timer: TimerState, role: str) -> None:
    if not timer.tell or role != timer.target():
        return
    if timer.unanswered(role) < ATTEMPTS_PER_RUNG:
        return
    if timer.rung + 1 < len(timer.tell):
        draft.add(ev.Escalated(timer.key, timer.tell[timer.rung + 1], role))
    else:
        draft.add(ev.NobodyReachable(timer.key))


# ---- timers ----------------------------------------------------------------------------------


def _running(incident: Incident, timer: str) -> TimerState:
    found = find_timer(incident, timer)
    if found.status != "running":
        raise Refused("timer-over", timer=found.key)
    return found


def timer_told(
    draft: Draft, timer: str, whom: str = "", said: str = "", repeated: bool = False
) -> None:
    """The person was told. ``whom``: a role, a name, or "" for the one the ladder stands at."""
    incident = _live(draft)
    found = _running(incident, timer)
    if not found.tell:
        timer_yes(draft, timer)
        return
    role = find_role(incident, whom) if whom else found.target()
    name = "" if role else whom
    linked = incident.timer_step(found.key)
    step = linked if linked and incident.view(linked) else ""
    if role or name:
        _call_for_timer(draft, found, role, name, "reached", step, said, repeated)


def timer_no_answer(
    draft: Draft, timer: str, whom: str = "", result: ev.CallResult = "no-answer"
) -> None:
    incident = _live(draft)
    found = _running(incident, timer)
    if not found.tell:
        timer_no(draft, timer)
        return
    role = find_role(incident, whom) if whom else found.target()
    linked = incident.timer_step(found.key)
    step = linked if linked and incident.view(linked) else ""
    _call_for_timer(draft, found, role, "" if role else whom, result, step, "", False)


def _call_for_timer(
    draft: Draft,
    timer: TimerState,
    role: str,
    name: str,
    result: ev.CallResult,
    step: str,
    said: str,
    repeated: bool,
) -> None:
    incident = draft.incident
    found = incident.profile.roles.get(role) if incident.profile else None
    waiting = _wanted(incident, role, None, draft.at, timer.key)
    if all(t.key != timer.key for t in waiting):
        waiting.append(timer)
    attempt = 1 + timer.unanswered(role)
    draft.add(
        ev.Called(
            clean(name, 100),
            result,
            role,
            found.phone if found else "",
            attempt,
            clean(said, 500),
            repeated,
            step,
            [t.key for t in waiting],
        )
    )
    if result != "reached":
        for each in waiting:
            _climb(draft, each, role)
        draft.settle()
        return
    for each in waiting:
        draft.add(ev.TimerAnswered(each.key, "told", clean(name, 100), role))
        linked = incident.timer_step(each.key)
        if linked and incident.step_state(linked).status in UNDONE:
            draft.add(ev.StepDone(linked, "", clean(name, 100) or role))
    draft.settle()


def timer_yes(draft: Draft, timer: str) -> None:
    """A check is answered: it is so. A step handed over is then done."""
    incident = _live(draft)
    found = _running(incident, timer)
    linked = incident.timer_step(found.key)
    draft.add(ev.TimerAnswered(found.key, "yes"))
    if linked:
        view = incident.view(linked)
        if view is not None and view.state.status in UNDONE:
            if view.step.answer in ("done", "text"):
                draft.add(ev.StepDone(linked, "", view.state.who))
            elif view.state.status == "handed":
                _handed_back(draft, view)
    rule = incident.rule(found.key)
    if rule is not None and rule.yes is not None and rule.yes.is_:
        meant = incident.view(found.key.removesuffix(rule.id) + (rule.yes.step or ""))
        value = rule.yes.is_[0]
        if meant is not None and (meant.state.status != "done" or meant.state.value != value):
            draft.add(ev.StepDone(meant.key, value))
    draft.settle()


def _handed_back(draft: Draft, view: StepView) -> None:
    """Done by the one it was handed to: a call counts as made, a value is asked for now."""
    if view.step.answer == "call" and (view.role or view.who):
        call(draft, view.role or view.who, "reached", step=view.key)
    else:
        draft.add(ev.StepReopened(view.key))


def timer_no(draft: Draft, timer: str) -> None:
    """A check is answered: not yet. It comes back after the rule's retry time."""
    incident = _live(draft)
    found = _running(incident, timer)
    rule = incident.rule(found.key)
    again = draft.at + timedelta(minutes=rule.retry if rule else 2)
    draft.add(ev.TimerFailed(found.key, again))
    draft.settle()


def timer_snooze(draft: Draft, timer: str, until: datetime, reason: str) -> None:
    found = _running(_live(draft), timer)
    reason = clean(reason, 500)
    if not reason:
        raise Refused("reason-needed", Exit.USAGE, step=found.key)
    draft.add(ev.TimerSnoozed(found.key, until, reason))
    draft.settle()


def timer_cancel(draft: Draft, timer: str, reason: str) -> None:
    found = _running(_live(draft), timer)
    reason = clean(reason, 500)
    if not reason:
        raise Refused("reason-needed", Exit.USAGE, step=found.key)
    draft.add(ev.TimerCancelled(found.key, reason))
    draft.settle()


# ---- levels ----------------------------------------------------------------------------------


def set_level(draft: Draft, level: str, reason: str = "") -> None:
    """``level``: an id, "+" or "-"; ``TYPE/LEVEL`` means that plan, else the first with levels."""
    incident = _live(draft)
    prefix, slash, rest = level.rpartition("/")
    plan = incident.level_plan()
    if slash:
        level = rest
        plan = next((p for p in incident.plans if p.checklist.id == prefix), None)
    if plan is None or plan.checklist.levels is None:
        raise Refused("no-levels", type=prefix or incident.type)
    levels, now = plan.checklist.levels, incident.level_of(plan.prefix)
    wanted = {"+": 1, "-": -1}.get(level)
    ids = levels.ids()
    if wanted is not None:
        if now not in ids:
            level = ids[0]
        else:
            index = ids.index(now) + wanted
            if not 0 <= index < len(ids):
                raise Refused("level-end", level=now)
            level = ids[index]
    if level not in ids:
        raise Refused("level-unknown", Exit.NOT_FOUND, level=level, names=ids)
    if level == now:
        raise Refused("level-same", level=level)
    draft.add(ev.LevelSet(level, now, clean(reason, 500), plan.prefix))
    draft.settle()


# ---- customers, improvements -------------------------------------------------------------------


def callback_add(
    draft: Draft,
    id_: str,
    name: str,
    phone: str = "",
    matter: str = "",
    promised: datetime | None = None,
) -> None:
    _live(draft)
    name, phone = clean(name, 100), clean(phone, 40)
    if not name and not phone:
        raise Refused("name-needed", Exit.USAGE, step="")
    draft.add(ev.CallbackAdded(id_, name or phone, phone, clean(matter, 500), promised))
    draft.settle()


TRY_RESULTS: dict[str, Literal["reached", "no-answer", "given-up"]] = {
    "reached": "reached",
    "no-answer": "no-answer",
    "given-up": "given-up",
}


def callback_try(draft: Draft, id_: str, result: str, text: str = "") -> None:
    """Also after closing: what was promised is still owed."""
    incident = draft.incident
    found = [b for b in incident.callbacks.values() if b.id == id_ or b.name == id_]
    if len(found) != 1:
        raise Refused("callback-unknown", Exit.NOT_FOUND, id=id_)
    if result not in TRY_RESULTS:
        raise Refused("value-choice", Exit.USAGE, text=result, names=list(TRY_RESULTS))
    if result == "given-up" and not text.strip():
        raise Refused("reason-needed", Exit.USAGE, step=id_)
    back = found[0]
    draft.add(ev.CallbackTried(back.id, TRY_RESULTS[result], clean(text, 500)))
    if incident.closed is None and result != "no-answer":
        for view in incident.views():
            if view.step.each == "callbacks" and view.key.endswith(f"@{back.id}"):
                _follow_up(draft, view, result, clean(text, 500))
    draft.settle()


def _follow_up(draft: Draft, view: StepView, result: str, text: str) -> None:
    """The step that asks for this customer's call is dealt with too."""
    if view.state.status not in UNDONE:
        return
    if result == "reached":
        draft.add(ev.StepDone(view.key, "done"))
    else:
        draft.add(ev.StepSkipped(view.key, text))


def action_add(draft: Draft, id_: str, text: str, owner: str = "", due: str = "") -> None:
    text = clean(text, 500)
    if not text:
        raise Refused("empty", Exit.USAGE)
    draft.add(ev.ActionAdded(id_, text, clean(owner, 100), clean(due, 40)))


def action_done(draft: Draft, id_: str, text: str = "") -> None:
    if id_ not in draft.incident.actions:
        raise Refused("action-unknown", Exit.NOT_FOUND, id=id_)
    draft.add(ev.ActionDone(id_, clean(text, 500)))


# ---- closing ---------------------------------------------------------------------------------


def close(draft: Draft, outcome: str, text: str = "") -> None:
    """The closing entry is the last one written, so that its number and hash can be the code
    that people note on paper."""
    incident = _live(draft)
    if outcome not in OUTCOMES:
        raise Refused("value-choice", Exit.USAGE, text=outcome, names=list(OUTCOMES))
    still = [v.key for v in incident.open_views()]
    for timer in incident.running():
        draft.add(ev.TimerStopped(timer.key, "closed"))
    draft.add(ev.Closed(outcome, clean(text), still))


def reopen(draft: Draft, reason: str = "") -> None:
    if draft.incident.closed is None:
        raise Refused("not-closed", ref=draft.incident.ref)
    draft.add(ev.Reopened(clean(reason, 500)))
    draft.settle()
