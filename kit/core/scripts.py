"""Words to say to staff, customers, leaders and the media: what a script file says, and which fit.

One TOML file in ``data/scripts`` per incident type (its name is the type's id), and
``general.toml`` for every type. Blanks beside those of a checklist: ``{restore}``, ``{next}``,
``{place}``, ``{effect}``, ``{since}``, ``{what}``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from kit.core.checklist import Id, PhaseId, Text
from kit.core.incident import Incident

GENERAL = "general"
BLANKS = ("restore", "next", "place", "effect", "since", "what")
Audience = Literal["staff", "customers", "leaders", "media"]


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Words for one audience. ``phases``: when they fit (always, when none is named)."""

    id: Id
    to: Audience
    title: Text
    text: Text
    phases: list[PhaseId] = []
    cites: list[str] = []


class Scripts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    format: Literal[1]
    scripts: list[Script]

    def citations(self) -> Iterable[tuple[str, str]]:
        """Every cited clause with the script that cites it."""
        return ((clause, script.id) for script in self.scripts for clause in script.cites)


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
    view = incident.current()
    now = phase or (view.phase if view else "close")
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
        if (not to or script.to == to) and (not script.phases or now in script.phases)
    ]
