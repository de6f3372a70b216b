"""What an act wrote by itself, named with it in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from kit.ground.base.words import word
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev


def stays_open(entries: Sequence[Entry], first: Entry, lang: str) -> str:
    """That the step of the act is open again at once, by which entry; "" where it is not."""
    step = getattr(first.event, "step", "")
    again = (e for e in entries if isinstance(e.event, ev.StepReopened) and e.id != first.id)
    found = next((e for e in again if step and getattr(e.event, "step", "") == step), None)
    return word(lang, "screen.saved-again", n=found.n) if found is not None else ""
