"""Whether an incident goes on or is over: by this go the words to say and the red lines."""

from __future__ import annotations

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.views import StepView

OVER = ("recover", "close")
LEFT_OUT = ("not-applicable", "skipped")


def stands(incident: Incident, view: StepView | None) -> str:
    """The phase that words and red lines go by, ``view`` being the step to do now. Who has nothing
    left but to wait for the end stands at the first step of the recovery while it goes on still:
    nobody hears that it is over before each list's first step of it is done, whatever was done of
    the others; what is done once more after it was restored makes nobody hear that it is not."""
    now = view.phase if view else "close"
    if now in OVER:
        return now if view is None or _over(incident) else "continue"
    return "recover" if "restored" in milestones(incident) and _over(incident) else now


def _over(incident: Incident) -> bool:
    """Whether the first step of the recovery is done in every list that has one to do."""
    first: dict[str, str] = {}
    for v in incident.views():
        if v.phase in OVER and not v.folded and v.state.status not in LEFT_OUT:
            first.setdefault(v.plan, v.state.status)
    return all(status == "done" for status in first.values())
