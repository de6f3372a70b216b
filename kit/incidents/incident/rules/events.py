"""The words of the log: every kind of event, from the family that owns it.

``data/README.md`` describes the line for readers of the file; the frozen sample lines in
``tests/incidents/samples.jsonl`` must stay readable for ever.
"""

from kit.ground.journal.entry import Kinds
from kit.incidents.incident.rules.kinds import (
    Family,
    actions,
    callbacks,
    calls,
    clocks,
    course,
    days,
    forecasts,
    forgetting,
    learning,
    levels,
    notes,
    outages,
    prepared,
    speech,
    steps,
    timers,
    undoing,
)
from kit.incidents.incident.rules.kinds.actions import (
    ActionAdded,
    ActionChecked,
    ActionDone,
    ActionDropped,
    ActionGiven,
    ActionMoved,
    ActionSeen,
)
from kit.incidents.incident.rules.kinds.callbacks import CallbackAdded, CallbackMoved, CallbackTried
from kit.incidents.incident.rules.kinds.calls import Called, CallResult
from kit.incidents.incident.rules.kinds.clocks import ClockOff
from kit.incidents.incident.rules.kinds.course import (
    IN_ERROR,
    ClockJumped,
    Closed,
    Drill,
    Joined,
    Left,
    Opened,
    PlanAdded,
    RecorderSet,
    Reopened,
    Resumed,
)
from kit.incidents.incident.rules.kinds.days import DaysEntered, TimerCountedAnew
from kit.incidents.incident.rules.kinds.forecasts import ForecastEnded, ForecastGiven
from kit.incidents.incident.rules.kinds.forgetting import Forgotten
from kit.incidents.incident.rules.kinds.learning import CauseSet, Redlined, Reviewed
from kit.incidents.incident.rules.kinds.levels import LevelSet
from kit.incidents.incident.rules.kinds.notes import Amended, Noted
from kit.incidents.incident.rules.kinds.outages import DownAgain
from kit.incidents.incident.rules.kinds.prepared import Prepared
from kit.incidents.incident.rules.kinds.speech import Announced, FactSet
from kit.incidents.incident.rules.kinds.steps import (
    StepAdded,
    StepAnew,
    StepDeferred,
    StepDoing,
    StepDone,
    StepHanded,
    StepNotApplicable,
    StepReopened,
    StepSkipped,
)
from kit.incidents.incident.rules.kinds.timers import (
    Escalated,
    NobodyReachable,
    TimerAnswered,
    TimerCancelled,
    TimerFailed,
    TimerSnoozed,
    TimerStarted,
    TimerStopped,
)
from kit.incidents.incident.rules.kinds.undoing import SignerCorrected, Undone

FORMAT = 1
FAMILIES: tuple[Family, ...] = (
    course.FAMILY,
    clocks.FAMILY,
    steps.FAMILY,
    notes.FAMILY,
    calls.FAMILY,
    levels.FAMILY,
    timers.FAMILY,
    days.FAMILY,
    callbacks.FAMILY,
    actions.FAMILY,
    learning.FAMILY,
    speech.FAMILY,
    outages.FAMILY,
    forecasts.FAMILY,
    prepared.FAMILY,
    forgetting.FAMILY,
    undoing.FAMILY,
)
KINDS = Kinds(kind for family in FAMILIES for kind in family.kinds)

__all__ = [
    "FAMILIES",
    "FORMAT",
    "IN_ERROR",
    "KINDS",
    "ActionAdded",
    "ActionChecked",
    "ActionDone",
    "ActionDropped",
    "ActionGiven",
    "ActionMoved",
    "ActionSeen",
    "Amended",
    "Announced",
    "CallResult",
    "CallbackAdded",
    "CallbackMoved",
    "CallbackTried",
    "Called",
    "CauseSet",
    "ClockJumped",
    "ClockOff",
    "Closed",
    "DaysEntered",
    "DownAgain",
    "Drill",
    "Escalated",
    "FactSet",
    "ForecastEnded",
    "ForecastGiven",
    "Forgotten",
    "Joined",
    "Left",
    "LevelSet",
    "NobodyReachable",
    "Noted",
    "Opened",
    "PlanAdded",
    "Prepared",
    "RecorderSet",
    "Redlined",
    "Reopened",
    "Resumed",
    "Reviewed",
    "SignerCorrected",
    "StepAdded",
    "StepAnew",
    "StepDeferred",
    "StepDoing",
    "StepDone",
    "StepHanded",
    "StepNotApplicable",
    "StepReopened",
    "StepSkipped",
    "TimerAnswered",
    "TimerCancelled",
    "TimerCountedAnew",
    "TimerFailed",
    "TimerSnoozed",
    "TimerStarted",
    "TimerStopped",
    "Undone",
]
