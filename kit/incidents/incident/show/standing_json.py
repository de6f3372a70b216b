"""An incident as it stands, as plain objects with stable keys (``--json``)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kit.ground.journal.as_json import iso
from kit.incidents.incident.rules.action import Action
from kit.incidents.incident.rules.callers import counts
from kit.incidents.incident.rules.calls_in_order import calls_in_order
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.judged import (
    DeadlineStatus,
    answered_at,
    judged,
    promised,
    settled_at,
)
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.rules.place import site_name
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.conflicts import conflicts_json
from kit.incidents.incident.show.standing import Hurt, title
from kit.incidents.incident.show.texts import fill, step_text, timer_text, value_text
from kit.plans.checklists.rules.owners import given_by, owner_of


def step_json(incident: Incident, view: StepView, lang: str) -> dict[str, Any]:
    state = view.state
    return {
        "step": view.key,
        "phase": view.phase,
        "do": step_text(incident, view.key, lang),
        "answer": view.step.answer,
        "status": state.status,
        "value": state.value,
        "text": value_text(incident, view.key, state.value, lang),
        "who": state.who,
        "reason": state.reason,
        "at": iso(state.at),
        "by": state.by,
        "until": iso(state.until),
    }


def timer_json(
    incident: Incident, timer: TimerState, now: datetime, lang: str
) -> dict[str, Any]:
    """``status`` and ``late_seconds`` as every summary has them; ``answered`` is null for what
    ended without an answer (``ended``). An open incident is judged by ``now``."""
    running = timer.status == "running"
    opened, until = incident.opened or now, incident.closed or now
    key = TimerKey(timer.key)
    back = incident.callbacks.get(key.of) if key.sort == "promise" else None
    status: DeadlineStatus
    if back is not None and incident.timers.get(timer.key) is timer:
        status, late, _ = promised(back, now)
    else:
        status, late = judged(timer, opened, until)
    answered = answered_at(timer, opened)
    rule = incident.rule(timer.key)
    return {
        "timer": timer.key,
        "round": timer.round,
        "title": timer_text(incident, timer.key, lang, timer.note),
        "status": status,
        "running": running,
        "ringing": timer.ringing(now),
        "minutes": timer.minutes,
        "owner": owner_of(rule, incident.profile) if rule is not None else "people",
        "cites": given_by(rule, incident.profile) if rule is not None else [],
        "started": iso(timer.base),
        "due": iso(timer.due),
        **({"unentered": timer.unentered} if timer.unentered else {}),
        "ring": iso(timer.ring_at),
        "left_seconds": round((timer.due - now).total_seconds()) if running else None,
        "late_seconds": late,
        "answered": iso(answered),
        "ended": iso(timer.answered) if answered is None and not running else None,
        "how": timer.how,
        "tell": timer.tell,
        "tell_now": timer.target() if running else "",
        "role": timer.role,
        "who": timer.who,
        "tries": [
            {"at": iso(each.at), "role": each.role, "who": each.who, "result": each.result}
            for each in timer.attempts
        ],
        "reason": timer.reason,
        "nobody": timer.nobody,
    }


def callback_json(back: Callback) -> dict[str, Any]:
    return {
        "id": back.id,
        "name": back.name,
        "phone": back.phone,
        "matter": back.matter,
        "promised": iso(back.promised),
        "at": iso(back.at),
        "tries": [
            {"at": iso(at), "result": result, "note": note} for at, result, note in back.tries
        ],
        "settled": back.settled,
        "register": back.register,
        "settled_at": iso(settled_at(back)),
        "forgotten": iso(back.forgotten),
        "moves": [
            {
                "at": iso(move.at),
                "promised_before": iso(move.before),
                "promised": iso(move.to),
                "reason": move.reason,
                "agreed_by": move.agreed,
            }
            for move in back.moves
        ],
    }


def action_json(action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "text": action.text,
        "owner": action.owner,
        "due_date": action.due,
        "at": iso(action.at),
        "done_at": iso(action.done),
    }


def cause_json(incident: Incident, lang: str) -> dict[str, Any]:
    """Why it happened, by the site's list; "" where nobody said."""
    found = incident.cause
    return {
        "cause_key": found.key if found else "",
        "cause": found.called.get(lang) if found else "",
        "repeat_of": found.repeat_of if found else "",
    }


def levels_json(incident: Incident, plan: PlanRun, lang: str) -> dict[str, Any]:
    found = plan.checklist.levels
    grades = found.grades if found else []
    return {
        "plan": plan.checklist.id,
        "level": incident.level_of(plan.prefix),
        "decides": found.decides if found else "",
        "levels": [
            {
                "level": g.id,
                "title": g.title.get(lang),
                "criteria": fill(g.criteria, incident, lang, prefix=plan.prefix),
                "adds": fill(g.adds, incident, lang, prefix=plan.prefix) if g.adds else "",
            }
            for g in grades
        ],
    }


def incident_json(incident: Incident, now: datetime, lang: str) -> dict[str, Any]:
    """One incident with stable keys; the short form that ``list`` gives."""
    current = incident.current() if incident.closed is None and incident.plans else None
    running = incident.running()
    return {
        "ref": incident.ref,
        "drill": incident.is_drill,
        "kind": "preparation" if incident.preparation else "incident",
        "type": incident.type,
        "plans": [p.checklist.id for p in incident.plans],
        "title": title(incident, lang),
        "about": incident.title,
        "site": site_json(incident, lang),
        "opened": iso(incident.opened),
        "leader": incident.one_name(incident.by),
        "closed": iso(incident.closed),
        "outcome": incident.outcome if incident.closed else "",
        "level": incident.level,
        "current_step": current.key if current else "",
        "open_steps": len(incident.open_views()),
        "timers_running": len(running),
        "timers_ringing": sum(t.ringing(now) for t in running),
        "callbacks_owed": sum(not b.settled for b in incident.callbacks.values()),
    }


def incident_full_json(
    incident: Incident,
    now: datetime,
    lang: str,
    hurt: Iterable[Hurt] = (),
    taken: Iterable[Callback] = (),
) -> dict[str, Any]:
    """One incident with everything that ``show`` shows."""
    backs = [*incident.callbacks.values(), *taken]
    return {
        **incident_json(incident, now, lang),
        "callbacks_owed": counts(backs).owed,
        "steps": [step_json(incident, v, lang) for v in incident.views()],
        "timers": [timer_json(incident, t, now, lang) for t in incident.all_timers()],
        "calls": [
            {
                "at": iso(c.at),
                "by": c.by,
                "role": c.call.role,
                "who": c.call.whom,
                "result": c.call.result,
                "try": c.call.attempt,
                "phone": c.call.number,
                "said": c.call.said,
                "repeated": c.call.repeated,
                "step": c.call.step,
            }
            for c in calls_in_order(incident)
        ],
        "callbacks": [callback_json(back) for back in backs],
        "actions": [action_json(a) for a in incident.actions.values()],
        "conflicts": conflicts_json(incident, lang),
        "damages": [
            {"journal": j, "first": first or None, "last": last or None, "bytes": size}
            for j, first, last, size in hurt
        ],
    }


def site_json(incident: Incident, lang: str) -> dict[str, str]:
    """``{id, title}``, both "" where no site was chosen."""
    site = incident.profile
    if site is None:
        return {"id": "", "title": ""}
    return {"id": site.id, "title": site_name(incident, lang)}


def plan_named(incident: Incident, prefix: str) -> str:
    """The id of the checklist whose keys begin with ``prefix``."""
    return next((p.checklist.id for p in incident.plans if p.prefix == prefix), prefix)
