"""Verdicts of ``kit doctor`` as lines of text, or as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.ground.base.cells import pad, wrap
from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit
from kit.ground.base.words import word
from kit.readiness.doctor.rules.verdicts import Note, State, Verdict, exit_code

STATES: tuple[State, ...] = ("ok", "check", "bad")
LAST = {Exit.FAULT: "no-record", Exit.UNREADABLE: "damaged"}


def listed(verdicts: list[Verdict], lang: str, cells: int) -> Iterator[str]:
    """A line per check and one that counts them; wrapped to ``cells``, one line each when 0."""
    wide, room = (7, 12) if lang == "en" else (6, 6)
    for verdict in verdicts:
        found, fix = sentences(verdict, lang)
        head = pad(word(lang, f"doctor.state-{verdict.state}"), wide)
        head += pad(word(lang, f"doctor.check-{verdict.check}"), room)
        text = word(lang, "doctor.with-fix", found=found, fix=fix) if fix else found
        yield from wrap(head + text, cells, " " * (wide + room)) if cells else [head + text]
    count = {state: sum(v.state == state for v in verdicts) for state in STATES}
    last = LAST.get(exit_code(verdicts)) or ("check" if count["check"] else "ok")
    closing = word(lang, f"doctor.last-{last}")
    total = word(lang, "doctor.total", total=len(verdicts), last=closing, **count)
    yield from wrap(total, cells) if cells else [total]


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
        "state": verdict.state,
        "found": found,
        "fix": fix or None,
        "data": verdict.data,
    }
