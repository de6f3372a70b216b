"""What the rules of the linter share: a finding, the texts of a checklist, its placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from kit.ground.base import blanks
from kit.ground.base.text import Text
from kit.plans.checklists.rules.format import Checklist

PLACEHOLDER = re.compile(r"\{([a-z]+):([a-z0-9-]+)\}")
HAN = re.compile(r"[一-鿿]")
UNIFORM = "{site:uniform}"  # a whole sentence, of two lines


def measured(text: str, blank: str) -> str:
    """As long as it can become: every part in it, ``blank`` for each blank."""
    if "{" not in text:
        return blanks.whole(text)
    long = blanks.whole(text).replace(UNIFORM, blank and "#" * 120)
    return PLACEHOLDER.sub(blank, long)


class Finding(msgspec.Struct, frozen=True):
    """One broken rule: where, what, and how to mend it (both languages). ``clue`` is a word of the
    file that stands at the place, where the path alone does not lead there. What is ``mild`` is
    advice: a list that has nothing else is sound. ``firm``: no site's own list may break it, though
    the rule is one of those that only advise there."""

    rule: str
    path: str
    message: Text
    fix: Text
    clue: str = ""
    mild: bool = False
    firm: bool = False


def finding(
    rule: str,
    path: str,
    zh: str,
    en: str,
    fix_zh: str,
    fix_en: str,
    clue: str = "",
    mild: bool = False,
    firm: bool = False,
) -> Finding:
    return Finding(rule, path, Text(zh, en), Text(fix_zh, fix_en), clue, mild, firm)


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
