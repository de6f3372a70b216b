"""Whether an incident goes on or is over: by this go the words to say and the red lines."""

from __future__ import annotations

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.views import StepView

OVER = ("recover", "close")


def stands(incident: Incident, view: StepView | None) -> str:
    """The phase that words and red lines go by, ``view`` being the step to do now. Who has nothing
    left but to wait for the end stands at the first step of the recovery while it goes on still:
    nobody hears that it is over before such a step is done; and what is done once more after it
    was restored makes nobody hear that it is not."""
    now = view.phase if view else "close"
    if now in OVER:
        over = any(v.phase in OVER and v.state.status == "done" for v in incident.views())
        return now if over or view is None else "continue"
    return "recover" if "restored" in milestones(incident) else now
