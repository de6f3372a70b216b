"""Registers as plain objects with stable keys (the table of fields in ``data/README.md``)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kit.ground.journal.as_json import conflicts_json, iso
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.due import due_of
from kit.people.registers.rules.items import fields_of
from kit.people.registers.rules.state import Doc


def doc_json(
    doc: Doc, name: str, now: datetime, secrets: bool = False
) -> dict[str, Any]:
    """``name``: of the register. What is withheld is left out unless ``secrets`` are asked for."""
    book = BOOKS[name]
    known = fields_of(book.item)
    due = due_of(doc, book, now)
    hidden = {n for n, field in known.items() if field.secret and not secrets}
    fields = {n: text for n, text in doc.fields.items() if n not in hidden}
    return {
        "register": name,
        "id": doc.id,
        "at": iso(doc.at),
        "by": doc.by,
        "content": fields,
        "owner": doc.owner,
        "promised": None if book.until else iso(doc.due),
        "time_unread": doc.unread,
        "due_next": iso(due.at) if due else None,
        "due_why": due.why if due else "",
        "unentered": (due.unentered or None) if due else None,
        "promise_late": None if book.until else doc.late_by,
        "is_late": bool(due and due.late(now)),
        "stage_due": iso(doc.due if book.until else doc.next),
        "tries": [{**_act(t.at, t.by, t.note), "result": t.result} for t in doc.tries],
        "moves": [
            {
                "at": iso(m.at),
                "promised_before": iso(m.before),
                "promised": iso(m.to),
                "reason": m.reason,
                "agreed_by": m.agreed,
            }
            for m in doc.moves
        ],
        "stages": [{**_act(s.at, s.by, s.note), "stage": s.stage} for s in doc.steps],
        "waits_until": iso(doc.waits),
        "conflicts": conflicts_json(sorted(doc.conflicts.items())),
        "entered": iso(doc.entered),
        "number": doc.number,
        "ended": iso(doc.ended),
        "ended_as": doc.end,
        "incident": doc.incident,
        "drill": doc.drill,
        "typed_by": doc.paper,
        "forgotten": iso(doc.forgotten),
    }


def _act(at: datetime, by: str, note: str) -> dict[str, Any]:
    return {"at": iso(at), "by": by, "note": note}
