"""The hand-over as a plain object (the table of fields in ``data/README.md``)."""

from __future__ import annotations

from typing import Any

from kit.ground.journal.as_json import conflicts_json, iso
from kit.incidents.incident.show.texts import step_text
from kit.incidents.incident.show.timer_lines import timer_what
from kit.people.registers.show.as_json import doc_json
from kit.shifts.handover.rules.people import Asked
from kit.shifts.handover.rules.sheet import HEADINGS, Due, Held, Owed, Sheet
from kit.shifts.handover.show.held import told_text


def sheet_json(sheet: Sheet, lang: str) -> dict[str, Any]:
    return {
        **_passing(sheet),
        "last_entry": sheet.last,
        "entry_count": sheet.entries,
        "elements": [name for name, has in sheet.elements().items() if has],
        "incidents": [_held(held, lang) for held in sheet.incidents],
        "timers": [_due(due, lang) for due in sheet.dues],
        "callbacks": [_owed(one) for one in sheet.owed],
        "carried": [
            {**doc_json(thing.doc, thing.register.name, sheet.now), "heading": heading}
            for heading in HEADINGS
            for thing in sheet.of(heading)
        ],
        "counts": [
            {"thing": c.thing, "found": c.found, "should": c.should} for c in sheet.counts
        ],
        "missing_people": [
            {"name": m.name, "state": m.state, "reason": m.reason} for m in sheet.missing
        ],
        "lost_lines": sheet.lost_count,
        "unasked": [ref for ref, _ in sheet.unasked],
        "ownerless": [
            {
                "who": one.who,
                "id": one.what.doc.id if one.what is not None else "",
                "ref": one.ref,
                "step": one.step,
            }
            for one in sheet.orphans
        ],
    }


def _passing(sheet: Sheet) -> dict[str, Any]:
    """From whom to whom, and what came of it."""
    shift, handing = sheet.shift, sheet.shift.handing
    return {
        "ref": shift.ref,
        "leader": shift.leader,
        "second": shift.second,
        "begun": iso(handing.begun) if handing else None,
        "handed_to": handing.to if handing else "",
        "accepted_by": shift.accepted_by,
        "accepted": iso(shift.accepted),
        "nobody_came": iso(shift.nobody),
        "refusals": [
            {"at": iso(r.at), "who": r.who, "reason": r.reason, "reported_to": r.told}
            for r in shift.refusals
        ],
        "said_back": list(handing.points) if handing else [],
        "agreed_by": handing.agreed if handing else "",
        "conflicts": conflicts_json(sorted(shift.conflicts.items())),
    }


def _held(held: Held, lang: str) -> dict[str, Any]:
    out = held.outlook
    return {
        "ref": held.ref,
        "type": held.incident.checklist.id,
        "title": held.incident.checklist.title.get(lang),
        "is_critical": held.critical,
        "judged_before": held.old and out is not None,
        "outlook": out.state if out else "",
        "next_step": out.next if out else "",
        "owner": out.owner if out else "",
        "if_this": out.when if out else "",
        "then_that": out.then if out else "",
        "call_whom": out.call if out else "",
        "rescue": [
            {
                "role": one.role,
                "reached": one.reached,
                "calls": [{"at": iso(m.at), "result": m.call.result} for m in one.calls],
            }
            for one in held.people.rescue
        ],
        "people_asked": [_asked(held, one, lang) for one in held.people.asked],
        "people_told": [
            {"at": iso(e.at), "by": e.by, "text": told_text(held.incident, e, lang)}
            for e in held.people.told
        ],
        "latest_notes": [note.text for note in held.notes],
        "more_notes": held.more_notes,
    }


def _asked(held: Held, asked: Asked, lang: str) -> dict[str, Any]:
    state = held.incident.steps.get(asked.key)
    return {
        "step": asked.key,
        "text": step_text(held.incident, asked.key, lang),
        "status": asked.how,
        "at": iso(state.at) if state is not None and asked.how != "open" else None,
        "value": state.value if state is not None and asked.how == "done" else "",
        "reason": state.reason if state is not None and asked.how != "done" else "",
    }


def _due(due: Due, lang: str) -> dict[str, Any]:
    return {
        "ref": due.ref,
        "timer": due.timer.key,
        "due": iso(due.timer.due),
        "text": timer_what(due.incident, due.timer, lang),
    }


def _owed(owed: Owed) -> dict[str, Any]:
    back = owed.back
    return {
        "ref": owed.ref,
        "id": back.id,
        "name": back.name,
        "phone": back.phone,
        "matter": back.matter,
        "promised": iso(back.promised),
    }
