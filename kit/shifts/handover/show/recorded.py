"""What of a late deadline stands in the log: a call in vain, a call that reached somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.incidents.incident.show.texts import caller, stood_in
from kit.incidents.incident.show.timer_lines import timer_rings, timer_what

if TYPE_CHECKING:
    from kit.shifts.handover.rules.sheet import Due
    from kit.shifts.handover.show.page import Writer


def recorded(writer: Writer, due: Due) -> str:
    """What of a deadline that is late was recorded; "" for nothing, and on signed sheets of
    older kits, which read as they did."""
    incident, timer, made = due.incident, due.timer, due.call()
    if writer.sheet.shift.cut is not None and due.older:
        return ""
    if made is None:
        failed = timer.failed[-1:]
        return writer.say("said-failed", at=writer.clock(failed[0])) if failed else ""
    call, lang = made.call, writer.lang
    who = "" if call.role == timer.target() else caller(incident, call.role, call.whom, lang)
    key = "said-reached" if call.result == "reached" else "said-tried"
    how = word(lang, f"timeline.{call.result}")
    before = not due.older and due.before(made)
    if before:  # who reads that it was the post's own call takes it for one of this deadline
        who = who or caller(incident, call.role, call.whom, lang)
    text = writer.say(key, at=writer.clock(made.at), who=f"{who} " if who else "", how=how)
    text += stood_in(call.standin, call.deputy, lang)
    return writer.say("said-before", since=writer.clock(timer.base), said=text) if before else text


def what_of(writer: Writer, due: Due) -> str:
    """A deadline by its title, what it rings for, and who was handed its step; signed sheets of
    older kits read as they did."""
    rings = timer_rings(due.timer, writer.now, writer.lang)
    what = timer_what(due.incident, due.timer, writer.lang) + (f" - {rings}" if rings else "")
    who = "" if writer.sheet.shift.cut is not None and due.older else due.hands()
    return what + (writer.say("with-whom", who=clean(who, 60)) if who else "")
