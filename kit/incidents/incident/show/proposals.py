"""Red lines by list and step, as lines and as plain objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.ground.base.cells import wrap
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.incidents.incident.rules.proposals import Marked, Proposal


def lines(found: Iterable[Proposal], lang: str, cells: int) -> list[str]:
    """A heading for each step with how often it was marked, and below it what people said."""
    out = []
    for one in found:
        text = clean(one.zh if lang == "zh" else one.en, 200)
        counts = [
            word(lang, f"learning.count-{fault}", n=one.count(fault))
            for fault in ("wrong", "missing", "unclear")
            if one.count(fault)
        ]
        head = "  ".join(part for part in (f"{one.checklist}/{one.step}", text, *counts) if part)
        out += wrap(clean(head, 400), cells)
        for mark in one.marks:
            out += [f"  {line}" for line in wrap(_mark(mark, lang), max(20, cells - 2))]
    return out


def _mark(mark: Marked, lang: str) -> str:
    drill = word(lang, "learning.drill") if mark.drill else ""
    fault = word(lang, f"learning.fault-{mark.fault}")
    said = [clean(mark.ref, 40), f"{mark.at:%Y-%m-%d}", clean(mark.by, 60), fault, clean(mark.text)]
    return drill + "  ".join(part for part in said if part)


def proposal_json(one: Proposal, lang: str) -> dict[str, Any]:
    return {
        "type": one.checklist,
        "step": one.step,
        "text": clean(one.zh if lang == "zh" else one.en, 200),
        "marks": [
            {
                "ref": mark.ref,
                "drill": mark.drill,
                "at": mark.at.isoformat(),
                "by": mark.by,
                "fault": mark.fault,
                "note": mark.text,
            }
            for mark in one.marks
        ],
    }
