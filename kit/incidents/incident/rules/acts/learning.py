"""What is learnt from an incident: its cause, red lines in the list, what people say of it."""

from __future__ import annotations

from kit.ground.base.clean import clean, pieces
from kit.ground.base.person import person
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.draft import Draft, find_step, kept
from kit.incidents.incident.rules.learnt import FAULTS

LONGEST = 2000  # characters of one answer


def set_cause(draft: Draft, key: str, called: Text, repeat_of: str = "", text: str = "") -> None:
    """At closing or later. ``called``: what the list calls it; ``repeat_of``: the earlier incident
    that had it. Raises ``Refused`` for the incident itself."""
    if repeat_of and repeat_of == draft.incident.ref:
        raise Refused("repeat-itself", Exit.USAGE, ref=repeat_of)
    draft.add(ev.CauseSet(key, called, repeat_of, kept(draft, text, 500)))


def redline(draft: Draft, step: str, fault: str, text: str = "") -> None:
    """Mark a step whatever its state is; nothing is ticked by that."""
    view = find_step(draft.incident, step)
    found = next((each for each in FAULTS if each == fault), None)
    if found is None:
        raise Refused("value-choice", Exit.USAGE, text=clean(fault, 40), names=list(FAULTS))
    draft.add(ev.Redlined(view.key, found, kept(draft, text, 500)))


def review(draft: Draft, question: str, text: str, who: str = "") -> None:
    """One answer of one person. While the incident is open what happens is noted, not reviewed."""
    if draft.incident.closed is None:
        raise Refused("review-open", ref=draft.incident.ref)
    if not clean(text):
        raise Refused("empty", Exit.USAGE)
    for part in pieces(text, LONGEST):
        draft.add(ev.Reviewed(question, part, person(clean(who, 60))))
