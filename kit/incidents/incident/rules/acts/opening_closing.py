"""The course of an incident: opening, a second plan, a step of one's own, levels, closing."""

from __future__ import annotations

from collections.abc import Mapping

from kit.ground.base.clean import MAX_TEXT, clean, parted
from kit.ground.base.days import Public
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.draft import Draft, kept, live, outcomes
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.names import TimerKey, plan_prefix, split_plan
from kit.incidents.incident.rules.stretches import last_act
from kit.plans.checklists.rules.at_site import for_site
from kit.plans.checklists.rules.format import Checklist, Step
from kit.plans.sites.rules import Minutes, Profile


def open_incident(
    draft: Draft,
    ref: str,
    checklist: Checklist,
    profile: Profile,
    profile_data: dict[str, object],
    kit: str,
    drill: ev.Drill | None = None,
    title: str = "",
    days: Public | None = None,
) -> None:
    """The list is kept in the order of this site's plan. ``days``: the state's, where the list
    counts in working days."""
    checklist = for_site(checklist, profile)
    title, beside = parted(title, 200)
    draft.add(ev.Opened(ev.FORMAT, ref, checklist.id, checklist, profile_data, kit, drill, title))
    for part in beside:
        draft.add(ev.Noted(part))
    known_days(draft, days)
    if checklist.levels and checklist.levels.start:
        draft.add(ev.LevelSet(checklist.levels.start))
    draft.settle()


def known_days(draft: Draft, days: Public | None) -> None:
    """What of the state's days off is entered by now: noted where it is news, and what was counted
    through a year that was not is counted anew."""
    if days is not None and days != draft.incident.days:
        draft.add(ev.DaysEntered(days))
        draft.settle()


def prepared(draft: Draft, found: list[ev.Prepared]) -> None:
    """What the last preparation found, beside the steps that need it."""
    for each in found:
        draft.add(each)


def add_plan(
    draft: Draft,
    checklist: Checklist,
    figures: Mapping[str, Minutes] | None = None,
    found: list[ev.Prepared] | None = None,
    days: Public | None = None,
) -> None:
    """A second list at work. ``figures``: those of the site today; what it lacked at the opening
    comes with the list. ``found``: what a preparation found for its steps. ``days``: as at
    the opening."""
    incident = live(draft)
    if checklist.id in {p.checklist.id for p in incident.plans}:
        raise Refused("plan-there", type=checklist.id)
    known = incident.profile.minutes if incident.profile is not None else {}
    lacking = {name: each for name, each in (figures or {}).items() if name not in known}
    if incident.profile is not None:
        checklist = for_site(checklist, incident.profile)
    draft.add(ev.PlanAdded(checklist.id, checklist, lacking))
    known_days(draft, days)
    if checklist.levels and checklist.levels.start:
        draft.add(ev.LevelSet(checklist.levels.start, plan=plan_prefix(checklist.id)))
    prepared(draft, found or [])
    draft.settle()


def record_by(draft: Draft, name: str, laptop: str) -> None:
    """From here on ``name`` records on this laptop; an entry only where that is a change."""
    incident = live(draft)
    name = clean(name, 60)
    if not name:
        raise Refused("empty", Exit.USAGE)
    before = incident.recorders.get(laptop, "")
    if name != before:
        draft.add(ev.RecorderSet(name, laptop, before))


def add_step(draft: Draft, phase: str, text: str) -> None:
    """A step of one's own, in this incident only."""
    incident = live(draft)
    text = kept(draft, text, 200)
    if not text:
        raise Refused("empty", Exit.USAGE)
    number = 1 + incident.entries + len(draft.events)  # no other has it, taken back or not
    draft.add(ev.StepAdded(phase, Step(f"own-{number}", Text(text, text))))
    draft.settle()


def set_level(draft: Draft, level: str, reason: str = "") -> None:
    """``level``: an id, "+" or "-"; ``TYPE/LEVEL`` means that plan, else the first with levels."""
    incident = live(draft)
    prefix, level = split_plan(level)
    plan = incident.level_plan()
    if prefix:
        plan = next((p for p in incident.plans if plan_prefix(p.checklist.id) == prefix), None)
    if plan is None or plan.checklist.levels is None:
        known = next((p for p in incident.plans if not prefix or p.prefix == prefix), None)
        raise Refused("no-levels", type=known.checklist.title if known else prefix[:-1])
    levels, now = plan.checklist.levels, incident.level_of(plan.prefix, draft.at)
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
    draft.add(ev.LevelSet(level, now, kept(draft, reason, 500), plan.prefix))
    draft.settle()


def close(draft: Draft, outcome: str, text: str = "") -> None:
    """The closing entry is the last one written, so that its number and hash can be the code
    that people note on paper. What was promised to customers goes on."""
    incident = live(draft)
    if outcome not in outcomes(incident):
        names = list(outcomes(incident))
        raise Refused("value-choice", Exit.USAGE, text=outcome, names=names)
    _not_before_it_began(draft)
    _not_before_it_was_back(draft)
    _not_before_an_act(draft)
    _end(draft, outcome, text, [v.key for v in incident.open_views()])


def _not_before_it_began(draft: Draft) -> None:
    """A time that was given for the closing lies in the spell that it ends. Within the minute in
    which that began it is the beginning, as people type whole minutes; a clock of another laptop
    that is behind stops nobody from closing."""
    spells = draft.incident.spells
    if not spells or not draft.at < min(draft.now, spells[-1].start):
        return
    began = spells[-1].start
    if draft.at < began.replace(second=0, microsecond=0):
        code = "close-before-reopened" if len(spells) > 1 else "close-before-opened"
        raise Refused(code, Exit.USAGE, at=f"{draft.at:%H:%M}", began=f"{began:%m-%d %H:%M}")
    draft.at = began


def _not_before_it_was_back(draft: Draft) -> None:
    """A time that was given for the closing is none at which it still went on."""
    back = milestones(draft.incident).get("restored")
    if back is None or draft.at >= min(back.replace(second=0, microsecond=0), draft.now):
        return
    at, since = f"{draft.at:%H:%M}", f"{back.astimezone(draft.at.tzinfo):%m-%d %H:%M}"
    raise Refused("close-before-restored", Exit.USAGE, at=at, back=since)


def _not_before_an_act(draft: Draft) -> None:
    """A time that was given for the closing is none before what was done in the incident; what
    belongs to the closing itself, and customers who are called later, may lie behind it."""
    last = last_act(draft.incident)
    if last is None or draft.at >= min(last.replace(second=0, microsecond=0), draft.now):
        return
    at, acted = f"{draft.at:%H:%M}", f"{last.astimezone(draft.at.tzinfo):%m-%d %H:%M}"
    raise Refused("close-before-act", Exit.USAGE, at=at, last=acted)


def withdraw(draft: Draft, reason: str = "") -> None:
    """It should never have been opened, and nothing was done in it: it ends, and is in no figure.
    Taking this back opens it as it was."""
    live(draft)
    _end(draft, ev.IN_ERROR, reason, [])


def _end(draft: Draft, outcome: str, text: str, still: list[str]) -> None:
    for timer in draft.incident.running():
        if not TimerKey(timer.key).outlives:
            draft.add(ev.TimerStopped(timer.key, "closed"))
    draft.add(ev.Closed(outcome, kept(draft, text, MAX_TEXT), still))


def reopen(draft: Draft, reason: str = "") -> None:
    if draft.incident.closed is None:
        raise Refused("not-closed", ref=draft.incident.ref)
    if draft.incident.outcome == ev.IN_ERROR:
        raise Refused("reopen-withdrawn", ref=draft.incident.ref)
    closed = draft.incident.closed
    if draft.at < min(draft.now, closed):
        if draft.at < closed.replace(second=0, microsecond=0):
            at, ended = f"{draft.at:%H:%M}", f"{closed.astimezone(draft.at.tzinfo):%m-%d %H:%M}"
            raise Refused("reopen-before-closed", Exit.USAGE, at=at, closed=ended)
        draft.at = closed  # within its minute, as people type whole ones
    draft.add(ev.Reopened(kept(draft, reason, 500)))
    draft.settle()
