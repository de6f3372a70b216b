"""Notes that hold what somebody promised us, and by when, and were recorded as no promise: nothing
rings for them, and whoever takes over reads that there are some."""

from __future__ import annotations

from datetime import timedelta

from kit.ground.base.lean import re
from kit.incidents.incident.rules.events import Noted
from kit.incidents.incident.rules.fold import Incident
from kit.shifts.handover.rules.people import People
from kit.shifts.handover.rules.remark import Remark

SOON = timedelta(minutes=5)  # behind a note: what is recorded then is what it says
_SAID = (
    r"说|称|答应|承诺|保证|答复|回复|预计|估计"
    r"|\b(?:says?|said|promis\w+|coming|comes|expect\w*|eta|will be)\b"
)
_WHEN = (
    r"(?:\d+|[一二两三四五六七八九十几半]+)(?:多|来)?个?半?(?:分钟|分|小时|钟头)(?!.{0,2}前)|马上[到来就]"
    r"|\d{1,2}[:：]\d{2}|(?:\d{1,2}|[零一二两三四五六七八九十]+)点(?!名)"
    r"|\b(?:\d+|half an|an|a few|ten|five|twenty)[ -]?(?:m|min\w*|h|hrs?|hours?)\b(?! ago)"
    r"|\b(?:in|by|before|within) \d+\b"
)
_NO_PROMISE = r"排队|剩|客户|[?？]|\b(?:waiting|queue|left|customers?|ago|since|for)\b"


def unrung(incident: Incident, notes: list[Remark], people: People) -> list[Remark]:
    """``notes``: those that speak of nobody hurt or of help; ``people`` has the others."""
    told = [Remark(e.at, e.event.text, e.n) for e in people.told if isinstance(e.event, Noted)]
    given = [each.at for found in incident.forecasts.values() for each in found.given]
    return sorted(
        (
            note
            for note in (*notes, *told)
            if _promises(note.text) and not any(note.at <= at <= note.at + SOON for at in given)
        ),
        key=lambda note: (note.at, note.n),
    )


def _promises(text: str) -> bool:
    held = all(re.search(pattern, text, re.I) for pattern in (_SAID, _WHEN))
    return held and not re.search(_NO_PROMISE, text, re.I)
