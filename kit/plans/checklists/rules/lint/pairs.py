"""Rules of the linter: who was told that something is wrong hears that it is well again."""

from __future__ import annotations

from collections.abc import Iterator

from kit.plans.checklists.rules.format import Checklist, Step
from kit.plans.checklists.rules.lint.found import Finding, finding


def pairs(c: Checklist) -> Iterator[Finding]:
    """A post that is coming already is told what an answer brings up (somebody is missing). Where
    another answer to the same question calls the deadline off (found), they are told that, too."""
    for timer in c.timers:
        call = c.step(timer.step or "")
        if call is None or call.call is None or timer.start.on != "answer":
            continue
        question = timer.start.step
        if not any(_brought(step, call, question) for _, step in c.steps()):
            continue
        over = {
            value
            for stop in timer.stops
            if stop.on == "answer" and stop.step == question
            for value in stop.is_
        }
        if over and not any(_says(step, call, question, over) for _, step in c.steps()):
            values = "、".join(sorted(over))
            yield finding(
                "found-again",
                f"steps.{call.id}",
                f"告知了坏消息；{question} 变成 {values} 后，没有再告诉 {call.call}",
                f"tells {call.call} that it is wrong, but nobody tells them once {question} is"
                f" {' or '.join(sorted(over))}",
                f"加一步打给 {call.call}：when = [{{step = \"{question}\", is = [...]}},"
                f" {{step = \"{call.id}\"}}]",
                f"add a call to {call.call} with when = [{{step = \"{question}\", is = [...]}},"
                f" {{step = \"{call.id}\"}}]",
            )


def _brought(step: Step, told: Step, question: str | None) -> bool:
    """Is this the call that brought them in, whatever was answered to this question?"""
    asked = {cond.step for cond in step.when}
    return step.id != told.id and step.call == told.call and question not in asked


def _says(step: Step, told: Step, question: str | None, over: set[str]) -> bool:
    """Is this the call that says it is over?"""
    return (
        step.id != told.id
        and step.call == told.call
        and any(cond.step == question and over & set(cond.is_) for cond in step.when)
    )
