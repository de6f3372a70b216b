"""Rules between a checklist and the sites that use it: roles, minutes and kinds of site exist."""

from __future__ import annotations

from collections.abc import Iterator

from kit.plans.checklists.rules.at_site import allows, in_order, meets
from kit.plans.checklists.rules.format import Checklist, Condition, Saying
from kit.plans.checklists.rules.lint.found import Finding, PLACEHOLDER, finding, texts
from kit.plans.sites.rules import Profile


def at_sites(
    c: Checklist, profiles: list[Profile], sites: list[Profile] | None = None
) -> Iterator[Finding]:
    """Findings at ``sites``; else at every one that meets the type, at all of them when none lists
    it (a user's own new type can be started anywhere)."""
    roles, minutes = wanted(c)
    sites = sites or [p for p in profiles if c.id in p.types] or profiles
    for role, path in roles.items():
        without = [p.id for p in sites if role not in p.roles and role not in p.absent]
        if without:
            yield finding(
                "role",
                path,
                f"场所 {'、'.join(without)} 没有角色 {role}",
                f"no role {role} in profile {', '.join(without)}",
                "改正拼写；或在场所文件里写这个角色，或列入 absent",
                "correct its spelling; or give the profile that role or list it under absent",
            )
    for name, path in minutes.items():
        yield from _figure(name, path, sites)
    for path, saying in _at_some_sites(c):
        shown = [p for p in sites if allows(p, saying.when)]
        for kind, name in PLACEHOLDER.findall(saying.zh + saying.en):
            if kind in ("minutes", "span"):
                yield from _figure(name, path, shown)
    yield from _not_in_minutes(c, sites)
    yield from _lengths(c, sites)
    kinds = {kind for profile in profiles for kind in profile.kinds()}
    posts = {role for profile in profiles for role in profile.roles}
    for path, cond in _conditions(c):
        for named in sorted({n for n in (cond.role, cond.no_role) if n and n not in posts}):
            yield finding(
                "role",
                path,
                f"没有场所有角色 {named}，条件分不出场所",
                f"no profile has the role {named}, so the condition tells no sites apart",
                "改正拼写；或在场所文件里写这个角色",
                "correct its spelling or give a profile that role",
            )
    told = [(path, n) for path, cond in _conditions(c) for n in (*cond.profile, *cond.no_profile)]
    told += [(f"steps.{step.id}.first", n) for _, step in c.steps() for n in step.first]
    for path, name in told:
        if name not in kinds:
            yield finding(
                "profile",
                path,
                f"没有场所 {name}，条件永远不成立",
                f"there is no profile {name}, so the condition never holds",
                "改成已有的场所：" + " ".join(sorted(kinds)),
                "name one that exists: " + " ".join(sorted(kinds)),
            )


def _figure(name: str, path: str, sites: list[Profile]) -> Iterator[Finding]:
    without = [p.id for p in sites if name not in p.minutes]
    if without:
        yield finding(
            "minutes",
            path,
            f"场所 {'、'.join(without)} 没有分钟数 {name}",
            f"no minutes {name} in profile {', '.join(without)}",
            "改正拼写，或在场所文件的 minutes 里写上",
            "correct its spelling or give it under minutes in the profile",
        )


def _not_in_minutes(c: Checklist, sites: list[Profile]) -> Iterator[Finding]:
    """A figure in working days says only when a deadline is due: no text and no other figure of a
    timer can be in anything but minutes."""
    named = [
        (f"timers.{timer.id}.{field}", name)
        for timer in c.timers
        for field, name in timer.figures()
        if field != "minutes_of"
    ]
    for path, text in texts(c):
        blanks = PLACEHOLDER.findall(text.zh + text.en)
        named += [(path, name) for kind, name in blanks if kind == "minutes"]
    for path, name in dict.fromkeys(named):
        days = [p.id for p in sites if name in p.minutes and p.minutes[name].workdays is not None]
        if days:
            yield finding(
                "minutes-only",
                path,
                f"场所 {'、'.join(days)} 的 {name} 是工作日，这里要分钟",
                f"{name} is in working days at {', '.join(days)}, and minutes are wanted here",
                "在场所文件里改成分钟数；或只用在计时的 minutes_of",
                "give it in minutes in the profile, or name it in a timer's minutes_of alone",
            )


def _at_some_sites(c: Checklist) -> Iterator[tuple[str, Saying]]:
    """Texts that only those sites show at which their conditions can hold."""
    for _, step in c.steps():
        yield from ((f"steps.{step.id}.details", saying) for saying in step.details)
        yield from ((f"steps.{step.id}.does", saying) for saying in step.does)


def _lengths(c: Checklist, sites: list[Profile]) -> Iterator[Finding]:
    """No phase is longer at any site, in the order that it has there, than people keep in mind:
    steps of other sites' own do not come up there."""
    long: dict[str, tuple[int, str]] = {}
    for site in sites:
        for phase in in_order(c, site).phases:  # its words make none longer
            steps = sum(meets(site, step) for step in phase.steps)
            long[phase.id] = max(long.get(phase.id, (0, "")), (steps, site.id))
    for phase in c.phases:
        limit = 3 if phase.id == "immediate" else 9
        most, at = long.get(phase.id, (0, ""))
        if most > limit:
            yield finding(
                "phase-length",
                f"phases.{phase.id}",
                f"在 {at} 有 {most} 个步骤，最多 {limit} 个",
                f"{most} steps at {at}, at most {limit}",
                "合并、删减，或移到别的阶段",
                "merge, cut, or move some to another phase",
            )


def wanted(c: Checklist) -> tuple[dict[str, str], dict[str, str]]:
    """Roles and minutes that the checklist needs, each with the first place that needs it. A step
    or timer that comes up only where a role is, does not need it at the other sites."""
    roles: dict[str, str] = {}
    minutes: dict[str, str] = {}
    given = _given(c)

    def want(role: str, path: str) -> None:
        if role not in given.get(".".join(path.split(".")[:2]), ()):
            roles.setdefault(role, path)

    for _, step in c.steps():
        if step.call:
            want(step.call, f"steps.{step.id}.call")
    for timer in c.timers:
        for role in timer.tell:
            want(role, f"timers.{timer.id}.tell")
        fixed = {"minutes_of": timer.minutes, "retry_of": timer.retry, "before_of": timer.before}
        for field, name in timer.figures():
            if not fixed[field]:
                minutes.setdefault(name, f"timers.{timer.id}.{field}")
    if c.levels:
        roles.setdefault(c.levels.decides, "levels.decides")
    for path, text in texts(c):
        for kind, name in PLACEHOLDER.findall(text.zh + text.en):
            if kind in ("role", "number"):
                want(name, path)
            elif kind in ("minutes", "span") and not path.endswith((".details", ".does")):
                minutes.setdefault(name, path)
    return roles, minutes


def _given(c: Checklist) -> dict[str, set[str]]:
    """Roles without which a step or timer never comes up, by its path."""
    places = [(f"steps.{step.id}", step.when) for _, step in c.steps()]
    places += [(f"timers.{timer.id}", timer.when) for timer in c.timers]
    return {path: {cond.role for cond in when if cond.role} for path, when in places}


def _conditions(c: Checklist) -> Iterator[tuple[str, Condition]]:
    for _, step in c.steps():
        for cond in step.when:
            yield from ((f"steps.{step.id}.when", part) for part in cond.parts())
        for name, sayings in (("details", step.details), ("does", step.does)):
            for cond in (each for saying in sayings for each in saying.when):
                yield from ((f"steps.{step.id}.{name}", part) for part in cond.parts())
    for rule in c.prohibitions:
        for cond in rule.when:
            yield from (("prohibitions.when", part) for part in cond.parts())
    for timer in c.timers:
        for cond in timer.when:
            yield from ((f"timers.{timer.id}.when", part) for part in cond.parts())
