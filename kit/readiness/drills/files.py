"""The drill scenarios: ``data/drills``, and the user's own ``drills`` folder over it."""

from __future__ import annotations

from kit.ground.base.refusal import Exit, Refused
from kit.plans.toml.files.library import Library
from kit.plans.toml.files.read import read_toml
from kit.readiness.drills.rules import Scenario


def scenario(home: str, id_: str) -> Scenario:
    """Raises ``Refused`` when there is none of that name, or when it cannot be read."""
    files = Library(home, "drills").files()
    if id_ not in files:
        raise Refused("scenario-unknown", Exit.NOT_FOUND, scenario=id_, names=list(files))
    return read_toml(files[id_], Scenario)
