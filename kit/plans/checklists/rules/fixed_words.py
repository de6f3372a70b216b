"""Where a checklist file may say only one of a few words, and which: for who mistypes one."""

from __future__ import annotations

from typing import get_args

from kit.plans.checklists.rules.format import DANGER_ORDER, PHASE_ORDER, AnswerKind, Milestone

# By the key; ids are fixed words for phases only.
ALLOWED: dict[str, tuple[str, ...]] = {
    "danger": DANGER_ORDER,
    "answer": get_args(AnswerKind),
    "milestone": get_args(Milestone),
    "each": ("told", "callbacks"),
    "on": ("opened", "step", "answer", "level", "failed"),
    "kind": ("tell", "check", "countdown"),
    "id": PHASE_ORDER,
    "phases": PHASE_ORDER,
}
