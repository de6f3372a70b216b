"""Whose figure a timer's minutes are: the plan's, the site's, or our own."""

from __future__ import annotations

from kit.plans.checklists.rules.format import TimerRule
from kit.plans.sites.rules import FigureOwner, Minutes, Profile


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
