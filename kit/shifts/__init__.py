"""Shifts: the leader's log, its hand-over, how many are enough."""

from kit.ground.base.words import seldom, tables

tables(
    refused=(
        f"{__name__}.shift.words.refused",
        f"{__name__}.handover.words.refused",
        f"{__name__}.staffing.words:REFUSED",
    ),
    warnings=f"{__name__}.shift.words.refused:WARNINGS",
    help=(f"{__name__}.shift.words.help", f"{__name__}.handover.words.help"),
    handover=f"{__name__}.handover.words.sheet",
    staffing=f"{__name__}.staffing.words",
    shift=(f"{__name__}.shift.words.labels", f"{__name__}.shift.words.asking"),
    shifted=(  # the entries' sentences stand with their kinds
        f"{__name__}.shift.rules.kinds.course",
        f"{__name__}.shift.rules.kinds.floor",
        f"{__name__}.shift.rules.kinds.handing",
    ),
)
seldom(screen=f"{__name__}.staffing.words:SCREEN")
