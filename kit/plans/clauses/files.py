"""What in the kit answers each clause: read from what cites it and from ``seeds/answers``."""

from __future__ import annotations

from pathlib import Path

from kit.plans.checklists.files import Checklists
from kit.plans.clauses.rules.clauses import AnswerFile, Book, book
from kit.plans.duties.files import Duties
from kit.plans.scripts.files import ScriptFiles
from kit.plans.seeds.files import read_clauses
from kit.plans.seeds.files import seeds as shipped_seeds
from kit.plans.sites.files import Sites
from kit.plans.supplies.files import Things
from kit.plans.toml.files.read import read_toml


def read_answers(folder: Path) -> list[AnswerFile]:
    """Every file of ``seeds/answers``. Raises ``Refused`` with file, line and what is wrong."""
    return [read_toml(path, AnswerFile) for path in sorted((folder / "answers").glob("*.toml"))]


def read_book(
    checklists: Checklists, sites: Sites, scripts: ScriptFiles, seeds: Path | None = None
) -> Book:
    """The plans' clauses and what answers each, by the checklists, profiles and words in use."""
    seeds = seeds or shipped_seeds()
    lists, _ = checklists.readable()
    profiles = [sites.profile(name) for name in sites.files()]
    said = scripts.all_scripts()
    duties = Duties(checklists.library.home, checklists.library.keep).files()
    things = Things(checklists.library.home).files()
    clauses, answers = read_clauses(seeds), read_answers(seeds)
    return book(clauses, answers, lists, profiles, said, duties, things)
