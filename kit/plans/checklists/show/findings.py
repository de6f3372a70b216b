"""What the linter found, and its rules, as pages or data."""

from __future__ import annotations

from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.text import Text
from kit.ground.base.words import has, word
from kit.ground.documents.page import Line, Page, Section, whole
from kit.plans.checklists.rules.lint.rules import RULES


class Fault(msgspec.Struct, frozen=True):
    """One finding in one file. ``line`` is 0 where it is not known; ``mild``: advice only."""

    file: str
    line: int
    path: str
    rule: str
    message: Text
    fix: Text
    mild: bool = False


def found(faults: list[Fault], files: int, lang: str) -> Page:
    """Every finding in two lines (where; what and the fix), then the count; advice apart."""
    lines = []
    for fault in faults:
        key = "checklists.advice" if fault.mild else "checklists.finding"
        key += "" if fault.line else "-no-line"
        where = clean(fault.path)
        said = word(
            lang, key, file=clean(fault.file), line=fault.line, path=where, rule=fault.rule
        )
        lines.append(whole(said.replace("    ", "  ")))
        message, fix = (clean(t.get(lang)).rstrip("。.") for t in (fault.message, fault.fix))
        end = "。" if lang == "zh" else "."
        mend = word(lang, "checklists.finding-text", message=message, fix=fix)
        lines.append(whole(mend + end))
    mild = sum(fault.mild for fault in faults)
    key = "checklists.found" if len(faults) > mild else "checklists.clean"
    lines.append(whole(word(lang, key, files=files, count=len(faults) - mild)))
    if mild:
        lines.append(whole(word(lang, "checklists.advised", count=mild)))
    return Page(sections=[Section("findings", lines=lines)])


def fault_json(fault: Fault, lang: str) -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line,
        "key": fault.path,
        "rule": fault.rule,
        "text": fault.message.get(lang),
        "fix": fault.fix.get(lang),
        "advice": fault.mild,
    }


def rules(lang: str) -> Page:
    """Every rule of the linter: its id, why it is there, where it comes from."""
    lines = []
    for rule, source in RULES.items():
        why = word(lang, f"lint.{rule}").rstrip("。.")
        key = f"lint.source-{source}"
        named = word(lang, key) if has(key) else source
        lines.append(Line(word(lang, "lint.rule", id=rule, why=why, source=named), hang=4))
    return Page(sections=[Section("rules", lines=lines)])


def rules_json(lang: str) -> list[dict[str, str]]:
    return [
        {"rule": rule, "why": word(lang, f"lint.{rule}"), "source": source}
        for rule, source in RULES.items()
    ]
