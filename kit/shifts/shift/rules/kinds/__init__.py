"""The kinds of event that a shift's journal is made of, a file per family: the data of each, what
it does to the shift, and how it reads, side by side."""

from kit.ground.journal.entry import Kinds
from kit.shifts.shift.rules.kinds import course, floor, handing

FORMAT = 1
KINDS = Kinds(
    (
        course.Opened,
        course.Continued,
        course.ClockSet,
        course.Led,
        course.Replanned,
        course.Ended,
        course.Seen,
        course.SignerCorrected,
        course.Undone,
        floor.Noted,
        floor.Crew,
        floor.Figures,
        floor.FiguresWanted,
        floor.CountedThing,
        handing.HandoverBegun,
        handing.Judged,
        handing.SaidBack,
        handing.HandoverRefused,
        handing.Agreed,
        handing.NobodyCame,
        handing.Accepted,
    )
)
FIXED = (course.Opened, course.Continued, course.ClockSet)
