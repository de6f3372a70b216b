"""The hand-over as a page: ten headings, the worst on top, nothing left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from kit.ground.base.cells import clock, hour, span
from kit.ground.base.clean import clean
from kit.ground.base.named import named, short, writer
from kit.ground.base.named import writer as named_writer
from kit.ground.base.words import word
from kit.ground.documents.page import Line, Page, Section
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.forecasts import history
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.texts import label
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.due import Due as Deadline
from kit.people.registers.rules.due import deadlines
from kit.people.registers.rules.reading import title as thing_title
from kit.shifts.handover.rules.people import speaks_of_people
from kit.shifts.handover.rules.sheet import (
    HEADINGS,
    Orphan,
    Owed,
    Sheet,
    Thing,
    as_it_read,
    older,
)
from kit.shifts.handover.show.held import held_lines, if_then
from kit.shifts.handover.show.recorded import recorded, what_of
from kit.shifts.shift.rules.handing import POINTS, unaccepted_since
from kit.shifts.shift.rules.reading import Reading
from kit.shifts.shift.show.lines import disagreeing, figures_text

SHIFT_NOTES = 8


class Writer:
    """Of one sheet in one language."""

    def __init__(self, sheet: Sheet, lang: str) -> None:
        self.sheet = sheet
        self.lang = lang
        self.now = sheet.now

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"handover.{key}", **fill)

    def clock(self, at: datetime) -> str:
        """A time as it is read on the sheet; of another day by its date, of another year whole."""
        if at.date() == self.now.date():
            return hour(at)
        return clock(at, self.now) if at.year == self.now.year else f"{at:%Y-%m-%d %H:%M}"

    def page(self) -> Page:
        shift, handing = self.sheet.shift, self.sheet.shift.handing
        to = shift.accepted_by or (handing.to if handing is not None else "")
        drill = word(self.lang, "shift.drill") if shift.drill else ""
        subtitle = self.say(
            "subtitle",
            drill=drill,
            ref=shift.ref,
            leader=named(shift.leader, self.lang),
            to=clean(to, 60) or self.say("nobody-yet"),
            at=f"{self.now:%Y-%m-%d %H:%M}",
        )
        sections = [Section(name, self.say(name), "", self._lines(name)) for name in HEADINGS]
        return Page(self.say("title"), subtitle, [], [*sections, signatures(self)])

    def _lines(self, name: str) -> list[Line]:
        return [*watched(self, name), *self.told(name)] or [Line(self.say("none"))]

    def told(self, name: str) -> list[Line]:
        """What stands below a heading; nothing where there is nothing."""
        made: dict[str, list[Line]] = {
            "who": self._who(),
            "incidents": [line for held in self.sheet.incidents for line in held_lines(self, held)],
            "timers": self._timers(),
            "promises": [*map(self.owed, self.sheet.owed), *forecasts(self), *unrung(self)],
            "property": self._property(),
            "people": self._people(),
        }
        things = [self.thing(thing) for thing in self.sheet.of(name)]
        return [*made.get(name, []), *things, *(carried(self) if name == "returning" else [])]

    # ---- who and when --------------------------------------------------------------------

    def _who(self) -> list[Line]:
        shift = self.sheet.shift
        parts = [self.say("as-of", last=self.sheet.last, entries=self.sheet.entries)]
        parts.append(self.say("dates", day=f"{self.now:%Y-%m-%d}"))
        if shift.second:
            parts.append(self.say("second", who=clean(shift.second, 60)))
        if shift.planned is not None:
            parts.append(self.say("planned", at=self.clock(shift.planned)))
        if shift.handing is not None:
            parts.append(self.say("begun", at=self.clock(shift.handing.begun)))
        out = [Line("  ".join(parts))]
        since = unaccepted_since(shift, self.now)
        if since is not None and (self.now - since).total_seconds() >= 60:
            late = span((self.now - since).total_seconds(), self.lang)
            text = self.say("late", span=late, who=named(shift.leader, self.lang))
            out.append(Line(text, loud=True))
        out += [self._refusal(n) for n in range(len(shift.refusals))]
        out += [Line(text, loud=True) for text in disagreeing(shift, self.now, self.lang)]
        return [*out, *lost_lines(self.sheet.lost, self.lang), self._elements()]

    def _refusal(self, number: int) -> Line:
        one = self.sheet.shift.refusals[number]
        text = self.say("refusal", at=self.clock(one.at), who=clean(one.who, 60),
                        reason=clean(one.reason, 500))  # fmt: skip
        text += self.say("refusal-told", told=clean(one.told, 60)) if one.told else ""
        return Line(text, loud=True)

    def _elements(self) -> Line:
        found = self.sheet.elements()
        lacking = [self.say(f"element-{name}") for name, has in found.items() if not has]
        text = self.say("elements", have=len(found) - len(lacking))
        return Line(text + (self.say("lacking", names=lacking) if lacking else ""), bool(lacking))

    # ---- timers --------------------------------------------------------------------------

    def title(self, incident: Incident) -> str:
        return clean(incident.checklist.title.get(self.lang), 80)

    def _timers(self) -> list[Line]:
        """Of incidents and of registers, the first on top."""
        out = [(at, _together(self, at, things)) for at, things in self.sheet.thing_dues()]
        for due in self.sheet.dues:
            timer, late = due.timer, due.timer.due <= self.now
            what = what_of(self, due)
            said = recorded(self, due) if late else ""
            key = "due-said" if said else "due-late" if late else "due"
            text = self.say(key, at=self.clock(timer.due), said=said, what=what, ref=due.ref)
            out.append((timer.ring_at or timer.due, Line(text, timer.ringing(self.now))))
        return [line for _, line in sorted(out, key=lambda one: one[0])]

    # ---- promises and things -------------------------------------------------------------

    def owed(self, owed: Owed) -> Line:
        back = owed.back
        phone = clean(back.phone, 40) if back.phone != back.name else ""
        name, matter = clean(back.name, 60), clean(back.matter, 200)
        text = " ".join(self.say("callback", name=name, phone=phone, matter=matter).split())
        text += self._promised(back.promised)
        tries = sum(result == "no-answer" for _, result, _ in back.tries)
        text += self.say("tried", n=tries) if tries else ""
        text += self.say("not-settled") if back.unsettled else ""
        text += self.say("from-incident", ref=owed.ref)
        is_late = back.promised is not None and back.promised < self.now
        return Line((self.say("late-mark") if is_late else "") + text, is_late)

    def _promised(self, at: datetime | None) -> str:
        return self.say("promised", at=self.clock(at)) if at is not None else self.say("no-time")

    def thing(self, thing: Thing) -> Line:
        doc, name = thing.doc, thing.register.name
        text = thing_title(doc, name, self.lang)
        if name != "item":
            text = f"{word(self.lang, f'register.{name}')} {text}"
        still, when, then = doc.get("still"), doc.get("when"), doc.get("then")
        text += self.say("still", text=clean(still, 200)) if still else ""
        if when or then:
            text += f"  {if_then(self, when or '…', then or '…', doc.get('call'))}"
        elif doc.get("call"):
            text += self.say("if-call", call=clean(doc.get("call"), 200))
        due = deadlines(doc, BOOKS[name])
        text += "".join(self._due(one) for one in due)
        if name == "callback" and not due:
            unread = clean(doc.unread, 100)
            text += self.say("unread", text=unread) if unread else self.say("no-time")
        text += self.say("tried", n=len(doc.tries)) if doc.tries else ""
        text += self.say("by", who=clean(doc.owner, 60)) if doc.owner else ""
        text += self.say("from-incident", ref=clean(doc.incident, 40)) if doc.incident else ""
        is_late = bool(due) and due[0].at < self.now
        return Line((self.say("late-mark") if is_late else "") + text, is_late)

    def _due(self, due: Deadline) -> str:
        """By when what of it, the next one first."""
        key = "until" if BOOKS[due.book].until else due.why
        text = self.say(key, at=self.clock(due.at))
        if due.unentered:
            text += word(self.lang, "registered.provisional", year=due.unentered)
        return text

    def _property(self) -> list[Line]:
        out = []
        for one in self.sheet.counts:
            thing = clean(one.thing, 60)
            if one.differs and one.should is not None:
                off = f"{one.found - one.should:+d}"
                text = self.say("count-off", thing=thing, found=one.found, should=one.should,
                                off=off)  # fmt: skip
            else:
                text = self.say("count", thing=thing, found=one.found)
            if one.before is not None:
                text += self.say("count-before", n=one.before)
            text += self.say("count-note", text=clean(one.note, 200)) if one.note else ""
            if self.sheet.shift.counts.get(one.thing) is None:
                by = writer(one.by, self.lang)
                text += self.say("counted-before", at=self.clock(one.at), who=by)
            out.append(Line(text, one.differs))
        return out or [Line(self.say("uncounted"))]

    # ---- people --------------------------------------------------------------------------

    def _people(self) -> list[Line]:
        shift, reading = self.sheet.shift, Reading(self.now, self.lang)
        here = self.say("present", n=len(shift.present())) if shift.crew else ""
        out = [Line(here or self.say("no-roll-call"))]
        if shift.figures:
            out.append(Line(figures_text(shift.figures[-1], self.now, self.lang)))
        for member in self.sheet.missing:
            text = self.say(
                "missing",
                who=clean(member.name, 60),
                state=reading.state(member.state),
                reason=clean(member.reason, 200),
            )
            out.append(Line(text.strip()))
        for ref, incident in self.sheet.unasked:
            text = self.say("unasked", ref=ref, title=self.title(incident))
            out.append(Line(text, loud=True))
        return out + _orphans(self)


def _orphans(writer: Writer) -> list[Line]:
    """One line for each who goes home with something in hand."""
    held: dict[str, list[str]] = {}
    for one in writer.sheet.orphans:
        held.setdefault(one.who, []).append(orphan_text(one, writer.lang))
    return [
        Line(writer.say("orphan", who=clean(who, 60), n=len(whats), what=whats))
        for who, whats in held.items()
    ]


def forecasts(writer: Writer) -> list[Line]:
    """What others promised us in open incidents, with every answer they gave."""
    out = []
    for held in writer.sheet.incidents:
        for found in held.incident.forecasts.values():
            if found.ended is not None:
                continue
            text = writer.say(
                "forecast",
                who=label(held.incident, found.who, writer.lang),
                matter=clean(found.matter, 200),
                told=history(held.incident, found, writer.lang),
            )
            due = found.given[-1].due
            is_late = due is not None and due < writer.now
            text += writer.say("from-incident", ref=held.ref)
            out.append(Line((writer.say("late-mark") if is_late else "") + text, is_late))
    return out


def unrung(writer: Writer) -> list[Line]:
    """Notes of what somebody promised us that are recorded as no promise, by their numbers."""
    out = []
    for held in writer.sheet.incidents:
        if held.unrung and not as_it_read(writer.sheet.shift, held.incident):
            notes = [
                writer.say("unrung-note", n=e.n, at=writer.clock(e.at), text=clean(e.text, 60))
                for e in held.unrung
            ]
            out.append(Line(writer.say("unrung", ref=held.ref, notes=notes), indent=0))
    return out


def carried(writer: Writer) -> list[Line]:
    """Steps of open incidents that were handed to somebody and are not done, who has which; and
    what was noted."""
    out = []
    for held in writer.sheet.incidents:
        for view in () if older(held.incident) else held.incident.views():
            state = view.state
            if state.status == "handed":
                step = step_text(held.incident, view, writer.lang)
                text = writer.say("in-hands", who=clean(state.who, 60), step=step)
                if state.until is not None:
                    text += writer.say("until", at=writer.clock(state.until))
                out.append(Line(text + writer.say("from-incident", ref=held.ref)))
    return out + noted(writer)


def noted(writer: Writer) -> list[Line]:
    """What was noted in the shift's own log: whoever comes reads it here or never. Of the earlier
    ones those that speak of people stand there, too."""
    notes, out = writer.sheet.shift.notes, []
    last = max(0, len(notes) - SHIFT_NOTES)
    told = [n for n, each in enumerate(notes) if n >= last or speaks_of_people(each.text)]
    left = len(notes) - len(told)
    if left > 0:
        out.append(Line(writer.say("shift-notes-more", n=left)))
    for each in (notes[n] for n in told):
        at, who = writer.clock(each.at), named_writer(each.by, writer.lang)
        out.append(Line(writer.say("shift-note", at=at, who=who, text=clean(each.text, 500))))
    return out


def orphan_text(orphan: Orphan, lang: str) -> str:
    """What it is that needs an owner."""
    if orphan.what is not None:
        return short(orphan.what.doc.id)
    view = orphan.incident.view(orphan.step) if orphan.incident is not None else None
    step = ""
    if view is not None and orphan.incident is not None:
        step = step_text(orphan.incident, view, lang)
    return word(lang, "handover.orphan-step", ref=orphan.ref, step=step)


def watched(writer: Writer, name: str) -> list[Line]:
    """Incidents that were judged so stand below the heading for it, too, in short."""
    out = []
    for held in writer.sheet.incidents if name == "watch" else ():
        if held.outlook is not None and held.outlook.state != "stable":
            state = Reading(writer.now, writer.lang).state(held.outlook.state)
            title = writer.title(held.incident)
            text = writer.say("watched", state=state, ref=held.ref, title=title)
            out.append(Line(text, loud=held.outlook.state == "worse"))
    return out


def lost_lines(lost: Mapping[str, int], lang: str) -> list[Line]:
    """What cannot be read and may therefore be missing here, and what to do."""
    out = []
    for ref, lines in lost.items():
        what = word(lang, f"register.{ref}") if ref in BOOKS else ref
        out.append(Line(word(lang, "handover.lost", what=what, n=lines), loud=True))
    return out


def _together(writer: Writer, at: datetime, things: Sequence[Thing]) -> Line:
    """Things of one register that are due at one time, by id and name: the rest of each stands
    under its own heading."""
    late = at < writer.now
    whats = [
        f"{short(one.doc.id)} {clean(one.doc.get('name') or one.doc.get('what'), 30)}".strip()
        for one in things
    ]
    key, register = "dues-late" if late else "dues", things[0].register.name
    kind = word(writer.lang, f"register.{register}")
    if register == "complaint":  # by the promise below it is due another time
        kind += word(writer.lang, "handover.stage-due")
    return Line(writer.say(key, at=writer.clock(at), register=kind, what=whats), late)


def signatures(writer: Writer) -> Section:
    """What was said back, the rule of responsibility, and who signs."""
    shift, say = writer.sheet.shift, writer.say
    points = shift.handing.points if shift.handing is not None else []
    lines = [Line(say("point", n=n, text=clean(p, 500))) for n, p in enumerate(points, 1)]
    left = POINTS - len(points)
    if left > 0:
        lines.append(Line(say("to-say-back", n=left)))
    lines.append(Line(say("rule")))
    if shift.accepted is not None:
        who = clean(shift.accepted_by, 60)
        lines.append(Line(say("signed", who=who, at=writer.clock(shift.accepted))))
    else:
        lines.append(Line(say("sign-here")))
    return Section("sign", say("sign-title"), "", lines)


def page(sheet: Sheet, lang: str) -> Page:
    return Writer(sheet, lang).page()
