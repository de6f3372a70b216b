"""What of an open incident is down now and what is back, since when, and how its own matter stands
(the fire is out): a note that it is gone again reads as if it still held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.clean import clean
from kit.ground.documents.page import Line
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.outages import Course, courses
from kit.incidents.incident.show.texts import step_text as named_step
from kit.incidents.incident.show.texts import value_text
from kit.shifts.handover.rules.matters import matters
from kit.shifts.handover.rules.sheet import Held, as_it_read

if TYPE_CHECKING:
    from kit.shifts.handover.show.page import Writer


def course_lines(writer: Writer, held: Held) -> list[Line]:
    """One for each list, of several each by its title; then what was answered of how it stands."""
    if as_it_read(writer.sheet.shift, held.incident):
        return []
    incident = held.incident
    many = len(incident.plans) > 1
    out = [_line(writer, each, many) for each in courses(incident)]
    texts = [answer_text(writer, incident, key) for key in matters(incident)]
    return out + ([Line(writer.say("matter", what=texts), indent=2)] if texts else [])


def answer_text(writer: Writer, incident: Incident, key: str) -> str:
    """A question with the answer that it has, and since when."""
    state = incident.step_state(key)
    at = writer.clock(state.at) if state.at is not None else ""
    value = value_text(incident, key, state.value, writer.lang)
    step = named_step(incident, key, writer.lang)
    return writer.say("people-answer", step=step, value=value, at=at)


def _line(writer: Writer, course: Course, many: bool) -> Line:
    say, at, last = writer.say, writer.clock, course.outages[-1]
    before = [
        say("down-before", down=at(each.down), back=at(each.back))
        for each in (course.outages if last.back else course.outages[:-1])
        if each.back is not None
    ]
    if last.back is not None:
        text = say("is-back", at=at(last.back), before=before)
    else:
        text = say("is-down-again" if before else "is-down", at=at(last.down), before=before)
    title = clean(course.plan.checklist.title.get(writer.lang), 80)
    text = say("course-of", title=title, text=text) if many else text
    return Line(text, loud=last.back is None, indent=2)
