"""The plans in ``seeds/``: their clauses, and what in the kit answers each."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kit.plans.checklists.files.content import Content, shipped
from kit.plans.checklists.files.content import read_toml as decode
from kit.plans.clauses.rules.clauses import AnswerFile, Book, Clause, book
from kit.plans.scripts.rules import Scripts


def read_clauses(folder: Path) -> list[Clause]:
    """Every clause, plan by plan, in the plan's order."""
    read = msgspec.json.Decoder(Clause).decode
    return [
        read(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_bytes().splitlines()
        if line.strip()
    ]


def read_answers(folder: Path) -> list[AnswerFile]:
    """Every file of ``seeds/answers``. Raises ``Refused`` with file, line and what is wrong."""
    return [decode(path, AnswerFile) for path in sorted((folder / "answers").glob("*.toml"))]


def read_book(content: Content, seeds: Path | None = None) -> Book:
    """The plans' clauses and what answers each, by the checklists, profiles and words in use."""
    seeds = seeds or shipped() / "seeds"
    checklists, _ = content.readable()
    profiles = [content.profile(name) for name in content.files("profiles")]
    scripts = {name: decode(path, Scripts) for name, path in content.files("scripts").items()}
    return book(read_clauses(seeds), read_answers(seeds), checklists, profiles, scripts)
