"""An open incident on the sheet: how it stands, what of it concerns people, what is due, what to do
if …, and the latest notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import cut
from kit.ground.base.clean import clean
from kit.ground.base.named import writer as signed
from kit.ground.base.words import word
from kit.ground.documents.page import Line
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules.events import Noted
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.entries import entry_text
from kit.incidents.incident.show.phases import level_title
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.texts import step_text as named_step
from kit.incidents.incident.show.texts import value_text
from kit.shifts.handover.rules.people import Asked, Rescue
from kit.shifts.handover.rules.sheet import Held, as_it_read
from kit.shifts.handover.show.course import answer_text, course_lines
from kit.shifts.handover.show.recorded import what_of
from kit.shifts.shift.rules.reading import Reading
from kit.shifts.shift.rules.state import Outlook

if TYPE_CHECKING:
    from kit.shifts.handover.show.page import Writer

DUE = 60  # cells of a deadline that is named once more here


def held_lines(writer: Writer, held: Held) -> list[Line]:
    rest = [*due_lines(writer, held), *_ahead(writer, held), *_notes(writer, held)]
    return [*leading(writer, held), *rest]


def leading(writer: Writer, held: Held) -> list[Line]:
    """Which it is and how it stands, what is down or back, and what of it concerns people: of that
    nothing is ever left out, however short the sheet is. How they are stands in front, the last
    answer first: a page of a low window may end behind it."""
    course, people = course_lines(writer, held), people_lines(writer, held)
    if as_it_read(writer.sheet.shift, held.incident):
        return [_head(writer, held), *course, *people]
    there = len(people) - len(held.people.told)  # help that was called, and what was answered
    return [_head(writer, held), *people[:there], *course, *people[there:]]


def _head(writer: Writer, held: Held) -> Line:
    outlook, say = held.outlook, writer.say
    state = Reading(writer.now, writer.lang).state(outlook.state) if outlook else ""
    title = writer.title(held.incident)
    head = say("held", state=state or say("unjudged"), ref=held.ref, title=title)
    if outlook is not None and held.old:
        who = signed(outlook.by, writer.lang)
        head += say("judged-before", at=writer.clock(outlook.at), who=who)
    if held.incident.opened is not None:
        head += f"  {say('since', at=writer.clock(held.incident.opened))}"
    if held.incident.level_plan() is not None:
        head += f"  {level_title(held.incident, writer.lang)}"
    if held.critical:
        head += f"  {say('critical')}"
    if held.led:
        head += f"  {say('led', laptop=held.led)}"
    loud = held.old or outlook is None or outlook.state == "worse" or held.critical
    return Line(head, loud=loud)


# ---- people ----------------------------------------------------------------------------------


def people_lines(writer: Writer, held: Held) -> list[Line]:
    """Help that was called or not reached, what was answered of who is hurt or missing, and every
    entry whose words speak of that, whole."""
    found, incident = held.people, held.incident
    out = []
    if found.rescue:
        texts = [rescue_text(writer, incident, one) for one in found.rescue]
        loud = not all(one.reached for one in found.rescue)
        out.append(Line(writer.say("rescue", what=texts), loud, indent=2))
    if found.asked:
        texts = [_asked(writer, incident, one) for one in _newest_first(writer, held)]
        out.append(Line(writer.say("people-asked", what=texts), loud=True, indent=2))
    for entry in found.told:
        at, who = writer.clock(entry.at), signed(incident.one_name(entry.by), writer.lang)
        text = told_text(incident, entry, writer.lang)
        out.append(Line(writer.say("people-told", at=at, who=who, text=text), loud=True, indent=2))
    return out


def _newest_first(writer: Writer, held: Held) -> list[Asked]:
    """Those that were answered, the last answer in front; then the others."""
    asked, incident = held.people.asked, held.incident
    if as_it_read(writer.sheet.shift, incident):
        return asked

    def newest(one: Asked) -> tuple[bool, float]:
        state = incident.steps.get(one.key)
        at = state.at if state is not None and one.how == "done" else None
        return at is None, -at.timestamp() if at is not None else 0.0

    return sorted(asked, key=newest)


def rescue_text(writer: Writer, incident: Incident, rescue: Rescue) -> str:
    """``ambulance reached 15:20 (no answer 15:18)``; that no call is recorded, where none is."""
    say, lang, at = writer.say, writer.lang, writer.clock
    who = clean(incident.role_title(rescue.role).get(lang), 60)
    if not rescue.calls:
        return say("rescue-none", who=who)
    vain = [
        say("rescue-vain", how=word(lang, f"timeline.{made.call.result}"), at=at(made.at))
        for made in rescue.calls
        if made.call.result != "reached"
    ]
    if not rescue.reached:
        return say("rescue-not", who=who, vain=vain)
    last = [made.at for made in rescue.calls if made.call.result == "reached"][-1]
    text = say("rescue-reached", who=who, at=at(last))
    return text + (say("rescue-before", vain=vain) if vain else "")


def _asked(writer: Writer, incident: Incident, asked: Asked) -> str:
    """A question about people with its answer; that nobody answered it, or why it was left."""
    step = named_step(incident, asked.key, writer.lang)
    state = incident.steps.get(asked.key)
    if asked.how == "open" or state is None:
        return writer.say("people-open", step=step)
    if asked.how == "done":
        return answer_text(writer, incident, asked.key)
    at = writer.clock(state.at) if state.at is not None else ""
    how = writer.say(f"people-{asked.how}")
    text = writer.say("people-left", step=step, how=how, at=at)
    reason = value_text(incident, asked.key, state.reason, writer.lang)
    return text + (writer.say("people-why", text=reason) if reason else "")


def told_text(incident: Incident, entry: Entry, lang: str) -> str:
    """A note as it was written, anything else as the log tells it."""
    if isinstance(entry.event, Noted):
        return clean(entry.event.text)
    return entry_text(incident, entry, lang)


# ---- what is due, what if, notes -------------------------------------------------------------


def due_lines(writer: Writer, held: Held, said: str = "held-due") -> list[Line]:
    """What is late and what comes next, in short: each stands under its heading; ``said``: the
    sentence for it, of a page that has no such heading."""
    dues = [due for due in writer.sheet.dues if due.ref == held.ref]
    if not dues or as_it_read(writer.sheet.shift, held.incident):
        return []
    late = [due for due in dues if due.timer.due <= writer.now]
    coming = [due for due in dues if due.timer.due > writer.now]
    parts = []
    if late:
        what = cut(what_of(writer, late[0]), DUE)
        at = writer.clock(late[0].timer.due)
        parts.append(writer.say("held-late", n=len(late), at=at, what=what))
    if coming:
        what, at = cut(what_of(writer, coming[0]), DUE), writer.clock(coming[0].timer.due)
        parts.append(writer.say("held-next", at=at, what=what))
    return [Line(writer.say(said, what=parts), loud=bool(late), indent=2)]


def _ahead(writer: Writer, held: Held) -> list[Line]:
    outlook, view = held.outlook, held.incident.current()
    step = step_text(held.incident, view, writer.lang) if view else ""
    parts = [writer.say("now", step=step)] if view else []
    if outlook is not None and outlook.next:
        parts.append(writer.say("next", text=clean(outlook.next, 500)))
    parts.append(_owner(writer, outlook))
    when, then = (outlook.when, outlook.then) if outlook is not None else ("", "")
    text, none = writer.say("no-if-then"), writer.say("unsaid")
    if outlook is not None and (when or then):
        text = if_then(writer, when or none, then or none, outlook.call)
    return [Line("  ".join(parts), indent=2), Line(text, loud=not (when and then), indent=2)]


def _notes(writer: Writer, held: Held) -> list[Line]:
    """Each with its time, as what it says may have changed since."""
    if not held.notes:
        return []
    texts = [clean(note.text, 120) for note in held.notes]
    read = as_it_read(writer.sheet.shift, held.incident)
    if not read:
        ats = [writer.clock(note.at) for note in held.notes]
        texts = [writer.say("note-at", at=a, text=t) for a, t in zip(ats, texts, strict=True)]
    key = "more" if read else "more-notes"
    more = writer.say(key, n=held.more_notes, ref=held.ref) if held.more_notes else ""
    return [Line(writer.say("notes", texts=texts, more=more).rstrip(), indent=2)]


def _owner(writer: Writer, outlook: Outlook | None) -> str:
    """Whose it is: somebody's by name, else the leader's, and of who takes over then."""
    to = clean(writer.sheet.next_leader, 60)
    named = clean(outlook.owner, 60) if outlook is not None else ""
    if writer.sheet.shift.accepted is not None or (named and named != to):
        return writer.say("owner", who=named or to)
    who = clean(writer.sheet.shift.leader, 60).removeprefix("-")
    if who and to:
        return writer.say("owner-then", who=who, to=to)
    return writer.say("owner", who=who) if who else writer.say("no-owner")


def if_then(writer: Writer, when: str, then: str, call: str) -> str:
    text = writer.say("if-then", when=clean(when, 500), then=clean(then, 500))
    return text + (writer.say("if-call", call=clean(call, 500)) if call else "")
