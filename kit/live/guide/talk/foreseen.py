"""Which step was announced to come next, and whether it is that which stands there now: an answer
may put another one in front, and the Enter of who does not look was meant for the one announced."""

from __future__ import annotations

from kit.incidents.incident.rules.at_hand import announced
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.views import StepView
from kit.live.guide.show.parts import to_do

# Acts by which somebody goes elsewhere himself, or says what changes the course.
GONE_TO = ("steps", "back", "plan", "fold", "due", "timers", "raise", "lower", "down", "undo")
CHOSEN = ("steps", "back", "plan", "undo", "redo", "other")  # by which he chose the step himself


class Foreseen:
    """``here``: the step that stood last; ``next``: what was announced behind it; ``other``: a step
    that stands there unannounced, until something was recorded at it, ``new`` when it is asked for
    the first time; ``by``: the act pressed last. ``crossed``: a step of another list than that
    which stood before, announced or not, until something was recorded at it.
    Where a low window had no room for what comes next it is asked all the same: nobody saw it."""

    def __init__(self) -> None:
        self.here = self.next = self.other = self.by = self.list = self.crossed = ""
        self.new = False

    def stands(self, incident: Incident, view: StepView | None, unfolded: bool) -> bool:
        """Whether this one, which stands there now, is another one than was announced."""
        key = "" if view is None else view.key
        self.new = key != self.here
        if self.new:
            told = not self.here or key == self.next or self.by in GONE_TO
            self.other = "" if told else key
            self._crosses(view)
            self.here, self.by = key, ""
        self.next = _behind(incident, key, unfolded)
        return bool(key) and self.other == key

    def _crosses(self, view: StepView | None) -> None:
        """Whether it belongs to another list than the step before, to which nobody went himself."""
        if view is None:
            self.crossed = ""
            return
        led = not self.here or self.by in CHOSEN or view.plan == self.list
        self.crossed, self.list = "" if led else view.key, view.plan

    def acted(self) -> None:
        """Something was recorded at it: whoever did that saw it."""
        self.other = self.crossed = ""


def _behind(incident: Incident, key: str, unfolded: bool) -> str:
    """The first that is open behind it, of those that are shown."""
    views = to_do(incident.views(), unfolded)
    here = next((view for view in views if view.key == key), None)
    if here is None:
        return next((v.key for v in views if v.state.status in ("open", "doing")), "")
    return next((v.key for v in announced(incident, here, views, 1)), "")
