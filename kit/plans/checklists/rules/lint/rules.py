"""Where each rule of the linter comes from. Why it is there stands in the words as ``lint.<rule>``.

``kit``: what the program needs to run the list; ``plans``: what the organisations' plans ask for.
"""

from __future__ import annotations

DW = "Degani & Wiener, NASA CR-177549 (1990)"
DOE = "DOE-STD-1029-92"
CAP = "UK CAA CAP 676"
FAA = "FAA AC 120-71B"
GAW = "Gawande, A Checklist for Checklists"
NASA = "Burian et al., NASA/TM-2005-213462"
NUREG = "NUREG-0899"
POLICE = "robbery guidance of police and banks"
KIT, PLANS = "kit", "plans"

RULES: dict[str, str] = {
    "phase-order": PLANS,
    "phase-length": f"{DW}; {GAW}",
    "immediate-plain": CAP,
    "life-first": CAP,
    "silent": POLICE,
    "critical-first": DW,
    "site-first": PLANS,
    "does": KIT,
    "one-action": DOE,
    "do-length": DOE,
    "value": f"{DW}; {FAA}",
    "caution-case": DOE,
    "caution-statement": DOE,
    "screen": CAP,
    "keep-length": CAP,
    "prohibition-length": CAP,
    "both-languages": KIT,
    "find-phrases": NUREG,
    "branch-order": NASA,
    "answer-order": NASA,
    "choices": KIT,
    "choice-labels": NASA,
    "call": KIT,
    "call-words": NASA,
    "each-callbacks": KIT,
    "told-again": PLANS,
    "found-again": PLANS,
    "claims": KIT,
    "spoken-choice": KIT,
    "improve": PLANS,
    "completion": DW,
    "milestone": KIT,
    "level": PLANS,
    "level-count": PLANS,
    "level-order": PLANS,
    "sets-level": KIT,
    "timer-minutes": KIT,
    "timer-figure": PLANS,
    "timer-source": PLANS,
    "timer-tell": FAA,
    "timer-ask": FAA,
    "timer-call": FAA,
    "timer-end": KIT,
    "timer-reach": KIT,
    "unique": KIT,
    "reference": KIT,
    "part": KIT,
    "role": KIT,
    "minutes": KIT,
    "minutes-only": KIT,
    "profile": KIT,
    "clause": KIT,
    "term": KIT,
}

# What binds a shipped list and only advises a site's own: lengths, languages, what a tick records.
ADVISED = frozenset(
    "phase-length do-length screen keep-length prohibition-length both-languages find-phrases"
    " one-action value".split()
)
