"""The kinds of event that a drill's journal is made of: what was given to the player and seen of
them, never what they did. That stands in the incidents' own logs."""

from typing import Annotated, ClassVar, Literal

from kit.ground.base.private import PLAIN, Free, Name, Plain
from kit.ground.journal.entry import Event, Kinds
from kit.ground.journal.kinds import ClockJumped, Joined
from kit.readiness.drills.rules.script import Scenario
from kit.readiness.drills.rules.table import Rating

FORMAT = 1

Form = Literal["table-top", "live"]
Ending = Literal["finished", "called-off", "real"]


class Begun(Event, frozen=True, omit_defaults=True):
    """``observer``: who gives injects by hand and watches; "" where the screen gives them;
    ``lists``: lists of the site's own, each with the one that the scenario names instead."""

    kind: ClassVar[str] = "drill-begun"
    format: int
    scenario: Annotated[Scenario, PLAIN]
    kit: Plain = ""
    form: Form = "table-top"
    announced: bool = True
    observer: Name = ""
    by_hand: bool = False
    speed: float = 1.0
    lists: dict[Plain, Plain] = {}


class Tied(Event, frozen=True, omit_defaults=True):
    """An incident of this drill; its log is its own."""

    kind: ClassVar[str] = "incident-tied"
    ref: Plain
    type: Plain = ""


class Given(Event, frozen=True, omit_defaults=True):
    """An inject reached the player. ``by_hand``: somebody gave it, not the screen."""

    kind: ClassVar[str] = "inject-given"
    inject: Plain
    by_hand: bool = False


class Failed(Event, frozen=True, omit_defaults=True):
    """It could not be given: what is expected after it counts nothing."""

    kind: ClassVar[str] = "inject-failed"
    inject: Plain
    reason: Free = ""


class Restored(Event, frozen=True, omit_defaults=True):
    """That it could not be given was a slip: it is as it was before."""

    kind: ClassVar[str] = "inject-restored"
    inject: Plain
    reason: Free = ""


class Seen(Event, frozen=True, omit_defaults=True):
    """What the observer saw of an expectation. ``told``: he said when he saw it, which is the
    entry's time; else that is when he said so."""

    kind: ClassVar[str] = "expectation-seen"
    expect: Plain
    met: bool
    note: Free = ""
    told: bool = False


class Remarked(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "remark"
    text: Free


class Overruled(Event, frozen=True, omit_defaults=True):
    """Points that somebody gave instead of those by rule."""

    kind: ClassVar[str] = "points-set"
    expect: Plain
    points: int
    reason: Free


class Rated(Event, frozen=True, omit_defaults=True):
    """The rating of an item of the evaluation, given by somebody."""

    kind: ClassVar[str] = "item-rated"
    item: Plain
    rating: Rating
    reason: Free


class Filled(Event, frozen=True, omit_defaults=True):
    """A line of the record."""

    kind: ClassVar[str] = "line-filled"
    line: Plain
    text: Free


class TookPart(Event, frozen=True, omit_defaults=True):
    """Somebody who took part, at which post; ``said``: how they did, in whoever's words."""

    kind: ClassVar[str] = "took-part"
    name: Name
    post: Free = ""
    said: Free = ""


class Counted(Event, frozen=True, omit_defaults=True):
    """What the observer counted for a fixed test (dropped calls)."""

    kind: ClassVar[str] = "counted"
    test: Plain
    count: int


class Problem(Event, frozen=True, omit_defaults=True):
    """A problem found, and why; ``good``: what went well instead. ``expect``: by which it shows;
    ``action``: its improvement action."""

    kind: ClassVar[str] = "problem-found"
    text: Free
    cause: Free = ""
    good: bool = False
    expect: Plain = ""
    action: Plain = ""


class Ended(Event, frozen=True, omit_defaults=True):
    """``real``: the incident that is none of the drill, for which it was called off."""

    kind: ClassVar[str] = "drill-ended"
    why: Ending
    real: Plain = ""
    note: Free = ""


class Completed(Event, frozen=True, omit_defaults=True):
    """The record is complete, with this score, and closed."""

    kind: ClassVar[str] = "record-complete"
    points: int = 0
    of: int = 0


class Reopened(Event, frozen=True, omit_defaults=True):
    """A complete record may be changed again."""

    kind: ClassVar[str] = "record-reopened"
    reason: Free


KINDS = Kinds(
    (
        Begun, Joined, ClockJumped, Tied, Given, Failed, Restored, Seen, Remarked, Overruled, Rated,
        Filled, TookPart, Counted, Problem, Ended, Completed, Reopened,
    )
)  # fmt: skip
