"""Filled forms in words: pages, or data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Column, Page, Row, Section, Table, cells, lines
from kit.ground.documents.spans import minutes
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.outages import courses
from kit.incidents.incident.show.standing_json import plan_named
from kit.incidents.incident.show.texts import (
    caller,
    clock,
    fill,
    grade,
    local,
    signed_right,
    step_text,
    stood_in,
    value_text,
)
from kit.review.archive.show.kept import kept_line
from kit.review.forms import rules as f
from kit.review.summary.rules.summarise import Owed, StepLine
from kit.review.summary.show.facts import handed_on, outage_line
from kit.review.summary.show.promised import moved

Took = Sequence[tuple[datetime, str]]


def pages(
    incident: Incident, forms: list[f.FilledForm], lang: str, took: Took = ()
) -> list[Page]:
    """A page per form: labels, and what the log says of each. ``took``: who took over by a signed
    hand-over, and when."""
    return [_page(incident, form, lang, took) for form in forms]


def _page(incident: Incident, form: f.FilledForm, lang: str, took: Took) -> Page:
    rows = []
    for field in form.fields:
        cell = _cell(incident, form, field, lang)
        if field.source == "leader" and took:
            said = [cell.text, *handed_on(incident, took, lang)]
            cell = Cell(word(lang, "summary.semicolon").join(said))
        rows.append(Row(cells([_label(incident, form, field, lang), cell])))
    rows += [Row(cells([name, "\n".join(said)])) for name, said in _kept(form, lang)]
    table = Table([Column(), Column()], rows, form=True)
    below = word(lang, "summary.form-of", ref=form.ref)
    sections = [Section("form", table=table)]
    if incident.signed_right:
        sections.append(Section("signed", lines=lines(signed_right(incident, lang))))
    return Page(_title(form, lang), below, sections=sections)


def _kept(form: f.FilledForm, lang: str) -> Iterator[tuple[str, list[str]]]:
    """The deadlines: the plan's, the site's, the kit's own, what people promised, each apart."""
    for owner in ("plan", "site", "ours", "people"):
        said = [
            kept_line(name, row, lang)
            for name, row in form.kept.items()
            if owner == (name.rpartition("-")[2] if "-" in name else "people")
        ]
        if said:
            yield word(lang, f"summary.form-{owner}"), said


def _cell(incident: Incident, form: f.FilledForm, field: f.Filled, lang: str) -> Cell:
    """A time keeps its value; where the log says nothing, why, and a blank to be filled in."""
    said = _lines(incident, form, field, lang)
    if not said:
        said = [word(lang, f"summary.blank-{field.empty or 'not-recorded'}")]
    at = field.value.at if isinstance(field.value, f.When) else None
    return Cell("\n".join(said), "time" if at else "text", at)


def as_json(incident: Incident, forms: list[f.FilledForm], lang: str) -> dict[str, Any]:
    """The values with stable keys; ``lines`` holds each as people read it (empty: unknown)."""
    made = []
    for form in forms:
        one: dict[str, Any] = msgspec.to_builtins(form)
        one["title"] = clean(form.title.get(lang))
        one["plan"] = plan_named(incident, form.plan)
        for data, field in zip(one["fields"], form.fields, strict=True):
            data["label"] = _label(incident, form, field, lang)
            data["lines"] = _lines(incident, form, field, lang)
            data["filled"] = _filled(incident, data.pop("value"), field, lang)
        made.append(one)
    return {"ref": incident.ref, "drill": incident.is_drill, "forms": made}


def _filled(
    incident: Incident, data: dict[str, Any] | None, field: f.Filled, lang: str
) -> dict[str, Any] | None:
    """The value as the summary's JSON has it."""
    if data is None:
        return None
    if isinstance(field.value, f.Words):
        data["text"] = clean(field.value.text.get(lang))
    for step in data.get("steps", []):
        step["do"] = step_text(incident, step["step"], lang)
    for change in data.get("level_changes", []):
        change["plan"] = plan_named(incident, change["plan"])
    return data


def _title(form: f.FilledForm, lang: str) -> str:
    mark = word(lang, "screen.drill-mark") + " " if form.drill else ""
    return mark + clean(form.title.get(lang))


def _label(incident: Incident, form: f.FilledForm, field: f.Filled, lang: str) -> str:
    return clean(fill(field.label, incident, lang, prefix=form.plan))


def _lines(incident: Incident, form: f.FilledForm, field: f.Filled, lang: str) -> list[str]:
    said = _value(incident, form, field, lang)
    return [*said, *_outages(incident, form, field, lang)] if said else []


def _outages(
    incident: Incident, form: f.FilledForm, field: f.Filled, lang: str
) -> list[str]:
    """At the time when it was back, where it went down again: each outage by itself."""
    plan = incident.plan(form.plan)
    step = plan.checklist.step(field.source.partition(":")[2]) if plan is not None else None
    back = field.source if step is None else step.milestone
    if back != "restored":
        return []
    each = next((c.outages for c in courses(incident) if c.plan.prefix == form.plan), [])
    if len(each) < 2:
        return []
    return [outage_line(incident, one, one.back, lang) for one in each if one.back is not None]


def _value(incident: Incident, form: f.FilledForm, field: f.Filled, lang: str) -> list[str]:
    match field.value:
        case None:
            return []
        case f.Answer(step=step, value=value, who=who, role=role):
            reached = caller(incident, role, who, lang)
            return [value_text(incident, step, value, lang) if value else reached]
        case f.When() as when:
            return [_when(incident, when, lang)]
        case f.Words(text=words):
            return [clean(words.get(lang))]
        case f.Calls(calls=calls):
            return [
                f"{clock(incident, c.at)} ({_after(c.after, lang)})  "
                f"{caller(incident, c.role, c.who, lang)} {clean(c.number, 60)}".rstrip()
                + stood_in(c.standin, c.deputy, lang)
                for c in calls
            ]
        case f.Notes(notes=notes):
            return [_note(incident, one, lang) for one in notes]
        case f.Owing(callbacks=owed):
            return [_owed(incident, one, lang) for one in owed]
        case f.Measures(steps=steps):
            return [_measure(incident, one, lang) for one in steps]
        case f.Levels(levels=levels):
            return [
                f"{clock(incident, one.at)}  {grade(incident, one.level, lang, form.plan)}"
                for one in levels
            ]


def _note(incident: Incident, note: f.Note, lang: str) -> str:
    text = f"{clock(incident, note.at)}  {clean(note.text)}"
    if note.corrected is None:
        return text
    return text + word(lang, "summary.note-corrected", at=clock(incident, note.corrected))


def _after(seconds: int, lang: str) -> str:
    """So long after the opening, or before it."""
    text = minutes(abs(seconds), lang)
    return text if seconds >= 0 else word(lang, "summary.before", after=text)


def _when(incident: Incident, when: f.When, lang: str) -> str:
    """The time; of a call also who was reached, by post."""
    at = f"{local(incident, when.at):%Y-%m-%d %H:%M:%S}"
    key = "summary.form-time" if when.after >= 0 else "summary.form-time-before"
    text = word(lang, key, at=at, after=minutes(abs(when.after), lang))
    who = caller(incident, when.role, when.who, lang)
    return word(lang, "summary.form-who", text=text, who=who) if who else text


def _owed(incident: Incident, one: Owed, lang: str) -> str:
    state = word(lang, f"summary.settled-{one.settled or 'open'}")
    parts = [clean(one.name), clean(one.phone) if one.phone != one.name else "", clean(one.matter)]
    text = f"{state}  " + " ".join(part for part in parts if part)
    return word(lang, "summary.semicolon").join([text, *moved(incident, one, lang)])


def _measure(incident: Incident, line: StepLine, lang: str) -> str:
    text = step_text(incident, line.key, lang)
    value = value_text(incident, line.key, line.value, lang)
    at = clock(incident, line.at) + "  " if line.at else ""
    return f"{at}{text}: {value}" if value else f"{at}{text}"
