"""The hand-over as a plain object (the table of fields in ``data/README.md``)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kit.incidents.incident.show.timer_lines import timer_what
from kit.people.registers.show.as_json import doc_json
from kit.shifts.handover.rules.sheet import HEADINGS, Sheet


def iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None


def sheet_json(sheet: Sheet, lang: str) -> dict[str, Any]:
    shift, handing = sheet.shift, sheet.shift.handing
    return {
        "ref": shift.ref,
        "leader": shift.leader,
        "second": shift.second,
        "handover_begun": iso(handing.begun) if handing else None,
        "handover_to": handing.to if handing else "",
        "accepted_by": shift.accepted_by,
        "accepted": iso(shift.accepted),
        "nobody_came": iso(shift.nobody),
        "refusals": [
            {"at": iso(r.at), "who": r.who, "reason": r.reason, "told": r.told}
            for r in shift.refusals
        ],
        "said_back": list(handing.points) if handing else [],
        "agreed_by": handing.agreed if handing else "",
        "last_entry": sheet.last,
        "entries_count": sheet.entries,
        "elements": sheet.elements(),
        "incidents": [
            {
                "ref": held.ref,
                "type": held.incident.checklist.id,
                "title": held.incident.checklist.title.get(lang),
                "critical": held.critical,
                "judged_before": held.old and held.outlook is not None,
                "outlook": held.outlook.state if held.outlook else "",
                "next": held.outlook.next if held.outlook else "",
                "owner": held.outlook.owner if held.outlook else "",
                "if_": held.outlook.when if held.outlook else "",
                "then": held.outlook.then if held.outlook else "",
                "call": held.outlook.call if held.outlook else "",
            }
            for held in sheet.incidents
        ],
        "timers_due": [
            {
                "ref": due.ref,
                "key": due.timer.key,
                "due": iso(due.timer.due),
                "what": timer_what(due.incident, due.timer, lang),
            }
            for due in sheet.dues
        ],
        "callbacks_owed": [
            {
                "ref": one.ref,
                "id": one.back.id,
                "name": one.back.name,
                "phone": one.back.phone,
                "matter": one.back.matter,
                "promised": iso(one.back.promised),
            }
            for one in sheet.owed
        ],
        "carried": {
            heading: [
                doc_json(thing.doc, thing.register.name, sheet.now) for thing in sheet.of(heading)
            ]
            for heading in HEADINGS
            if sheet.of(heading)
        },
        "counts": [{"thing": c.thing, "found": c.found, "should": c.should} for c in sheet.counts],
        "missing_people": [
            {"name": m.name, "state": m.state, "reason": m.reason} for m in sheet.missing
        ],
        "unasked": [ref for ref, _ in sheet.unasked],
        "orphans": [
            {
                "who": one.who,
                "id": one.what.doc.id if one.what is not None else "",
                "ref": one.ref,
                "step": one.step,
            }
            for one in sheet.orphans
        ],
    }
