"""Words to say to staff, customers, leaders and the media: what a script file says, and which fit.

One TOML file in ``data/scripts`` per incident type (its name is the type's id), and
``general.toml`` for every type. Blanks beside those of a checklist: ``{restore}``, ``{next}``,
``{place}``, ``{effect}``, ``{since}``, ``{what}``, ``{backup}``.
"""

from __future__ import annotations

import msgspec

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.stands import stands
from kit.incidents.incident.rules.views import holds
from kit.plans.scripts.rules import GENERAL, Script, Scripts


class Fit(msgspec.Struct, frozen=True):
    """A script that fits now. ``plan``: the prefix of the plan whose answers fill it."""

    script: Script
    plan: str


def fitting(
    incident: Incident, files: dict[str, Scripts], to: str = "", phase: str = ""
) -> list[Fit]:
    """Scripts for where the incident stands, the type's own first, then the general ones. A type's
    script with the id of a general one takes its place, in every phase.

    ``files``: by type id, ``general`` among them. ``phase``: another one than the current step's.
    """
    now = phase or stands(incident, incident.current())
    if incident.silent and now == "immediate":
        return []  # nobody speaks while it happens
    names = [(plan.prefix, plan.checklist.id) for plan in incident.plans]
    found = [
        (prefix, script)
        for prefix, name in names
        if name != GENERAL and name in files
        for script in files[name].scripts
    ]
    taken = {script.id for _, script in found}
    general = files[GENERAL].scripts if GENERAL in files else []
    found += [("", script) for script in general if script.id not in taken]
    return [
        Fit(script, prefix)
        for prefix, script in found
        if (not to or script.to == to)
        and (not script.phases or now in script.phases)
        and not _barred(incident, script, prefix)
    ]


def _barred(incident: Incident, script: Script, prefix: str) -> bool:
    """Whether an answer forbids these words, as nobody hangs up on a caller who threatens."""
    plan = incident.plan(prefix)
    return bool(script.unless and plan and holds(incident, plan, script.unless))

