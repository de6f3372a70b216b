"""What a phase is called: the checklist's own title for it, else the usual one."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident


def phase_name(incident: Incident, phase: str, lang: str, prefix: str = "") -> str:
    """``prefix``: the plan's whose step is meant (``fire/``)."""
    for plan in incident.plans:
        if plan.prefix == prefix:
            found = next((p for p in plan.checklist.phases if p.id == phase), None)
            if found is not None and found.title is not None:
                return clean(found.title.get(lang), 40)
    return word(lang, f"screen.phase-{phase}")
