"""Customers whom the manual sheet took down during an incident, as its summary and its form list
those of its log."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.people.registers.rules.state import Doc
from kit.people.registers.talk.tied import CALLBACK, all_callers
from kit.review.summary.rules.summary import Attempted, Owed


def taken(ctx: Context, ref: str) -> list[Owed]:
    return [_owed(doc) for doc in all_callers(ctx, ref)]


def _owed(doc: Doc) -> Owed:
    return Owed(
        doc.id,
        doc.get("name"),
        doc.get("phone"),
        doc.get("matter"),
        doc.at,
        doc.end,
        doc.due,
        doc.ended,
        [Attempted(one.at, one.result, one.note) for one in doc.tries],
        CALLBACK,
    )
