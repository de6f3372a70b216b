"""By how many minutes a timer comes back or rings early: the profile's figure, which it names, or one
that a site's own list, or the list in an old log, fixes.
"""

from __future__ import annotations

from kit.plans.checklists.rules.format import TimerRule
from kit.plans.sites.rules import Minutes, Profile

RETRY = "retry"  # the figure of a timer that names none
USUAL_RETRY = 2.0  # where the profile has not even that
NOBODY = "nobody-again"  # when all of a ladder were called in vain
SNOOZE = "snooze"  # what is offered where a timer is put off
USUAL = 5.0  # for these two, where the profile does not say
# What the program counts by at every site, whichever lists it meets.
EVERYWHERE = (RETRY, NOBODY, SNOOZE, "ask-again", "leader-update", "customer-update")


def retry_figure(rule: TimerRule, site: Profile | None) -> Minutes | None:
    """The figure of the site by which it comes back; ``None`` where the list fixes it or there is
    none."""
    if site is None or (rule.retry_of is None and rule.retry is not None):
        return None
    return site.minutes.get(rule.retry_of or RETRY)


def retry_minutes(rule: TimerRule | None, site: Profile | None) -> float:
    """After how many minutes it comes back when nobody was reached, or it is not so yet."""
    if rule is None:
        return USUAL_RETRY
    figure = retry_figure(rule, site)
    if figure is not None:
        return figure.value or USUAL_RETRY
    return USUAL_RETRY if rule.retry is None else rule.retry


def before_figure(rule: TimerRule, site: Profile | None) -> Minutes | None:
    """The figure of the site by which it rings ahead of its time, where it names one."""
    return site.minutes.get(rule.before_of) if site is not None and rule.before_of else None


def before_minutes(rule: TimerRule, site: Profile | None) -> float:
    """How many minutes ahead of its time it rings."""
    figure = before_figure(rule, site)
    return rule.before if figure is None else figure.value


def nobody_minutes(site: Profile | None) -> float:
    """After how many minutes it comes back when nobody of its ladder could be reached."""
    return _named(site, NOBODY)


def snooze_minutes(site: Profile | None) -> float:
    """For how many minutes a timer is put off where nobody says."""
    return _named(site, SNOOZE)


def _named(site: Profile | None, name: str) -> float:
    figure = site.minutes.get(name) if site is not None else None
    return (figure.value if figure is not None else 0) or USUAL
