"""The drill scenarios: ``data/drills``, and the user's own ``drills`` folder over it."""

from __future__ import annotations

from kit.ground.base.refusal import Exit, Refused
from kit.plans.checklists.files.content import Content, read_toml
from kit.readiness.drills.rules import Scenario


def scenario(content: Content, id_: str) -> Scenario:
    """Raises ``Refused`` when there is none of that name, or when it cannot be read."""
    files = content.files("drills")
    if id_ not in files:
        raise Refused("scenario-unknown", Exit.NOT_FOUND, scenario=id_, names=list(files))
    found: Scenario = read_toml(files[id_], Scenario)
    return found
