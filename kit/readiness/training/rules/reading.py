"""A list read through as a test: at each step what comes next is asked, out of three."""

from __future__ import annotations

import msgspec

from kit.ground.base.text import Text
from kit.plans.checklists.rules.format import Checklist, Step

CHOICES = 3


class Asked(msgspec.Struct, frozen=True):
    """One question: the ``step`` that is right, and what is offered, in the order offered.
    ``before``: the step behind which it comes; ``None`` for the first."""

    step: Step
    offered: list[Step]
    before: Step | None


def questions(checklist: Checklist, turn: int) -> list[Asked]:
    """One for each step that has others behind it. The wrong ones are steps that come later: who
    chooses one has left something out. ``turn`` decides the order of what is offered, so that the
    place of the right one is no help, and a test is the same when it is asked again."""
    steps = [step for _, step in checklist.steps()]
    out = []
    for n, step in enumerate(steps):
        later = [s for s in steps[n + 1 :] if s.do != step.do]
        if not later:
            break
        stride = max(1, len(later) // CHOICES)
        wrong = [*dict.fromkeys(s.id for s in later[stride - 1 :: stride])][: CHOICES - 1]
        offered = [step, *(s for s in later if s.id in wrong)]
        at = (turn + n * 2 + len(step.id)) % len(offered)
        offered = [*offered[1 : at + 1], offered[0], *offered[at + 1 :]]
        out.append(Asked(step, offered, steps[n - 1] if n else None))
    return out


def reason(step: Step) -> Text | None:
    """Why it stands there: what its caution or its detail says."""
    return step.caution or step.detail


def passed(right: int, asked: int) -> str:
    """``passed`` from nine of ten on, ``partly`` from two of three, else ``failed``: ours."""
    if not asked:
        return "failed"
    share = right / asked
    return "passed" if share >= 0.9 else "partly" if share >= 2 / 3 else "failed"
