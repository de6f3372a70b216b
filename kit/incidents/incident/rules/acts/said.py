"""What is known for the first report, and words said to staff, customers, leaders, the media."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.draft import Draft, kept, live

AUDIENCES = ("staff", "customers", "leaders", "media")
FACTS = ("place", "effect", "control", "outlook", "restore", "other")


def fact(draft: Draft, name: str, text: str = "", time: datetime | None = None) -> None:
    """Also after closing: a report is corrected when more is known. ``restore`` is a time."""
    if name not in FACTS:
        raise Refused("value-choice", Exit.USAGE, text=clean(name, 40), names=list(FACTS))
    text = kept(draft, text, 500)
    if not text and time is None:
        raise Refused("empty", Exit.USAGE)
    draft.add(ev.FactSet(name, text, time))


def announce(
    draft: Draft, to: str, text: str = "", script: str = "", next: datetime | None = None
) -> None:
    """These words were said. ``next`` is the promised time of the next update."""
    live(draft)
    if to not in AUDIENCES:
        raise Refused("value-choice", Exit.USAGE, text=clean(to, 40), names=list(AUDIENCES))
    if next is not None and next <= draft.at:
        raise Refused("time-passed", Exit.USAGE, text=f"{next:%H:%M}")
    draft.add(ev.Announced(to, kept(draft, text, 500), script, next))
    draft.settle()
