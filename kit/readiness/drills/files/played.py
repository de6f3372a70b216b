"""By which list and at which site a drill is played: those that this site would really run by."""

from __future__ import annotations

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.plans.checklists.files import Checklists
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import Profile
from kit.readiness.drills.files.scenarios import around
from kit.readiness.drills.rules.fitting import fitted
from kit.readiness.drills.rules.script import Scenario
from kit.readiness.editions.files import editions


class Played(msgspec.Struct, frozen=True):
    """``scenario``: as it can be seen here; ``type``: of the list that is opened; ``lists``: lists
    of the site's own, each with the one that the scenario names instead; ``left``: the expectations
    that only an observer can judge here; ``own``, ``edition``: of the list ("" for none)."""

    scenario: Scenario
    type: str
    site: str
    lists: dict[str, str] = {}
    left: list[str] = []
    own: bool = False
    edition: str = ""


def played(ctx: Context, found: Scenario, profile: str) -> Played:
    """``profile``: the site that somebody named, "" for this home's. Raises ``Refused``."""
    lists = _lists(ctx)
    of_site = {made_from: own for own, made_from in lists.items()}  # the last approved of several
    site = profile or _site(ctx, found)
    posts = _posts(ctx, site, bool(profile))
    scenario, left = fitted(found, around(ctx.home, found, of_site, posts))
    type_ = of_site.get(found.type, found.type)
    path = ctx.of(Checklists).files().get(type_, "")
    own = bool(path) and ctx.of(Checklists).library.is_own(path)
    return Played(scenario, type_, site, lists, left, own, _edition(ctx, type_) if own else "")


def _lists(ctx: Context) -> dict[str, str]:
    """No register keeps a drill from beginning."""
    try:
        return editions.instead(ctx)
    except Refused as refused:
        ctx.err.say(f"refused.{refused.code}", **refused.fill)
        return {}


def _edition(ctx: Context, type_: str) -> str:
    try:
        found = editions.one(ctx, type_, editions.register(ctx), ())
    except Refused:
        return ""
    return found.told("edition") if found.state in ("approved", "expired") else ""


def _posts(ctx: Context, site: str, named: bool) -> frozenset[str]:
    try:
        return frozenset(ctx.of(Sites).profile(site).roles)
    except Refused:
        if named:
            raise
        # opening says so, and takes the shipped one
        return frozenset(ctx.of(Sites).shipped_profile(site).roles)


def _site(ctx: Context, found: Scenario) -> str:
    """At this home's own site, so that its posts, people and numbers are practised, where it meets
    such an incident; else at the kind of site that the scenario was written for."""
    sites = ctx.of(Sites)
    chosen = sites.chosen_profile(ctx.me.profile)
    if not found.profile:
        return chosen
    try:
        site = sites.profile(chosen)
    except Refused:
        return chosen if sites.own_file(ctx.me.profile) else found.profile
    return chosen if _meets(site, found, bool(sites.own_file(ctx.me.profile))) else found.profile


def _meets(site: Profile, found: Scenario, own: bool) -> bool:
    return found.profile in site.kinds() or (own and found.type in site.types)
