"""What of a checklist can come up at a site at all, phase by phase: its posts and its kind are settled
once, what is answered and which level holds are asked each time."""

from __future__ import annotations

import msgspec

from kit.plans.checklists.rules.at_site import allows
from kit.plans.checklists.rules.format import Checklist, Condition, Step
from kit.ground.base.kept import kept
from kit.plans.sites.rules import Profile

ENDING = ("recover", "close")  # the way back


class Course(msgspec.Struct, frozen=True):
    """``phases``: by phase the steps that may come up, in their order, each with the conditions
    that are still open. ``grading``: the steps an answer of which makes the incident graver.
    ``ending``: ids of all steps of the way back."""

    phases: dict[str, list[tuple[Step, list[Condition]]]]
    grading: list[Step]
    ending: frozenset[str]


def _course(checklist: Checklist, site: Profile | None) -> Course:
    phases: dict[str, list[tuple[Step, list[Condition]]]] = {}
    grading: list[Step] = []
    for phase, step in checklist.steps():
        if any(choice.danger for choice in step.choices):
            grading.append(step)
        if site is None or allows(site, step.when):
            open_ = [cond for cond in step.when if site is None or not settled(cond)]
            phases.setdefault(phase.id, []).append((step, open_))
    ending = frozenset(step.id for phase, step in checklist.steps() if phase.id in ENDING)
    return Course(phases, grading, ending)


course_of = kept(_course)


def settled(condition: Condition) -> bool:
    """Whether the site alone decides it."""
    return not any(part.step is not None or part.level for part in condition.parts())
