"""A shift's times by a clock that was off by more than a week, put right once it was set."""

from __future__ import annotations

from msgspec.structs import replace

from kit.ground.base.astray import Astray
from kit.shifts.shift.rules.state import Shift


def put_right(shift: Shift, moved: Astray) -> None:
    """An end that was planned is a time that somebody named."""
    if shift.since is not None:
        shift.began = min(shift.began or shift.since, shift.since, moved(shift.since))
        shift.since = moved(shift.since)
    shift.leaders, shift.notes = moved.each(shift.leaders), moved.each(shift.notes)
    shift.figures, shift.refusals = moved.each(shift.figures), moved.each(shift.refusals)
    shift.crew = dict(zip(shift.crew, moved.each(shift.crew.values(), "since"), strict=True))
    shift.counts = dict(zip(shift.counts, moved.each(shift.counts.values()), strict=True))
    shift.outlooks = dict(zip(shift.outlooks, moved.each(shift.outlooks.values()), strict=True))
    shift.asked = shift.asked and moved(shift.asked)
    shift.nobody = shift.nobody and moved(shift.nobody)
    if shift.handing is not None:
        begun, refused = shift.handing.begun, shift.handing.refused
        refused = refused and moved(refused)
        shift.handing = replace(shift.handing, begun=moved(begun), refused=refused)
