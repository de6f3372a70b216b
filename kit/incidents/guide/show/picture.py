"""The guide's picture: a pure function of (state, now, size). Fragments carry a style's name;
``ground/terminal/screen`` gives names their looks, plain mode drops them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from kit.ground.base.cells import (
    EXACT,
    clock,
    cut,
    elapsed,
    left,
    minute,
    next_minute,
    pad,
    width,
    wrap,
)
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Line, rule_line
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.state import StepView, TimerState
from kit.incidents.incident.rules.timers import HAND, PROMISE, UPDATE
from kit.incidents.incident.show.phases import phase_name


class Extras(msgspec.Struct, frozen=True):
    """What the picture shows that is not in the incident."""

    last_entry: int = 0
    battery: int | None = None
    message: str = ""
    ringing: str = ""
    reading: bool = False


def step_text(incident: Incident, view: StepView, lang: str) -> str:
    return filled(incident, view.step.do.get(lang), view, lang)


def filled(incident: Incident, text: str, view: StepView | None, lang: str) -> str:
    from kit.incidents.incident.show.entries import fill

    who = ""
    prefix = ""
    if view is not None:
        who = incident.role_title(view.role).get(lang) if view.role else view.who
        prefix = view.plan
    return clean(fill(text, incident, lang, who, prefix))


def timer_title(incident: Incident, timer: TimerState, lang: str) -> str:
    """What the timer is about, in words."""
    if timer.key.startswith(HAND):
        view = incident.view(timer.key[len(HAND) :])
        what = step_text(incident, view, lang) if view else ""
        return clean(word(lang, "screen.hand-check", who=timer.note, what=what))
    if timer.key.startswith(PROMISE):
        return clean(word(lang, "screen.promise-check", who=timer.note))
    if timer.key.startswith(UPDATE):
        from kit.incidents.incident.show.entries import update_title

        return update_title(timer.key, lang)
    rule = incident.rule(timer.key)
    if rule is None:
        return timer.key
    return filled(incident, rule.title.get(lang), None, lang)


def level_title(incident: Incident, lang: str) -> str:
    plan = incident.level_plan()
    if plan is None or plan.checklist.levels is None:
        return ""
    grade = plan.checklist.levels.get(incident.level)
    return grade.title.get(lang) if grade else word(lang, "screen.no-level")




def header(incident: Incident, now: datetime, lang: str, cols: int, extras: Extras) -> Line:
    drill = word(lang, "screen.drill") if incident.is_drill else ""
    title = "" if incident.silent else incident.checklist.title.get(lang)
    parts = []
    if incident.level_plan() is not None:
        parts.append(level_title(incident, lang))
    if incident.opened is not None:
        parts.append(word(lang, "screen.elapsed", t=elapsed(minute(now) - minute(incident.opened))))
    parts.append(f"{now:%H:%M}")
    if extras.battery is not None:
        key = "screen.battery-low" if extras.battery <= 15 else "screen.battery"
        parts.append(word(lang, key, n=extras.battery))
    parts.append(word(lang, "screen.entry", n=extras.last_entry))
    end = "  ".join(parts)
    room = cols - width(end) - 1
    # The reference is what people say on the telephone: the title gives way to it.
    space = max(0, room - width(drill) - width(incident.ref) - 2)
    start = f"{drill}{cut(title, space)}  {incident.ref}".strip()
    return [("title", pad(cut(start, room), room) + " "), ("title", end)]


def timer_line(incident: Incident, timer: TimerState, now: datetime, lang: str, cols: int) -> Line:
    """Title, whom to tell, how long still, the clock time."""
    return timer_cells(timer_what(incident, timer, lang), timer, now, lang, cols)


def timer_what(incident: Incident, timer: TimerState, lang: str) -> str:
    """Title and whom to tell: what only an entry changes."""
    target = timer.target()
    who = ""
    if timer.nobody:
        who = word(lang, "screen.nobody")
    elif target and timer.rung:
        who = word(lang, "screen.tell", who=incident.role_title(target).get(lang))
    return timer_title(incident, timer, lang) + (f" - {who}" if who else "")


def timer_cells(what: str, timer: TimerState, now: datetime, lang: str, cols: int) -> Line:
    """The line of a timer about ``what``: the part that time alone changes (``timer_until``)."""
    remain = left(timer.due, now, lang)
    warns = timer.warning(now)
    style = "warn" if warns else "late" if now >= timer.due else "timer"
    if timer.snoozes and timer.ring_at is not None and now < timer.ring_at:
        what += " - " + word(lang, "screen.snoozed", at=clock(timer.ring_at, now))
    mark = "!" if style == "late" else "*" if style == "warn" else " "
    end = f"{pad(remain, 14)} {clock(timer.due, now)}"
    room = cols - width(end) - 4
    return [(style, f" {mark} {pad(cut(what, room), room)} {end}")]


def timer_until(timer: TimerState, now: datetime) -> datetime:
    """Until when the line of a timer stays as it is: the next full minute, or sooner the next
    second of the last two minutes, or the end of a snooze. (The mark of the warning comes with
    the minute.)"""
    until = next_minute(now)
    remain = (timer.due - now).total_seconds()
    if remain > EXACT:
        until = min(until, timer.due - timedelta(seconds=EXACT))
    elif remain > 0:
        until = timer.due - timedelta(seconds=-(-remain // 1) - 1)
    if timer.ring_at is not None and now < timer.ring_at:
        until = min(until, timer.ring_at)
    return until


def current_block(incident: Incident, view: StepView, lang: str, cols: int) -> list[Line]:
    """Caution, the step itself, number, detail, the words to say, the choices."""
    step = view.step
    inner = cols - 4
    out: list[Line] = []
    if step.caution:
        text = word(lang, "screen.caution") + filled(incident, step.caution.get(lang), view, lang)
        out += [[("caution", f"  {line}")] for line in wrap(text, inner)]
    do = step_text(incident, view, lang)
    for index, line in enumerate(wrap(do, inner - 2)):
        out.append([("step", ("> " if index == 0 else "  ") + pad(line, inner))])
    if view.role:
        out.append([("number", "  " + phone_line(incident, view.role, lang))])
        up = climbed_to(incident, view)
        if up:
            who, phone = incident.role_title(up).get(lang), phone_line(incident, up, lang)
            text = word(lang, "screen.now-call", who=who, phone=phone)
            out += [[("warn", f"  {line}")] for line in wrap(text, inner)]
    if step.detail:
        text = filled(incident, step.detail.get(lang), view, lang)
        out += [[("detail", f"  {line}")] for line in wrap(text, inner)]
    if step.say:
        text = word(lang, "screen.say") + filled(incident, step.say.get(lang), view, lang)
        out += [[("say", f"  {line}")] for line in wrap(text, inner)]
    for number, choice in enumerate(step.choices, 1):
        label = cut(filled(incident, choice.get(lang), view, lang), inner - 6)
        out.append([("choice", f"    {number}  {label}")])
    return out


def climbed_to(incident: Incident, view: StepView) -> str:
    """The role that this call step's ladder has moved to; "" while it stands at the step's own."""
    for timer in incident.running():
        if timer.rung and incident.timer_step(timer.key) == view.key:
            target = timer.target()
            return target if target != view.role else ""
    return ""


def phone_line(incident: Incident, role: str, lang: str) -> str:
    found = incident.profile.roles.get(role) if incident.profile else None
    name = f"{clean(found.name)}  " if found and found.name else ""
    if found and found.phone:
        return name + word(lang, "screen.number", n=clean(found.phone))
    return name + word(lang, "screen.no-number")


def step_line(incident: Incident, view: StepView, lang: str, cols: int) -> str:
    """``完成 22:03  步骤`` with what was answered."""
    state = view.state
    at = f"{state.at:%H:%M}" if state.at else "     "
    label = pad(word(lang, f"screen.status-{state.status}"), 8)
    text = step_text(incident, view, lang)
    value = answer_text(incident, view, lang)
    if value and value not in text:
        text += f": {value}"
    return cut(f"  {label} {at}  {text}", cols)


def answer_text(incident: Incident, view: StepView, lang: str) -> str:
    """What was answered, in words: the choice's label, a time as HH:MM, who was told."""
    state, step = view.state, view.step
    chosen = {c.id: c for c in step.choices}
    if state.status == "deferred" and state.reason in chosen:  # a customer not reached
        return filled(incident, chosen[state.reason].get(lang), view, lang)
    if state.status in ("skipped", "not-applicable", "deferred"):
        return clean(state.reason)
    if state.status == "handed":
        return clean(state.who)
    if step.answer == "call" and state.who:
        role = incident.profile.roles.get(state.who) if incident.profile else None
        return clean(role.title.get(lang) if role else state.who)
    if step.answer == "choice":
        found = next((c for c in step.choices if c.id == state.value), None)
        return filled(incident, found.get(lang), view, lang) if found else clean(state.value)
    if step.answer == "time" and state.value:
        try:
            return f"{datetime.fromisoformat(state.value):%H:%M}"
        except ValueError:
            return clean(state.value)
    if step.unit and state.value:
        return f"{clean(state.value)} {step.unit.get(lang)}"
    return clean(state.value)


def standing(incident: Incident, phase: str, lang: str, cols: int) -> list[Line]:
    """What is to be kept in mind, then the prohibitions that hold in this phase. The first
    belongs to this incident alone, so it gives way last."""
    out: list[Line] = []
    for view in incident.views():
        if view.step.keep and view.state.status == "done":
            text = word(lang, "screen.keep") + filled(
                incident, view.step.keep.get(lang), view, lang
            )
            out.append([("keep", " " + cut(text, cols - 1))])
    for plan in incident.plans:
        for rule in plan.checklist.prohibitions:
            if not rule.phases or phase in rule.phases:
                text = word(lang, "screen.never") + filled(
                    incident, rule.text.get(lang), None, lang
                )
                out.append([("never", " " + cut(text, cols - 1))])
    return out


def picture(
    incident: Incident, now: datetime, lang: str, cols: int, rows: int, extras: Extras
) -> list[Line]:
    """The incident as at most ``rows`` lines of ``cols`` cells. What matters less gives way."""
    if extras.reading:
        return _neutral(incident, now, lang, cols, extras)
    view = incident.current()
    top = [header(incident, now, lang, cols, extras)]
    running = incident.running()
    timers = [timer_line(incident, t, now, lang, cols) for t in running]
    views = [v for v in incident.views() if v.step.answer != "know"]
    phase = view.phase if view else "close"
    block: list[Line] = []
    if view is None:
        block = [[("step", "> " + line)] for line in wrap(word(lang, "screen.all-done"), cols - 4)]
    elif phase == "immediate":
        block = _immediate(incident, view, views, lang, cols)
    else:
        block = current_block(incident, view, lang, cols)
    done = _done(incident, views, lang, cols)
    following = _following(incident, view, views, lang, cols) if phase != "immediate" else []
    fixed = standing(incident, phase, lang, cols)
    message = (
        [[("message", " " + line)] for line in wrap(extras.message, cols - 2)]
        if extras.message
        else []
    )
    here = [v for v in views if v.phase == phase]
    ready = sum(v.state.status not in ("open", "doing", "deferred") for v in here)
    label = word(
        lang,
        "screen.count",
        phase=phase_name(incident, phase, lang, view.plan if view else ""),
        k=min(ready + 1, len(here)) if view else ready,
        n=len(here),
    )
    bar: Line = [("phase", f" {label} "), ("rule", "-" * max(0, cols - width(label) - 2))]
    need = len(top) + 2 + len(block) + len(message)
    room = max(0, rows - need)
    shown_timers = timers[: max(2, min(len(timers), room // 2))]
    room -= len(shown_timers)
    more = len(timers) - len(shown_timers)
    shown_fixed = fixed[: max(0, min(len(fixed), room // 2 + 1, 4))]
    room -= len(shown_fixed)
    shown_done = done[-max(0, min(2, room)) :] if room > 0 else []
    room -= len(shown_done)
    shown_next = following[: max(0, min(2, room))]
    room -= len(shown_next)
    lines = list(top)
    lines += shown_timers
    lines.append(rule_line(cols, f" +{more} " if more > 0 else ""))
    lines += shown_done
    lines.append(bar)
    lines += block
    if shown_next and room > 0:
        lines.append([("", "")])
        room -= 1
    lines += shown_next
    lines += [
        [("", "")] for _ in range(max(0, rows - len(lines) - len(shown_fixed) - len(message)))
    ]
    lines += shown_fixed
    lines += message
    return lines[:rows]


def _neutral(incident: Incident, now: datetime, lang: str, cols: int, extras: Extras) -> list[Line]:
    """A silent type before people are safe: whoever looks over a shoulder learns nothing."""
    out: list[Line] = [header(incident, now, lang, cols, extras), rule_line(cols), [("", "")]]
    for line in wrap(word(lang, "screen.silent-start"), cols - 4):
        out.append([("say", "  " + line)])
    return out


def _immediate(
    incident: Incident, view: StepView, views: list[StepView], lang: str, cols: int
) -> list[Line]:
    """All immediate actions together, the one to do now in full."""
    out: list[Line] = []
    for number, other in enumerate((v for v in views if v.phase == "immediate"), 1):
        if other.key == view.key:
            out += current_block(incident, other, lang, cols)
        else:
            status = word(lang, f"screen.status-{other.state.status}")
            style = "next" if other.state.status in ("open", "doing") else "done"
            text = cut(f"  {number}. {step_text(incident, other, lang)}", cols - width(status) - 2)
            out.append([(style, f"{text}  {status}")])
    return out


def _done(incident: Incident, views: list[StepView], lang: str, cols: int) -> list[Line]:
    """Steps that were dealt with, the latest last; only the last few are needed."""
    ready = [v for v in views if v.state.at is not None and v.state.status not in ("open", "doing")]
    ready.sort(key=lambda v: v.state.at or datetime.min)
    return [[("done", step_line(incident, v, lang, cols))] for v in ready[-2:]]


def _following(
    incident: Incident, view: StepView | None, views: list[StepView], lang: str, cols: int
) -> list[Line]:
    keys = [v.key for v in views]
    start = keys.index(view.key) + 1 if view and view.key in keys else 0
    label = word(lang, "screen.then")
    rest = [v for v in views[start:] if v.state.status in ("open", "doing")][:2]
    out: list[Line] = []
    for index, other in enumerate(rest):
        lead = label if index == 0 else " " * width(label)
        out.append([("next", cut(f"  {lead}  {step_text(incident, other, lang)}", cols))])
    return out


