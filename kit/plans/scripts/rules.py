"""Words to say to staff, customers, leaders and the media: what a script file says.

One TOML file in ``data/scripts`` per incident type (its name is the type's id), and
``general.toml`` for every type. Blanks beside those of a checklist: ``{restore}``, ``{next}``,
``{place}``, ``{effect}``, ``{since}``, ``{what}``, ``{backup}``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from kit.ground.base.text import Id, Text
from kit.plans.checklists.rules.format import PHASE_ORDER, Condition, PhaseId, Saying

GENERAL = "general"
ALLOWED = {"phases": PHASE_ORDER}  # what may stand where a fixed word is wanted, by the key
BLANKS = ("restore", "next", "place", "effect", "since", "what", "backup")


Audience = Literal["staff", "customers", "leaders", "media"]


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Words for one audience. ``phases``: when they fit (always, when none is named), and not where
    all of ``unless`` holds. ``says``: the first that holds is said instead of ``text``."""

    id: Id
    to: Audience
    title: Text
    text: Text
    phases: list[PhaseId] = []
    unless: list[Condition] = []
    says: list[Saying] = []
    cites: list[str] = []


class Scripts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    format: Literal[1]
    scripts: list[Script]

    def citations(self) -> Iterable[tuple[str, str]]:
        """Every cited clause with the script that cites it."""
        return ((clause, script.id) for script in self.scripts for clause in script.cites)
