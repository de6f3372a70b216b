"""Which step was announced to come next, and whether it is that which stands there now: an answer
may put another one in front, and the Enter of who does not look was meant for the one announced."""

from __future__ import annotations

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.views import StepView

# Acts by which somebody goes elsewhere himself, or says what changes the course.
GONE_TO = ("steps", "back", "plan", "fold", "due", "timers", "raise", "lower", "down", "undo")


class Foreseen:
    """``here``: the step that stood last; ``next``: what was announced behind it; ``other``: a step
    that stands there unannounced, until it was dealt with; ``by``: the act pressed last."""

    def __init__(self) -> None:
        self.here = self.next = self.other = self.by = ""

    def stands(self, incident: Incident, view: StepView | None) -> bool:
        """Whether this one, which stands there now, was not announced."""
        key = "" if view is None else view.key
        if key != self.here:
            told = not self.here or key == self.next or self.by in GONE_TO
            self.other = "" if told else key
            self.here, self.by = key, ""
        self.next = _behind(incident, key)
        return bool(key) and self.other == key


def _behind(incident: Incident, key: str) -> str:
    """The first that is open behind it."""
    views = incident.views()
    at = next((i for i, view in enumerate(views) if view.key == key), -1)
    later = (v.key for v in views[at + 1 :] if v.state.status in ("open", "doing"))
    return next(later, "")
