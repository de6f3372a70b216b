"""Whose figure a timer's minutes are, and whose a step is: the plan's, the site's, or our own."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from kit.ground.base.blanks import found
from kit.plans.checklists.rules.at_site import allows, counts
from kit.plans.checklists.rules.format import Checklist, Step, TimerRule
from kit.ground.base.kept import kept
from kit.plans.sites.rules import FigureOwner, Minutes, Profile

UNFOLDED = ("immediate", "recover")  # what cannot wait, and the way back for all who were told


def figure_of(rule: TimerRule, site: Profile | None) -> Minutes | None:
    """The figure of the site that the timer counts by; ``None`` where its own list fixes one."""
    return site.minutes.get(rule.minutes_of) if site is not None and rule.minutes_of else None


def owner_of(rule: TimerRule, site: Profile | None) -> FigureOwner:
    """A figure that a site has set is its own, whatever stood there before; one that a plan gives
    for something else is ours where the list says that no plan asks for this."""
    figure = figure_of(rule, site)
    if figure is None:
        return "ours" if rule.ours else "plan"
    if figure.owner == "plan" and rule.ours:
        return "ours"
    return figure.owner


def given_by(rule: TimerRule, site: Profile | None) -> list[str]:
    """The clauses that give the plan's figure; none for any other."""
    if rule.minutes_from is not None or owner_of(rule, site) != "plan":
        return []
    figure = figure_of(rule, site)
    return rule.cites if figure is None else figure.cites


class Whose(msgspec.Struct, frozen=True):
    """Of the steps of a list at a site: those of its ``own`` plans, and those ``folded`` behind
    them."""

    own: frozenset[str]
    folded: frozenset[str]


NO_IDS: frozenset[str] = frozenset()
NOBODYS = Whose(NO_IDS, NO_IDS)


def whose(checklist: Checklist, site: Profile | None) -> Whose:
    """Of a list that is carried out at a site which has plans."""
    if site is None or not site.plans or checklist.kind == "preparation":
        return NOBODYS
    return _kept(checklist, site)


def _whose(checklist: Checklist, site: Profile) -> Whose:
    steps = [step for _, step in checklist.steps()]
    cited = _cited(checklist, site)
    own = {id_ for id_, clauses in cited.items() if _of(site, clauses)}
    if not own:
        return NOBODYS
    told = {clause for clauses in cited.values() for clause in clauses} - set(site.common)
    known_here = _of(site, told)
    if site.steps in (None, "all") or not known_here:  # the plan says nothing of this type itself
        return Whose(frozenset(own), frozenset())
    last = steps[-1].id
    known = {step.id: step for step in steps}
    wanted = own | {step.id for step in steps if _always(step) or step.id == last}
    for phase in checklist.phases:
        if phase.id in UNFOLDED:
            wanted |= {step.id for step in phase.steps}
    if site.steps == "own+ours":
        wanted |= {step.id for step in steps if not cited[step.id]}
    for timer in checklist.timers:  # what rings must be seen, whoever set its minutes
        if timer.step and counts(site, timer):
            wanted.add(timer.step)
            if timer.start.step:
                wanted.add(timer.start.step)
    todo = list(wanted)
    while todo:
        more = _needs(known[todo.pop()]) & known.keys() - wanted
        wanted |= more
        todo += more
    return Whose(frozenset(own), frozenset(known.keys() - wanted))


_kept = kept(_whose)


def own_clauses(step: Step, site: Profile | None) -> list[str]:
    """The clauses of the site's own plans that a step cites itself."""
    plans = site.plans if site is not None else []
    return [clause for clause in step.cites if clause.partition("-")[0] in plans]


def _cited(checklist: Checklist, site: Profile) -> dict[str, set[str]]:
    """By step, the clauses that it or its timer cites."""
    found = {step.id: set(step.cites) for _, step in checklist.steps()}
    for timer in checklist.timers:
        if timer.step in found and timer.cites and allows(site, timer.when):
            found[timer.step].update(timer.cites)
    return found


def _of(site: Profile, clauses: Iterable[str]) -> bool:
    """Whether one is of the site's own plans."""
    return any(clause.partition("-")[0] in site.plans for clause in clauses)


def _always(step: Step) -> bool:
    """What must not be missed, whoever asks for it, and what the course of things hangs on."""
    marked = step.critical or step.sets_level or step.own
    return marked or step.milestone is not None or step.each is not None


def _needs(step: Step) -> set[str]:
    """Steps whose answers it depends on or repeats, and those that find out what it asks."""
    texts = [step.do, step.detail, step.say, step.caution, step.keep]
    both = " ".join(text.zh + text.en for text in texts if text is not None)
    asked = {part.step for cond in step.when for part in cond.parts() if part.step is not None}
    blanks = {blank[2] for blank in found(both, plain=False) if blank[1] == "answer"}
    return asked | blanks | {*step.needs}
