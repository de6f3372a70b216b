"""What is known of the UPS, offered at the step of a list that asks for its minutes: from the
register, and where ``upsc`` answers what it says now. Nothing is answered by that.
"""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.text import Text
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.incidents.incident.files.prepared import Offer
from kit.plans.checklists.rules.format import Checklist
from kit.readiness.supplies.files.kept import weakest
from kit.readiness.supplies.files.upsc import readings
from kit.readiness.supplies.rules.nut import Reading
from kit.readiness.supplies.show.pages import read_line

SOURCE = ("power-outage-prep", "ups")  # the step of the preparation that says it for all of them


def offers(ctx: Context, checklist: Checklist) -> list[Offer]:
    """For each step that takes the preparation's minutes; nothing for another list, whose opening
    pays nothing."""
    steps = [
        step.id
        for _, step in checklist.steps()
        if any((each.list, each.step) == SOURCE for each in step.prepared)
    ]
    if not steps:
        return []
    said: list[tuple[str, Text, datetime]] = []
    known = weakest(ctx)
    if known is not None:
        doc, one, at = known
        name = clean(doc.get("thing"), 60)
        key = "offer-tested" if one.measured == one.offered else "offer-estimated"
        said.append(("ups", _both(key, name=name, n=one.offered or 0), at))
    said += [("upsc", _read(each), each.at) for each in readings(ctx) or []]
    return [(step, *each) for step in steps for each in said]


def _both(key: str, **fill: object) -> Text:
    return Text(*(word(lang, f"supplies.{key}", **fill) for lang in ("zh", "en")))


def _read(one: Reading) -> Text:
    return Text(read_line(one, "zh"), read_line(one, "en"))
