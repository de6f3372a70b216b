"""What the guide says of what was just recorded, and of a clock that was set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from kit.ground.base.cells import clock, cut, span
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.ladder import ladder, rungs
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.incidents.incident.show.timer_lines import timer_title
from kit.incidents.incident.show.waiting import still_to_tell
from kit.live.guide.show.besides import WIDE, late_at_once, stays_open
from kit.plans.checklists.rules.amounts import NOBODY, nobody_minutes
from kit.plans.checklists.rules.at_site import EMERGENCY

NO_LONGER = ("level", "answer", "failed")  # why a timer stops whose beginning holds no more
ANSWERS = (ev.StepDone, ev.Called, ev.TimerAnswered, ev.TimerFailed, ev.DownAgain)


def acknowledged(
    incident: Incident,
    entries: list[Entry],
    lang: str,
    now: datetime,
    log: Sequence[Entry] = (),
    whose: str = "",
) -> str:
    """One sentence for the entries of one act; what they set off is said before what they are.
    That the guide was opened again says itself. A time that was named is read back, and so is one
    at which the act is said to have happened. ``log``: what a withdrawal names.
    ``whose``: the incident, where that is to be said."""
    for entry in entries:
        if isinstance(entry.event, ev.Escalated):
            return _climbed(incident, entries, entry.event.role, lang, log)
        if isinstance(entry.event, ev.NobodyReachable):
            return _nobody(incident, lang)
    moved = _moved(incident, entries, lang, log)
    if moved:
        return moved
    news = (e for e in entries if not isinstance(e.event, ev.Joined | ev.ClockJumped | ev.Resumed))
    closing = [entry for entry in entries if isinstance(entry.event, ev.Closed)]
    first = closing[0] if closing else next(news, None)
    if first is None:
        return ""
    from kit.ground.terminal.typed import shown
    from kit.incidents.incident.show.entries import entry_text
    from kit.incidents.incident.show.read_back import read_back
    from kit.incidents.incident.show.withdrawn import with_words

    told = with_words(incident, log) if isinstance(first.event, ev.Undone) else incident
    what = entry_text(told, first, lang, log, alone=True).strip()
    key = "saved-of" if whose else "saved"
    said = [word(lang, f"screen.{key}", n=first.n or incident.entries, whose=whose, what=what)]
    if first.later:
        lately = now - first.at < timedelta(seconds=30)  # yet another minute
        at = clock(first.at, now) if lately else shown(first.at, now, lang)
        said.append(word(lang, "screen.saved-earlier", at=at))
    said.append(read_back(entries, now, lang))
    others = _also(told, entries, first, log)
    also = [
        f"#{e.n} {entry_text(told, e, lang, log).strip()}{_of_plan(told, e, lang)}" for e in others
    ]
    if also:
        said[0] += word(lang, "screen.saved-also", what=word(lang, "screen.saved-and").join(also))
    said[0] += stays_open(entries, first, lang) + _ended(incident, entries, first, lang)
    said.append(late_at_once(incident, entries, now, lang))
    if isinstance(first.event, ev.Called):
        left = still_to_tell(incident, first.event, lang)
        said.append(word(lang, "screen.saved-left", text=left) if left else "")
    if not first.later and _late(incident, first):
        said.append(word(lang, "screen.saved-late"))
    return " ".join(part for part in said if part)


def _late(incident: Incident, first: Entry) -> bool:
    """Whether a deadline was answered after it was due: what was done in time counts as late."""
    event = first.event
    timer = incident.timers.get(event.timer) if isinstance(event, ev.TimerAnswered) else None
    return timer is not None and timer.answered is not None and timer.answered > timer.due_now


def _ended(incident: Incident, entries: Sequence[Entry], first: Entry, lang: str) -> str:
    """Timers that ran, and by the act run no more, though it answered none of them: from now on
    nothing rings, and who meant another answer has no other sign of it: all of them."""
    left = isinstance(first.event, ev.StepSkipped | ev.StepNotApplicable)
    ends = left or isinstance(first.event, ANSWERS)
    begun = {e.event.timer for e in entries if isinstance(e.event, ev.TimerStarted)}
    about = getattr(first.event, "timer", "") or getattr(first.event, "asked", "")
    titles = []
    for entry in entries:
        event = entry.event
        if isinstance(event, ev.TimerCancelled):
            off = ends
        else:
            off = isinstance(event, ev.TimerStopped) and (ends or _unasked(incident, event))
        key = getattr(event, "timer", "") if off else ""
        timer = incident.timers.get(key) if key != about and key not in begun else None
        if timer is not None:
            titles.append(cut(timer_title(incident, timer, lang), WIDE))
    names = word(lang, "screen.timers-between").join(dict.fromkeys(titles))
    return word(lang, "screen.saved-ended", timers=names) if titles else ""


def _counted(incident: Incident, step: str) -> bool:
    """Whether a figure was its answer, which says nothing of what the deadline of it asks."""
    view = incident.view(step)
    return view is not None and view.step.answer == "number"


def _also(
    incident: Incident, entries: Sequence[Entry], first: Entry, log: Sequence[Entry]
) -> list[Entry]:
    """What was recorded, or taken back, along with ``first`` and is not what was answered: steps
    that count as done by it, and deadlines that nobody asked about."""
    act: Sequence[Entry] = entries
    if isinstance(first.event, ev.Undone):
        gone = set(first.event.ids)
        act = [entry for entry in log if entry.id in gone]
        first = next((entry for entry in act if entry.id == first.event.entry), first)
    lead = first.event
    asked = lead.asked if isinstance(lead, ev.Called) else ""
    asked = lead.timer if isinstance(lead, ev.TimerAnswered) else asked
    step = ""  # of which it was the answer
    if isinstance(lead, ev.StepDone) or (isinstance(lead, ev.Called) and not lead.found):
        step = "" if asked else lead.step
    out = []
    for entry in act:
        event = entry.event
        if entry.id == first.id:
            continue
        done = isinstance(event, ev.StepDone | ev.StepReopened) and event.step != step
        other = done or isinstance(event, ev.StepAnew)
        if isinstance(event, ev.TimerAnswered) and event.timer != asked:
            same = step and incident.timer_step(event.timer) == step
            other = not same or _counted(incident, step)
        if other:
            out.append(entry)
    return out


def _unasked(incident: Incident, stopped: ev.TimerStopped) -> bool:
    """Whether what began it holds no more; where its list names that as its end, that is meant."""
    rule = incident.rule(stopped.timer)
    meant = rule is not None and any(stop.on == stopped.cause for stop in rule.stops)
    return stopped.cause in NO_LONGER and not meant


def _of_plan(incident: Incident, entry: Entry, lang: str) -> str:
    """Of which plan a step or a deadline is, where there are several: one call may serve two."""
    event = entry.event
    prefix = None
    if isinstance(event, ev.StepDone):
        prefix = StepKey(event.step).plan
    elif isinstance(event, ev.TimerAnswered) and TimerKey(event.timer).sort in ("rule", "hand"):
        prefix = TimerKey(event.timer).plan
    plan = incident.plan(prefix) if prefix is not None and len(incident.plans) > 1 else None
    if plan is None:
        return ""
    return word(lang, "screen.saved-plan", plan=plan.checklist.title.get(lang))


def _nobody(incident: Incident, lang: str) -> str:
    """Nobody is left to be called: after how many minutes once more, and whose figure that is."""
    from kit.plans.sites.show import whose

    site = incident.profile
    figure = site.minutes.get(NOBODY) if site is not None else None
    owner = whose(figure.owner if figure else "ours", figure.cites if figure else [], lang)
    return word(lang, "screen.nobody-now", n=f"{nobody_minutes(site):g}", whose=owner)


def _moved(
    incident: Incident, entries: list[Entry], lang: str, log: Sequence[Entry]
) -> str:
    """A call that reached only who stands in; one in vain that moved the ladder of a step which no
    timer leads."""
    for entry in entries:
        call = entry.event
        if isinstance(call, ev.Called) and call.result == "reached" and not call.heard:
            post = incident.role_title(call.role).get(lang)
            who = clean(f"{call.person} {call.number}", 90)
            return word(lang, "screen.standin-only", who=who, post=post)
        if not isinstance(call, ev.Called) or call.result == "reached" or not call.step:
            continue
        view = incident.view(call.step)
        if view is None or view.role in EMERGENCY:
            continue
        stands = ladder(incident, view)
        if stands.nobody:
            return _nobody(incident, lang)
        if stands.now != call.role and call.role in rungs(incident, view):
            return _climbed(incident, entries, stands.now, lang, log)
    return ""


def _climbed(
    incident: Incident, entries: list[Entry], role: str, lang: str, log: Sequence[Entry]
) -> str:
    """Who is called next, and why: whose phone it was stands in front, as the ladder may have
    stood at somebody else."""
    from kit.incidents.incident.show.entries import entry_text

    made = next((entry for entry in entries if isinstance(entry.event, ev.Called)), None)
    off = made is not None and getattr(made.event, "result", "") == "phone-off"
    key = "climbed-off" if off else "climbed"
    said = word(lang, f"screen.{key}", who=incident.person(role, lang))
    if made is None:
        return said
    what = entry_text(incident, made, lang, log).strip()
    recorded = word(lang, "screen.saved", n=made.n or incident.entries, what=what)
    return word(lang, "screen.saved-then", first=recorded, then=said)


def clock_was_set(event: ev.ClockJumped, lang: str) -> str:
    """By how much, and what that means for the timers."""
    key = "clock-on" if event.seconds > 0 else "clock-back"
    if event.restart:
        key = "clock-restart" if event.seconds < 0 else "clock-restart-on"
    return word(lang, f"screen.{key}", t=span(abs(event.seconds), lang))
