"""What of a checklist ever comes up at a kind of site."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from kit.ground.base.kept import kept
from kit.ground.base.text import Text
from kit.plans.checklists.rules.format import (
    Checklist,
    Choice,
    Condition,
    Grade,
    Levels,
    Phase,
    Step,
    TimerRule,
    Trigger,
)
from kit.plans.sites.rules import Profile, SiteLevels, SiteStep


EMERGENCY = ("fire-brigade", "police", "ambulance")


def allows(site: Profile, conditions: Sequence[Condition]) -> bool:
    """Can they hold at this site at all? Posts and kinds of site are settled here; answers and
    levels are not."""
    return all(
        (cond.role is None or cond.role in site.roles)
        and (cond.no_role is None or cond.no_role not in site.roles)
        and (not cond.profile or not set(cond.profile).isdisjoint(site.kinds()))
        and set(cond.no_profile).isdisjoint(site.kinds())
        and (not cond.any_ or any(allows(site, [inner]) for inner in cond.any_))
        for cond in conditions
    )


def counts(site: Profile, timer: TimerRule) -> bool:
    """Does the deadline ever run here? A statutory one only where the site has set it."""
    figure = site.minutes.get(timer.minutes_of) if timer.minutes_of else None
    told = not timer.tell or timer.tell[0] in site.roles
    return allows(site, timer.when) and told and not (figure is not None and figure.off)


def at_once(site: Profile, step: Step) -> bool:
    """Does this site's plan ask for the step at once?"""
    return bool(step.first) and not set(step.first).isdisjoint(site.kinds())


def _for_site(checklist: Checklist, site: Profile) -> Checklist:
    """The list in the words of the site and the order of its plan: what that asks for at once
    stands at the front of the reports, behind the immediate actions and the calls for help."""
    return in_order(done_here(worded(checklist, site), site), site)


for_site = kept(_for_site)


def in_order(checklist: Checklist, site: Profile) -> Checklist:
    """The list with the steps and red lines of the site, in the order of its plan and in the words
    that it has."""
    checklist = graded(checklist, site)
    if any(not allows(site, rule.when) for rule in checklist.prohibitions):
        rules = [rule for rule in checklist.prohibitions if allows(site, rule.when)]
        checklist = replace(checklist, prohibitions=rules)
    early = [step for _, step in checklist.steps() if at_once(site, step)]
    if not early:
        return checklist
    front = next(phase.id for phase in checklist.phases if phase.id != "immediate")
    phases = []
    for phase in checklist.phases:
        steps = [step for step in phase.steps if step not in early]
        if phase.id == front:
            behind = 0
            while behind < len(steps) and calls_help(steps[behind]):
                behind += 1
            steps[behind:behind] = early
        if steps:
            phases.append(replace(phase, steps=steps))
    return replace(checklist, phases=phases)


def worded(checklist: Checklist, site: Profile) -> Checklist:
    """The list in the site's own words; a type has one title everywhere."""
    if not site.words:
        return checklist
    raw = site.worded(msgspec.json.encode(checklist).decode("utf-8"))
    said = msgspec.json.decode(raw.encode("utf-8"), type=Checklist)
    kept = {"title": checklist.title, "summary": checklist.summary, "find": checklist.find}
    return replace(said, **kept)


def done_here(checklist: Checklist, site: Profile) -> Checklist:
    """What each step asks for at this site, where another post does or decides it, and the words
    that go with it there: paper has no answers by which others would be chosen."""
    if not any(step.does or step.says for _, step in checklist.steps()):
        return checklist
    phases = [replace(p, steps=[_done_here(s, site) for s in p.steps]) for p in checklist.phases]
    return replace(checklist, phases=phases)


def _done_here(step: Step, site: Profile) -> Step:
    done = next((saying.text() for saying in step.does if allows(site, saying.when)), step.do)
    said = next((saying.text() for saying in step.says if _settled(site, saying.when)), step.say)
    if done is step.do and said is step.say and not step.does:
        return step
    return replace(step, do=done, does=[], say=said)


def _settled(site: Profile, conditions: Sequence[Condition]) -> bool:
    """Do they hold here, and by nothing but the site?"""
    asks = any(part.step or part.level for cond in conditions for part in cond.parts())
    return bool(conditions) and not asks and allows(site, conditions)


MOST_STEPS = 9  # of a phase


def graded(checklist: Checklist, site: Profile) -> Checklist:
    """The list with the levels of a site that grades whatever happens, where it has none itself:
    what endangers people begins at the gravest. The level is asked for when the facts are known;
    a list that has no room for the step is graded by its key alone."""
    levels = site.levels
    if checklist.levels and site.decides:
        return replace(checklist, levels=replace(checklist.levels, decides=site.decides))
    if levels is None or checklist.levels or checklist.kind != "incident":
        return checklist
    if checklist.danger == "admin" or checklist.id in levels.ungraded:
        return checklist
    grades = [Grade(g.id, g.title, g.criteria, g.adds) for g in levels.grades]
    start = grades[-1 if checklist.danger == "life" else 0].id
    made = replace(checklist, levels=Levels(levels.decides, grades, start))
    asked = _with(checklist.phases, _asks_level(levels), ("report", "respond"), site)
    if asked is None:
        return made
    phases = asked
    for step in levels.steps:
        if checklist.step(step.id) is None:
            order = ("respond", "continue", "report", "recover")
            phases = _with(phases, _of_level(step), order, site) or phases
    return replace(made, phases=phases, timers=[*checklist.timers, _level_by(levels)])


def _with(phases: list[Phase], step: Step, order: Sequence[str], site: Profile) -> list[Phase] | None:
    """The phases with the step at the end of the first of ``order`` that has room for it."""
    for name in order:
        for at, phase in enumerate(phases):
            if phase.id == name and sum(meets(site, s) for s in phase.steps) < MOST_STEPS:
                return [*phases[:at], replace(phase, steps=[*phase.steps, step]), *phases[at + 1 :]]
    return None


def _of_level(step: SiteStep) -> Step:
    return Step(
        step.id,
        step.do,
        answer=step.answer,
        call=step.call,
        detail=step.detail,
        say=step.say,
        when=[Condition(level=step.level)],
        cites=step.cites,
    )


def _asks_level(levels: SiteLevels) -> Step:
    """The gravest is named first, as people look for it."""
    choices = [
        Choice(g.id, f"{g.title.zh}：{g.criteria.zh}", f"{g.title.en}: {g.criteria.en}")
        for g in reversed(levels.grades)
    ]
    return Step(
        "set-level",
        levels.ask,
        answer="choice",
        detail=levels.detail,
        choices=choices,
        sets_level=True,
    )


def _level_by(levels: SiteLevels) -> TimerRule:
    return TimerRule(
        "level-set",
        levels.title,
        Trigger("opened"),
        "check",
        minutes_of=levels.within,
        step="set-level",
        ask=levels.late,
        ours=True,
    )


def calls_help(step: Step) -> bool:
    """A call to who rescues, which nothing comes before."""
    return step.call in EMERGENCY


def detail(site: Profile, step: Step) -> Text | None:
    """What is to be known for the step at this site, before anything is answered."""
    for saying in step.details:
        parts = [part for cond in saying.when for part in cond.parts()]
        if allows(site, saying.when) and not any(part.step or part.level for part in parts):
            return saying.text()
    return step.detail


def meets(site: Profile, step: Step) -> bool:
    """Does the step ever come up here? One that calls a post which is not there does not."""
    return allows(site, step.when) and (step.call is None or step.call in site.roles)
