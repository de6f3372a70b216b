"""The texts of a checklist, and the blanks in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.ground.base.text import Text
from kit.plans.checklists.rules.format import Checklist

PLACEHOLDER = re.compile(r"\{([a-z]+):([a-z0-9-]+)\}")


def texts(checklist: Checklist) -> Iterator[tuple[str, Text]]:
    """Every text a user can see, with its path."""
    yield "title", checklist.title
    yield "summary", checklist.summary
    for phase in checklist.phases:
        if phase.title:
            yield f"phases.{phase.id}.title", phase.title
    for _, step in checklist.steps():
        where = f"steps.{step.id}"
        yield f"{where}.do", step.do
        for name in ("detail", "unit", "say", "caution", "keep"):
            text = getattr(step, name)
            if text is not None:
                yield f"{where}.{name}", text
        for name, says in (("says", step.says), ("details", step.details), ("does", step.does)):
            for saying in says:
                yield f"{where}.{name}", saying.text()
        for choice in step.choices:
            yield f"{where}.choices.{choice.id}", Text(choice.zh, choice.en)
    for timer in checklist.timers:
        where = f"timers.{timer.id}"
        yield f"{where}.title", timer.title
        for name in ("ask", "say"):
            text = getattr(timer, name)
            if text is not None:
                yield f"{where}.{name}", text
        yield from ((f"{where}.says", saying.text()) for saying in timer.says)
    for rule in checklist.prohibitions:
        yield "prohibitions", rule.text
    if checklist.levels:
        for grade in checklist.levels.grades:
            yield f"levels.{grade.id}.title", grade.title
            yield f"levels.{grade.id}.criteria", grade.criteria
            if grade.adds:
                yield f"levels.{grade.id}.adds", grade.adds
    if checklist.form:
        yield "form.title", checklist.form.title
        for item in checklist.form.fields:
            yield "form.fields", item.label
