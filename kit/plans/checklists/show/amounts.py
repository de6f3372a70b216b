"""When a timer comes back and how early it rings, each with whose figure it is."""

from __future__ import annotations

from collections.abc import Iterator

from kit.ground.base.words import word
from kit.plans.checklists.rules.amounts import (
    before_figure,
    before_minutes,
    retry_figure,
    retry_minutes,
)
from kit.plans.checklists.rules.format import TimerRule
from kit.plans.sites.rules import Minutes, Profile
from kit.plans.sites.show import amount, whose


def comes_back(rule: TimerRule, site: Profile, lang: str) -> Iterator[str]:
    """``not reached: again after 1 min (our own figure)``; before it how long ahead it rings."""
    shown = [("before", before_figure(rule, site), before_minutes(rule, site))]
    if rule.tell or rule.ask:
        key = "again-tell" if rule.kind == "tell" else "again-ask"
        shown.append((key, retry_figure(rule, site), retry_minutes(rule, site)))
    for key, figure, fixed in shown:
        if fixed:
            owner, cites = (figure.owner, figure.cites) if figure else ("site", [])
            n = amount(Minutes(fixed), site, lang)
            yield word(lang, f"checklists.{key}", n=n, whose=whose(owner, cites, lang))
