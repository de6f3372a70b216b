"""Verdicts of ``kit doctor`` as a page, or as data."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit
from kit.ground.base.words import word
from kit.ground.documents.page import Column, Line, Page, Row, Section, Table, cells
from kit.readiness.doctor.rules.notes import Note, State
from kit.readiness.doctor.rules.verdicts import Verdict, exit_code

STATES: tuple[State, ...] = ("ok", "check", "bad")
LAST = {Exit.FAULT: "no-record", Exit.UNREADABLE: "damaged"}


def page(verdicts: list[Verdict], lang: str) -> Page:
    """A row per check; below them one line that counts them."""
    table = Table([Column(share=8), Column(share=16), Column()], [_row(v, lang) for v in verdicts])
    count = {state: sum(v.state == state for v in verdicts) for state in STATES}
    last = LAST.get(exit_code(verdicts)) or ("check" if count["check"] else "ok")
    closing = word(lang, f"doctor.last-{last}")
    total = word(lang, "doctor.total", total=len(verdicts), last=closing, **count)
    return Page(sections=[Section("checks", table=table, notes=[Line(total, hang=0)])])


def _row(verdict: Verdict, lang: str) -> Row:
    found, fix = sentences(verdict, lang)
    text = word(lang, "doctor.with-fix", found=found, fix=fix) if fix else found
    state = word(lang, f"doctor.state-{verdict.state}")
    return Row(cells([state, word(lang, f"doctor.check-{verdict.check}"), text]))


def sentences(verdict: Verdict, lang: str) -> tuple[str, str]:
    """What was found and what to do, each fix once."""
    join = word(lang, "doctor.join")
    found = [filled(note.found, note, lang) for note in verdict.notes]
    fixes = dict.fromkeys(filled(note.fix, note, lang) for note in verdict.notes if note.fix)
    return join.join(found), join.join(fixes)


def filled(key: str, note: Note, lang: str) -> str:
    fill = {name: localised(value, lang) for name, value in note.fill.items()}
    return clean(word(lang, f"doctor.{key}", **fill))


def localised(value: Any, lang: str) -> Any:
    """Texts inside a list in the language asked for; ``word`` does it for single ones."""
    if isinstance(value, list):
        return [getattr(item, lang, item) for item in value]
    return value


def as_data(verdict: Verdict, lang: str) -> dict[str, Any]:
    found, fix = sentences(verdict, lang)
    return {
        "check": verdict.check,
        "status": verdict.state,
        "text": found,
        "fix": fix or None,
        "details": verdict.data,
    }
