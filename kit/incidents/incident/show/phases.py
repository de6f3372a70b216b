"""What a phase is called (the checklist's own title, else the usual one), and the level."""

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


def level_title(incident: Incident, lang: str) -> str:
    """The level that the incident stands at; "" where its plan knows none."""
    plan = incident.level_plan()
    if plan is None or plan.checklist.levels is None:
        return ""
    grade = plan.checklist.levels.get(incident.level)
    return grade.title.get(lang) if grade else word(lang, "screen.no-level")
